"""Counting: the plan's rules, answered by what offices have said last, by office and day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from fieldreport.headquarters.tables import RECORD
from fieldreport.pack import Amount
from fieldreport.plan import CountingRule

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

#: For each office what each day adds.
ByOffice = dict[str, dict[date, Amount]]


def chosen(rule: CountingRule, first: date, last: date) -> list[ColumnElement[bool]]:
    """What is true of the records that a rule counts between two days, both included."""
    day = RECORD.c.facts[rule.date].as_string()
    return [
        RECORD.c.type == rule.record,
        RECORD.c["last"].is_(True),
        RECORD.c.archived.is_(False),
        day >= first.isoformat(),
        day <= last.isoformat(),
        *(
            RECORD.c.facts[name].as_string().in_([str(one) for one in allowed])
            for name, allowed in rule.where.items()
        ),
    ]


def additions(connection: Connection, rule: CountingRule, first: date, last: date) -> ByOffice:
    """What each day from ``first`` to ``last`` adds to each office's count, as ``store.counting`` does for one.

    A record counts once however many packages hold it; archived ones never count.
    """
    day, where = RECORD.c.facts[rule.date].as_string(), chosen(rule, first, last)
    added: ByOffice = {}
    if rule.measure.kind == "count":
        for office, on, count in connection.execute(
            select(RECORD.c.office, day, func.count()).where(*where).group_by(RECORD.c.office, day)
        ):
            added.setdefault(office, {})[date.fromisoformat(on)] = int(count)
        return added
    value = RECORD.c.facts[rule.measure.field].as_string()
    if rule.measure.kind == "distinct":
        # A company counts from the first day on which it was there.
        firsts = (
            select(RECORD.c.office, func.min(day).label("day"))
            .where(*where, value.is_not(None))
            .group_by(RECORD.c.office, value)
            .subquery()
        )
        for office, on, count in connection.execute(
            select(firsts.c.office, firsts.c.day, func.count()).group_by(firsts.c.office, firsts.c.day)
        ):
            added.setdefault(office, {})[date.fromisoformat(on)] = int(count)
        return added
    for office, on, amount in connection.execute(select(RECORD.c.office, day, value).where(*where)):
        days = added.setdefault(office, {})
        key = date.fromisoformat(on)
        days[key] = plain(
            Decimal(days.get(key, 0)) + Decimal(rule.measure.missing if amount is None else amount)
        )
    return added


def plain(total: Decimal) -> Amount:
    """A sum without a fraction as a whole number."""
    return int(total) if total == total.to_integral_value() else total


def together(added: Mapping[str, Mapping[date, Amount]], offices: set[str]) -> dict[date, Amount]:
    """What some offices add together, by day."""
    whole: dict[date, Amount] = {}
    for office in added.keys() & offices:
        for day, amount in added[office].items():
            whole[day] = plain(Decimal(whole.get(day, 0)) + Decimal(amount))
    return whole
