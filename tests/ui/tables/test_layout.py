"""What is kept of a list is read with distrust, and comes back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.records.lead import LEAD
from ui.tables.keys import REFERENCE, Order
from ui.tables.layout import MOST_WIDE, Layout
from ui.tables.widths import NARROWEST

FIELDS = st.lists(st.sampled_from(sorted(LEAD.by_name)), min_size=1, unique=True).map(tuple)
LAYOUTS = st.builds(
    Layout,
    FIELDS,
    st.builds(Order, st.sampled_from(["", REFERENCE, *LEAD.by_name]), st.booleans()).map(
        lambda order: order if order.field else Order()
    ),
    st.dictionaries(st.sampled_from([REFERENCE, *LEAD.by_name]), st.integers(NARROWEST, MOST_WIDE)),
)


@given(LAYOUTS)
def test_what_is_kept_comes_back(layout: Layout) -> None:
    assert Layout.read(json.loads(json.dumps(layout.to_json())), LEAD) == layout


@given(LAYOUTS, st.integers(-2, 40))
def test_moving_and_hiding_lose_no_other_column(layout: Layout, to: int) -> None:
    name = layout.columns[-1]
    moved = layout.moved(name, to)
    assert sorted(moved.columns) == sorted(layout.columns)
    assert moved.columns[min(max(to, 0), len(moved.columns) - 1)] == name
    hidden = layout.without(name)
    assert hidden.columns == (layout.columns[:-1] or layout.columns)
    assert hidden.order.field in ("", REFERENCE) or hidden.order.field != name or hidden == layout


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "buyer",
        {"columns": "buyer"},
        {"columns": ["nothing of the kind", 7]},
        {"columns": [], "order": 3, "widths": [1]},
        {"order": "nothing of the kind", "widths": {"buyer": "wide", "owner": -4, "gone": 80}},
    ],
)
def test_what_makes_no_sense_is_the_usual_list(kept: object) -> None:
    assert Layout.read(kept, LEAD) == Layout.usual(LEAD)


def test_a_list_is_not_ordered_by_what_nobody_sees() -> None:
    layout = Layout(("buyer", "owner"), Order("owner", descending=False))
    assert layout.without("owner") == Layout(("buyer",))
    assert layout.without("buyer").without("owner").columns == ("owner",), "one column stays"
    assert layout.pulled("buyer", 5_000).widths == {"buyer": MOST_WIDE}
