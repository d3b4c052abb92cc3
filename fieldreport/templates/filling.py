"""Filling: a report put into a template: places filled, rows repeated, the very hidden second reader added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from fieldreport import files
from fieldreport.failures import MachineAtFault
from fieldreport.field import Titles
from fieldreport.language import N_, Language
from fieldreport.report.contents import Report
from fieldreport.report.manifest import SHEET, Manifest, Package, Sealer
from fieldreport.report.safe import Texts
from fieldreport.report.workbook.columns import Showing
from fieldreport.templates.moving import Moves
from fieldreport.templates.places import PLACE, PLACES, TABLE, Value, rows_of_table
from fieldreport.templates.template import MERGE, Named, Template, sheet_data, usable
from fieldreport.verifying.archive import Archive, Unreadable, relations
from fieldreport.verifying.cells import Held, column_letters, column_number, open_book, rows_of
from fieldreport.verifying.inspecting import inspect

NOT_WHOLE = N_(
    "{path} was not written: the filled form could not be read back. What was there before is unchanged."
)

HIDDEN_PART = "xl/worksheets/fieldreport.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: Number formats that every workbook has and that show a day (ECMA-376, 18.8.30).
BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))

_ROW = re.compile(r"<row\b[^>]*?/>|<row\b[^>]*>.*?</row>", re.DOTALL)
_CELL = re.compile(r"<c\b[^>]*?/>|<c\b[^>]*>.*?</c>", re.DOTALL)
_R = re.compile(r'(\br=")[^"]*(")')
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def fill(
    report: Report,
    language: Language,
    titles: Titles,
    template: Path,
    path: Path,
    sealer: Sealer | None = None,
) -> Manifest:
    """Write the report into the form at ``template`` and the result to ``path``, whole or not at all.

    Raises ``InputAtFault`` with every mistake of the template, ``MachineAtFault`` when the file cannot be written.
    """
    form = usable(template)
    showing = Showing(language, titles, report.zone)
    with files.plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as unfinished:
        with files.plainly(path):
            parts = _Filling(form, report, showing).parts()
            _write(form, parts, unfinished)
            package = _package(Package(report, language, sealer), unfinished)
            manifest, rows = package.close()
            _write(form, _with_hidden(form, parts, rows), unfinished)
        try:
            found = inspect(unfinished)
            whole = not found.changed and found.manifest == manifest.content
        except Unreadable:
            whole = False
        if not whole:
            raise MachineAtFault(NOT_WHOLE, path=str(path))
    return manifest


class _Filling:
    """A form while it is filled: its changed parts as text."""

    def __init__(self, form: Template, report: Report, showing: Showing) -> None:
        self.form = form
        self.report = report
        self.showing = showing
        self.texts = Texts()
        self.days = _day_styles(form)

    def parts(self) -> dict[str, bytes]:
        """The parts that are not as they were, by their names."""
        done: dict[str, str] = {}
        workbook = self.form.texts[self.form.workbook]
        for at, (name, sheet) in enumerate(self.form.sheets.items()):
            tables = [one for one in self.form.tables if one.sheet == name]
            filled = {one.top: self._rows(one) for one in tables}
            moves = Moves({top: max(len(rows), 1) for top, rows in filled.items()})
            places = [one for one in self.form.places if one.sheet == name]
            done[sheet.part] = self._sheet(self.form.texts[sheet.part], places, tables, filled, moves)
            for kind, part in self._related(sheet.part):
                if kind == "drawing":
                    done[part] = moves.drawing(self.form.text(part))
                elif kind == "table":
                    done[part] = re.sub(
                        r'(\bref=")([^"]*)(")',
                        lambda one, moves=moves: one[1] + moves.reference(one[2]) + one[3],  # type: ignore[misc]
                        self.form.text(part),
                    )
            workbook = _names(workbook, name, at, moves)
        done[self.form.workbook] = workbook
        return {name: text.encode("utf-8") for name, text in done.items()}

    def _related(self, part: str) -> list[tuple[str, str]]:
        folder, _, file = part.rpartition("/")
        if f"{folder}/_rels/{file}.rels" not in self.form.archive.names:
            return []
        return list(relations(self.form.archive, part).values())

    def _rows(self, table: Named) -> list[dict[int, Value]]:
        columns = self.form.columns(table)
        rows = rows_of_table(table.name.removeprefix(TABLE), self.report, self.showing)
        return [{at: row[name] for at, name in columns.items()} for row in rows]

    def _sheet(
        self,
        content: str,
        places: Sequence[Named],
        tables: Sequence[Named],
        filled: dict[int, list[dict[int, Value]]],
        moves: Moves,
    ) -> str:
        values: dict[int, dict[int, Value]] = {}
        for one in places:
            value = PLACES[one.name.removeprefix(PLACE)](self.report, self.showing)
            values.setdefault(one.top, {})[one.left] = value
        found = sheet_data(content)
        rows = {_row_number(one[0], at): one[0] for at, one in enumerate(_ROW.finditer(found[0]), start=1)}
        for row in (*values, *filled):
            rows.setdefault(row, f'<row r="{row}"/>')
        columns = {one.top: self.form.columns(one) for one in tables}
        made: list[str] = []
        for number in sorted(rows):
            first = moves.first(number)
            nothing: dict[int, Value] = dict.fromkeys(columns.get(number, {}))
            for at, entry in enumerate(filled.get(number) or [nothing]):
                made.append(self._row(rows[number], first + at, {**values.get(number, {}), **entry}))
        data = f"<sheetData>{''.join(made)}</sheetData>"
        before, after = moves.around(content[: found.start()]), moves.around(content[found.end() :])
        return before + data + _merged_again(after, content, filled)

    def _row(self, xml: str, number: int, values: dict[int, Value]) -> str:
        opening = re.match(r"<row\b[^>]*>", xml)
        assert opening is not None
        tag = opening[0].rstrip("/>").rstrip()
        tag = _R.sub(rf"\g<1>{number}\g<2>", tag, count=1) if _R.search(tag) else f'{tag} r="{number}"'
        # Cells may lie beyond what the row said of itself.
        tag = re.sub(r'\s+spans="[^"]*"', "", tag)
        cells: dict[int, str] = {}
        for at, one in enumerate(_CELL.finditer(xml), start=1):
            place = re.search(r'\br="([A-Z]+)\d+"', one[0])
            cells[column_number(place[1]) if place else at] = one[0]
        for column, value in values.items():
            style = re.match(r'<c\b[^>]*\bs="(\d+)"', cells.get(column, ""))
            cells[column] = self._cell(value, style[1] if style else "")
        placed = (
            re.sub(r"^<c\b([^>]*)", lambda one, at=at: _placed(one[1], at, number), cells[at], count=1)  # type: ignore[misc]
            for at in sorted(cells)
        )
        return f"{tag}>{''.join(placed)}</row>"

    def _cell(self, value: Value, style: str) -> str:
        look = f' s="{style}"' if style else ""
        if value is None or value == "":
            return f"<c{look}/>"
        if isinstance(value, date):
            if style not in self.days:
                moment = isinstance(value, datetime)
                language = self.showing.language
                return self._cell(language.moment(value) if moment else language.day(value), style)  # type: ignore[arg-type]
            from openpyxl.utils.datetime import to_excel

            value = Decimal(str(to_excel(value)))  # type: ignore[no-untyped-call]
        if isinstance(value, int | Decimal):
            return f"<c{look}><v>{value}</v></c>"
        text = escape(self.texts.fit(value, "", ""), quote=False)
        return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _placed(attributes: str, column: int, row: int) -> str:
    where = f"{column_letters(column)}{row}"
    if _R.search(attributes):
        return "<c" + _R.sub(rf"\g<1>{where}\g<2>", attributes, count=1)
    return f'<c r="{where}"{attributes}'


def _row_number(xml: str, at: int) -> int:
    found = re.match(r'<row\b[^>]*\br="(\d+)"', xml)
    return int(found[1]) if found else at


def _merged_again(after: str, content: str, filled: dict[int, list[dict[int, Value]]]) -> str:
    """Merged cells within a pattern row, merged in each of its copies: ``after`` has them stretched over all."""
    moves = Moves({top: max(len(rows), 1) for top, rows in filled.items()})
    for left, top, right, bottom in MERGE.findall(content):
        row = int(top)
        if row != int(bottom) or len(filled.get(row, ())) < 2:
            continue
        stretched = f'<mergeCell ref="{left}{moves.first(row)}:{right}{moves.last(row)}"/>'
        single = (
            f'<mergeCell ref="{left}{at}:{right}{at}"/>'
            for at in range(moves.first(row), moves.last(row) + 1)
        )
        after = after.replace(stretched, "".join(single))
    return re.sub(r'(<mergeCells\b[^>]*?)\s+count="\d+"', r"\1", after)


def _names(workbook: str, sheet: str, at: int, moves: Moves) -> str:
    """The workbook's part with everything moved that its names say of a sheet."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    begins = tuple(escape(one, quote=False) + "!" for one in (quoted, sheet))

    def moved(found: re.Match[str]) -> str:
        targets = found[2].split(",")
        for number, one in enumerate(targets):
            for begin in begins:
                if one.startswith(begin):
                    targets[number] = begin + moves.rows(one.removeprefix(begin))
        return f"<definedName{found[1]}>{','.join(targets)}</definedName>"

    return re.sub(r"<definedName\b([^>]*)>([^<]*)</definedName>", moved, workbook)


def _day_styles(form: Template) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a day."""
    part = next((one for one in form.archive.names if one.endswith("styles.xml")), "")
    styles = form.text(part) if part else ""
    custom = {
        int(number)
        for number, code in re.findall(r'<numFmt\b[^>]*\bnumFmtId="(\d+)"[^>]*\bformatCode="([^"]*)"', styles)
        if re.search("[ymdYMD]", re.sub(r'"[^"]*"|\[[^\]]*\]|&quot;.*?&quot;|\\.', "", code))
    }
    cells = re.search(r"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    formats = re.findall(r"<xf\b[^>]*>", cells[0]) if cells else []
    found = set()
    for at, one in enumerate(formats):
        number = re.search(r'\bnumFmtId="(\d+)"', one)
        if number and int(number[1]) in BUILT_IN_DAYS | custom:
            found.add(str(at))
    return frozenset(found)


# ---- the file ------------------------------------------------------------------------------------------------------


def _write(form: Template, parts: dict[str, bytes], path: Path) -> None:
    """The form's parts in their order, those of ``parts`` in their place, new ones last."""
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name in form.archive.names:
            content = parts[name] if name in parts else b"".join(form.archive.read(name))
            made.writestr(name, content)
        for name in parts.keys() - form.archive.names.keys():
            made.writestr(name, parts[name])


def _package(package: Package, path: Path) -> Package:
    """Take in what the visible sheets hold, as whoever verifies the file reads them."""
    archive = Archive.open(path)
    book = open_book(archive)
    for sheet in book.sheets:
        package.add_sheet(sheet.name, _rows_in_full(rows_of(book, sheet)))
    archive.archive.close()
    return package


def _rows_in_full(rows: Iterator[tuple[int, dict[int, Held]]]) -> Iterator[list[object]]:
    """Every row from the first on, empty ones too; texts as a cell's XML has them."""
    expected = 1
    for number, cells in rows:
        for _ in range(expected, number):
            yield []
        expected = number + 1
        held = (cells.get(at) for at in range(1, max(cells) + 1))
        yield [_ESCAPE.sub("_x005F_", one) if isinstance(one, str) else one for one in held]


def _with_hidden(
    form: Template, parts: dict[str, bytes], rows: Iterator[tuple[str, str]]
) -> dict[str, bytes]:
    """The parts with the very hidden sheet for programs, which no menu of a spreadsheet shows."""
    lines = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{column}{at}" t="inlineStr"><is><t>{escape(piece, quote=False)}</t></is></c>'
            for column, piece in zip("AB", pieces, strict=True)
        )
        + "</row>"
        for at, pieces in enumerate(rows, start=1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    workbook = parts[form.workbook].decode("utf-8")
    number = max((int(one) for one in re.findall(r'\bsheetId="(\d+)"', workbook)), default=0) + 1
    folder, _, file = form.workbook.rpartition("/")
    names = f"{folder}/_rels/{file}.rels"
    sheet = (
        f'<sheet name="{SHEET}" sheetId="{number}" state="veryHidden" '
        f'xmlns:fr="{RELATIONS}" fr:id="rIdFieldreport"/></sheets>'
    )
    target = f'Type="{RELATIONS}/worksheet" Target="/{HIDDEN_PART}"'
    related = f'<Relationship Id="rIdFieldreport" {target}/></Relationships>'
    kind = f'<Override PartName="/{HIDDEN_PART}" ContentType="{WORKSHEET}"/></Types>'
    types = form.text("[Content_Types].xml").replace("</Types>", kind)
    return {
        **parts,
        form.workbook: workbook.replace("</sheets>", sheet, 1).encode("utf-8"),
        names: form.text(names).replace("</Relationships>", related).encode("utf-8"),
        "[Content_Types].xml": types.encode("utf-8"),
        HIDDEN_PART: f'{head}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'.encode(),
    }
