"""What the report says of texts that lack a language is what the queue offers to translate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.report import check, write
from fieldreport.report.contents import carried_over
from fieldreport.report.workbook.wording import untranslated
from fieldreport.store import Filter
from fieldreport.store.missing import Need, gaps
from fieldreport.store.translate import translate
from tests.example_office import PERIOD, ZONE, ExampleOffice, fill, text


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ExampleOffice]:
    """The example office, with difficulties that were open, resolved later or resolved before."""
    made = ExampleOffice(tmp_path)
    fill(made)
    buyer = made.add("organisation", {"name": "Kodom", "roles": ["buyer"], "country": "BD"})
    for number, (status, resolved_on) in enumerate(
        (("waiting", None), ("resolved", "2026-11-23"), ("resolved", "2026-11-22"), ("not_actionable", None))
    ):
        made.add(
            "difficulty",
            {
                "company": buyer,
                "kind": "tariff",
                "description": text(f"Case {number}", "en"),
                "reported_on": "2026-10-01",
                "status": status,
                "waiting_on": "The bank" if status == "waiting" else None,
                "resolution": "Paid" if status == "resolved" else None,
                "resolved_on": resolved_on,
            },
        )
    yield made
    made.store.close()


@pytest.mark.parametrize("code", CODES)
def test_the_queue_of_a_period_holds_what_its_report_lacks(office: ExampleOffice, code: str) -> None:
    report = office.report()
    also = {"difficulty": carried_over(office.store, PERIOD)}
    which = Filter(days=(PERIOD.first, PERIOD.last), zone=ZONE)
    queue = [(one.type, one.key, one.field) for one in gaps(office.store, code, which=which, also=also)]
    lacking = {(one.record.type.name, one.record.key, one.field.name) for one in report.lacking(code)}
    assert set(queue) == lacking
    assert len(queue) == len(lacking) > 0


def test_what_was_open_when_the_period_began_is_carried_over(office: ExampleOffice) -> None:
    report = office.report()
    assert sorted(carried_over(office.store, PERIOD)) == sorted(one.key for one in report.carried_over)
    told = {one["description"].original for one in report.carried_over}
    assert {"Case 0", "Case 1", "Case 2"} <= told
    assert "Case 3" not in told


def test_the_check_names_every_record_that_lacks_korean_once(office: ExampleOffice) -> None:
    report = office.report()
    found = [one for one in check(report) if one.needs]
    assert {one.needs for one in found} == {"ko"}
    lacking = report.lacking("ko")
    assert sorted(one.record for one in found) == sorted({one.record.reference for one in lacking})
    assert sum(int(str(one.values["count"])) for one in found) == len(lacking)


@pytest.mark.parametrize("code", CODES)
def test_the_workbook_says_how_many_texts_lack_its_language(office: ExampleOffice, code: str) -> None:
    """On the first page, and in the notes by the kind of record."""
    language = Language(code, folder=folders.locales())

    def said() -> str:
        report = office.report()
        path = write(report, language, office.titles(language), office.folder / f"{code}.xlsx").path
        first, *_, notes = (
            {str(cell.value) for row in sheet.iter_rows() for cell in row}
            for sheet in load_workbook(path)
            if sheet.sheet_state == "visible"
        )
        told = untranslated(report, language)
        assert (told in first) is bool(told)
        assert (told in notes) is bool(told)
        return told

    count = len(office.report().lacking(code))
    assert language.number(count) in said()
    for one in office.report().lacking(code):
        translate(office.store, one.record.id, one.field.name, code, "x", one.text, by="Minji")
    assert said() == ""


def test_a_translation_makes_the_report_lack_less(office: ExampleOffice) -> None:
    first, *others = office.report().lacking("ko")
    translate(office.store, first.record.id, first.field.name, "ko", "번역", first.text, by="Minji")
    assert len(office.report().lacking("ko")) == len(others)
    assert (first.record.type.name, first.record.key, first.field.name) in set(
        gaps(office.store, "ko", Need.REVIEW)
    )
