"""The commands about events."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.core.cli.conftest import CommandLine

#: Tomorrow in Dhaka: its slots are to come, and a colleague farther east may note what was held there already.
DAY = (datetime.now(ZoneInfo("Asia/Dhaka")).date() + timedelta(days=1)).isoformat()
EVENT: dict[str, Any] = {
    "name": "Garment days",
    "starts_on": DAY,
    "ends_on": DAY,
    "day_begins": "10:00",
    "day_ends": "12:00",
    "slot_minutes": 60,
    "tables": 2,
}


@pytest.fixture
def fair(office: CommandLine) -> CommandLine:
    """An event of two slots; two companies wish to meet a buyer, one of them another one who has declined too."""
    office.add("event", **EVENT)
    for name, side, country in (
        ("C1", "company", "KR"),
        ("C2", "company", "KR"),
        ("B1", "buyer", "BD"),
        ("B2", "buyer", "BD"),
    ):
        office.add("organisation", name=name, roles=[side], country=country)
    for organisation, side, raw in (
        ("OR-0001", "company", {"wishes": ["OR-0003"]}),
        ("OR-0002", "company", {"wishes": ["OR-0003", "OR-0004"]}),
        ("OR-0003", "buyer", {"wishes": ["OR-0002"], "table": "7"}),
        ("OR-0004", "buyer", {"invitation": "declined"}),
    ):
        given = {"invitation": "accepted", **raw}
        office.add("participant", event="EV-0001", organisation=organisation, side=side, **given)
    return office


def test_participants_are_listed(fair: CommandLine) -> None:
    rows = fair("participants", "EV-0001", "--json").json
    assert [(one["reference"], one["name"], one["invitation"]) for one in rows][-1] == (
        "PT-0004",
        "B2",
        "declined",
    )
    shown = fair.done("participants", "EV-0001")
    assert "Korean company" in shown
    assert "Declined" in shown


def test_a_proposal_is_shown_and_nothing_is_written(fair: CommandLine) -> None:
    found = fair("schedule", "EV-0001", "--propose", "--json").json
    assert (found["honoured"], found["wished"]) == (3, 4)
    assert {(one["company_name"], one["buyer_name"], one["table"]) for one in found["meetings"]} == {
        ("C1", "B1", "7"),
        ("C2", "B1", "7"),
    }
    assert [(one["buyer_name"], one["reason"]) for one in found["unmet"]] == [("B2", "buyer_missing")]
    shown = fair.done("schedule", "EV-0001", "--propose")
    assert "3 of 4 wishes are honoured" in shown
    assert "does not take part" in shown
    assert fair.done("schedule", "EV-0001") == "No meeting is planned."


def test_a_schedule_is_written_shown_and_undone(fair: CommandLine) -> None:
    fair.done("schedule", "EV-0001", "--apply")
    rows = fair("schedule", "EV-0001", "--json").json
    assert [(one["day"], one["slot"], one["table"], one["status"]) for one in rows] == [
        (DAY, "10:00", "7", "scheduled"),
        (DAY, "11:00", "7", "scheduled"),
    ]
    assert "10:00" in fair.done("schedule", "EV-0001")
    assert sorted(line.split()[0] for line in fair.done("undo").splitlines()) == ["MT-0001", "MT-0002"]
    assert fair("schedule", "EV-0001", "--json").json == []


def test_the_day_itself(fair: CommandLine, tmp_path: Path) -> None:
    fair.done("schedule", "EV-0001", "--apply")
    fair.buyer("B3")
    assert fair.done("walk-in", "EV-0001", "OR-0005", "--side", "buyer", "--wishes", "OR-0001").split() == [
        "PT-0005",
        "MT-0003",
    ]
    assert fair.done("no-show", "PT-0002").splitlines()[0] == "PT-0002"
    missed = next(one for one in fair("schedule", "EV-0001", "--json").json if one["status"] == "no_show")
    assert (missed["company_name"], missed["absent"]) == ("C2", "company")
    held = next(
        one
        for one in fair("schedule", "EV-0001", "--json").json
        if (one["company_name"], one["buyer_name"]) == ("C1", "B1")
    )
    results = tmp_path / "results.jsonl"
    row = {"meeting": held["reference"], "value": "USD 12000", "said": "Zips."}
    results.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    assert fair.done("results", "EV-0001", results) == held["reference"]
    totals = fair("totals", "EV-0001", "--json").json
    assert (totals["held"], totals["no_shows"], totals["scheduled"]) == (1, 1, 1)
    assert totals["value"]["us_dollars"] == "12000.00"
    assert totals["came"] == {"company": 0, "buyer": 1}
    by_company = fair("totals", "EV-0001", "--by", "company", "--json").json
    assert [(one["name"], one["held"], one["absences"]) for one in by_company] == [("C1", 1, 0), ("C2", 0, 1)]
    shown = fair.done("totals", "EV-0001")
    assert "US$\u00a012,000" in shown
    assert "contracts are not in it" in shown
    assert "B3" in fair.done("totals", "EV-0001", "--by", "buyer")


def test_results_that_cannot_be_read_name_their_lines(fair: CommandLine, tmp_path: Path) -> None:
    fair.done("schedule", "EV-0001", "--apply")
    results = tmp_path / "results.jsonl"
    results.write_bytes(b'{"meeting": "MT-0001"\n[1]\n\xff\n')
    ended = fair("results", "EV-0001", results)
    assert ended.status == 1
    assert [line.split(": ")[0] for line in ended.problems] == [f"{results}:{at}" for at in (1, 2, 3)]
    results.write_text('\n{"meeting": "MT-0001", "value": "much"}\n', encoding="utf-8")
    ended = fair("results", "EV-0001", results)
    assert ended.problems[0].startswith(f"{results}:2: value: ")


def test_timetables_are_written(fair: CommandLine, tmp_path: Path) -> None:
    fair.done("schedule", "EV-0001", "--apply")
    out = tmp_path / "buyers.xlsx"
    assert fair.done("timetable", "EV-0001", "--side", "buyer", "--out", out) == str(out)
    assert openpyxl.load_workbook(out).sheetnames == ["English"]


@pytest.mark.parametrize(
    "words",
    [
        ("schedule", "EV-0001", "--propose", "--apply"),
        ("totals", "EV-0001", "--by", "bank"),
        ("timetable", "EV-0001", "--side", "bank", "--out", "x.xlsx"),
        ("walk-in", "EV-0001", "OR-0001", "--side", "bank"),
    ],
)
def test_wrong_usage(fair: CommandLine, words: tuple[str, ...]) -> None:
    assert fair(*words).status == 2


def test_an_event_without_slots_says_what_to_fill_in(office: CommandLine) -> None:
    office.add("event", name="Bare", starts_on="2099-11-25", ends_on="2099-11-25")
    ended = office("schedule", "EV-0001", "--propose")
    assert ended.status == 1
    assert [line.split(": ")[0] for line in ended.problems] == [
        "day_begins",
        "day_ends",
        "slot_minutes",
        "tables",
    ]
