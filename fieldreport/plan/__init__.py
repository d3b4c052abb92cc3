"""The plan pack: the tasks, their targets, and which records count towards them."""

from fieldreport.plan.changes import Changes, Difference, Version, compare
from fieldreport.plan.counting import CountingRule, Measure
from fieldreport.plan.plan import Plan, Remedial, built_in_path
from fieldreport.plan.roadmap import Milestone, Support
from fieldreport.plan.task import RegionalTarget, Task
from fieldreport.plan.vouchers import VoucherRules

__all__ = [
    "Changes",
    "CountingRule",
    "Difference",
    "Measure",
    "Milestone",
    "Plan",
    "RegionalTarget",
    "Remedial",
    "Support",
    "Task",
    "Version",
    "VoucherRules",
    "built_in_path",
    "compare",
]
