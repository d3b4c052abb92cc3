"""Sums of the ledger: what they sum, in which currency, at which day's rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from fieldreport.record import Record
from fieldreport.values import Money


def in_us_dollars(money: Money) -> Decimal | None:
    """A sum in US dollars to the cent, rounded half up; None without a rate.

    Each sum is rounded before it is added, so that the sums a reader sees add up to the total he sees.
    """
    dollars = money.us_dollars
    return None if dollars is None else dollars.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class CurrencySum:
    """The sums in one currency: ``total`` of all ``count``, the rates at which ``rated`` of them became ``us_dollars``.

    ``rates`` are US dollars for one unit and their days, each once, the earliest day first; none for US dollars.
    """

    total: Money
    count: int
    us_dollars: Money
    rated: int
    rates: tuple[tuple[Decimal, date | None], ...]

    @property
    def currency(self) -> str:
        """The currency's code (ISO 4217)."""
        return self.total.currency


@dataclass(frozen=True)
class Sum:
    """Sums of one kind, never added to those of another kind: they overlap.

    ``us_dollars`` is what those with a rate make together; ``without_rate`` counts the sums that it leaves out.
    """

    by_currency: tuple[CurrencySum, ...]
    us_dollars: Money
    counted: int
    without_rate: int


def summed(entries: Iterable[Record], field: str = "amount") -> Sum:
    """The sums in ``field`` of records of one kind, by currency; records without one count for nothing."""
    return sum_of(money for one in entries if (money := one.values.get(field)) is not None)


def sum_of(amounts: Iterable[Money]) -> Sum:
    """The sum of amounts of one kind, by currency."""
    by_currency: dict[str, list[Money]] = {}
    for money in amounts:
        by_currency.setdefault(money.currency, []).append(money)
    sums = tuple(_of_currency(by_currency[code]) for code in sorted(by_currency))
    return Sum(
        sums,
        Money(sum(one.us_dollars.minor for one in sums), "USD"),
        sum(one.rated for one in sums),
        sum(one.count - one.rated for one in sums),
    )


def _of_currency(amounts: list[Money]) -> CurrencySum:
    currency = amounts[0].currency
    dollars = [found for one in amounts if (found := in_us_dollars(one)) is not None]
    rates = {(one.rate, one.rate_date) for one in amounts if one.rate is not None and currency != "USD"}
    return CurrencySum(
        Money(sum(one.minor for one in amounts), currency),
        len(amounts),
        Money(int(sum(dollars, Decimal(0)).scaleb(2)), "USD"),
        len(dollars),
        tuple(sorted(rates, key=lambda rate: (rate[1] or date.min, rate[0]))),
    )
