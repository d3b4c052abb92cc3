"""The rules of the export voucher, as the plan pack states them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldreport.pack import Part
from fieldreport.values import Money, exponent

CURRENCY = "KRW"
LARGEST_CEILING = 10**12


@dataclass(frozen=True, slots=True)
class VoucherRules:
    """Under which task vouchers are given, up to how much a company, to whom first, and how soon they are paid.

    Companies with a US export share of ``priority_from`` percent or more come first; an approved voucher is paid out
    within ``paid_within`` days.
    """

    task: int
    ceiling: Money
    priority_from: Decimal
    paid_within: int

    @property
    def currency(self) -> str:
        """The currency of every voucher."""
        return self.ceiling.currency


def read_voucher(part: Part) -> VoucherRules | None:
    """The rules written at ``part``, if they are there; problems are noted there."""
    if not part.present:
        return None
    part.fields(("task", "ceiling", "priority_from", "paid_within"))
    ceiling = part.member("ceiling").whole(1, LARGEST_CEILING)
    return VoucherRules(
        part.member("task").whole(1, 99),
        Money(ceiling * 10 ** exponent(CURRENCY), CURRENCY),
        Decimal(part.member("priority_from").whole(0, 100)),
        part.member("paid_within").whole(1, 366),
    )
