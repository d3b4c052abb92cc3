"""A network of offices over many periods, with corrections, late and damaged files: totals are what offices hold."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.network import MadeUpOffice, network, offices_file
from fieldreport.headquarters.board import State, board
from fieldreport.headquarters.finding import counted
from fieldreport.headquarters.progress import overview
from fieldreport.headquarters.store import Store
from fieldreport.period import Period
from fieldreport.plan import CountingRule
from tests.core.headquarters.conftest import NOW, PERIOD, PLAN, Headquarters, dump


def count(rule: CountingRule, records: Iterable[dict[str, Any]], first: str, last: str) -> Decimal:
    """What a rule counts, done by hand."""
    chosen = [
        one
        for one in records
        if one["type"] == rule.record
        and one["archived"] is None
        and first <= one[rule.date] <= last
        and all(one[name] in allowed for name, allowed in rule.where.items())
    ]
    if rule.measure.kind == "distinct":
        return Decimal(len({one[rule.measure.field] for one in chosen} - {None}))
    if rule.measure.kind == "sum":
        given = [one[rule.measure.field] for one in chosen]
        return sum((Decimal(rule.measure.missing if one is None else one) for one in given), Decimal(0))
    return Decimal(len(chosen))


def held(office: MadeUpOffice) -> list[dict[str, Any]]:
    return [record for period in office.held.values() for record in period.values()]


def live(headquarters: Headquarters, periods: list[Period], records: int) -> dict[tuple[str, str], State]:
    """Have every office work and report, not all of it in time or undamaged; what the board must say at the end."""
    chance, said = random.Random(7), {}
    for period in periods:
        headquarters.now = NOW + (period.due - periods[-1].due)
        late: list[tuple[str, bytes]] = []
        for office in headquarters.offices:
            fate = chance.random()
            state = State.ON_TIME
            if fate < 0.05:
                # Nothing was done and nothing came.
                said[office.code, period.code] = State.MISSING
                continue
            office.work(period, records)
            content = office.package(period)
            if fate < 0.15:
                broken = bytearray(content)
                for at in chance.sample(range(len(broken)), len(broken) // 50):
                    broken[at] ^= 0xFF
                headquarters.put(bytes(broken), f"{office.code}/{period.code}-1-damaged.xlsx")
                late.append((office.code, content))
                state = State.LATE
            elif fate < 0.25:
                late.append((office.code, content))
                state = State.LATE
            else:
                headquarters.put(content, f"{office.code}/{period.code}-{fate}.xlsx")
            if chance.random() < 0.3:
                office.correct(period)
                late.append((office.code, office.package(period)))
                late.append((office.code, office.package(period, "ko", same=True)))
            said[office.code, period.code] = state
        headquarters.now = headquarters.now.replace(hour=12) - timedelta(days=2)
        headquarters.collect()
        headquarters.now += timedelta(days=9)
        for number, (code, content) in enumerate(late):
            headquarters.put(content, f"{code}/{period.code}-late{number}.xlsx")
        headquarters.collect()
    return said


def reconcile(headquarters: Headquarters, periods: list[Period]) -> None:
    """Every figure of every office, record by record."""
    store, last = headquarters.store, periods[-1].last
    first = PLAN.start.isoformat()
    assert dump(store)["last"] == sorted(
        (office.code, one["id"], one["revision"]) for office in headquarters.offices for one in held(office)
    )
    lines = {(one.task.number, one.office): one for one in overview(store, PLAN, last).lines if one.office}
    for task in PLAN.tasks:
        whole = Decimal(0)
        for office in headquarters.offices:
            expected = count(task.counting, held(office), first, last.isoformat())
            whole += expected
            if (task.number, office.code) in lines:
                assert lines[task.number, office.code].progress.actual == expected
            traced = counted(store, PLAN, task, PLAN.start, last, office.code)
            if task.counting.measure.kind == "count":
                assert len(traced) == expected
            assert {one.id for one in traced} <= {one["id"] for one in held(office)}
        total = next(
            one
            for one in overview(store, PLAN, last).lines
            if one.task == task and not one.region and not one.office
        )
        assert total.progress.actual == whole


def check_board(
    headquarters: Headquarters, periods: list[Period], said: dict[tuple[str, str], State]
) -> None:
    for period in periods:
        found = {
            (one.office.code, period.code): one.state
            for one in board(headquarters.store, period, NOW + timedelta(days=30))
        }
        assert found == {key: state for key, state in said.items() if key[1] == period.code}


def test_the_totals_are_what_the_offices_hold(headquarters: Headquarters) -> None:
    periods = PLAN.fortnights.between(PLAN.start, PERIOD.last)[-4:]
    said = live(headquarters, periods, 14)
    reconcile(headquarters, periods)
    check_board(headquarters, periods, said)


@pytest.mark.slow
def test_131_offices_report_for_a_year(tmp_path: Path) -> None:
    listed = offices_file(tmp_path / "offices.json", 131)
    periods = [PERIOD]
    while len(periods) < 26:
        periods.insert(0, PLAN.fortnights.previous(periods[0]))
    with Store.make(str(tmp_path / "hq.db"), NOW, offices=listed) as store:
        headquarters = Headquarters("", tmp_path, network(listed, 131), store)
        said = live(headquarters, periods, 12)
        reconcile(headquarters, periods)
        check_board(headquarters, periods, said)
