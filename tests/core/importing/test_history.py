"""Lists of history: what they tell of a state comes in, and the report's check says what it lacks."""

from __future__ import annotations

from fieldreport.office import Office
from tests.core.importing.conftest import Bring

TITLES = ["Buyer", "Products", "Status", "Received on", "Lost reason"]


def test_rows_of_history_come_in_with_what_they_lack_told_by_the_check(office: Office, bring: Bring) -> None:
    outcome = bring(
        "lead",
        [
            TITLES,
            ["Padma Wear", "zippers", "Matched", "2026-11-10", None],
            ["Padma Wear", "labels", "Won", "2026-11-11", None],
            ["Padma Wear", "buttons", "Lost", "2026-11-12", None],
            ["Padma Wear", "yarn", "Lost", "2026-11-12", "The price"],
        ],
    )
    # A loss without its reason makes no sense even in a list.
    assert (outcome.added, [one.field for one in outcome.problems]) == (3, ["lost_reason"])
    found = [
        (one.record, one.field)
        for one in office.check(office.period("2026-B23"))
        if one.what == "A record lacks what its state asks for"
    ]
    assert found == [
        ("BL-0001", "matched_companies"),
        ("BL-0002", "matched_companies"),
        ("BL-0002", "value"),
        ("BL-0002", "won_on"),
    ]
