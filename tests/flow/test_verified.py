"""A signed report's workbook after Excel, LibreOffice, the mail and people have had it, and files made to do harm."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from fieldreport import signing
from fieldreport.keys import Keys, PublicKey
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.verifying import inspecting
from fieldreport.verifying.archive import Unreadable
from fieldreport.verifying.verdict import CellChange, Signature, Status, Verdict, verify
from tests.flow import hostile
from tests.mending import mend

NOW = datetime(2026, 11, 10, 4, 30, tzinfo=UTC)
PERIOD = "2026-B22"
PASSPHRASE = "four words are enough"
#: The bounds that any file has to keep to, with what starting Python twice takes.
SECONDS, KIBIBYTES = 12.0, 300 * 1024


@dataclass(frozen=True)
class Signed:
    """A signed report in each language, and the key that signed it."""

    folder: Path
    key: PublicKey

    def path(self, code: str = "en") -> Path:
        return self.folder / f"{code}.xlsx"

    def verify(self, path: Path) -> Verdict:
        return verify(path, [self.key])


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    folder = tmp_path_factory.mktemp("signed")
    with Office.create(folder / "data", "DHK", sample=True, clock=lambda: NOW) as office:
        period = office.period(PERIOD)
        office.add(
            office.record_type("signal"),
            {
                "headline": "=1+1 and _x0041_ and \t a tab",
                "kind": "other",
                "seen_on": period.last.isoformat(),
                "source": " spaces on both sides ",
                "description": "가나다 🙂 ক্ষ্ম " * 3_000,
            },
        )
        mend(office, PERIOD)
        office.export(period, office.language("en"), folder / "unsigned.xlsx")
        key = Keys(office.data).make("DHK", "Head", PASSPHRASE, NOW)
        for step in (1, 2):
            signing.approve(office, period, step, f"Person {step}")
        signing.seal(office, period, PASSPHRASE)
        for code in CODES:
            office.export(period, office.language(code), folder / f"{code}.xlsx")
    return Signed(folder, key)


def changed(signed: Signed, to: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """A copy that somebody opened, changed and saved."""
    workbook = openpyxl.load_workbook(signed.path())
    change(workbook)
    workbook.save(to)
    return to


# ---- as it was signed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_signed_workbook_is_untouched(signed: Signed, code: str) -> None:
    verdict = signed.verify(signed.path(code))
    assert (verdict.status, verdict.cells, verdict.records) == (Status.UNTOUCHED, [], [])
    assert verdict.manifest is not None
    assert (verdict.manifest.office, verdict.manifest.period, verdict.manifest.issue) == ("DHK", PERIOD, 1)
    assert verdict.signer == signed.key


def test_libreoffice_may_open_and_save_it(signed: Signed, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing; `python3 dev.py setup` installs it"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)),
            *(str(signed.path(code)) for code in CODES),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for code in CODES:
        saved = tmp_path / f"{code}.xlsx"
        assert saved.read_bytes() != signed.path(code).read_bytes()
        verdict = signed.verify(saved)
        assert (verdict.status, verdict.cells, verdict.records) == (Status.UNTOUCHED, [], [])


def test_openpyxl_may_open_and_save_it(signed: Signed, tmp_path: Path) -> None:
    saved = changed(signed, tmp_path / "saved.xlsx", lambda workbook: None)
    assert signed.verify(saved).status is Status.UNTOUCHED


def test_without_the_key_it_is_whole_and_unknown(signed: Signed) -> None:
    verdict = verify(signed.path(), [])
    assert (verdict.status, verdict.signature) == (Status.SIGNATURE_UNKNOWN, Signature.UNKNOWN)


def test_a_key_speaks_for_its_own_office_alone(signed: Signed) -> None:
    other = PublicKey("TYO", signed.key.name, signed.key.public, signed.key.made_at)
    assert verify(signed.path(), [other]).status is Status.SIGNATURE_UNKNOWN


def test_what_nobody_signed_says_so(signed: Signed) -> None:
    verdict = signed.verify(signed.folder / "unsigned.xlsx")
    assert (verdict.status, verdict.signature) == (Status.UNSIGNED, Signature.NONE)


# ---- what people change --------------------------------------------------------------------------------------------


def test_changed_cells_are_named_with_what_they_were(signed: Signed, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        leads, tasks = workbook["Buyer leads"], workbook["Tasks"]
        leads["A2"] = "BL-9999"
        tasks["D2"] = 1_000_000
        leads["A100"] = "added"
        leads["C2"] = None

    before = openpyxl.load_workbook(signed.path())
    was = {place: before[sheet][place].value for sheet, place in (("Buyer leads", "C2"), ("Tasks", "D2"))}
    assert was["C2"] is not None
    verdict = signed.verify(changed(signed, tmp_path / "changed.xlsx", change))
    assert verdict.status is Status.CELLS_CHANGED
    assert verdict.signature is Signature.VALID
    assert set(verdict.cells) == {
        CellChange("Buyer leads", "A2", before["Buyer leads"]["A2"].value, "BL-9999"),
        CellChange("Buyer leads", "C2", was["C2"], None),
        CellChange("Buyer leads", "A100", None, "added"),
        CellChange("Tasks", "D2", was["D2"], 1_000_000),
    }
    assert verdict.cells_changed == 4


def test_a_formula_in_the_place_of_a_value_is_a_change(signed: Signed, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Tasks"]["A2"] = "=0+1"

    verdict = signed.verify(changed(signed, tmp_path / "formula.xlsx", change))
    assert [(one.cell, one.now) for one in verdict.cells] == [("A2", "=0+1")]


@pytest.mark.parametrize("what", ["added", "removed", "hidden", "renamed"])
def test_sheets_are_watched_too(signed: Signed, tmp_path: Path, what: str) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        if what == "added":
            workbook.create_sheet("More")["B2"] = 7
        elif what == "removed":
            del workbook["Notes"]
        elif what == "hidden":
            workbook["Notes"].sheet_state = "hidden"
        else:
            workbook["Notes"].title = "Remarks"

    verdict = signed.verify(changed(signed, tmp_path / "sheets.xlsx", change))
    assert verdict.status is Status.CELLS_CHANGED
    told = {(one.sheet, one.cell, one.was, one.now) for one in verdict.cells if not one.cell}
    expected = {
        "added": {("More", "", None, "More")},
        "removed": {("Notes", "", "Notes", None)},
        "hidden": {("Notes", "", "visible", "hidden")},
        "renamed": {("Notes", "", "Notes", None), ("Remarks", "", None, "Remarks")},
    }
    assert told == expected[what]


# ---- what forgers change -------------------------------------------------------------------------------------------


def pieces_of(workbook: openpyxl.Workbook, name: str) -> bytes:
    rows = workbook[inspecting.SHEET].iter_rows(values_only=True)
    return b64decode("".join(str(row[1]) for row in rows if row[0] == name))


def put_pieces(workbook: openpyxl.Workbook, name: str, content: bytes) -> None:
    sheet = workbook[inspecting.SHEET]
    kept = [row[:2] for row in sheet.iter_rows(values_only=True) if row[0] != name]
    sheet.delete_rows(1, sheet.max_row)
    text = b64encode(content).decode()
    for row in [*kept, *((name, text[at : at + 32_000]) for at in range(0, len(text), 32_000))]:
        sheet.append(row)


def with_contents(signed: Signed, to: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    import zlib

    def rewrite(workbook: openpyxl.Workbook) -> None:
        lines = zlib.decompress(pieces_of(workbook, inspecting.CONTENTS)).splitlines()
        put_pieces(workbook, inspecting.CONTENTS, zlib.compress(b"\n".join(change(lines)) + b"\n"))

    return changed(signed, to, rewrite)


def test_records_that_were_altered_added_or_removed_are_named(signed: Signed, tmp_path: Path) -> None:
    ids: list[str] = []

    def change(lines: list[bytes]) -> list[bytes]:
        records = [line for line in lines if line.startswith(b"R")]
        ids.extend(str(json.loads(line[1:])["id"]) for line in records[:2])
        altered = records[0].replace(b'"revision":', b'"revision":1')
        added = records[0].replace(ids[0].encode(), b"00000000-0000-4000-8000-000000000000")
        rest = [line for line in lines if line not in records[:2]]
        return [*rest, altered, added]

    verdict = signed.verify(with_contents(signed, tmp_path / "records.xlsx", change))
    assert verdict.status is Status.RECORDS_CHANGED
    assert {(one.id, one.change) for one in verdict.records} == {
        (ids[0], "altered"),
        (ids[1], "removed"),
        ("00000000-0000-4000-8000-000000000000", "added"),
    }


def test_a_cell_changed_together_with_what_it_was_is_found_out(signed: Signed, tmp_path: Path) -> None:
    reference = str(openpyxl.load_workbook(signed.path())["Buyer leads"]["A2"].value)

    def change(lines: list[bytes]) -> list[bytes]:
        return [line.replace(f'"{reference}"'.encode(), b'"BL-7777"') for line in lines]

    path = with_contents(signed, tmp_path / "both.xlsx", change)
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets[:-1]:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == reference:
                    cell.value = "BL-7777"
    workbook.save(path)
    verdict = signed.verify(path)
    assert verdict.status is Status.RECORDS_CHANGED
    assert [one.change for one in verdict.records] == ["altered"]


def test_a_sheet_changed_together_with_what_it_held_is_found_out(signed: Signed, tmp_path: Path) -> None:
    def change(lines: list[bytes]) -> list[bytes]:
        return [line.replace(b'"Expected of this office"', b'"Reached"') for line in lines]

    path = with_contents(signed, tmp_path / "sheet.xlsx", change)
    workbook = openpyxl.load_workbook(path)
    [head] = [cell for cell in workbook["Roadmap"][1] if cell.value == "Expected of this office"]
    head.value = "Reached"
    workbook.save(path)
    verdict = signed.verify(path)
    assert verdict.status is Status.CELLS_CHANGED
    assert verdict.cells == [CellChange("Roadmap", "", None, None)]


def test_another_manifest_is_a_wrong_signature(signed: Signed, tmp_path: Path) -> None:
    import zlib

    def rewrite(workbook: openpyxl.Workbook) -> None:
        manifest = zlib.decompress(pieces_of(workbook, inspecting.MANIFEST))
        put_pieces(workbook, inspecting.MANIFEST, zlib.compress(manifest.replace(b'"issue":1', b'"issue":2')))

    verdict = signed.verify(changed(signed, tmp_path / "forged.xlsx", rewrite))
    assert (verdict.status, verdict.signature) == (Status.SIGNATURE_WRONG, Signature.WRONG)


def test_a_signature_that_was_taken_out_is_wrong(signed: Signed, tmp_path: Path) -> None:
    path = changed(
        signed, tmp_path / "taken.xlsx", lambda workbook: put_pieces(workbook, inspecting.SIGNATURE, b"")
    )
    assert signed.verify(path).status is Status.SIGNATURE_WRONG


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (inspecting.MANIFEST, Status.SIGNATURE_WRONG),
        (inspecting.SIGNATURE, Status.SIGNATURE_WRONG),
        (inspecting.CONTENTS, Status.RECORDS_CHANGED),
    ],
)
@pytest.mark.parametrize("spoil", ["bytes", "letters"])
def test_garbage_in_the_hidden_sheet_is_never_believed(
    signed: Signed, tmp_path: Path, name: str, status: Status, spoil: str
) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        put_pieces(workbook, name, b"\x00" * 99)
        if spoil == "letters":
            # What is no base64 at all.
            sheet = workbook[inspecting.SHEET]
            sheet.cell(sheet.max_row, 2).value = "*?"

    assert signed.verify(changed(signed, tmp_path / "garbage.xlsx", change)).status is status


def test_a_workbook_of_somebody_else_is_no_report(signed: Signed, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    assert signed.verify(tmp_path / "other.xlsx").status is Status.NOT_A_REPORT
    removed = changed(signed, tmp_path / "removed.xlsx", lambda book: book.remove(book[inspecting.SHEET]))
    assert signed.verify(removed).status is Status.NOT_A_REPORT


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 100])
def test_what_is_no_workbook_is_unreadable(signed: Signed, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    assert signed.verify(path).status is Status.UNREADABLE


def test_the_days_of_another_calendar_are_refused(signed: Signed, tmp_path: Path) -> None:
    """The same numbers would be shown as days four years later."""
    parts = hostile.parts_of(signed.path())
    book = parts["xl/workbook.xml"]
    assert b"<workbookPr" in book
    changed_book = book.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)
    path = hostile.write(tmp_path / "1904.xlsx", {**parts, "xl/workbook.xml": changed_book})
    assert signed.verify(path).status is Status.UNREADABLE


# ---- harm ----------------------------------------------------------------------------------------------------------


def measured(path: Path) -> tuple[Status, float, int]:
    """The verdict on a file, the seconds it took, and the most memory that any process of it had, in KiB."""
    program = (
        "import json, sys, time\nfrom pathlib import Path\n"
        "from fieldreport.verifying.verdict import verify\n"
        "begun = time.monotonic()\nstatus = verify(Path(sys.argv[1])).status\ntook = time.monotonic() - begun\n"
        "try:\n"
        "    import resource\n"
        "    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        # Linux counts to the program itself what the test's own process had before it began.
        "    own = Path('/proc/self/status')\n"
        "    words = own.read_text().split() if own.exists() else []\n"
        "    most = max(most, int(words[words.index('VmHWM:') + 1]) if words else\n"
        "               resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        "except ImportError:\n"
        "    most = 0\n"
        "print(json.dumps([status, took, most // (1024 if sys.platform == 'darwin' else 1)]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], check=True, stdout=subprocess.PIPE)
    status, took, most = json.loads(done.stdout)
    return Status(status), took, most


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_a_file_made_to_do_harm_does_none(signed: Signed, tmp_path: Path, name: str) -> None:
    path = hostile.HOSTILE[name](tmp_path / "hostile.xlsx", hostile.parts_of(signed.path()))
    status, took, most = measured(path)
    assert status is Status.UNREADABLE
    assert took < SECONDS
    assert most < KIBIBYTES


def test_a_cell_in_the_last_corner_costs_nothing(signed: Signed, tmp_path: Path) -> None:
    """Programs that lay a sheet out in memory would need 17,000 million cells."""
    parts = hostile.parts_of(signed.path())
    corner = parts[hostile.FIRST].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    path = hostile.write(tmp_path / "corner.xlsx", {**parts, hostile.FIRST: corner})
    status, took, most = measured(path)
    assert status is Status.CELLS_CHANGED
    assert took < SECONDS
    assert most < KIBIBYTES
    assert [(one.cell, one.now) for one in signed.verify(path).cells] == [("XFD1048576", 1.0)]


def test_the_reader_ends_where_its_time_is_over(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    from fieldreport.verifying import verdict

    monkeypatch.setattr(verdict, "PATIENCE", 0.001)
    begun = time.monotonic()
    assert signed.verify(signed.path()).status is Status.UNREADABLE
    assert time.monotonic() - begun < SECONDS


def inspected(path: Path) -> str:
    """What the reader says of a file, in this process: thousands of files need no thousands of processes."""
    try:
        found = inspecting.inspect(path)
    except Unreadable as unreadable:
        return unreadable.reason
    json.dumps(found.to_json())
    return "read"


def try_damaged(signed: Signed, tmp_path: Path, seeds: range) -> set[str]:
    content = signed.path().read_bytes()
    path = tmp_path / "damaged.xlsx"
    said = set()
    for seed in seeds:
        path.write_bytes(hostile.damaged(content, seed))
        begun = time.monotonic()
        said.add(inspected(path))
        assert time.monotonic() - begun < SECONDS, seed
    return said


def test_hundreds_of_damaged_files_end_in_a_word(signed: Signed, tmp_path: Path) -> None:
    said = try_damaged(signed, tmp_path, range(300))
    assert said <= {"read", "no_workbook", "too_large", "foreign_parts", "malformed", "not_a_report"}
    assert {"no_workbook", "malformed"} <= said


@pytest.mark.slow
def test_ten_thousand_damaged_files_end_in_a_word(signed: Signed, tmp_path: Path) -> None:
    said = try_damaged(signed, tmp_path, range(300, 10_300))
    assert said <= {"read", "no_workbook", "too_large", "foreign_parts", "malformed", "not_a_report"}


def test_damaged_files_are_never_untouched_unless_their_content_is(signed: Signed, tmp_path: Path) -> None:
    content = signed.path().read_bytes()
    path = tmp_path / "damaged.xlsx"
    for seed in range(4, 100, 5):
        path.write_bytes(hostile.damaged(content, seed))
        verdict = signed.verify(path)
        if verdict.status is Status.UNTOUCHED:
            assert inspecting.inspect(path).changed == 0
