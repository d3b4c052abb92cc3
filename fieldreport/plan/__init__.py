"""The plan pack: the tasks, their targets, and which records count towards them."""

from fieldreport.plan.counting import CountingRule, Measure
from fieldreport.plan.plan import Plan, Remedial
from fieldreport.plan.roadmap import Milestone, Support
from fieldreport.plan.task import RegionalTarget, Task
from fieldreport.plan.vouchers import VoucherRules

__all__ = [
    "CountingRule",
    "Measure",
    "Milestone",
    "Plan",
    "RegionalTarget",
    "Remedial",
    "Support",
    "Task",
    "VoucherRules",
]
