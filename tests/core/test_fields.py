"""Every kind of field reads its own example, its own JSON and its own columns back, and refuses with a reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import fields
from fieldreport.field import Field, Reading
from fieldreport.language import CODES, N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.records import RECORD_TYPES
from fieldreport.values import HsCode, Money, Phone, Text, TextState, Translation

LABEL = N_("Note")
KNOWN = "6f1c0b7e-6a52-4d7b-9d3e-000000000001"
READING = Reading(
    language="en",
    today=date(2026, 11, 20),
    zone=ZoneInfo("Asia/Dhaka"),
    resolve=lambda record_type, name: KNOWN if name in (KNOWN, "OR-0012", "OR-0013") else None,
)
ALL = [one for record_type in RECORD_TYPES for one in record_type.fields]
KINDS = {type(one): one for one in ALL}


@pytest.mark.parametrize("one", KINDS.values(), ids=lambda one: one.kind)
def test_a_kind_reads_its_own_example(one: Field) -> None:
    if isinstance(one, fields.Choice):
        raw: Any = next(iter(one.choices))
    elif isinstance(one, fields.ManyChoices):
        raw = [next(iter(one.choices))]
    else:
        raw = one.example
    value = one.read(raw, READING)
    assert value not in (None, ())
    assert one.read(one.to_json(value), READING) == value
    assert one.from_json(json.loads(json.dumps(one.to_json(value)))) == value
    assert one.from_columns(one.to_columns(value)) == value
    assert all(one.show(value, Language(code), lambda record: record) for code in CODES)


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.kind}-{one.name}")
def test_nothing_typed_is_nothing_kept(one: Field) -> None:
    default = getattr(one, "default", None) or (READING.today if getattr(one, "today", False) else None)
    nothing: tuple[Any, ...] = (None, "", "  ", [])
    for raw in nothing:
        value = one.read(raw, READING)
        assert value == default or value == ()
    assert one.from_columns(one.to_columns(None)) in (None, ())
    assert one.show(None, Language("bn")) == ""


NOW = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1, max_size=60)
MONEY = st.builds(
    Money,
    st.integers(0, 10**15),
    st.sampled_from(["USD", "KRW", "BDT", "KWD", "JPY"]),
    st.none() | st.decimals(Decimal("0.0001"), 2000, places=6),
    st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_days_survive(value: date) -> None:
    one = fields.Day(name="day", label=LABEL)
    assert one.read(one.to_json(value), READING) == value == one.from_columns(one.to_columns(value))


@given(NOW)
def test_moments_survive_and_sort_as_text(value: datetime) -> None:
    one = fields.Moment(name="moment", label=LABEL)
    assert one.read(one.to_json(value), READING) == value == one.from_columns(one.to_columns(value))
    assert one.to_columns(value) < one.to_columns(value + timedelta(microseconds=1))


@given(MONEY)
def test_sums_survive_to_the_last_digit(value: Money) -> None:
    one = fields.Amount(name="value", label=LABEL)
    assert one.read(one.to_json(value), READING) == value
    assert one.from_json(json.loads(json.dumps(one.to_json(value)))) == value
    assert one.from_columns(one.to_columns(value)) == value


@given(WORDS, st.sampled_from(CODES), st.dictionaries(st.sampled_from(CODES), WORDS, max_size=2))
def test_texts_keep_their_original_and_their_translations(
    original: str, language: str, others: dict[str, str]
) -> None:
    one = fields.TextField(name="text", label=LABEL)
    raw: dict[str, Any] = {
        "text": original,
        "language": language,
        "translations": {k: v for k, v in others.items() if k != language},
    }
    if not original.strip():
        return
    try:
        value = one.read(raw, READING)
    except Unreadable:
        # A translation whose original is only what cannot be kept.
        return
    if value is None:
        return
    assert value.language == language
    assert one.read(one.to_json(value), READING) == value == one.from_columns(one.to_columns(value))


@pytest.mark.parametrize(
    ("one", "raw", "words"),
    [
        (fields.Day(name="x", label=LABEL), "2026-02-30", ""),
        (fields.Amount(name="x", label=LABEL), "-5", "negative"),
        (fields.Amount(name="x", label=LABEL), 5, "no currency"),
        (fields.Amount(name="x", label=LABEL), {"amount": "5"}, "no currency"),
        (fields.Amount(name="x", label=LABEL), {"amount": "-5", "currency": "USD"}, "negative"),
        (fields.Amount(name="x", label=LABEL), {"amount": "10.5", "currency": "KRW"}, "decimal places"),
        (fields.Amount(name="x", label=LABEL), {"amount": "1", "minor": 2, "currency": "USD"}, "same sum"),
        (fields.Amount(name="x", label=LABEL), {"amount": "1", "currency": "dollars"}, "currency code"),
        (fields.Amount(name="x", label=LABEL), {"amount": "1", "cents": 2}, "not part of a sum"),
        (fields.Amount(name="x", label=LABEL), {"amount": "1", "currency": "BDT", "rate": "0"}, "above zero"),
        (fields.HsCodes(name="x", label=LABEL), "84A7", "only digits"),
        (fields.HsCodes(name="x", label=LABEL), "844", "digits; an"),
        (fields.HsCodes(name="x", label=LABEL), "0001", "chapter"),
        (fields.HsCodes(name="x", label=LABEL), [{"code": "8447", "nomenclature": "XX"}], "nomenclature"),
        (fields.HsCodes(name="x", label=LABEL), [{"code": "8447", "edition": "next"}], "edition"),
        (
            fields.HsCodes(name="x", label=LABEL),
            [{"code": "8447", "chapter": "84"}],
            "not part of an HS code",
        ),
        (
            fields.PhoneNumber(name="x", label=LABEL),
            {"typed": "01713", "extension": "1"},
            "not part of a telephone",
        ),
        (fields.Email(name="x", label=LABEL), "rahim at example", "e-mail"),
        (fields.Website(name="x", label=LABEL), "javascript:alert(1)", "web address"),
        (fields.PhoneNumber(name="x", label=LABEL), "ask Karim", "telephone"),
        (fields.Country(name="x", label=LABEL), "Bengal", "not a country"),
        (fields.Country(name="x", label=LABEL), "ZZ", "not a country"),
        (fields.Link(name="x", label=LABEL, to=("organisation",)), "OR-9999", "no record"),
        (fields.Links(name="x", label=LABEL, to=("organisation",)), ["OR-0012", "OR-9999"], "no record"),
        (fields.Choice(name="x", label=LABEL, choices={"new": LABEL}), "old", "choices"),
        (fields.Whole(name="x", label=LABEL), "1.5", ""),
        (fields.Whole(name="x", label=LABEL), "-1", "too small"),
        (fields.Number(name="x", label=LABEL, maximum=100), "101", "too large"),
        (fields.Task(name="x", label=LABEL), 100, "task"),
        (fields.YesNo(name="x", label=LABEL), "perhaps", ""),
        (fields.Line(name="x", label=LABEL), ["a"], "single value"),
        (fields.TextField(name="x", label=LABEL), {"text": "a", "colour": "b"}, "not part of a text"),
        (fields.TextField(name="x", label=LABEL), {"text": "a", "language": "fr"}, "languages"),
        (fields.TextField(name="x", label=LABEL), {"translations": {"ko": "가"}}, "original"),
        (
            fields.TextField(name="x", label=LABEL),
            {"text": "a", "language": "en", "translations": {"ko": {"text": "가", "by": "Rahim"}}},
            "not part of a translation",
        ),
        (
            fields.TextField(name="x", label=LABEL),
            {"text": "a", "language": "en", "translations": {"en": "b"}},
            "already",
        ),
        (fields.TextField(name="x", label=LABEL), "a" * 40_001, "characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(one: Field, raw: object, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        one.read(raw, READING)
    assert words in caught.value.message
    for code in CODES:
        assert Language(code).say(caught.value.message, **caught.value.values)


def test_a_line_has_the_digits_of_whoever_reads_it_and_stays_as_it_was_typed() -> None:
    line = fields.Line(name="x", label=LABEL)
    assert [line.show("৩ সেট, No. 12", Language(code)) for code in CODES] == [
        "3 সেট, No. 12", "3 সেট, No. 12", "৩ সেট, No. 12"
    ]  # fmt: skip
    assert line.show("৩ সেট", Language("bn", digits="latn")) == "3 সেট"
    assert line.read_change("৩ সেট", "3 সেট", READING) == "৩ সেট"
    assert line.read_change("৩ সেট", "4 সেট", READING) == "4 সেট"
    assert line.read_change("3 সেট", "৩ সেট", READING) == "৩ সেট"


def test_a_phone_that_cannot_be_read_has_the_digits_of_whoever_reads_it() -> None:
    phone = fields.PhoneNumber(name="x", label=LABEL)
    value = phone.read("পিএবিএক্স ৪৪", READING)
    assert [phone.show(value, Language(code)) for code in CODES] == [
        "পিএবিএক্স 44", "পিএবিএক্স 44", "পিএবিএক্স ৪৪"
    ]  # fmt: skip
    assert phone.read_change(value, "পিএবিএক্স 44", READING) == value


def test_a_number_that_a_spreadsheet_made_of_a_phone_is_recognised() -> None:
    one = fields.PhoneNumber(name="phone", label=LABEL)
    assert one.read(1713123720.0, READING) == Phone("1713123720.0", "+8801713123720")
    assert one.read("০১৭১৩-১২৩৭২০", READING) == Phone("০১৭১৩-১২৩৭২০", "+8801713123720")
    assert one.read("ext. 12", READING) == Phone("ext. 12", None)


def test_a_phone_that_is_only_read_already_is_not_lost() -> None:
    one = fields.PhoneNumber(name="phone", label=LABEL)
    assert one.read({"e164": "+8801713123720"}, READING) == Phone("+8801713123720", "+8801713123720")


def test_zeros_of_hs_codes_are_neither_added_nor_stripped() -> None:
    one = fields.HsCodes(name="hs", label=LABEL)
    assert [code.code for code in one.read("0101, 0101.21, 09", READING)] == ["0101", "010121", "09"]
    assert one.read("84472010", READING) == (HsCode("84472010", "BCT"),)
    assert one.read("৮৪৪৭.২০", READING) == (HsCode("844720"),)


def test_a_choice_is_taken_as_people_write_it() -> None:
    one = fields.Choice(name="status", label=LABEL, choices={"no_show": LABEL})
    assert one.read("No-show", READING) == one.read("no show", READING) == "no_show"


def test_words_are_split_cleaned_and_kept_once() -> None:
    one = fields.Words(name="x", label=LABEL)
    assert one.read(" film, 필름、film,,\n", READING) == ("film", "필름")
    assert one.read("Meghna Co., Ltd.; 메그나;", READING) == ("Meghna Co., Ltd.", "메그나")
    assert one.read('"Meghna Co., Ltd.", 12" film', READING) == ("Meghna Co., Ltd.", '12" film')


def test_a_text_says_what_is_best_for_a_reader() -> None:
    text = Text("মেশিন", "bn", {"ko": Translation("기계", TextState.REVIEWED)})
    assert (text.best("ko"), text.best("en"), text.in_language("en")) == ("기계", "মেশিন", None)


def test_a_new_original_keeps_the_translations_as_no_longer_reviewed() -> None:
    one = fields.TextField(name="need", label=LABEL)
    before = Text("মেশিন", "bn", {"ko": Translation("기계", TextState.REVIEWED)})
    after = one.read_change(before, "ছয়টি মেশিন", READING)
    assert after == Text("ছয়টি মেশিন", "bn", {"ko": Translation("기계", TextState.TRANSLATED)})
    assert one.read_change(before, "মেশিন", READING) is before
    assert one.read_change(before, {"text": "Machine", "language": "en"}, READING) == Text("Machine", "en")
    assert one.read_change(before, "", READING) is None


@pytest.mark.parametrize(
    ("original", "language", "typed", "after"),
    [
        ("মেশিন", "bn", "기계", "ko"),
        ("기계", "ko", "মেশিন", "bn"),
        ("기계", "ko", "machine", "en"),
        ("machine", "en", "기계 LED", "ko"),
        ("machine", "en", "machines", "en"),
        ("মেশিন", "bn", "১২", "bn"),
        ("মেশিন", "bn", "LED light fittings ৬টি", "bn"),
        ("meshin", "bn", "chhoyti meshin", "bn"),
        ("meshin", "bn", "মেশিন", "bn"),
        ("meshin", "bn", "기계", "ko"),
    ],
)
def test_a_text_typed_over_in_other_letters_is_in_another_language(
    original: str, language: str, typed: str, after: str
) -> None:
    one = fields.TextField(name="need", label=LABEL)
    others = {code: Translation(f"{code}…", TextState.REVIEWED) for code in CODES if code != language}
    value = one.read_change(Text(original, language, others), typed, READING)
    assert value == Text(
        typed, after, {code: Translation(f"{code}…") for code in CODES if code not in (language, after)}
    )


def test_the_history_of_a_text_keeps_the_translation_whose_place_was_taken() -> None:
    one = fields.TextField(name="need", label=LABEL)
    before = Text("মেশিন", "bn", {"ko": Translation("기계")})
    assert one.read_change(before, "기계 6대", READING) == Text("기계 6대", "ko")
    # What is typed as it is shown to a Korean reader is no new original.
    assert one.read_change(before, "기계", READING) is before


def test_the_letters_tell_the_language_of_a_text_before_the_screen_does() -> None:
    one = fields.TextField(name="name", label=LABEL)
    cases: list[tuple[Any, str]] = [
        ("한국테스트기계", "ko"),
        ("মেশিন LED", "bn"),
        ("Film", "en"),
        ("12", "en"),
        ({"text": "FTA 원산지", "translations": {"en": "FTA origin"}}, "ko"),
        ({"text": "원산지", "language": "en"}, "en"),
    ]
    for raw, language in cases:
        value = one.read(raw, READING)
        assert value is not None
        assert value.language == language


def test_what_is_emptied_later_is_empty_and_takes_no_default() -> None:
    day = fields.Day(name="day", label=LABEL, today=True)
    choice = fields.Choice(name="status", label=LABEL, choices={"new": LABEL, "won": LABEL}, default="new")
    assert (day.read("", READING), choice.read("", READING)) == (READING.today, "new")
    assert (day.read_change(READING.today, "", READING), choice.read_change("won", "", READING)) == (
        None,
        None,
    )
