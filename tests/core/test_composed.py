"""Text is in one form (NFC) on every way in, however the computer that it was typed on takes letters apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport.office import Office
from fieldreport.store.reports import Approval
from fieldreport.text import one_line

#: Hangul as a Mac takes it apart, a letter with a dot as one sign, ৎ spelled by its parts' newer sign.
APART = unicodedata.normalize("NFD", "다온 섬유") + " রায়\u09df \u09ce"
TOGETHER = unicodedata.normalize("NFC", APART)


def clock() -> datetime:
    """A moment in the plan."""
    return datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office made by somebody whose computer takes letters apart."""
    with Office.create(tmp_path / "data", "DHK", person=APART, clock=clock) as one:
        yield one


def test_the_two_forms_differ() -> None:
    assert APART != TOGETHER
    # A composed form of য় is not NFC: it is taken apart, always the same way.
    assert "\u09df" not in TOGETHER


def test_names_of_people(office: Office) -> None:
    raw = {"name": "x", "roles": ["buyer"], "country": "BD"}
    made = office.add(office.record_type("organisation"), raw)
    assert (office.person, made.created_by) == (TOGETHER, TOGETHER)
    office.change(made.id, {"name": "y"}, by=APART)
    assert {one.by for one in office.store.history(made.id) if one.revision == 2} == {TOGETHER}


def test_reasons_summaries_and_signatures(office: Office) -> None:
    made = office.add(
        office.record_type("organisation"), {"name": APART, "roles": ["buyer"], "country": "BD"}
    )
    office.archive(made.id, APART)
    assert office.store.record(made.id).archived == TOGETHER
    stored = office.reports.get("2026-B23")
    approval = Approval("Officer", APART, office.today())
    office.reports.save(replace(stored, summary={"ko": APART}, approvals=(approval,)))
    again = office.reports.get("2026-B23")
    assert (again.summary["ko"], again.approvals[0].by) == (TOGETHER, TOGETHER)


def test_every_text_of_every_record(office: Office) -> None:
    made = office.add(
        office.record_type("organisation"),
        {
            "name": {
                "text": APART,
                "language": "ko",
                "translations": {"bn": {"text": APART, "state": "translated"}},
            },
            "aliases": [APART],
            "roles": ["buyer"],
            "country": "BD",
        },
    )
    kept = office.store.record(made.id)
    assert (kept["name"].original, kept["name"].in_language("bn")) == (TOGETHER, TOGETHER)
    assert kept["aliases"] == (TOGETHER,)
    assert [key for _, key in office.store.search(APART)] == [made.key]


def test_a_name_that_is_all_letters_stays(office: Office) -> None:
    assert one_line(TOGETHER) == TOGETHER
