"""The columns of a list: names keep their room, as many columns as fit are in sight, nothing is cut in the middle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.widths import NAMED, SQUEEZED, WIDEST, Width, fitted

COLUMNS = st.lists(
    st.builds(Width, st.integers(56, 90), st.integers(40, 600), st.booleans()), min_size=1, max_size=9
)


def test_what_records_are_called_gets_the_room_that_is_left() -> None:
    columns = [
        Width(60, 71),
        Width(60, 230, names=True),
        Width(60, 190, names=True),
        Width(60, 67),
        Width(60, 300),
    ]
    assert fitted(columns, 1_000) == [71, 230, 190, 67, 240]
    assert fitted(columns, 560) == [71, 192, NAMED, 67, SQUEEZED]
    assert fitted(columns, 440) == [71, 182, NAMED, 67, SQUEEZED]
    assert fitted(columns, 100) == [71, NAMED, NAMED, 67, SQUEEZED]


@given(COLUMNS, st.integers(100, 1_500))
def test_columns_in_sight_are_whole_and_no_room_is_wasted(columns: list[Width], room: int) -> None:
    widths = fitted(columns, room)
    for one, width in zip(columns, widths, strict=True):
        assert one.least <= width <= max(WIDEST, one.least)
        assert width <= max(one.least, one.wanted)
    in_sight = [sum(widths[: at + 1]) <= room for at in range(len(widths))]
    used = sum(width for width, seen in zip(widths, in_sight, strict=True) if seen)
    longing = [
        one
        for one, width, seen in zip(columns, widths, in_sight, strict=True)
        if seen and width < min(one.wanted, WIDEST)
    ]
    # Whatever is in sight and cut off is so because the room is used up.
    assert not longing or used == room
    if any(one.names for one in longing):
        squeezed = [
            width
            for one, width, seen in zip(columns, widths, in_sight, strict=True)
            if seen and not one.names
        ]
        assert all(
            width <= max(SQUEEZED, one.least)
            for one, width in zip(
                (one for one, seen in zip(columns, in_sight, strict=True) if seen and not one.names),
                squeezed,
                strict=True,
            )
        )


@given(COLUMNS, st.integers(100, 1_500))
def test_more_room_never_hides_a_column(columns: list[Width], room: int) -> None:
    def in_sight(pixels: int) -> int:
        widths = fitted(columns, pixels)
        return sum(sum(widths[: at + 1]) <= pixels for at in range(len(widths)))

    assert in_sight(room) <= in_sight(room + 40)
