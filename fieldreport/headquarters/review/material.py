"""Material: everything that the review workbook says, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldreport.headquarters import finding
from fieldreport.headquarters.board import Standing, State, board
from fieldreport.headquarters.finding import Counted, Difficulty, Said, Shared
from fieldreport.headquarters.progress import Line, Overview, overview
from fieldreport.headquarters.store import Store
from fieldreport.offices import Offices
from fieldreport.period import Period
from fieldreport.plan import Plan
from fieldreport.records.difficulty import OPEN


@dataclass(frozen=True)
class Material:
    """How everything stands at the end of ``period``, and how it stood at the meeting before (``previous``)."""

    plan: Plan
    offices: Offices
    period: Period
    previous: Period
    standings: Sequence[Standing]
    standings_before: Sequence[Standing]
    now: Overview
    before: Overview
    remedies: Mapping[tuple[str, int], Sequence[Said]]
    difficulties: Sequence[Difficulty]
    #: What was said of the difficulties that are open and escalated.
    escalated: Mapping[str, Said]
    buyers: Sequence[Shared]
    #: The records that the period has added to each task.
    added: Sequence[tuple[int, Counted]]

    def countries(self) -> dict[str, str]:
        """The country of each office."""
        return {one.code: one.country for one in self.offices}

    def counts(self) -> dict[str, tuple[int, int]]:
        """The dashboard's figures by their names: now, and at the meeting before."""

        def offices(*states: State) -> tuple[int, int]:
            return (
                sum(one.state in states for one in self.standings),
                sum(one.state in states for one in self.standings_before),
            )

        def whole(lines: Sequence[Line]) -> int:
            return sum(one.progress.remedial for one in lines if not one.region and not one.office)

        # Of difficulties only what is so now is known; those reported since are new.
        until = self.previous.last.isoformat()
        still_open = [one for one in self.difficulties if one.status in OPEN]
        return {
            "reported": offices(State.ON_TIME, State.LATE),
            "late": offices(State.LATE),
            "missing": offices(State.MISSING, State.RETURNED, State.QUARANTINED),
            "records": (
                sum(one.records for one in self.standings),
                sum(one.records for one in self.standings_before),
            ),
            "tasks_short": (whole(self.now.lines), whole(self.before.lines)),
            "office_tasks_short": (len(self.now.short), len(self.before.short)),
            "open": (len(still_open), sum(one.reported_on <= until for one in still_open)),
            "escalated": (
                sum(one.escalated for one in still_open),
                sum(one.escalated and one.reported_on <= until for one in still_open),
            ),
        }


def gather(store: Store, period: Period, now: datetime) -> Material:
    """Everything about a period; each period is measured by the plan of its time."""
    plan, previous = store.plan(period.last), store.plan().fortnights.previous(period)
    difficulties = finding.difficulties(store, period.last)
    pressing = [one for one in difficulties if one.escalated and one.status in OPEN]
    with store.reading() as connection:
        known = finding.said(connection, [(one.contents, one.id) for one in pressing])
    return Material(
        plan=plan,
        offices=store.offices(),
        period=period,
        previous=previous,
        standings=board(store, period, now),
        standings_before=board(store, previous, now),
        now=overview(store, plan, period.last),
        before=overview(store, store.plan(previous.last), previous.last),
        remedies=finding.remedies(store, period.last),
        difficulties=difficulties,
        escalated={
            one.id: known[one.contents, one.id] for one in pressing if (one.contents, one.id) in known
        },
        buyers=finding.shared_buyers(store, period.last),
        added=[
            (task.number, one)
            for task in plan.tasks
            for one in finding.counted(store, plan, task, period.first, period.last)
        ],
    )
