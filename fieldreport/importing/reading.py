"""Reading: a file's table found among what else people put on a sheet.

Above the titles there may be the sheet's name and empty rows; titles may take two rows, the upper one over several
columns; among the rows there may be empty ones, the titles once more for printing, and sums; and below another table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from fieldreport import csvfile, text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.importing import workbook
from fieldreport.importing.table import Cell, Column, Note, SheetName, Table, is_blank
from fieldreport.language import N_

#: Rows among which the titles are looked for.
TITLES_WITHIN = 40
#: What workbooks are called.
WORKBOOKS = (".xlsx", ".xlsm")
#: Merged cells that are looked at, and the most rows that one of them is taken for.
MOST_MERGED, HIGHEST = 20_000, 200
#: Known titles that make a row among the others one of titles.
FEW_TITLES = 2

EMPTY = N_("There is nothing under the titles of this sheet.")
NOTHING = N_("There is nothing in this file.")
NO_SHEETS = N_("This file has no sheets; please leave the sheet's name out.")
TITLES_AGAIN = N_("This row repeats the titles, so it is left out.")
SUM_ROW = N_("This row is a sum, so it is left out.")
TOO_LONG = N_(
    "This row has {count} cells, but there are {titles} titles. Perhaps a comma stands within a cell, as in ৳ 5,00,000:"
    " please put quotation marks around that cell."
)
NOT_READ = N_(
    "These sheets are not read: {names}. To bring in what is on one of them, please choose that sheet"
    " (on the command line with --sheet)."
)
FILLED_DOWN = N_("This cell is merged with those below it; it is taken for each of their rows.")
NOT_FILLED = N_(
    "This number is merged with the cells below it; it is taken for its first row alone, so that no sum counts twice."
)
OTHER_TABLE = N_("Another table begins here; it is not read. Please put it on a sheet of its own.")

#: How a row of sums begins, folded.
_SUMS = frozenset(
    text.fold(one)
    for one in (
        "합계",
        "총계",
        "소계",
        "계",
        "total",
        "totals",
        "sum",
        "subtotal",
        "grand total",
        "মোট",
        "সর্বমোট",
    )
)

#: Whether a title, with the one that stands over it, names something that can be brought in.
Known = Callable[[str, str], bool]


def read(path: Path, known: Known, sheet: str = "") -> Table:
    """The table in a file; ``sheet`` says which of a workbook's sheets, the first visible one if it is left out.

    Raises ``InputAtFault`` for what cannot be read, ``MachineAtFault`` for what the system refuses.
    """
    raw = workbook.content_of(path)
    if not raw.strip():
        raise InputAtFault(Problem(NOTHING, place=path.name))
    if workbook.is_workbook(raw, path.name):
        found = workbook.read(raw, path.name, sheet)
        return _with_others(_table(path.name, found, known), found)
    found = _of_csv(raw, path)
    if sheet:
        raise InputAtFault(Problem(NO_SHEETS, place=path.name))
    return _without_long_rows(_table(path.name, found, known), found)


def _with_others(table: Table, sheet: workbook.Sheet) -> Table:
    """The table with a note of the sheets that have cells too and are not read."""
    if not sheet.others:
        return table
    names = ", ".join(f"“{one}”" for one in sheet.others)
    note = Note(NOT_READ, {"names": names}, place=table.file)
    return replace(table, notes=(note, *table.notes))


def _without_long_rows(table: Table, sheet: workbook.Sheet) -> Table:
    """The table with what is wrong with rows that have more cells than there are titles: a sign within a cell was
    taken for the end of it, and what follows stands under other titles."""
    width = len(sheet.rows[table.title_row - 1])
    faults = {
        number: Problem(TOO_LONG, {"count": len(row), "titles": width})
        for number, row in zip(table.numbers, table.rows, strict=True)
        if len(row) > width and not all(map(is_blank, row[width:]))
    }
    columns = tuple(one for one in table.columns if one.index < width)
    return replace(table, columns=columns, faults=faults) if faults else table


def _filled_down(
    rows: Sequence[list[Cell]], at: int, merged: Sequence[tuple[int, int, int, int]]
) -> list[tuple[str, int]]:
    """Give each row of merged cells what they say, and what is to be told of that, with the row."""
    notes = []
    for top, left, bottom, _ in sorted(merged)[:MOST_MERGED]:
        if (
            top <= at
            or bottom <= top
            or bottom - top >= HIGHEST
            or top >= len(rows)
            or left >= len(rows[top])
        ):
            continue
        said = rows[top][left]
        # A row of which all cells are merged with those above says nothing of its own.
        below = [row for row in rows[top + 1 : bottom + 1] if not all(map(is_blank, row)) and left < len(row)]
        if is_blank(said) or not below:
            continue
        if isinstance(said, int | float | Decimal):
            notes.append((NOT_FILLED, top + 1))
            continue
        notes.append((FILLED_DOWN, top + 1))
        for row in below:
            if is_blank(row[left]):
                row[left] = said
    return notes


def _of_csv(raw: bytes, path: Path) -> workbook.Sheet:
    rows: list[list[Cell]] = []
    # A record of several lines is one row for people, so rows are counted here, empty ones with them.
    lost = 0
    try:
        parsed = csvfile.parse(raw, path.name)
    except InputAtFault as failure:
        if path.suffix.casefold() in WORKBOOKS and failure.problems[0].message in csvfile.NO_TEXT:
            # It was a workbook once: half a download, or what a power cut left of it.
            raise InputAtFault(Problem(workbook.NOT_A_WORKBOOK, place=path.name)) from None
        raise
    for one in parsed.rows:
        row_number = one.line - lost
        while len(rows) < row_number - 1:
            rows.append([])
        rows.append(list(one.cells))
        lost += sum(cell.count("\n") for cell in one.cells)
    return workbook.Sheet("", (), rows, (), ())


def _table(file: str, sheet: workbook.Sheet, known: Known) -> Table:
    rows = sheet.rows
    at = _titles_at(rows, known)
    if at is None:
        raise InputAtFault(Problem(NOTHING, place=f"{file}:{sheet.name}" if sheet.name else file))
    columns = _columns(rows, at, sheet.merged, known)
    filled_down = _filled_down(rows, at, sheet.merged)
    data, numbers, notes = _rows_below(rows, at, columns, known)
    notes = [*filled_down, *notes]
    last = max((column.index for column in columns), default=-1)
    filled = {index for row in data for index, cell in enumerate(row) if index > last and not is_blank(cell)}
    # Columns without a title that have something in them are told of by their letters.
    columns += tuple(Column(index, "") for index in sorted(filled))
    table = Table(file, sheet.name, columns, data, numbers, at + 1, sheet.sheets)
    if not data:
        raise InputAtFault(Problem(EMPTY, place=table.place(at + 1)))
    placed = tuple(Note(message, place=table.place(row)) for message, row in notes)
    return Table(file, sheet.name, columns, data, numbers, at + 1, sheet.sheets, (*sheet.notes, *placed))


def _titles_at(rows: Sequence[Sequence[Cell]], known: Known) -> int | None:
    """The first row with several known titles, or the one below it that has more; without any known title the first
    row whose cells are texts, else the first filled one."""
    counts = [
        len({_title(cell) for cell in row if isinstance(cell, str) and known("", _title(cell))})
        for row in rows[:TITLES_WITHIN]
    ]
    several = next((at for at, count in enumerate(counts) if count >= FEW_TITLES), None)
    if several is not None:
        below = several + 1
        return below if below < len(counts) and counts[below] > counts[several] else several
    filled = [at for at, row in enumerate(rows[:TITLES_WITHIN]) if any(not is_blank(cell) for cell in row)]
    texts = (at for at in filled if sum(not is_blank(cell) for cell in rows[at]) > 1 and _all_texts(rows[at]))
    single = (at for at, count in enumerate(counts) if count)
    return next(iter([*single, *texts, *filled]), None)


def _all_texts(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in row if not is_blank(cell))


def _title(cell: Cell) -> str:
    return "" if is_blank(cell) else text.one_line(str(cell)).strip("*＊:： ")


def _columns(
    rows: Sequence[Sequence[Cell]], at: int, merged: Sequence[tuple[int, int, int, int]], known: Known
) -> tuple[Column, ...]:
    over: dict[int, str] = {}
    for top, left, bottom, right in merged:
        if top < at <= bottom + 1 and top >= at - 3 and top < len(rows) and left < len(rows[top]):
            over.update(dict.fromkeys(range(left, right + 1), _title(rows[top][left])))
    above = [_title(cell) for cell in rows[at - 1]] if at else []
    found = []
    for index, cell in enumerate(rows[at]):
        title, group = _title(cell), over.get(index, "")
        if not title and group:
            # The cell above is merged with this one.
            title, group = group, ""
        if not title and index < len(above) and above[index] and known("", above[index]):
            title = above[index]
        if title:
            found.append(Column(index, title, "" if group == title else group))
        elif any(index < len(row) and not is_blank(row[index]) for row in rows[at + 1 : at + 200]):
            found.append(Column(index, ""))
    return tuple(found)


def _rows_below(
    rows: Sequence[Sequence[Cell]], at: int, columns: Sequence[Column], known: Known
) -> tuple[list[Sequence[Cell]], list[int], list[tuple[str, int]]]:
    titles = [text.fold(_title(cell)) for cell in rows[at]]
    own = {one for one in titles if one}
    data: list[Sequence[Cell]] = []
    numbers: list[int] = []
    notes: list[tuple[str, int]] = []
    after_gap = False
    for index in range(at + 1, len(rows)):
        row = rows[index]
        cells = [cell for cell in row if not is_blank(cell)]
        if not cells:
            after_gap = True
            continue
        first = cells[0]
        if isinstance(first, str):
            folded = text.fold(_title(first)) if len(first) < 40 else ""
            if folded in own or after_gap:
                again = [
                    text.fold(_title(cell)) for cell in cells if isinstance(cell, str) and len(cell) < 80
                ]
                if (
                    len(again) >= min(FEW_TITLES, len(own))
                    and own.issuperset(again)
                    and len(again) == len(cells)
                ):
                    notes.append((TITLES_AGAIN, index + 1))
                    continue
                if after_gap and _begins_another(cells, known):
                    notes.append((OTHER_TABLE, index + 1))
                    break
            if folded in _SUMS and all(_is_number(cell) for cell in cells[1:]):
                notes.append((SUM_ROW, index + 1))
                continue
        after_gap = False
        data.append(row)
        numbers.append(index + 1)
    return data, numbers, notes


def _begins_another(cells: Sequence[Cell], known: Known) -> bool:
    titles = [_title(cell) for cell in cells if isinstance(cell, str) and len(cell) < 80]
    return (
        len(titles) == len(cells) > 1
        and sum(known("", one) for one in titles) >= FEW_TITLES
        and all(re.search(r"\d{3}|@", one) is None for one in titles)
    )


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or re.fullmatch(r"[\d.,%\s]*", text.ascii_digits(cell)) is not None


def sheets_of(path: Path) -> tuple[SheetName, ...]:
    """The sheets of a workbook; none for a CSV file. Raises like ``read``."""
    raw = workbook.content_of(path)
    return workbook.read(raw, path.name).sheets if raw and workbook.is_workbook(raw, path.name) else ()
