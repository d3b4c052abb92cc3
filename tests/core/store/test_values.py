"""The values of one field, for what only a program can put in order."""

from __future__ import annotations

from decimal import Decimal

from fieldreport.store import Filter
from fieldreport.values import Money
from tests.core.store.conftest import Shelf


def test_each_record_tells_its_value_by_its_key(shelf: Shelf) -> None:
    won = shelf.lead(value={"amount": "5", "currency": "BDT", "rate": "0.0082"}, status="won")
    new = shelf.lead()
    lead = shelf.type("lead")
    told = dict(shelf.store.values(lead, "value"))
    assert told == {won.key: Money(500, "BDT", Decimal("0.0082")), new.key: None}
    assert [key for key, _ in shelf.store.values(lead, "value", Filter(where={"status": ["new"]}))] == [
        new.key
    ]
    shelf.store.archive(new.id, "test", "Rahim")
    assert set(dict(shelf.store.values(lead, "products"))) == {won.key}
