"""Counting: the plan's rules, answered by the database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fieldreport.plan import CountingRule
from fieldreport.store.database import quoted
from fieldreport.store.query import Queries


def count(store: Queries, rule: CountingRule, first: date, last: date) -> int | Decimal:
    """What the rule counts among the records dated ``first`` to ``last``, both included; archived ones never count."""
    record_type = store.types[rule.record]
    where, parameters = _condition(rule, first, last)
    table = quoted(record_type.name)
    if rule.measure.kind == "count":
        return int(store.database.row(f"SELECT count(*) FROM {table} WHERE {where}", parameters)[0])
    column = quoted(next(iter(record_type.field(rule.measure.field).columns())))
    if rule.measure.kind == "distinct":
        return int(
            store.database.row(f"SELECT count(DISTINCT {column}) FROM {table} WHERE {where}", parameters)[0]
        )
    # Quantities are decimals kept as text: they are added here, exactly, and not as SQLite's floating numbers.
    total = sum(
        (
            Decimal(rule.measure.missing if row[0] is None else row[0])
            for row in store.database.rows(f"SELECT {column} FROM {table} WHERE {where}", parameters)
        ),
        Decimal(0),
    )
    return _plain(total)


def additions(store: Queries, rule: CountingRule, first: date, last: date) -> dict[date, int | Decimal]:
    """What each day from ``first`` to ``last`` adds to the rule's count, in one query; up to any of these days they
    add up to what ``count`` counts from ``first`` to it.
    """
    record_type = store.types[rule.record]
    day, table = quoted(rule.date), quoted(record_type.name)
    where, parameters = _condition(rule, first, last)
    if rule.measure.kind == "count":
        counts = f"SELECT {day}, count(*) FROM {table} WHERE {where} GROUP BY {day}"
        return {date.fromisoformat(one): number for one, number in store.database.rows(counts, parameters)}
    column = quoted(next(iter(record_type.field(rule.measure.field).columns())))
    added: dict[date, int | Decimal] = {}
    if rule.measure.kind == "distinct":
        # A company counts from the first day on which it was there.
        firsts = f"SELECT min({day}) FROM {table} WHERE {where} AND {column} IS NOT NULL GROUP BY {column}"
        for row in store.database.rows(firsts, parameters):
            on = date.fromisoformat(row[0])
            added[on] = added.get(on, 0) + 1
        return added
    for found, value in store.database.rows(f"SELECT {day}, {column} FROM {table} WHERE {where}", parameters):
        on = date.fromisoformat(found)
        added[on] = added.get(on, 0) + Decimal(rule.measure.missing if value is None else value)
    return {on: _plain(Decimal(value)) for on, value in added.items()}


def _condition(rule: CountingRule, first: date, last: date) -> tuple[str, list[object]]:
    """SQL that is true of the records that count, dated within the days, and its parameters."""
    conditions = ["archived IS NULL", f"{quoted(rule.date)} BETWEEN ? AND ?"]
    parameters: list[object] = [first.isoformat(), last.isoformat()]
    for name, allowed in rule.where.items():
        conditions.append(f"{quoted(name)} IN ({', '.join('?' * len(allowed))})")
        parameters += allowed
    return " AND ".join(conditions), parameters


def _plain(total: Decimal) -> int | Decimal:
    return int(total) if total == total.to_integral_value() else total


def keys(store: Queries, rule: CountingRule, first: date, last: date, lacking: str) -> list[int]:
    """Keys of the records that the rule counts and that have nothing in the field ``lacking``, the earliest first."""
    where, parameters = _condition(rule, first, last)
    column = quoted(next(iter(store.types[rule.record].field(lacking).columns())))
    rows = store.database.rows(
        f"SELECT key FROM {quoted(rule.record)} WHERE {where} AND {column} IS NULL ORDER BY {quoted(rule.date)}, key",
        parameters,
    )
    return [row[0] for row in rows]
