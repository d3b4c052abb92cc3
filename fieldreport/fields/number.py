"""Fields of numbers and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Money, exponent

#: Sums above this many minor units are refused as slips of the keyboard; SQLite's integers end at 9.2e18.
LARGEST_MINOR = 10**17


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number within bounds, for example a number of employees."""

    minimum: int = 0
    maximum: int = 10**12
    kind: ClassVar[str] = "whole"
    example: ClassVar[Json] = 250

    def read(self, raw: Json, reading: Reading) -> int | None:
        if is_empty(raw):
            return None
        number = parsing.whole(as_text(raw))
        _within(Decimal(number), self.minimum, self.maximum)
        return number

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.number(value)

    def columns(self) -> dict[str, str]:
        return {self.name: "INTEGER"}

    def search_text(self, value: Any) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A decimal number within bounds, kept exactly: a quantity, a percentage (``unit="%"``)."""

    minimum: int = 0
    maximum: int = 10**12
    unit: str = ""
    kind: ClassVar[str] = "number"
    example: ClassVar[Json] = "12.5"

    def read(self, raw: Json, reading: Reading) -> Decimal | None:
        if is_empty(raw):
            return None
        number = parsing.number(self._without_unit(as_text(raw)))
        _within(number, self.minimum, self.maximum)
        return number

    def _without_unit(self, typed: str) -> str:
        for unit in (self.unit, "\uff05" if self.unit == "%" else ""):
            if unit:
                typed = typed.removesuffix(unit)
        return typed

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        if value is None:
            return ""
        return language.number(value) + (f" {self.unit}" if self.unit else "")

    def to_json(self, value: Any) -> Json:
        return None if value is None else str(value)

    def from_json(self, raw: Json) -> Decimal | None:
        return None if raw is None else Decimal(raw)

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        return (self.to_json(value),)

    def from_columns(self, cells: Sequence[Any]) -> Decimal | None:
        return self.from_json(cells[0])

    def search_text(self, value: Any) -> str:
        return ""


def _within(number: Decimal, minimum: int, maximum: int) -> None:
    if number < minimum:
        raise Unreadable(
            N_("{value} is too small; at least {minimum} is expected."), value=number, minimum=minimum
        )
    if number > maximum:
        raise Unreadable(
            N_("{value} is too large; at most {maximum} is expected."), value=number, maximum=maximum
        )


@dataclass(frozen=True, kw_only=True)
class Amount(Field):
    """A sum of money in a currency, with the US$ rate it is reported at and that rate's date.

    ``such_as`` is what people may write into this one, where not every currency will do.
    """

    such_as: str = ""
    kind: ClassVar[str] = "money"
    example: ClassVar[Json] = {
        "amount": "180000.00",
        "currency": "USD",
        "rate": "1",
        "rate_date": "2026-11-20",
    }

    def read(self, raw: Json, reading: Reading) -> Money | None:
        if is_empty(raw):
            return None
        if isinstance(raw, Money):
            return raw
        if not isinstance(raw, dict):
            amount, currency = parsing.amount(as_text(raw), reading.currency)
            return self._money(amount, currency, None, None)
        unknown = set(raw) - {"amount", "minor", "currency", "rate", "rate_date"}
        if unknown:
            raise Unreadable(
                N_("“{name}” is not part of a sum; use amount, currency, rate and rate_date."),
                name=min(map(str, unknown)),
            )
        typed_currency = as_text(raw.get("currency") or reading.currency)
        currency = typed_currency.upper()
        if not currency and not is_empty(raw.get("amount")):
            # The currency may stand in the amount itself, as people write it.
            currency = parsing.amount(as_text(raw["amount"]), "")[1]
        if is_empty(raw.get("amount")) and is_empty(raw.get("minor")):
            if is_empty(raw.get("rate")) and is_empty(raw.get("rate_date")):
                return None
            raise Unreadable(N_("A rate needs its sum. Please write the amount too, or take the rate away."))
        if currency and not parsing.is_currency(currency):
            raise Unreadable(
                N_("“{currency}” is not a currency code; use three letters, for example USD."),
                currency=typed_currency,
            )
        if is_empty(raw.get("amount")):
            amount = Decimal(parsing.whole(as_text(raw["minor"]))).scaleb(-exponent(currency))
        else:
            amount, currency = parsing.amount(as_text(raw["amount"]), currency)
        rate = None if is_empty(raw.get("rate")) else parsing.number(as_text(raw["rate"]))
        rate_date = (
            None if is_empty(raw.get("rate_date")) else parsing.day(as_text(raw["rate_date"]), reading.today)
        )
        money = self._money(amount, currency, rate, rate_date)
        if not is_empty(raw.get("minor")) and parsing.whole(as_text(raw["minor"])) != money.minor:
            raise Unreadable(N_("“amount” and “minor” are not the same sum; give one of them."))
        return money

    def read_change(self, before: Any, raw: Json, reading: Reading) -> Money | None:
        """A sum typed without its rate keeps the one it had, as long as it is in the same currency."""
        value = self.read(raw, reading)
        if value is None or before is None or isinstance(raw, dict | Money):
            return value
        if value.currency != before.currency:
            return value
        return replace(value, rate=before.rate, rate_date=before.rate_date)

    def _money(self, amount: Decimal, currency: str, rate: Decimal | None, rate_date: date | None) -> Money:
        if amount < 0:
            raise Unreadable(
                N_("A sum cannot be negative: {value}. Please write it without the minus."), value=amount
            )
        if not currency:
            raise Unreadable(
                N_("“{value}” has no currency; please write it too, for example USD 180,000."), value=amount
            )
        minor = amount.scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise Unreadable(
                N_("{currency} has {places} decimal places; {value} has more. Please round it yourself."),
                currency=currency,
                places=exponent(currency),
                value=amount,
            )
        if minor > LARGEST_MINOR:
            raise Unreadable(N_("{value} is too large for a sum; please check the zeros."), value=amount)
        if rate is not None and rate <= 0:
            raise Unreadable(N_("A rate is above zero: US dollars for one unit of the currency."))
        return Money(int(minor), currency, rate, rate_date)

    def show(self, value: Money | None, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.money(value)

    def to_json(self, value: Money | None) -> Json:
        if value is None:
            return None
        return {
            "amount": str(value.amount),
            "minor": value.minor,
            "currency": value.currency,
            "rate": None if value.rate is None else str(value.rate),
            "rate_date": None if value.rate_date is None else value.rate_date.isoformat(),
        }

    def from_json(self, raw: Json) -> Money | None:
        if raw is None:
            return None
        return self.from_columns((raw["minor"], raw["currency"], raw["rate"], raw["rate_date"]))

    def columns(self) -> dict[str, str]:
        return {
            f"{self.name}_minor": "INTEGER",
            f"{self.name}_currency": "TEXT",
            f"{self.name}_rate": "TEXT",
            f"{self.name}_rate_date": "TEXT",
        }

    def to_columns(self, value: Money | None) -> tuple[Any, ...]:
        if value is None:
            return (None, None, None, None)
        return (
            value.minor,
            value.currency,
            None if value.rate is None else str(value.rate),
            None if value.rate_date is None else value.rate_date.isoformat(),
        )

    def from_columns(self, cells: Sequence[Any]) -> Money | None:
        minor, currency, rate, rate_date = cells
        if minor is None:
            return None
        return Money(
            minor,
            currency,
            None if rate is None else Decimal(rate),
            None if rate_date is None else date.fromisoformat(rate_date),
        )

    def search_text(self, value: Any) -> str:
        return ""
