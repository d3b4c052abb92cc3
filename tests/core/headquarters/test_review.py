"""The review workbook and the analysts' files: whole, in every language, with figures that can be traced."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow.dataset
import pytest

from fieldreport.headquarters import parquet
from fieldreport.headquarters.finding import counted
from fieldreport.headquarters.progress import overview
from fieldreport.headquarters.review import write
from fieldreport.language import CODES, Language
from tests.core.headquarters.conftest import NOW, PERIOD, PLAN, Headquarters


@pytest.fixture
def reported(headquarters: Headquarters) -> Headquarters:
    for period in (PLAN.fortnights.previous(PERIOD), PERIOD):
        for office in headquarters.offices[:5]:
            headquarters.report(office, period, 20)
    headquarters.offices[0].correct(PERIOD)
    headquarters.put(headquarters.offices[0].package(PERIOD))
    headquarters.collect()
    return headquarters


@pytest.mark.parametrize("code", CODES)
def test_the_review_says_what_the_store_says(reported: Headquarters, code: str, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    material = write(reported.store, PERIOD, Language(code), path, NOW)
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets) == 11
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    figures, tasks, regions, offices = book.worksheets[:4]
    charts: list[object] = getattr(figures, "_charts")  # noqa: B009
    assert len(charts) == 2
    shown = {row[0].value: row[1].value for row in figures.iter_rows(min_row=2) if row[0].value}
    assert list(shown.values()) == [now for now, _ in material.counts().values()]
    whole = [
        one for one in overview(reported.store, PLAN, PERIOD.last).lines if not one.region and not one.office
    ]
    assert [(row[0].value, row[2].value) for row in tasks.iter_rows(min_row=2)] == [
        (one.task.number, one.progress.actual) for one in whole
    ]
    assert regions.max_row > 6
    assert [row[0].value for row in offices.iter_rows(min_row=2)] == [one.code for one in reported.offices]


def test_each_figure_is_traced_to_its_records(reported: Headquarters, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    write(reported.store, PERIOD, Language("en"), path, NOW)
    sources = openpyxl.load_workbook(path)["Counted records"]
    rows = [[cell.value for cell in row] for row in sources.iter_rows(min_row=2)]
    lead = next(one for one in PLAN.tasks if one.number == 1)
    expected = counted(reported.store, PLAN, lead, PERIOD.first, PERIOD.last)
    assert expected
    assert [(row[1], row[4], row[6]) for row in rows if row[0] == 1] == [
        (one.office, one.id, one.issue) for one in expected
    ]


def test_hostile_texts_stay_texts(headquarters: Headquarters, tmp_path: Path) -> None:
    office = headquarters.offices[0]
    office.work(PERIOD, 6)
    for one in office.held[PERIOD.code].values():
        if one["type"] in ("difficulty", "action"):
            for name in ("description", "cause", "what"):
                if isinstance(one.get(name), dict):
                    one[name]["text"] = "=cmd|'/c calc'!A1 \x07 _x0041_ " + "가" * 40_000
    headquarters.put(office.package(PERIOD))
    headquarters.collect()
    assert not headquarters.last.quarantined
    path = tmp_path / "review.xlsx"
    write(headquarters.store, PERIOD, Language("ko"), path, NOW)
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_analysts_get_the_last_word_on_every_record(reported: Headquarters, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    written = parquet.write(reported.store, folder)
    leads = pyarrow.dataset.dataset(folder / "lead", partitioning="hive").to_table().to_pylist()
    said = {
        (office.code, one["id"]): one
        for office in reported.offices
        for period in office.held.values()
        for one in period.values()
        if one["type"] == "lead"
    }
    assert written["lead"] == len(leads) == len(said)
    for one in leads:
        record = said[one["office"], one["id"]]
        assert (one["revision"], one["status"], one["received_on"]) == (
            record["revision"], record["status"], record["received_on"],
        )  # fmt: skip
    assert {one["period"] for one in leads} == {PERIOD.code, PLAN.fortnights.previous(PERIOD).code}
    assert parquet.write(reported.store, folder) == written
