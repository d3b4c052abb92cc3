"""The workbook from one end to the other: real records in, a real file out, read back by three other programs."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from fieldreport import folders
from fieldreport.fields import Day, Line, TextField
from fieldreport.language import CODES, Language
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.report import Report, Written, write
from fieldreport.report.manifest import SHEET
from fieldreport.report.safe import LONGEST_CELL
from fieldreport.report.workbook import wording
from fieldreport.store import Filter, Store
from fieldreport.store.reports import Approval
from fieldreport.values import Text
from tests.example_office import NOW, PERIOD, ZONE, ExampleOffice, fill, text

HOSTILE = (
    "=1+1",
    "+82-2-0000-0000",
    "-5 % on the price",
    "@office",
    '=HYPERLINK("http://example.com","x")',
    "＝１＋１",
    "＋8801700000000",
    "＠사무소",
    "_x0041_ is not A",
    "0012",
    "1E5",
    "TRUE",
    "<b>&amp;</b>",
    " leading and trailing ",
)
BENGALI_DIGIT = re.compile("[০-৯]")


@dataclass(frozen=True)
class Made:
    """A workbook in one language, and what it was made from."""

    language: Language
    report: Report
    written: Written
    store: Store

    @property
    def path(self) -> Path:
        return self.written.path

    def open(self) -> Workbook:
        return openpyxl.load_workbook(self.path)

    def sheet_of(self, record_type: str) -> str:
        """The name of a record type's sheet."""
        at = [one.type.name for one in self.report.sections].index(record_type)
        return self.sheets[7 + at]

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets that people see, in their order."""
        return [name for name in CalamineWorkbook.from_path(self.path).sheet_names if name != SHEET]


def language(code: str) -> Language:
    return Language(code, folder=folders.locales(), zone=ZONE)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> ExampleOffice:
    office = ExampleOffice(tmp_path_factory.mktemp("office"))
    fill(office)
    for number, hostile in enumerate(HOSTILE):
        office.add(
            "signal",
            {"headline": hostile, "kind": "other", "seen_on": "2026-11-13", "source": f"{hostile} {number}"},
            by=hostile,
        )
    office.add(
        "signal",
        {
            "headline": "A long text",
            "kind": "other",
            "seen_on": "2026-11-14",
            "source": "-",
            "description": text("가나다 라마. " * 4_900, "ko", en="Long enough. " * 400),
        },
    )
    return office


@pytest.fixture(scope="module", params=CODES)
def made(
    request: pytest.FixtureRequest, office: ExampleOffice, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    shown = language(request.param)
    report = office.report(
        summary={"ko": "섬유기계 상담회에서 37건을 상담함."},
        approvals=(Approval("Officer", "김예시", date(2026, 11, 23)),),
    )
    path = tmp_path_factory.mktemp("workbook") / report.filename(shown)
    return Made(shown, report, write(report, shown, office.titles(shown), path), office.store)


def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    """A sheet as calamine reads it, all rows of the same length."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


# ---- what is in it -------------------------------------------------------------------------------------------------


def test_every_record_of_the_period_is_in_its_sheet_once(made: Made) -> None:
    for section in made.report.sections:
        head, *rows = rows_of(made.path, made.sheet_of(section.type.name))
        references = [row[0] for row in rows if row[0]]
        days = Filter(days=(PERIOD.first, PERIOD.last), zone=ZONE)
        assert Counter(references) == Counter(one.reference for one in made.store.records(section.type, days))
        assert len(set(head)) == len(head)


def test_values_are_real_numbers_and_days_and_codes_stay_texts(made: Made) -> None:
    head, *rows = rows_of(made.path, made.sheet_of("lead"))
    lead = made.store.types["lead"]
    column = {
        name: head.index(made.language.say(lead.field(name).label))
        for name in ("hs_codes", "received_on", "value")
    }
    label = made.language.say(lead.field("value").label)
    in_dollars = head.index(made.language.say("{label}: in US$", label=label))
    records = {one.reference: one for one in made.report.records("lead")}
    for row in rows:
        record = records[row[0]]
        assert row[column["hs_codes"]] == ", ".join(
            {"844711": "8447.11", "844720": "8447.20", "0402": "0402"}[one.code] for one in record["hs_codes"]
        )
        assert row[column["received_on"]] == record["received_on"]
        amount, currency, rate, rate_day = row[column["value"] : column["value"] + 4]
        dollars = row[in_dollars]
        money = record["value"]
        assert Decimal(str(amount)) == money.amount
        assert currency == money.currency
        assert dollars == ("" if money.us_dollars is None else float(money.us_dollars))
        assert rate == ("" if money.rate is None else float(money.rate))
        assert rate_day == (money.rate_date or "")


def test_an_original_stands_beside_its_translation(made: Made) -> None:
    code = made.language.code
    head, *rows = rows_of(made.path, made.sheet_of("difficulty"))
    label = made.language.say(made.store.types["difficulty"].field("description").label)
    at = head.index(made.language.say("{label} (original)", label=label))
    state = head.index(made.language.say("{label}: language", label=label))
    records = {one.reference: one for one in made.report.records("difficulty")}
    for row in rows:
        description = records[row[0]]["description"]
        assert row[at] == description.original
        own = None if description.language == code else description.in_language(code)
        assert row[at + 1] == (own or "")
        assert made.language.language_name(description.language) in row[state]


def test_totals_agree_with_the_sheets(made: Made) -> None:
    head, *rows = rows_of(made.path, made.sheet_of("meeting"))
    meeting = made.store.types["meeting"]
    status = head.index(made.language.say(meeting.field("status").label))
    label = made.language.say(meeting.field("value").label)
    value = head.index(made.language.say("{label}: in US$", label=label))
    held = meeting.field("status").show("held", made.language)
    dollars = sum(Decimal(str(row[value])) for row in rows if row[status] == held and row[value] != "")
    figures = made.report.figures
    assert dollars == figures.consultation.us_dollars.amount
    assert sum(row[status] == held for row in rows) == figures.meetings
    cover = [str(cell) for row in rows_of(made.path, made.sheets[0]) for cell in row]
    assert made.language.money(figures.consultation.us_dollars) in cover
    kept_apart = made.language.money(figures.contract_in_progress.us_dollars)
    assert any(kept_apart in cell for cell in cover)
    both = replace(
        figures.consultation.us_dollars,
        minor=figures.consultation.us_dollars.minor + figures.contract_in_progress.us_dollars.minor,
    )
    assert not any(made.language.money(both) in cell for cell in cover)


def test_sums_without_a_rate_are_named(made: Made) -> None:
    notes = rows_of(made.path, made.sheets[-1])
    named = {row[1] for row in notes if row[1]}
    assert {one.record.reference for one in made.report.unrated} <= named
    assert made.report.unrated


def test_the_tasks_are_a_table_with_what_progress_says(made: Made) -> None:
    rows = rows_of(made.path, made.sheets[1])[1:]
    by_number = {int(row[0]): row for row in rows if row[0] != ""}
    assert list(by_number) == [line.progress.task.number for line in made.report.tasks]
    for line in made.report.tasks:
        row, one = by_number[line.progress.task.number], line.progress
        assert (row[1], row[2]) == (
            one.task.name(made.language.code),
            one.task.indicator.in_language(made.language.code),
        )
        assert row[3] == float(one.actual)
        assert row[6] == pytest.approx(float(one.achievement or 0))
        assert row[8] == wording.remedy(line, made.language)


def test_the_first_page_shows_the_tasks_figures_in_the_languages_digits(made: Made) -> None:
    sheet = made.open().worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    for line in made.report.tasks:
        [shown] = [row for row in rows if row and row[0] == wording.task_name(line, made.language)]
        amounts = (line.progress.actual, line.progress.target_to_date, line.progress.target)
        figures = [one for one in map(wording.rounded, amounts) if one is not None]
        if made.language.code == "bn":
            assert shown[2 : 2 + len(figures)] == [made.language.number(one) for one in figures]
        else:
            assert shown[2 : 2 + len(figures)] == [pytest.approx(float(one)) for one in figures]


def test_open_difficulties_from_before_have_a_sheet_of_their_own(made: Made) -> None:
    sheet = made.sheets[7 + len(RECORD_TYPES)]
    references = [row[0] for row in rows_of(made.path, sheet)[1:]]
    assert references == [one.reference for one in made.report.carried_over]
    assert references
    assert not set(references) & {one.reference for one in made.report.records("difficulty")}


# ---- what cannot be in it ------------------------------------------------------------------------------------------


def seen(workbook: Workbook) -> list[Worksheet]:
    """The sheets that people see: the hidden one is for programs."""
    return [sheet for sheet in workbook.worksheets if sheet.title != SHEET]


def cells(workbook: Workbook) -> Iterator[tuple[Worksheet, Any]]:
    for sheet in seen(workbook):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet, cell


def test_no_cell_is_a_formula_and_every_text_is_as_it_was_written(made: Made) -> None:
    workbook = made.open()
    assert not [cell.coordinate for _, cell in cells(workbook) if cell.data_type == "f"]
    head, *rows = rows_of(made.path, made.sheet_of("signal"))
    written = {row[0]: row for row in rows}
    headline = 2
    for record in made.report.records("signal"):
        assert written[record.reference][headline] == record["headline"].original
        assert written[record.reference][head.index(made.language.say("Written by"))] == record.created_by
    sheet = workbook[made.sheet_of("signal")]
    by_reference = {row[0].value: row for row in sheet.iter_rows()}
    for record in made.report.records("signal"):
        quoted = by_reference[record.reference][headline].quotePrefix
        assert quoted == (record["headline"].original[0] in "=+-@＝＋－＠")


def test_digits_are_those_of_the_language(made: Made) -> None:
    """Bengali digits stand in Bengali workbooks only, never mixed with others, but for what people wrote themselves."""
    line = [
        cell.value
        for _, cell in cells(made.open())
        if isinstance(cell.value, str) and cell.value.endswith("সেট")
    ]
    assert set(line) == {"৩ সেট" if made.language.code == "bn" else "3 সেট"}
    written = "\n".join(
        piece
        for section in made.report.sections
        for record in section.records
        for value in record.values.values()
        if isinstance(value, Text)
        for piece in (value.original, *(one.text for one in value.translations.values()))
    )
    shown = [
        cell.value
        for _, cell in cells(made.open())
        if isinstance(cell.value, str) and cell.value not in written and BENGALI_DIGIT.search(cell.value)
    ]
    if made.language.code != "bn":
        assert shown == []
    else:
        assert shown
        assert [text for text in shown if re.search("[0-9]", text)] == []


def test_a_long_text_is_never_lost(made: Made) -> None:
    [record] = [one for one in made.report.records("signal") if one["headline"].original == "A long text"]
    original = record["description"].original
    rows = rows_of(made.path, made.sheets[-2])[1:]
    label = made.language.say(record.type.field("description").label)
    header = made.language.say("{label} (original)", label=label)
    whole = "".join(row[3] for row in rows if row[0] == record.reference and row[1] == header)
    assert whole == original
    head, *rows = rows_of(made.path, made.sheet_of("signal"))
    [in_cell] = [row[head.index(header)] for row in rows if row[0] == record.reference]
    assert len(original) > LONGEST_CELL
    assert len(in_cell) <= LONGEST_CELL
    assert in_cell.endswith(" …")
    assert record.reference in {one.reference for one in made.written.long}
    pointers = {row[0]: row[1] for row in rows}
    assert pointers[record.reference] == made.sheets[-2]
    assert list(pointers.values()).count("") == len(rows) - 1


def test_characters_that_no_workbook_can_hold_are_replaced_and_told(
    office: ExampleOffice, tmp_path: Path
) -> None:
    shown = language("en")
    report = office.report()
    action = report.records("action")[0]
    spoilt = replace(action, values={**action.values, "assigned_to": "Ra\x07him \ud800"})
    sections = tuple(
        replace(one, records=(spoilt,)) if one.type.name == "action" else one for one in report.sections
    )
    written = write(replace(report, sections=sections), shown, office.titles(shown), tmp_path / "a.xlsx")
    assert [(one.reference, one.characters) for one in written.replaced] == [
        (action.reference, ("U+D800", "U+0007"))
    ]
    notes = rows_of(written.path, openpyxl.load_workbook(written.path).sheetnames[-2])
    assert any(row[1] == action.reference and "U+0007" in row[2] for row in notes)


# ---- the plan in motion --------------------------------------------------------------------------------------------


def test_every_task_has_its_forecast_and_its_way_so_far(made: Made) -> None:
    head, *rows = rows_of(made.path, made.sheets[2])
    assert [row[0] for row in rows] == [line.progress.task.number for line in made.report.tasks]
    for row, line in zip(rows, made.report.tasks, strict=True):
        course = line.course
        estimate, share = row[4], row[7]
        if course.forecast.estimate is None or course.forecast.share is None:
            assert (estimate, share) == ("", "")
        else:
            assert estimate == pytest.approx(float(course.forecast.estimate), rel=0.1, abs=0.05)
            assert share == pytest.approx(float(course.forecast.share))
        assert row[9 : 9 + 6] == [
            "" if point.achievement is None else pytest.approx(float(point.achievement))
            for point in course.trend[-6:]
        ]
    codes = [made.language.reference(f"2026-B{number}") for number in range(18, 24)]
    assert all(code in title for code, title in zip(codes, head[9:15], strict=True))


def test_the_roadmap_has_every_launch_and_amount(made: Made) -> None:
    _, *rows = rows_of(made.path, made.sheets[3])
    expected = [
        (month.milestone.month, one.task.number)
        for month in made.report.roadmap
        for one in (*month.launches, *month.amounts)
    ]
    assert [(row[0], row[3]) for row in rows if row[3] != ""] == expected
    # 100 of 200 events by the third month's end, of which Dhaka with its 8 owes 4.
    [events] = [row for row in rows if row[0] == 3 and row[3] == 2]
    assert events[6:10] == [100, 4, 1, 1]


def test_the_roadmap_says_its_units(made: Made) -> None:
    """Also of what only other offices owe, in the unit of the plan's own target."""
    head, *rows = rows_of(made.path, made.sheets[3])
    units = {(row[0], row[3]): row[head.index(made.language.say("Unit"))] for row in rows if row[3] != ""}
    assert all(units.values())
    events, vouchers = made.report.plan.task(2), made.report.plan.task(4)
    assert units[3, 2] == events.unit.in_language(made.language.code)
    assert units[4, 4] == vouchers.target_unit.in_language(made.language.code)


def test_remedial_actions_have_their_cause_owner_and_day_and_what_lacks_one_is_named(made: Made) -> None:
    _, *rows = rows_of(made.path, made.sheets[4])
    [action] = [row for row in rows if row[3]]
    assert (action[0], action[3], action[9]) == (7, "FU-0001", date(2026, 11, 30))
    code = made.language.code
    cause = {"ko": "조사 인력 1명이 11월까지 공석임.", "en": "One post is vacant until November."}
    assert action[5] == cause.get(code, cause["ko"])
    needed = made.language.say("Remedial action needed")
    short = [
        line.progress.task.number
        for line in made.report.tasks
        if line.progress.remedial and not line.remedies
    ]
    assert short
    assert [row[0] for row in rows if row[10] == needed] == short


# ---- how it looks and prints ---------------------------------------------------------------------------------------


def test_every_sheet_but_the_first_is_a_table_with_filters_and_a_head_that_stays(made: Made) -> None:
    workbook = made.open()
    names: list[str] = []
    for sheet in seen(workbook)[1:]:
        [table] = sheet.tables.values()
        names.append(table.displayName)
        head = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == head
        assert len({str(name).casefold() for name in head}) == len(head)
        assert table.ref == table.autoFilter.ref == sheet.dimensions or sheet.max_row <= 2
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"
    assert len(set(names)) == len(names)


def test_it_is_set_up_for_a4_landscape(made: Made) -> None:
    for sheet in seen(made.open()):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        fit, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert fit is not None
        assert fit.fitToPage
        assert footer is not None
        assert footer.right.text == "&P / &N"
        assert "DHK" in str(footer.left.text)


def test_texts_are_in_a_font_of_their_script(made: Made) -> None:
    fonts = {"ko": "Malgun Gothic", "bn": "Nirmala UI"}
    for sheet, cell in cells(made.open()):
        if isinstance(cell.value, str):
            hangul, bengali = re.search("[가-힣]", cell.value), re.search("[ঀ-৿]", cell.value)
            if bengali and not hangul:
                assert cell.font.name == fonts["bn"], (sheet.title, cell.coordinate)
            elif hangul and not bengali:
                assert cell.font.name == fonts["ko"], (sheet.title, cell.coordinate)


def test_columns_of_which_nothing_was_entered_are_hidden_and_no_others(made: Made) -> None:
    sheet = made.open()[made.sheet_of("lead")]
    for at, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        empty = all(value is None for value in column[1:])
        assert sheet.column_dimensions[get_column_letter(at)].hidden == empty


def test_the_first_page_has_the_approval_box_with_the_offices_steps(made: Made) -> None:
    sheet = made.open().worksheets[0]
    shown = [cell.value for row in sheet.iter_rows(max_row=4) for cell in row if cell.value]
    for step in made.report.office.approval:
        assert step.in_language(made.language.code) in shown
    assert any("김예시" in str(value) for value in shown)


def test_the_chart_has_its_axes(made: Made) -> None:
    import zipfile

    with zipfile.ZipFile(made.path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/")]
        contents = [archive.read(one).decode() for one in charts]
    assert len(contents) == 2
    for content in contents:
        assert content.count('<c:delete val="0"') + content.count('<delete val="0"') >= 2
        assert 'delete val="1"' not in content


def test_the_files_properties_name_the_office_and_nobody_else(made: Made) -> None:
    properties = made.open().properties
    assert properties.creator == made.report.office.name(made.language.code)
    assert properties.title
    assert properties.lastModifiedBy is None


# ---- other programs ------------------------------------------------------------------------------------------------


def test_open_xmls_validator_finds_nothing(made: Made) -> None:
    found = OpenXmlValidator().validate(made.path).errors
    # A remark of this validator's own, not of the standard: openpyxl writes texts into the cells, not into a table of
    # texts, which Excel does when it saves the file.
    assert [str(one) for one in found if one.id != "Excel_InlineStrCells"] == []


def values(path: Path) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: [[_plain(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python()]
        for name in workbook.sheet_names
        if name != SHEET
    }


def _plain(cell: Any) -> Any:
    """A cell's value for comparing: moments to the minute, numbers to fifteen digits, no spaces at a text's end."""
    if isinstance(cell, datetime):
        return (cell + timedelta(seconds=30)).replace(second=0, microsecond=0)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 (a spreadsheet's moment has no zone)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return float(f"{cell:.14g}")
    return cell


def test_libreoffice_reads_and_writes_back_the_same_values(made: Made, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing; `python3 dev.py setup` installs it"
    profile = (tmp_path / "profile").as_uri()
    arguments = [
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "back"),
    ]
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", *arguments, str(made.path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    ours, theirs = values(made.path), values(tmp_path / "back" / made.path.name)
    assert list(theirs) == list(ours)
    for sheet, rows in ours.items():
        assert theirs[sheet] == rows, sheet


@pytest.mark.parametrize("lxml", ["True", "False"])
def test_it_is_written_with_and_without_lxml(tmp_path: Path, lxml: str) -> None:
    """openpyxl writes by other means where lxml is installed, which the program itself does not bring."""
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.example_office import ExampleOffice, fill\n"
        "from fieldreport.language import Language\nfrom fieldreport.report import write\n"
        "office = ExampleOffice(Path(sys.argv[1]))\nfill(office)\nshown = Language('ko')\n"
        "write(office.report(), shown, office.titles(shown), Path(sys.argv[1]) / 'a.xlsx')\n"
    )
    subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(tmp_path)],
        env=os.environ | {"OPENPYXL_LXML": lxml},
        check=True,
    )
    rows = values(tmp_path / "a.xlsx")
    assert len(rows) == 9 + len(RECORD_TYPES) + 1
    assert sum(map(len, rows.values())) > 100


# ---- a new record type ---------------------------------------------------------------------------------------------


def test_a_new_record_type_gets_its_sheet_with_no_code_for_it(tmp_path: Path) -> None:
    visit = RecordType(
        name="visit",
        prefix="VS",
        label="Visit",
        plural="Visits",
        title=("whom",),
        period_field="on",
        columns=("whom", "on"),
        fields=(
            TextField(name="whom", label="Whom", required=True, short=True),
            Day(name="on", label="On", required=True),
            Line(name="by", label="Reference"),
        ),
    )
    office = ExampleOffice(tmp_path)
    office.store.close()
    office.store = Store.open(tmp_path / "office.db", (*RECORD_TYPES, visit), clock=lambda: NOW)
    reference = office.add("visit", {"whom": "공장", "on": "2026-11-12", "by": "A"}, language="ko")
    shown = language("en")
    written = write(office.report(), shown, office.titles(shown), tmp_path / "a.xlsx")
    head, row = rows_of(written.path, "Visits")
    assert row[:3] == [reference, "공장", ""]
    assert head[:4] == ["Reference", "Whom (original)", "Whom (in English)", "On"]
    assert row[head.index("Whom: language")] == "Korean, not translated"
    # A field's label may be that of another column: the heads of a table are all different.
    assert "Reference 2" in head


def test_the_workbook_can_be_read_as_plain_tables(made: Made, tmp_path: Path) -> None:
    """Heads are in the first row, so that any program can take a sheet as it is."""
    head, *rows = rows_of(made.path, made.sheet_of("meeting"))
    target = tmp_path / "meeting.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    with target.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(made.report.records("meeting"))


# ---- what stands ---------------------------------------------------------------------------------------------------


def test_open_difficulties_show_their_ages_and_which_are_with_headquarters(made: Made) -> None:
    title = made.language.say_in("sheet", "Open difficulties")
    head, *rows = rows_of(made.path, title)
    assert head[6] == made.language.say("Days since reported")
    assert [row[0] for row in rows] == [one.record.reference for one in made.report.ages]
    assert rows, "the example office has open difficulties"
    for row, one in zip(rows, made.report.ages, strict=True):
        assert row[6] == one.reported
        assert row[9] == ("" if one.overdue is None else one.overdue)
        assert bool(row[10]) == bool(one.record["escalated"])
    assert any(one.record["escalated"] for one in made.report.ages)


def test_sums_say_their_currencies_and_days_rates(made: Made) -> None:
    notes = [str(row[2]) for row in rows_of(made.path, made.sheets[-1])]
    total = made.report.figures.consultation
    foreign = [one for one in total.as_written().by_currency if one.currency != "USD"]
    assert foreign, "the example office has sums that are not in dollars"
    for one in foreign:
        said = made.language.money(one.total)
        assert any(said in note for note in notes)
        for rate, day in one.rates:
            told = made.language.say(
                "{currency} at {rate} of {day}", currency=one.currency, rate=rate, day=day
            )
            assert any(told in note for note in notes)
