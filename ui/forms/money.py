"""The editor of sums: amount and currency, and for other currencies the US$ rate with its date."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fieldreport.field import Field, Json
from fieldreport.fields import Amount
from fieldreport.values import Money
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.forms.composing import ComposingLine
from ui.forms.day import day_line, fit_day
from ui.forms.editor import Editor, Wrapping

#: The currencies of the trade between Korea, Bangladesh and their markets; any other may be typed with its amount.
CURRENCIES = ("USD", "KRW", "BDT", "EUR", "JPY", "CNY", "INR", "GBP")
#: Sums are reported in this currency, which needs no rate.
REPORTED = "USD"


class MoneyEditor(Editor):
    """A sum. An amount typed with a currency (৳ 12,00,000) is read with that one."""

    field: Amount

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self.amount, self.currency, self.rate = ComposingLine(), Combo(), ComposingLine()
        self.rate_date, self.button, day_row = day_line(desk)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.rate.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rate_label, self._date_label = Wrapping(), Wrapping()
        for label in (self._rate_label, self._date_label):
            label.setProperty("role", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.currency, 1)
        row.addWidget(self.amount, 2)
        self.body.addLayout(row)
        self._conversion = QWidget()
        grid = QGridLayout(self._conversion)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.addWidget(self._rate_label, 0, 0)
        grid.addWidget(self._date_label, 0, 1)
        grid.addWidget(self.rate, 1, 0)
        grid.addLayout(day_row, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._conversion)
        for line in (self.amount, self.rate, self.rate_date):
            line.typed_changed.connect(self.edited)
        self.button.chosen.connect(self.edited)
        self.currency.activated.connect(self._currency_chosen)
        self._offer(REPORTED)

    def inputs(self) -> list[QWidget]:
        return [self.amount, self.currency, self.rate, self.rate_date]

    def typed(self) -> Json:
        return {
            "amount": self.amount.typed(),
            "currency": self.currency.chosen(),
            "rate": self.rate.typed(),
            "rate_date": self.rate_date.typed(),
        }

    def changed(self) -> bool:
        # Another currency of no amount is nothing to be saved.
        return bool(self._told(self.typed()) != self._told(self._loaded))

    @staticmethod
    def _told(typed: Json) -> Json:
        if not isinstance(typed, dict) or not any(typed[name] for name in ("amount", "rate", "rate_date")):
            return None
        return typed

    def raw(self) -> Json:
        if not self.changed():
            return super().raw()
        typed = self.typed()
        if self._told(typed) is None:
            return None
        loaded: dict[str, Any] = self._loaded if isinstance(self._loaded, dict) else {}
        known = self.field.to_json(self._value) or {}
        # Parts that nobody touched go back as they came, to the last digit.
        return {
            name: known[name] if name in known and loaded.get(name) == part else part
            for name, part in typed.items()
        }

    def display(self) -> None:
        value: Money | None = self._value
        language = self.desk.language
        self._offer(value.currency if value else REPORTED)
        whole = value is not None and value.amount == value.amount.to_integral_value()
        self.amount.set_typed(language.number(value.amount, 0 if whole else None) if value else "")
        self.rate.set_typed(language.number(value.rate) if value and value.rate is not None else "")
        self.rate_date.set_typed(language.day(value.rate_date) if value and value.rate_date else "")
        self._show_conversion()

    def restore(self, typed: Json) -> None:
        parts: dict[str, Any] = typed if isinstance(typed, dict) else {"amount": str(typed or "")}
        self._offer(str(parts.get("currency") or REPORTED))
        self.amount.set_typed(str(parts.get("amount") or ""))
        self.rate.set_typed(str(parts.get("rate") or ""))
        self.rate_date.set_typed(str(parts.get("rate_date") or ""))
        self._show_conversion()
        self.edited.emit()

    def settle(self) -> None:
        for line in (self.amount, self.rate, self.rate_date):
            line.settle()

    def set_locked(self, locked: bool) -> None:
        super().set_locked(locked)
        self.button.setEnabled(not locked)

    def say(self) -> None:
        language = self.desk.language
        label = language.say(self.field.label)
        self.button.say()
        fit_day(self.rate_date, self.desk)
        self.rate_date.setAccessibleName(
            language.say("{field}: {choice}", field=label, choice=language.say("Day of the rate"))
        )
        self.currency.setAccessibleName(
            language.say("{field}: {choice}", field=label, choice=language.say("Currency"))
        )
        self._offer(self.currency.chosen())
        self._show_conversion()

    def _offer(self, chosen: Json) -> None:
        self.currency.offer({code: code for code in CURRENCIES}, chosen)

    def _currency_chosen(self) -> None:
        self._show_conversion()
        self.edited.emit()

    def _show_conversion(self) -> None:
        language = self.desk.language
        currency = str(self.currency.chosen())
        self._conversion.setVisible(
            currency != REPORTED or bool(self.rate.typed()) or bool(self.rate_date.typed())
        )
        rate = language.say("US$ for one {currency}", currency=currency)
        self._rate_label.setText(rate)
        self._date_label.setText(language.say("Day of the rate"))
        self.rate.setAccessibleName(
            language.say("{field}: {choice}", field=language.say(self.field.label), choice=rate)
        )
