"""The plan's course: what each month launches and expects, and which support opens which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldreport.names import Names
from fieldreport.pack import Amount, Part
from fieldreport.plan.counting import Where, read_selection
from fieldreport.plan.task import LARGEST_NUMBER, month_begins, read_amounts
from fieldreport.record import RecordType

LONGEST_IN_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Milestone:
    """What the roadmap says of one month: what is launched, and what must have been reached by its ``last`` day."""

    month: int
    first: date
    last: date
    names: Names
    launches: tuple[int, ...]
    expects: Mapping[int, Amount]


@dataclass(frozen=True, slots=True)
class Support:
    """A link of the support chain: a record of the type ``record`` that fulfils ``where`` opens, for its company,
    support under the tasks ``opens``; all of them together if it is a ``bundle``.
    """

    record: str
    where: Where
    opens: tuple[int, ...]
    bundle: bool
    names: Names


def read_roadmap(part: Part, start: date) -> tuple[Milestone, ...]:
    """The milestones listed at ``part``, if there are any."""
    return (
        tuple(_read_milestone(one, start) for one in part.items(most=LONGEST_IN_MONTHS))
        if part.present
        else ()
    )


def _read_milestone(part: Part, start: date) -> Milestone:
    part.fields(("month", "names"), ("launches", "expects"))
    month = part.member("month").whole(1, LONGEST_IN_MONTHS)
    expects = part.member("expects")
    return Milestone(
        month,
        month_begins(start, month),
        month_begins(start, month + 1) - timedelta(days=1),
        part.member("names").names(),
        _read_numbers(part.member("launches")),
        read_amounts(expects) if expects.present else {},
    )


def _read_numbers(part: Part) -> tuple[int, ...]:
    return (
        tuple(one.whole(1, LARGEST_NUMBER) for one in part.items(most=LARGEST_NUMBER)) if part.present else ()
    )


def read_support(part: Part, record_types: Sequence[RecordType]) -> tuple[Support, ...]:
    """The links of the support chain listed at ``part``, if there are any."""
    return tuple(_read_link(one, record_types) for one in part.items(most=50)) if part.present else ()


def _read_link(part: Part, record_types: Sequence[RecordType]) -> Support:
    part.fields(("after", "opens", "names"), ("bundle",))
    record, where = read_selection(part.member("after"), record_types)
    bundle = part.member("bundle")
    return Support(
        record,
        where,
        _read_numbers(part.member("opens")),
        bundle.flag() if bundle.present else False,
        part.member("names").names(),
    )
