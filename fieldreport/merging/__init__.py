"""Merging: two records that are the same become one, and everything that pointed at either points at it."""

from fieldreport.merging.line import Line, Side
from fieldreport.merging.merge import Plan, lead_on, merge, plan, refuse_choices
from fieldreport.merging.others import maybe_same, not_same

__all__ = ["Line", "Plan", "Side", "lead_on", "maybe_same", "merge", "not_same", "plan", "refuse_choices"]
