"""What records are called, made from the fields their type names."""

from __future__ import annotations

from fieldreport.language import Language
from fieldreport.store.titles import Titles
from tests.core.store.conftest import Shelf


def test_a_part_of_a_record_has_the_values_of_the_whole(shelf: Shelf) -> None:
    lead = shelf.lead(value="180000 USD", hs_codes=["8447.20"])
    names = ("value", "buyer", "products", "owner", "hs_codes")
    parts = shelf.store.parts(lead.type, [lead.key], names)
    assert [(one.id, one.reference) for one in parts] == [(lead.id, "BL-0001")]
    assert parts[0].values == {name: lead[name] for name in names}


def test_parts_come_in_the_order_in_which_they_are_asked_for(shelf: Shelf) -> None:
    first, second, third = (shelf.lead().key for _ in range(3))
    wanted = [third, first, 99, second]
    assert [one.key for one in shelf.store.parts(shelf.type("lead"), wanted, ("owner",))] == [
        third,
        first,
        second,
    ]


def test_titles_are_those_of_what_a_record_names(shelf: Shelf) -> None:
    buyer = shelf.buyer("Shapla Knit")
    lead = shelf.lead(buyer=buyer.id, products="circular knitting machine")
    outcome = shelf.add("outcome", kind="memorandum", lead=lead.id)
    titles = Titles(shelf.store, Language("en"))
    assert titles(buyer.id) == "Shapla Knit"
    assert titles(lead.id) == titles.of(lead) == "Shapla Knit · circular knitting machine"
    assert titles(outcome.id) == "Memorandum · Shapla Knit · circular knitting machine"
    assert titles("unknown") == "unknown"
