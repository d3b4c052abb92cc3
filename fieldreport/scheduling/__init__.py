"""Scheduling: who meets whom, when and at which table, proposed from what both sides wish. No store, no window."""

from fieldreport.scheduling.problem import (
    REASONS,
    Attendee,
    Problem,
    Progress,
    Reason,
    Schedule,
    Sitting,
    Unmet,
    Wish,
)
from fieldreport.scheduling.propose import propose

__all__ = [
    "REASONS",
    "Attendee",
    "Problem",
    "Progress",
    "Reason",
    "Schedule",
    "Sitting",
    "Unmet",
    "Wish",
    "propose",
]
