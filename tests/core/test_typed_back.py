"""What is shown can be typed back: in every language, with either digits, for every kind of field of every record."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import fields, folders, parsing, text
from fieldreport.field import Field, Reading
from fieldreport.fields.trade import LENGTHS
from fieldreport.labels import Labels
from fieldreport.language import CODES, N_, Language, N_in
from fieldreport.parsing import Unreadable
from fieldreport.records import RECORD_TYPES
from fieldreport.values import HsCode, Money, Phone, Stretch, Text, TextState, Translation, exponent
from fieldreport.words import CURRENCIES

ZONE = ZoneInfo("Asia/Dhaka")
LANGUAGES = [
    Language(code, digits=digits, folder=folders.locales(), zone=ZONE)
    for code in CODES
    for digits in ("latn", "beng")
]
BY_CODE = {language.code: language for language in LANGUAGES}
LABELS = Labels(BY_CODE.__getitem__)
EVERY_FIELD = [
    *(
        pytest.param(one, id=f"{record_type.name}-{one.name}")
        for record_type in RECORD_TYPES
        for one in record_type.fields
    ),
    # A kind that no record type uses at present.
    pytest.param(fields.Moment(name="moment", label=N_("Day")), id="moment"),
]


def plain_text(longest: int = 60) -> st.SearchStrategy[str]:
    """A line of text as it is kept, of three scripts and of whatever else there is."""
    three_scripts = st.text(
        st.sampled_from("가각힣ㄱ무역 및 কক্ষ্ম শাপলা ও ৎ ০১ Meghna and & Co., Ltd.;；、，\"“”·()%-_'"),
        min_size=1,
    )
    anything = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1)
    return (three_scripts | anything).map(lambda raw: text.one_line(raw)[:longest].strip()).filter(bool)


HS_CODES = st.sampled_from(sorted(LENGTHS)).flatmap(
    lambda name: st.builds(
        HsCode,
        st.builds(
            lambda chapter, length, rest: f"{chapter:02}{rest:08}"[:length],
            st.integers(1, 76) | st.integers(78, 99),
            st.sampled_from(LENGTHS[name]),
            st.integers(0, 99_999_999),
        ),
        st.just(name),
        st.sampled_from(["2022", "2017", "2028"]),
    )
)
PHONES = ["01713-123720", "১৭১৩১২৩৭২০", "02-123-4567", "+82 2 3460 7114", "1713123720.0", "내선 12", "ext. ৫"]
RATES = st.none() | st.decimals(Decimal("0.0001"), 2000, places=6)
SUMS = st.sampled_from(sorted(CURRENCIES)).flatmap(
    lambda currency: st.builds(
        Money,
        st.integers(0, 10**17) | st.integers(0, 10**6).map(lambda units: units * 10 ** exponent(currency)),
        st.just(currency),
        RATES,
        st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    )
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
#: A day that is not to be had at all is kept as the whole of it.
STRETCHES = st.builds(
    lambda ends, day: Stretch(min(ends), max(ends), day),
    st.tuples(MINUTES, MINUTES).filter(lambda ends: ends[0] != ends[1]),
    st.none() | DAYS,
) | st.builds(lambda day: Stretch(time.min, time(23, 59, 59), day), DAYS)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HOSTS = st.text(string.ascii_lowercase + string.digits + "한글বাংলা", min_size=1, max_size=20)
MAILBOXES = st.text(string.ascii_lowercase + string.digits + "한글", min_size=1, max_size=15)
NUMBERS = st.sampled_from(["123-45-67891", "C-134567/2019"]) | st.from_regex(
    r"BIN [0-9]{9}(-[0-9]{4})?", fullmatch=True
)
TEXTS = st.builds(
    lambda original, language, others: Text(
        original, language, {code: one for code, one in others.items() if code != language}
    ),
    plain_text(),
    st.sampled_from(CODES),
    st.dictionaries(
        st.sampled_from(CODES), st.builds(Translation, plain_text(), st.sampled_from(list(TextState)))
    ),
)
IDS = [f"6f1c0b7e-6a52-4d7b-9d3e-00000000000{digit}" for digit in range(5)]
TITLES = st.lists(plain_text(), min_size=len(IDS), max_size=len(IDS), unique=True)

STRATEGIES: dict[type[Field], Callable[[Any], st.SearchStrategy[Any]]] = {
    fields.Amount: lambda one: SUMS,
    fields.Choice: lambda one: st.sampled_from(list(one.choices)),
    fields.Country: lambda one: st.sampled_from([code for code, _ in BY_CODE["en"].countries()]),
    fields.Clock: lambda one: MINUTES,
    fields.Day: lambda one: DAYS,
    # A sign that stands on nothing is no part of a mailbox.
    fields.Email: lambda one: st.builds("{}@{}.com".format, MAILBOXES, MAILBOXES),
    fields.HsCodes: lambda one: st.lists(HS_CODES, max_size=5, unique=True).map(tuple),
    fields.Line: lambda one: plain_text(),
    fields.Link: lambda one: st.sampled_from(IDS),
    fields.Links: lambda one: st.lists(st.sampled_from(IDS), max_size=4, unique=True).map(tuple),
    fields.ManyChoices: lambda one: st.sets(st.sampled_from(list(one.choices))).map(
        lambda chosen: tuple(code for code in one.choices if code in chosen)
    ),
    fields.Moment: lambda one: MOMENTS,
    fields.Number: lambda one: st.decimals(one.minimum, one.maximum, places=4).map(abs),
    fields.RegistrationNumber: lambda one: NUMBERS,
    fields.PhoneNumber: lambda one: st.sampled_from(PHONES).map(lambda typed: one.read(typed, reading("en"))),
    fields.Stretches: lambda one: st.lists(STRETCHES, max_size=4, unique=True).map(tuple),
    fields.Task: lambda one: st.integers(1, one.LARGEST),
    fields.TextField: lambda one: TEXTS,
    fields.Website: lambda one: st.builds("https://{}.com/{}?a=1,2".format, HOSTS, HOSTS),
    fields.Whole: lambda one: st.integers(one.minimum, one.maximum),
    fields.Words: lambda one: st.lists(plain_text(), max_size=4, unique=True).map(tuple),
    fields.YesNo: lambda one: st.booleans(),
}


def reading(language: str, titles: dict[str, str] | None = None) -> Reading:
    called = {title: record_id for record_id, title in (titles or {}).items()}
    return Reading(
        language=language,
        today=date(2026, 11, 20),
        zone=ZONE,
        resolve=lambda record_type, name: called.get(name),
        labels=LABELS,
    )


def told(value: Any) -> Any:
    """What can be seen of a value where it is shown: a sum without its rate, a moment to the minute."""
    match value:
        case Money():
            return dataclasses.replace(value, rate=None, rate_date=None)
        case Phone():
            return Phone(value.e164 or value.typed, value.e164)
        case datetime():
            return value.replace(second=0, microsecond=0)
    return value


@pytest.mark.parametrize("one", EVERY_FIELD)
@given(data=st.data())
def test_what_is_shown_can_be_typed_back(one: Field, data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[type(one)](one))
    titles = (
        dict(zip(IDS, data.draw(TITLES), strict=True)) if isinstance(one, fields.Link | fields.Links) else {}
    )
    language = data.draw(st.sampled_from(LANGUAGES))
    # Whoever types it may have another language on the screen than whoever showed it.
    mine = reading(data.draw(st.sampled_from(CODES)), titles)
    shown = one.show(value, language, lambda record_id: titles[record_id])
    changed = one.read_change(value, shown, mine)
    assert changed == value
    typed = one.read(shown, mine) if value not in ((), None) else value
    if isinstance(value, Text):
        assert isinstance(typed, Text)
        assert typed.original == value.best(language.code)
        assert one.show(typed, language) == shown
    elif isinstance(one, fields.Line):
        # Its digits are those of whoever reads it.
        assert text.ascii_digits(typed) == text.ascii_digits(value)
    elif isinstance(typed, Phone):
        assert text.ascii_digits(typed.typed) == text.ascii_digits(told(value).typed)
        assert typed.e164 == value.e164
    else:
        assert typed == told(value)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: f"{one.code}-{one.digits}")
@given(value=SUMS)
def test_a_sum_rounded_for_a_headline_can_be_read(language: Language, value: Money) -> None:
    shown = language.short_money(value)
    amount, currency = parsing.amount(shown, "")
    assert currency == value.currency
    # English says a hundred thousand in millions, with two decimals.
    assert abs(amount - value.amount) <= max(value.amount / 20, Decimal("0.5"))


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(one, id=f"{record_type.name}-{one.name}")
        for record_type in RECORD_TYPES
        for one in record_type.fields
        if isinstance(one, fields.Choice | fields.ManyChoices)
    ],
)
def test_a_label_means_the_same_choice_in_every_language(one: fields.Choice | fields.ManyChoices) -> None:
    """So that nobody needs to know in which language a list was written."""
    for code, label in one.choices.items():
        for language in CODES:
            said = BY_CODE[language].say(label)
            for other in CODES:
                assert LABELS.choices(said, one.choices, other) == {code}
                assert LABELS.choices(said.upper(), one.choices, other) == {code}


def test_a_label_that_two_choices_share_is_not_guessed() -> None:
    both = {"won": N_in("lead status", "Won"), "gained": N_in("lead status", "Won")}
    one = fields.Choice(name="status", label=N_("Status"), choices=both)
    with pytest.raises(Unreadable) as caught:
        one.read(BY_CODE["bn"].say(both["won"]), reading("bn"))
    assert caught.value.values["codes"] == "won, gained"
    assert one.read("gained", reading("bn")) == "gained"


@pytest.mark.parametrize("code", CODES)
def test_a_wrong_choice_is_answered_with_the_labels_in_the_users_language(code: str) -> None:
    one = next(
        one for record_type in RECORD_TYPES for one in record_type.fields if isinstance(one, fields.Choice)
    )
    with pytest.raises(Unreadable) as caught:
        one.read("?", reading(code))
    language = BY_CODE[code]
    said = language.say(caught.value.message, **caught.value.values)
    assert all(language.say(label) in said for label in one.choices.values())
    assert "\x04" not in said + str(caught.value)


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("대한민국", "KR"),
        ("한국", "KR"),
        ("south korea", "KR"),
        ("দক্ষিণ কোরি\u09df\u09be", "KR"),
        ("দক্ষিণ কোরি\u09af\u09bc\u09be", "KR"),
        ("দক্ষিণকোরিয়া", "KR"),
        ("kr", "KR"),
        ("방글라데시", "BD"),
        ("বাংলাদেশ", "BD"),
        ("Bangladesh ", "BD"),
        ("Cote d'Ivoire", "CI"),
        ("USA", "US"),
    ],
)
def test_countries_are_read_by_their_names_in_three_languages(typed: str, country: str) -> None:
    one = fields.Country(name="country", label=N_("Country"))
    for code in CODES:
        assert one.read(typed, reading(code)) == country


@pytest.mark.parametrize("typed", ["Atlantis", "한", "?", "EU", "ZZ", "Korea and Japan"])
def test_what_is_no_country_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        fields.Country(name="country", label=N_("Country")).read(typed, reading("ko"))


def test_choices_are_read_as_lists_are_written_in_each_language() -> None:
    one = next(
        one
        for record_type in RECORD_TYPES
        for one in record_type.fields
        if isinstance(one, fields.ManyChoices)
    )
    three = tuple(one.choices)[:3]
    for language in LANGUAGES:
        labels = [language.say(one.choices[code]) for code in three]
        for typed in (
            language.listing(labels),
            ", ".join(labels),
            "; ".join(labels),
            "\n".join(labels),
            labels,
        ):
            assert one.read(typed, reading("en")) == three


@pytest.mark.parametrize("language", CODES)
def test_links_and_codes_are_read_as_lists_are_written_in_each_language(language: str) -> None:
    titles = {IDS[0]: "Knit and Wear", IDS[1]: "한일 및 친구", IDS[2]: "শাপলা ও মেঘনা"}
    shown = BY_CODE[language].listing(titles.values())
    links = fields.Links(name="invited", label=N_("Invited"), to=("organisation",))
    assert links.read(shown, reading("en", titles)) == tuple(titles)
    codes = fields.HsCodes(name="hs_codes", label=N_("HS codes"))
    listed = BY_CODE[language].listing(["8447.20", "3506", "84 (HSK)"])
    assert codes.read(listed, reading("en")) == (HsCode("844720"), HsCode("3506"), HsCode("84", "HSK"))
    with pytest.raises(Unreadable):
        links.read(shown, reading("en", {IDS[0]: "Knit and Wear"}))


@given(st.lists(plain_text(), max_size=5), st.sampled_from([",", "，", "、", ";", "；", "\n"]))
def test_lists_are_read_back_whatever_is_in_them(items: list[str], separator: str) -> None:
    assert parsing.pieces(parsing.listed(items)) == items
    simple = ["film", "필름", "শাপলা নিট"]
    assert parsing.pieces(separator.join(simple)) == simple


def test_a_sum_typed_anew_keeps_its_rate_while_the_currency_stays() -> None:
    one = fields.Amount(name="value", label=N_("Estimated value"))
    before = Money(1_200_000_00, "BDT", Decimal("0.0082"), date(2026, 11, 20))
    after = one.read_change(before, "৳ ১৩,০০,০০০", reading("bn"))
    assert after == dataclasses.replace(before, minor=1_300_000_00)
    assert one.read_change(before, "US$ 5", reading("bn")) == Money(500, "USD")
    assert one.read_change(before, {"amount": "5", "currency": "BDT"}, reading("bn")) == Money(500, "BDT")


def test_what_a_code_of_the_trade_is_of_is_told_where_its_digits_do_not() -> None:
    one = fields.HsCodes(name="hs_codes", label=N_("HS codes"))
    codes = (HsCode("844720"), HsCode("844720", "HSK"), HsCode("84472010", "BCT", "2017"))
    shown = one.show(codes, BY_CODE["bn"])
    assert shown == "8447.20, 8447.20 (HSK), 8447.20.10 (BCT 2017)"
    assert one.read("৮৪৪৭.২০ (hsk)", reading("bn")) == (HsCode("844720", "HSK"),)
