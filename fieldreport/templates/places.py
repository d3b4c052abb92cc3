"""Places: what can stand in a named place of a template, and in the columns of a table region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fieldreport.field import Field
from fieldreport.fields import Amount, Day, Number, Whole
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.record import Record
from fieldreport.records import RECORD_TYPES
from fieldreport.report.contents import Report
from fieldreport.report.over import FIGURES
from fieldreport.report.parts import PARTS, drafted, written
from fieldreport.report.workbook import wording
from fieldreport.report.workbook.columns import Showing
from fieldreport.values import Money

Value: TypeAlias = "str | int | Decimal | date | None"
Row: TypeAlias = Mapping[str, Value]

#: The names in a workbook that are ours begin so: of a place, of a table region.
PLACE, TABLE = "fr_", "fr_table_"


def _plain(value: int | Money) -> Value:
    return in_us_dollars(value) if isinstance(value, Money) else value


def _summary(report: Report, showing: Showing) -> str:
    return "\n".join(f"○ {point}" for point in report.points(showing.language))


def _signers(report: Report, showing: Showing) -> str:
    return showing.language.listing([one.by for one in report.stored.approvals])


_GENERAL: Mapping[str, Callable[[Report, Showing], Value]] = {
    "office": lambda report, showing: report.office.name(showing.language.code),
    "office_code": lambda report, _: report.office.code,
    "period": lambda report, showing: showing.language.reference(report.period.code),
    "days": lambda report, showing: showing.language.days(report.period.first, report.period.last),
    "first_day": lambda report, _: report.period.first,
    "last_day": lambda report, _: report.period.last,
    "due": lambda report, _: report.period.due,
    "issue": lambda report, _: report.issue,
    "issue_reason": lambda report, _: report.stored.reason,
    "summary": _summary,
    "signed_by": _signers,
}


def _figure(at: int, *, before: bool = False) -> Callable[[Report, Showing], Value]:
    figure = FIGURES[at]
    if before:
        return lambda report, _: _plain(figure.before(report.earlier[-1]))
    return lambda report, _: _plain(figure.now(report))


def _part(at: int) -> Callable[[Report, Showing], Value]:
    def told(report: Report, showing: Showing) -> str:
        part, language = PARTS[at], showing.language
        return "\n".join(
            f"○ {one}" for one in written(report, part, language) or drafted(report, part, language)
        )

    return told


#: Every place, by the name after ``fr_``.
PLACES: Mapping[str, Callable[[Report, Showing], Value]] = {
    **_GENERAL,
    **{one.name: _figure(at) for at, one in enumerate(FIGURES)},
    **{f"{one.name}_before": _figure(at, before=True) for at, one in enumerate(FIGURES)},
    **{f"summary_{one.name}": _part(at) for at, one in enumerate(PARTS)},
}

_TASK_COLUMNS = (
    *("number", "task", "indicator", "unit", "actual", "target_to_date", "target", "achievement"),
    *("state", "remedy"),
)
_SUMMARY_COLUMNS = ("part", "point")
_REFERENCE = "reference"

#: The columns that each table region may have, by the name after ``fr_table_``.
TABLES: Mapping[str, tuple[str, ...]] = {
    "tasks": _TASK_COLUMNS,
    "summary": _SUMMARY_COLUMNS,
    **{one.name: (_REFERENCE, *(each.name for each in one.fields)) for one in RECORD_TYPES},
    "open_difficulty": (
        _REFERENCE,
        *(each.name for one in RECORD_TYPES if one.name == "difficulty" for each in one.fields),
    ),
}


def rows_of_table(name: str, report: Report, showing: Showing) -> Iterator[Row]:
    """The rows of a table region by their columns' names."""
    if name == "tasks":
        yield from _tasks(report, showing)
    elif name == "summary":
        language = showing.language
        for part in PARTS:
            for point in written(report, part, language) or drafted(report, part, language):
                yield {"part": language.say(part.heading), "point": point}
    else:
        records = report.difficulties if name == "open_difficulty" else report.records(name)
        for record in records:
            yield _Shown(record, showing)


def _tasks(report: Report, showing: Showing) -> Iterator[Row]:
    language = showing.language
    for line in report.tasks:
        one, task = line.progress, line.progress.task
        yield {
            "number": task.number,
            "task": task.name(language.code),
            "indicator": task.indicator.in_language(language.code),
            "unit": task.unit.in_language(language.code),
            "actual": wording.rounded(one.actual),
            "target_to_date": wording.rounded(one.target_to_date),
            "target": wording.rounded(one.target),
            "achievement": wording.exact(one.achievement),
            "state": language.say(wording.STANDINGS[line.standing]),
            "remedy": wording.remedy(line, language),
        }


class _Shown(dict[str, Value]):
    """A record's values as a table shows them, each worked out when it is asked for."""

    def __init__(self, record: Record, showing: Showing) -> None:
        super().__init__({_REFERENCE: record.reference})
        self._record = record
        self._showing = showing

    def __missing__(self, name: str) -> Value:
        one, value = self._record.type.field(name), self._record.values.get(name)
        self[name] = found = None if value is None else _shown(one, value, self._showing)
        return found


def _shown(one: Field, value: object, showing: Showing) -> Value:
    """Sums in US dollars where they have a rate, numbers and days as such; anything else as people read it."""
    if isinstance(value, Money) and isinstance(one, Amount):
        return in_us_dollars(value)
    if isinstance(one, Day | Number | Whole) and isinstance(value, int | Decimal | date):
        return value
    return one.show(value, showing.language, showing.titles) or None
