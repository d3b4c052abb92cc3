"""Steps, TradeKorea and difficulties from the command line."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.core.cli.conftest import CommandLine

TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Dhaka")).date()


@pytest.fixture
def lead(office: CommandLine) -> str:
    office.buyer()
    return office.add("lead", buyer="OR-0001", products="knitting machine")


def difficulty(office: CommandLine, **raw: object) -> str:
    company = {"company": "OR-0001", "kind": "tariff", "description": "A duty."}
    return office.add("difficulty", **{**company, **raw})


# ---- steps ---------------------------------------------------------------------------------------------------


def test_the_steps_of_a_record_are_told_with_what_they_need(office: CommandLine, lead: str) -> None:
    told = office("steps", lead, "--json").json
    assert (told["reference"], told["status"], told["open"]) == ("BL-0001", "new", True)
    steps = {one["to"]: one for one in told["steps"]}
    assert list(steps) == ["qualifying", "qualified", "lost", "dormant", "invalid"]
    assert steps["qualified"] == {
        "to": "qualified",
        "reopens": False,
        "needs": [["hs_codes", "contact"]],
        "missing": [["hs_codes", "contact"]],
    }
    shown = office.done("steps", lead)
    assert "Qualified (qualified)" in shown
    assert "HS codes (hs_codes) or Contact (contact)" in shown


def test_a_step_is_refused_without_what_it_needs_and_taken_with_it(office: CommandLine, lead: str) -> None:
    ended = office("step", lead, "qualified")
    assert (ended.status, ended.problems) == (1, ["BL-0001: hs_codes: Please give an HS code or a contact."])
    assert office.done("step", lead, "qualified", "hs_codes=8447.20") == "BL-0001"
    told = office("step", lead, "lost", "lost_reason=The price", "--json").json
    assert (told["status"], told["lost_reason"]["text"], told["revision"]) == ("lost", "The price", 3)
    ended = office("step", lead, "qualified")
    assert ended.problems == ["BL-0001: reopened_reason: Please write why it is opened again."]
    office.done("step", lead, "qualified", "reopened_reason=They called")
    assert office("show", lead, "--json").json["lost_reason"] is None
    office.done("undo")
    assert office("show", lead, "--json").json["lost_reason"]["text"] == "The price"


def test_where_there_is_no_step_those_that_there_are_are_named(office: CommandLine, lead: str) -> None:
    for words in (("step", lead, "won"), ("set", lead, "status=won")):
        ended = office(*words)
        assert (ended.status, ended.problems) == (
            1,
            [
                (
                    "BL-0001: status: From “New (new)” there is no step to “Won (won)”; possible from here: "
                    "Qualifying (qualifying), Qualified (qualified), Lost (lost), Dormant (dormant) "
                    "and Invalid (invalid)."
                )
            ],
        )
    ended = office("step", lead, "new")
    assert ended.problems == ["BL-0001: status: BL-0001 is “New (new)” already."]
    assert office("step", lead, "sold").status == 1
    assert office("step", lead, "lost", "status=won").status == 2
    assert office("step", lead).status == 2
    assert office("steps", "OR-0001").status == 1
    assert office("step", "OR-0001", "new").status == 1
    assert office("show", lead, "--json").json["revision"] == 1


# ---- TradeKorea ----------------------------------------------------------------------------------------------


def leads(office: CommandLine) -> None:
    name = {"text": "শাপলা নিট", "language": "bn", "translations": {"en": "Shapla Knit", "ko": "샤플라니트"}}
    office.add("organisation", name=name, roles=["buyer"], country="BD")
    for consent in ("given", "refused"):
        who = f"Person {consent}"
        office.add("contact", name=who, organisation="OR-0001", email="who@example.com", consent=consent)
    lead = {"buyer": "OR-0001", "products": "=film", "hs_codes": ["0101.21"], "received_on": "2026-11-12"}
    office.add("lead", **lead, contact="CT-0001", value="180000 USD")
    office.add("lead", **lead, contact="CT-0002")
    office.add("lead", **lead, tradekorea_number="TK-1", tradekorea_on="2026-11-20")
    office.add("lead", **lead, status="invalid")
    office.add("lead", **{**lead, "received_on": "2026-08-23"})
    office.add("lead", **{**lead, "received_on": "2026-10-01"})


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[cell.lstrip("\t") for cell in row] for row in csv.reader(file)]


def test_the_leads_that_count_and_are_not_registered_are_listed(office: CommandLine) -> None:
    """By hand: the third is registered, the fourth is invalid, the fifth was received the day before the plan."""
    leads(office)
    assert [one["reference"] for one in office("tradekorea", "--json").json] == [
        "BL-0006",
        "BL-0001",
        "BL-0002",
    ]
    told = office("tradekorea", "--period", "2026-B23", "--json").json
    assert [one["reference"] for one in told] == ["BL-0001", "BL-0002"]
    assert "3 leads are not registered on TradeKorea." in office.done("tradekorea")
    office.done("archive", "BL-0006", "--reason", "twice")
    assert [one["reference"] for one in office("tradekorea", "--json").json] == ["BL-0001", "BL-0002"]


@pytest.mark.parametrize(("code", "head"), [("en", "Reference"), ("ko", "번호"), ("bn", "নম্বর")])
def test_the_list_goes_out_and_comes_back_in_each_language(
    office: CommandLine, tmp_path: Path, code: str, head: str
) -> None:
    leads(office)
    out = tmp_path / "upload.csv"
    assert office("tradekorea", "--csv", out, language=code).out.strip() == str(out)
    heads, *rows = read(out)
    assert heads[0] == head
    assert [row[0] for row in rows] == ["BL-0006", "BL-0001", "BL-0002"]
    first = dict(zip(range(len(heads)), rows[1], strict=True))
    assert [first[at] for at in (1, 2, 3)] == ["Shapla Knit", "샤플라니트", "শাপলা নিট"]
    assert (first[6], first[9], first[10], first[11]) == (
        "Person given",
        "who@example.com",
        "=film",
        "0101.21",
    )
    assert (first[13], first[14], first[15]) == ("180000.00", "USD", "2026-11-12")
    # Who has refused to be passed on is not.
    assert (rows[2][6], rows[2][9]) == ("", "")
    rows[1][-2:] = ["TK-7", "2026-11-20"]
    back = tmp_path / "back.csv"
    with back.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    # The heads of one language are understood by an office that works in another.
    told = office("tradekorea", "--registered", back, "--json", language="en").json
    assert (told["registered"], told["already"], told["open"], told["problems"]) == (["BL-0001"], 0, 2, [])
    lead = office("show", "BL-0001", "--json").json
    assert (lead["tradekorea_number"], lead["tradekorea_on"]) == ("TK-7", "2026-11-20")


@pytest.mark.parametrize(
    ("consent", "passed_on"), [("given", True), ("refused", False), ("withdrawn", False)]
)
def test_nobody_is_passed_on_who_has_not_agreed(
    office: CommandLine, tmp_path: Path, consent: str, passed_on: bool
) -> None:
    office.buyer()
    office.add("contact", name="Sajal", organisation="OR-0001", email="who@example.com", consent=consent)
    office.add("lead", buyer="OR-0001", products="film", contact="CT-0001", received_on="2026-11-12")
    out = tmp_path / "upload.csv"
    office.done("tradekorea", "--csv", out)
    _, row = read(out)
    assert (row[6], row[9]) == (("Sajal", "who@example.com") if passed_on else ("", ""))


def test_wrong_lines_are_refused_one_by_one_and_good_ones_are_one_change(
    office: CommandLine, tmp_path: Path
) -> None:
    leads(office)
    back = tmp_path / "back.csv"
    back.write_text(
        "TradeKorea number;Reference;Registered on TradeKorea on\n"
        "TK-8;BL-0001;2026-11-20\n"  # good
        ";;\n"
        "TK-1;BL-0002;2026-11-20\n"  # the number is BL-0003's
        "TK-9;BL-0099;2026-11-20\n"  # no such lead
        "TK-9;OR-0001;2026-11-20\n"  # no lead at all
        "TK-9;BL-0006;31 February\n"  # no day
        ";BL-0006;2026-11-20\n"  # no number
        "TK-9;BL-0006;\n"  # no day at all
        "TK-2;BL-0003;2026-11-20\n"  # has another number
        "TK-1;BL-0003;2026-11-20\n"  # twice in the file
        "TK-8;BL-0004;2026-11-20\n"  # its number is BL-0001's, five lines above
        ";BL-0005;\n",  # not registered yet
        encoding="utf-8",
    )
    ended = office("tradekorea", "--registered", back)
    assert ended.status == 1
    assert [one.removeprefix(f"{back}:").split(": ")[:2] for one in ended.problems] == [
        ["4", "tradekorea_number"],
        ["5", "reference"],
        ["6", "reference"],
        ["7", "tradekorea_on"],
        ["8", "tradekorea_number"],
        ["9", "tradekorea_on"],
        ["10", "tradekorea_number"],
        ["11", "reference"],
        ["12", "tradekorea_number"],
    ]
    assert ended.out.splitlines() == ["BL-0001", "1 lead is now registered."]
    assert office("show", "BL-0001", "--json").json["tradekorea_number"] == "TK-8"
    told = office("tradekorea", "--registered", back, "--json").json
    assert (told["registered"], told["already"], told["open"]) == ([], 1, 1)
    office.done("undo")
    assert office("show", "BL-0001", "--json").json["tradekorea_number"] is None


def test_many_registrations_are_undone_as_one(office: CommandLine, tmp_path: Path) -> None:
    leads(office)
    back = tmp_path / "back.csv"
    back.write_text(
        "Reference,TradeKorea number,Registered on TradeKorea on\nBL-0001,TK-5,2026-11-20\nBL-0002,TK-6,2026-11-20\n",
        encoding="utf-8",
    )
    office.done("tradekorea", "--registered", back)
    undone = office.done("undo").splitlines()
    assert sorted(line.split()[0] for line in undone) == ["BL-0001", "BL-0002"]


def test_files_that_cannot_be_taken_back_are_refused(office: CommandLine, tmp_path: Path) -> None:
    leads(office)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("Reference,Number\nBL-0001,TK-1\n", encoding="utf-8")
    ended = office("tradekorea", "--registered", wrong)
    assert (ended.status, len(ended.problems)) == (1, 1)
    assert "“TradeKorea number”" in ended.err
    wrong.write_text("", encoding="utf-8")
    assert office("tradekorea", "--registered", wrong).status == 1
    assert office("tradekorea", "--registered", tmp_path / "none.csv").status == 1
    assert office("tradekorea", "--registered", wrong, "--period", "2026-B23").status == 2
    assert office("tradekorea", "--csv", office.data / "office.db").status == 1


# ---- difficulties --------------------------------------------------------------------------------------------


def test_open_difficulties_are_listed_with_their_ages(office: CommandLine) -> None:
    office.buyer()

    def day(ago: int) -> str:
        return (TODAY - timedelta(days=ago)).isoformat()

    difficulty(office, reported_on=day(30), status="waiting", waiting_on="The bank")
    difficulty(office, reported_on=day(20), due=day(3))
    difficulty(office, reported_on=day(10), due=TODAY.isoformat())
    difficulty(office, reported_on=day(40), status="dormant", due=day(30))
    told = office("difficulties", "--json").json
    assert [(one["reference"], one["age"]) for one in told] == [
        ("DF-0002", {"reported": 20, "in_state": 20, "waiting": None, "overdue": 3, "escalated": None}),
        ("DF-0001", {"reported": 30, "in_state": 30, "waiting": 30, "overdue": None, "escalated": None}),
        ("DF-0003", {"reported": 10, "in_state": 10, "waiting": None, "overdue": None, "escalated": None}),
    ]
    assert [one["reference"] for one in office("difficulties", "--overdue", "--json").json] == ["DF-0002"]
    assert [one["reference"] for one in office("difficulties", "--waiting", "--json").json] == ["DF-0001"]
    assert office("difficulties", "--overdue", "--waiting", "--json").json == []
    assert "No difficulty" in office.done("difficulties", "--overdue", "--waiting")
    assert "The bank" in office.done("difficulties")


def test_escalation_says_why_and_when_once_and_of_open_ones_only(office: CommandLine) -> None:
    office.buyer()
    difficulty(office)
    assert office("escalate", "DF-0001").status == 2
    told = office("escalate", "DF-0001", "--reason", "Only the ministries can", "--json").json
    assert (told["escalated"], told["escalated_on"]) == (True, TODAY.isoformat())
    assert told["escalated_why"]["text"] == "Only the ministries can"
    assert told["status"] == "received"
    ended = office("escalate", "DF-0001", "--reason", "Again")
    assert (ended.status, ended.problems[0].split(": ")[:2]) == (1, ["DF-0001", "escalated"])
    assert office("difficulties", "--json").json[0]["age"]["escalated"] == 0
    difficulty(office, status="dormant")
    assert office("escalate", "DF-0002", "--reason", "x").status == 1
    assert office("escalate", "OR-0001", "--reason", "x").status == 1


def test_similar_cases_tell_what_solved_them(office: CommandLine) -> None:
    office.buyer()
    office.add(
        "difficulty",
        company="OR-0001",
        kind="certification",
        description="인증서 원본이 없어 통관이 보류됨",
        hs_codes=["8447.20"],
        status="resolved",
        resolution="A copy with the seal of the chamber was accepted.",
        reported_on="2026-09-20",
        resolved_on=date(2026, 10, 2).isoformat(),
    )
    difficulty(
        office, status="resolved", resolution="Paid", reported_on="2026-09-20", resolved_on="2026-10-03"
    )
    difficulty(
        office, kind="certification", description="Customs asks for the certificate.", hs_codes=["8447.90"]
    )
    (case,) = office("similar", "DF-0003", "--json").json
    assert (case["reference"], case["resolved_on"], case["in_part"]) == ("DF-0001", "2026-10-02", False)
    assert case["reasons"] == [
        "same kind (Certification and standards)",
        "same HS heading (8447)",
        "same words (certificate and customs)",
    ]
    assert case["score"] == 25 + 18 + 40
    shown = office.done("similar", "DF-0003")
    assert "A copy with the seal of the chamber was accepted." in shown
    assert json.loads(office("similar", "DF-0002", "--json").out) == []
    assert "No resolved difficulty" in office.done("similar", "DF-0002")
    assert office("similar", "OR-0001").status == 1
