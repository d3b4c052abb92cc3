"""What the export voucher is for one company: its share of exports to the US, priority, ceiling, and what is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldreport.plan import Plan
from fieldreport.record import Record
from fieldreport.records.voucher import VOUCHER
from fieldreport.store.query import Filter, Queries
from fieldreport.values import Money


@dataclass(frozen=True)
class VoucherFacts:
    """A company's vouchers under the plan.

    ``us_share`` is the percentage of its exports that goes to the United States; ``priority`` follows from it and is
    None where it is not known. ``used`` is what was approved or paid within the plan's days, ``asked`` what was applied
    for and is not decided yet; ``left`` is the ceiling less what is used and is never below nothing. ``late`` are
    approved vouchers that should have been paid out by now.
    """

    us_share: Decimal | None
    priority: bool | None
    ceiling: Money
    used: Money
    asked: Money
    left: Money
    over: bool
    late: tuple[Record, ...]


def voucher_facts(store: Queries, plan: Plan, company: Record, today: date) -> VoucherFacts | None:
    """The facts of a company; None where the plan has no vouchers."""
    rules = plan.voucher
    if rules is None:
        return None
    mine = [
        one
        for one in store.records(
            VOUCHER, Filter(days=(plan.start, plan.end), where={"company": (company.id,)})
        )
        if one["amount"] is not None and one["amount"].currency == rules.currency
    ]
    used = sum(one["amount"].minor for one in mine if one["status"] in ("approved", "paid"))
    asked = sum(one["amount"].minor for one in mine if one["status"] == "applied")
    share: Decimal | None = company["us_export_share"]
    return VoucherFacts(
        us_share=share,
        priority=None if share is None else share >= rules.priority_from,
        ceiling=rules.ceiling,
        used=Money(used, rules.currency),
        asked=Money(asked, rules.currency),
        left=Money(max(rules.ceiling.minor - used, 0), rules.currency),
        over=used + asked > rules.ceiling.minor,
        late=tuple(
            one
            for one in mine
            if one["status"] == "approved"
            and one["approved_on"] is not None
            and (today - one["approved_on"]).days > rules.paid_within
        ),
    )
