"""Times of day and stretches of time, as people write them in three languages."""

from __future__ import annotations

import json
from datetime import UTC, date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.field import Reading
from fieldreport.fields import Clock, Stretches
from fieldreport.language import CODES, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Stretch

READING = Reading(language="en", today=date(2026, 11, 20), zone=UTC)
AT = Clock(name="at", label="At")
AWAY = Stretches(name="away", label="Away")
MINUTES = st.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0))


@given(MINUTES, st.sampled_from(CODES))
def test_a_time_is_read_as_it_is_kept_and_as_it_is_shown(value: time, code: str) -> None:
    assert AT.read(AT.to_json(value), READING) == value == AT.from_json(AT.to_json(value))
    assert AT.from_columns(AT.to_columns(value)) == value
    assert AT.read(AT.show(value, Language(code)), READING) == value


STRETCHES = st.lists(
    st.builds(
        lambda times, day: Stretch(min(times), max(times), day),
        st.lists(MINUTES, min_size=2, max_size=2, unique=True),
        st.none() | st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    )
    | st.dates(date(2020, 1, 1), date(2090, 1, 1)).map(lambda day: Stretch(time.min, time(23, 59, 59), day)),
    unique=True,
    max_size=3,
).map(tuple)


@given(STRETCHES, st.sampled_from(CODES))
def test_stretches_are_read_as_they_are_kept_and_as_they_are_shown(
    value: tuple[Stretch, ...], code: str
) -> None:
    whole = tuple(
        Stretch(time.min, time(23, 59, 59), one.day)
        if one.day is not None and (one.begin, one.end) == (time.min, time(23, 59))
        else one
        for one in value
    )
    assert AWAY.from_json(json.loads(json.dumps(AWAY.to_json(value)))) == whole
    assert AWAY.read(AWAY.to_json(value), READING) == tuple(dict.fromkeys(whole))
    assert AWAY.from_columns(AWAY.to_columns(value)) == whole
    assert AWAY.read(AWAY.show(value, Language(code)), READING) == tuple(dict.fromkeys(whole))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12:30-13:30", Stretch(time(12, 30), time(13, 30))),
        ("12:30 – 1:30 pm", Stretch(time(12, 30), time(13, 30))),
        ("오후 12:30~오후 1:30", Stretch(time(12, 30), time(13, 30))),
        ("১২:৩০-১৩:৩০", Stretch(time(12, 30), time(13, 30))),
        ("2026-11-25 9:00-11:00", Stretch(time(9), time(11), date(2026, 11, 25))),
        ("2026. 11. 25. 오전 9시 ~ 오전 11시", Stretch(time(9), time(11), date(2026, 11, 25))),
        ("25 November 09:00-11:00", Stretch(time(9), time(11), date(2026, 11, 25))),
        ("2026-11-25", Stretch(time.min, time(23, 59, 59), date(2026, 11, 25))),
    ],
)
def test_how_people_write_a_stretch(typed: str, expected: Stretch) -> None:
    assert AWAY.read(typed, READING) == (expected,)


def test_several_stretches_are_separated_by_commas_or_semicolons() -> None:
    assert len(AWAY.read("12:30-13:30, 2026-11-25; 15:00-15:15", READING)) == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("13:30-12:30", "ends before it begins"),
        ("12:30-12:30", "ends before it begins"),
        ("lunch", "no stretch of time"),
        ("12-13", "no stretch of time"),
        ("25 Undecember 09:00-11:00", "not a time"),
    ],
)
def test_what_is_no_stretch_is_refused(typed: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        AWAY.read(typed, READING)


@given(MINUTES, MINUTES, MINUTES, MINUTES)
def test_stretches_overlap_where_they_share_a_minute(one: time, two: time, three: time, four: time) -> None:
    first, second = Stretch(min(one, two), max(one, two)), (min(three, four), max(three, four))

    def minutes(begin: time, end: time) -> set[int]:
        return set(range(begin.hour * 60 + begin.minute, end.hour * 60 + end.minute))

    shared = bool(minutes(first.begin, first.end) & minutes(*second))
    assert first.overlaps(date(2026, 11, 25), *second) is shared or first.begin == first.end or three == four


def test_a_stretch_of_a_day_is_none_of_another() -> None:
    one = Stretch(time(9), time(10), date(2026, 11, 25))
    assert one.overlaps(date(2026, 11, 25), time(9), time(10))
    assert not one.overlaps(date(2026, 11, 26), time(9), time(10))
