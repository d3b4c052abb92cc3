"""Over: the figures by which periods are compared, the same in the workbook, in the window and for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldreport.language import N_
from fieldreport.report.contents import Report
from fieldreport.report.earlier import GIVEN, Earlier
from fieldreport.values import Money


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure: how it is called, what it was in an earlier period, what it is in the report's own."""

    name: str
    label: str
    before: Callable[[Earlier], int | Money]
    now: Callable[[Report], int | Money]


FIGURES: tuple[Compared, ...] = (
    Compared("leads", N_("Buyer leads (new)"), lambda one: one.turn.leads, lambda one: one.figures.leads),
    Compared("events", N_("Events held"), lambda one: one.events, lambda one: one.figures.events),
    Compared(
        "meetings", N_("Meetings held"), lambda one: one.turn.meetings, lambda one: one.figures.meetings
    ),
    Compared(
        "consultation",
        N_("Consultation value (US$)"),
        lambda one: one.turn.consultation,
        lambda one: one.figures.consultation.us_dollars,
    ),
    Compared(
        "difficulties_open",
        N_("Difficulties (open)"),
        lambda one: one.turn.difficulties_open,
        lambda one: one.figures.difficulties_open,
    ),
    Compared(
        "difficulties_resolved",
        N_("Difficulties resolved"),
        lambda one: one.resolved,
        lambda one: one.figures.difficulties_resolved,
    ),
    Compared(
        "support",
        N_("Support given"),
        lambda one: one.support,
        lambda one: sum(each["status"] in GIVEN for each in one.records("activity")),
    ),
)
