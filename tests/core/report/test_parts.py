"""The summary part by part: drafted in three languages, compared with the period before, or written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.report import write
from fieldreport.report.over import FIGURES
from fieldreport.report.parts import PARTS, drafted, on_first_page, summary_key
from fieldreport.store.reports import Reports
from tests.example_office import PERIOD, PLAN, ExampleOffice, text

BEFORE = PLAN.fortnights.previous(PERIOD)


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    office = ExampleOffice(tmp_path)
    office.add("organisation", {"name": text("가나", "ko"), "roles": ["buyer"], "country": "BD"})
    office.add("organisation", {"name": text("다라", "ko"), "roles": ["company"], "country": "KR"})
    for day in (BEFORE.first, PERIOD.first, PERIOD.last):
        office.add(
            "meeting",
            {
                "company": "OR-0002",
                "buyer": "OR-0001",
                "held_on": day.isoformat(),
                "status": "held",
                "said": text("좋음", "ko"),
                "value": "1000 USD",
            },
        )
    return office


def said(tmp_path: Path, code: str) -> Office:
    data = tmp_path / f"office-{code}"
    return Office.create(data, "DHK", language=code)


@pytest.mark.parametrize("code", CODES)
def test_every_part_is_drafted_in_every_language(office: ExampleOffice, tmp_path: Path, code: str) -> None:
    with said(tmp_path, code) as made:
        language = made.language(code)
        report = office.report()
        drafts = {part.name: drafted(report, part, language) for part in PARTS}
    assert all(point and "{" not in point for points in drafts.values() for point in points)
    assert all(drafts[name] for name in ("leads", "meetings", "deals", "tasks", "difficulties", "support"))
    assert language.number(2) in drafts["meetings"][0]
    assert language.number(1) in drafts["meetings"][1]


def test_what_was_written_of_a_part_takes_its_drafts_place_there_alone(
    office: ExampleOffice, tmp_path: Path
) -> None:
    with said(tmp_path, "en") as made:
        language = made.language("en")
        report = office.report(summary={summary_key("en", "meetings"): "○ Two, both good.\n- More follow."})
        draft = office.report()
    assert on_first_page(report, language)[1:3] == ("Two, both good.", "More follow.")
    assert on_first_page(report, language)[0] == on_first_page(draft, language)[0]
    assert report.points(language) == on_first_page(report, language)


def test_the_workbook_has_the_summary_by_part_and_the_periods_side_by_side(
    office: ExampleOffice, tmp_path: Path
) -> None:
    with said(tmp_path, "en") as made:
        language = made.language("en")
        report = office.report(summary={summary_key("en", "deals"): "Nothing yet."})
        written = write(report, language, office.titles(language), tmp_path / "report.xlsx")
    workbook = openpyxl.load_workbook(written.path)
    rows = list(workbook["Summary"].iter_rows(values_only=True))
    assert ("Contracts and deals", "Nothing yet.", "The manager") in rows
    assert [one for one in rows if one[0] == "Support given"] == [
        ("Support given", "No support was given to companies.", "Draft from the figures")
    ]
    heads, *figures = workbook["Comparison"].iter_rows(values_only=True)
    assert heads[-3:-1] == (BEFORE.code, PERIOD.code)
    by_name = {row[0]: row[-3:] for row in figures}
    assert len(by_name) == len(FIGURES)
    assert by_name["Meetings held"] == (1, 2, 1)
    assert by_name["Consultation value (US$)"] == (1000, 2000, 1000)


def test_what_a_text_was_stays_in_its_history(office: ExampleOffice) -> None:
    reports, name = Reports(office.store.database), summary_key("ko", "leads")
    at = datetime(2026, 11, 21, 5, tzinfo=UTC)
    for written in ("첫째", "둘째", ""):
        stored = reports.get(PERIOD.code)
        reports.save(replace(stored, summary={**stored.summary, name: written}), "민수", at)
    reports.save(replace(reports.get(PERIOD.code), file="report.xlsx"), "민수", at)
    assert [(one.text, one.by, one.at) for one in reports.texts(PERIOD.code, name)] == [
        (written, "민수", at) for written in ("", "둘째", "첫째")
    ]
    assert reports.texts(PERIOD.code, "ko") == []


def test_the_series_of_each_task_is_a_chart(office: ExampleOffice, tmp_path: Path) -> None:
    with said(tmp_path, "en") as made:
        language = made.language("en")
        report = office.report(PLAN.fortnights.next(PERIOD))
        written = write(report, language, office.titles(language), tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(written.path)["Forecast"]
    (chart,) = sheet._charts  # type: ignore[attr-defined]  # there is no public way to a sheet's charts
    with_target = [one for one in report.tasks if one.progress.target is not None]
    assert len(chart.series) == len(with_target)
    headed = sheet.cell(1, 10).value
    assert str(headed).startswith("Achievement ")
    assert chart.series[0].val.numRef.f.startswith("'Forecast'!$J$")
