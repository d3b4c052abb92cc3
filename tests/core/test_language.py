"""What people read: numbers, days, times, sums, names and filled texts in three languages."""

from __future__ import annotations

import logging
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.language import CODES, Language
from fieldreport.values import Money
from fieldreport.words import CURRENCIES, WORDS

KO, EN, BN = (Language(code) for code in CODES)
DHAKA = timezone(timedelta(hours=6))
NOVEMBER = date(2026, 11, 9)


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Language("fr")


@pytest.mark.parametrize(
    ("language", "value", "places", "shown"),
    [
        (EN, 1234567, None, "1,234,567"),
        (KO, 1234567, None, "1,234,567"),
        (BN, 1234567, None, "১২,৩৪,৫৬৭"),
        (BN, 999, None, "৯৯৯"),
        (BN, 100000, None, "১,০০,০০০"),
        (BN, -1234567, None, "-১২,৩৪,৫৬৭"),
        (EN, Decimal("1234.50"), None, "1,234.50"),
        (EN, Decimal("0.125"), 2, "0.13"),
        (EN, Decimal("-0.001"), 2, "0.00"),
        (EN, Decimal("1E+4"), None, "10,000"),
        (EN, 5, 1, "5.0"),
        (EN, 0, None, "0"),
        (Language("bn", digits="latn"), 1234567, None, "12,34,567"),
    ],
)
def test_numbers(language: Language, value: int | Decimal, places: int | None, shown: str) -> None:
    assert language.number(value, places) == shown


@pytest.mark.parametrize("value", [Decimal("nan"), Decimal("inf"), Decimal("-inf")])
def test_what_is_no_number_is_not_shown_as_one(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        EN.number(value)


def test_percentages() -> None:
    assert EN.percent(Fraction(214, 260)) == "82%"
    assert KO.percent(Decimal("0.5556"), 1) == "55.6%"
    assert BN.percent(Fraction(7, 10)) == "৭০%"
    assert EN.percent(1) == "100%"
    assert [EN.percent(Decimal(ratio), None) for ratio in ("0.70", "0.705", "1")] == ["70%", "70.5%", "100%"]


@pytest.mark.parametrize(
    ("style", "korean", "english", "bengali"),
    [
        ("short", "11. 9.", "9 Nov", "৯ নভে."),
        ("medium", "2026. 11. 9.", "9 Nov 2026", "৯ নভেম্বর ২০২৬"),
        ("long", "2026년 11월 9일", "9 November 2026", "৯ নভেম্বর ২০২৬"),
        ("weekday", "2026. 11. 9. (월)", "Monday 9 November 2026", "সোমবার, ৯ নভেম্বর ২০২৬"),
        ("weekday_short", "11. 9. (월)", "Monday 9 November", "সোমবার, ৯ নভেম্বর"),
        ("month", "2026년 11월", "November 2026", "নভেম্বর ২০২৬"),
    ],
)
def test_days(style: str, korean: str, english: str, bengali: str) -> None:
    assert [language.day(NOVEMBER, style) for language in (KO, EN, BN)] == [korean, english, bengali]


@pytest.mark.parametrize(
    ("first", "last", "korean", "english", "bengali"),
    [
        ("2026-11-09", "2026-11-22", "2026. 11. 9. (월) ~ 11. 22. (일)", "9 – 22 November 2026", "৯ – ২২ নভেম্বর ২০২৬"),
        (
            "2026-10-26", "2026-11-08", "2026. 10. 26. (월) ~ 11. 8. (일)", "26 October – 8 November 2026",
            "২৬ অক্টোবর – ৮ নভেম্বর ২০২৬",
        ),
        (
            "2026-12-21", "2027-01-03", "2026. 12. 21. (월) ~ 2027. 1. 3. (일)", "21 December 2026 – 3 January 2027",
            "২১ ডিসেম্বর ২০২৬ – ৩ জানুয়ারি ২০২৭",
        ),
        ("2026-11-09", "2026-11-09", "2026. 11. 9. (월)", "9 November 2026", "৯ নভেম্বর ২০২৬"),
    ],
)  # fmt: skip
def test_ranges_of_days(first: str, last: str, korean: str, english: str, bengali: str) -> None:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    shown = [language.days(begin, end) for language in (KO, EN, BN)]
    assert shown == [korean, english, unicodedata.normalize("NFC", bengali)]


def test_times_of_day() -> None:
    assert [language.clock(time(14, 5)) for language in (KO, EN, BN)] == ["오후 2:05", "14:05", "১৪:০৫"]
    assert KO.clock(time(0, 30)) == "오전 12:30"
    assert KO.clock(time(12)) == "오후 12:00"


def test_moments_are_shown_in_the_office_s_time() -> None:
    moment = datetime(2026, 11, 9, 20, 5, tzinfo=UTC)
    assert EN.moment(moment, DHAKA) == "10 Nov 2026, 02:05"
    assert Language("ko", zone=DHAKA).moment(moment) == "2026. 11. 10. 오전 2:05"
    assert BN.moment(moment, DHAKA) == "১০ নভেম্বর ২০২৬, ০২:০৫"


def unbroken(shown: str) -> str:
    """A sum as it is shown: no line ends within it."""
    return shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("money", "korean", "english", "bengali"),
    [
        (Money(18_000_000, "USD"), "US$ 180,000", "US$ 180,000", "US$ ১,৮০,০০০"),
        (Money(18_000_050, "USD"), "US$ 180,000.50", "US$ 180,000.50", "US$ ১,৮০,০০০.৫০"),
        (Money(1_000, "KRW"), "₩ 1,000", "₩ 1,000", "₩ ১,০০০"),
        (Money(1_234, "KWD"), "KWD 1.234", "KWD 1.234", "KWD ১.২৩৪"),
        (Money(123_456_700, "BDT"), "৳ 1,234,567", "৳ 1,234,567", "৳ ১২,৩৪,৫৬৭"),
    ],
)
def test_sums(money: Money, korean: str, english: str, bengali: str) -> None:
    assert [language.money(money) for language in (KO, EN, BN)] == [
        unbroken(korean),
        unbroken(english),
        unbroken(bengali),
    ]


@pytest.mark.parametrize(
    ("dollars", "korean", "english", "bengali"),
    [
        (2_410_000, "241만 달러", "US$2.41m", "২৪.১ লাখ ডলার"),
        (620_000, "62만 달러", "US$0.62m", "৬.২ লাখ ডলার"),
        (18_500, "1만 8,500달러", "US$18,500", "১৮,৫০০ ডলার"),
        (0, "0달러", "US$0", "০ ডলার"),
        (241_000_000, "2억 4,100만 달러", "US$241m", "২৪.১ কোটি ডলার"),
        (-620_000, "-62만 달러", "-US$0.62m", "-৬.২ লাখ ডলার"),
    ],
)
def test_sums_for_headlines(dollars: int, korean: str, english: str, bengali: str) -> None:
    money = Money(dollars * 100, "USD")
    assert [language.short_money(money) for language in (KO, EN, BN)] == [
        unbroken(korean),
        unbroken(english),
        unbroken(bengali),
    ]


def test_a_headline_in_another_currency() -> None:
    assert EN.short_money(Money(250_000_000, "CHF")) == unbroken("CHF 2.5m")
    assert KO.short_money(Money(200_000_000_000, "KRW")) == unbroken("2,000억 원")
    assert KO.short_money(Money(1_200_000_000_000, "KRW")) == unbroken("1조 2,000억 원")


def test_lists() -> None:
    assert EN.listing([]) == ""
    assert EN.listing(["A"]) == "A"
    assert [language.listing(["A", "B", "C"]) for language in (KO, EN, BN)] == [
        "A, B 및 C",
        "A, B and C",
        "A, B ও C",
    ]


def test_names_of_countries_currencies_and_languages() -> None:
    assert [language.country("BD") for language in (KO, EN, BN)] == ["방글라데시", "Bangladesh", "বাংলাদেশ"]
    assert [EN.country(code) for code in ("XX", "EU", "001", "bd", "")] == [""] * 5
    assert all(unicodedata.is_normalized("NFC", name) for _, name in BN.countries())
    assert KO.currency("USD") == "미국 달러"
    assert EN.currency("XXQ") == "XXQ"
    assert [Language(code).language_name(code) for code in CODES] == ["한국어", "English", "বাংলা"]
    names = [name for _, name in KO.countries()]
    assert len(names) > 240
    assert names == sorted(names, key=KO.sort_key)


def test_texts_are_filled_with_values_the_language_s_way() -> None:
    shown = BN.say(
        "{count} on {day}: {sum}, {name}", count=1200, day=NOVEMBER, sum=Money(100, "USD"), name="BL-12"
    )
    assert shown == f"১,২০০ on ৯ নভেম্বর ২০২৬: {unbroken('US$ ১')}, BL-12"
    assert EN.say("{items}", items=["A", 2, Decimal("2.5")]) == "A, 2 and 2.5"
    assert EN.say("{at} {ratio}", at=time(9, 0), ratio=0.5) == "09:00 0.5"
    assert KO.say("{moment}", moment=datetime(2026, 11, 9, 1, 0, tzinfo=UTC)) == "2026. 11. 9. 오전 1:00"


def test_the_count_is_at_hand_in_counted_texts() -> None:
    assert EN.plural("{count} lead", "{count} leads", 1) == "1 lead"
    assert EN.plural("{count} lead", "{count} leads", 1200) == "1,200 leads"
    assert BN.plural("{count} lead", "{count} leads", 12) == "১২ leads"


def test_digits_in_texts_follow_the_language_but_names_keep_theirs() -> None:
    assert BN.say("Below 70 % on A4, as UTF-8") == "Below ৭০ % on A4, as UTF-8"
    # A reference is one, whoever it calls; numbers of other people's making are names.
    assert BN.say("Such as OR-0012, or (BL-0003).") == "Such as OR-০০১২, or (BL-০০০৩)."
    assert BN.say("TK-88213, A-12, LC-2026-0117") == "TK-88213, A-12, LC-2026-0117"
    assert BN.say("OR-0012-এর মতো") == "OR-০০১২-এর মতো"
    assert BN.say("2026-B24, 2026-11-25, 2.5m") == "২০২৬-B২৪, ২০২৬-১১-২৫, ২.৫m"
    assert EN.say("Such as OR-0012") == "Such as OR-0012"
    assert Language("bn", digits="latn").say("৭০ %") == "70 %"
    assert BN.reference("2026-B24") == "২০২৬-B২৪"
    assert EN.reference("২০২৬-B২৪") == "2026-B24"


@pytest.mark.parametrize(
    "message", ["{nobody} came", "an { open brace", "{a.b}", "{0}", "{count:d}", "{name!r}"]
)
def test_a_text_that_cannot_be_filled_is_shown_as_it_is_and_logged_once(
    message: str, caplog: pytest.LogCaptureFixture
) -> None:
    language = Language("en")
    with caplog.at_level(logging.WARNING):
        assert [language.say(message, count=3), language.say(message, count=3)] == [message, message]
    assert len(caplog.records) == 1


def test_doubled_braces_are_braces() -> None:
    assert EN.say("{{{name}}}", name="x") == "{x}"


BENGALI, LATIN = set("০১২৩৪৫৬৭৮৯"), set("0123456789")


@given(
    st.one_of(
        st.integers(),
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    ),
    st.dates(min_value=date(1000, 1, 1)),
    st.times(),
    st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(sorted(CURRENCIES))),
)
def test_no_text_mixes_digits(number: int | Decimal, day: date, clock: time, money: Money) -> None:
    for language, foreign in (
        (KO, BENGALI),
        (EN, BENGALI),
        (BN, LATIN),
        (Language("bn", digits="latn"), BENGALI),
    ):
        shown = [
            language.say(
                "{number} 12 {day} ৩৪ {clock} {money}", number=number, day=day, clock=clock, money=money
            ),
            *(language.day(day, style) for style in WORDS["en"].day),
            language.days(day, date(9999, 12, 31)),
            language.short_money(money),
        ]
        assert not [text for text in shown if foreign & set(text)]
        assert all(unicodedata.is_normalized("NFC", text) for text in shown)


@given(st.integers())
def test_lakh_grouping_has_two_digits_but_for_the_last_three(value: int) -> None:
    *groups, last = Language("bn", digits="latn").number(abs(value)).split(",")
    assert all(len(group) == 2 for group in groups[1:])
    assert len(last) == 3 or not groups
    assert int("".join([*groups, last])) == abs(value)


def test_the_words_agree_with_cldr_where_bangladesh_does_not_differ() -> None:
    from babel import Locale

    for code in CODES:
        locale, words = Locale.parse(code), WORDS[code]
        normal = {"ী": "ি", "আগস্ট": "আগস্ট"}
        expected = [str(locale.months["format"]["wide"][month]) for month in range(1, 13)]
        assert [_with(normal, month) for month in expected] == [
            _with(normal, month) for month in words.months
        ]
        assert [str(locale.days["format"]["wide"][day]) for day in range(7)] == list(words.weekdays)
        assert [str(locale.days["format"]["abbreviated"][day]) for day in range(7)] == list(
            words.weekdays_short
        )
        # Introduced after the edition of CLDR that Babel carries.
        assert CURRENCIES - set(locale.currencies) <= {"VED", "ZWG"}


def _with(replacements: dict[str, str], word: str) -> str:
    for old, new in replacements.items():
        word = word.replace(old, new)
    return unicodedata.normalize("NFC", word)


def test_a_whole_day_is_never_broken_over_two_lines() -> None:
    for code in CODES:
        language = Language(code)
        shown = language.day(date(2026, 11, 17), "short", whole=True)
        assert " " not in shown
        assert shown.replace("\u00a0", " ") == language.day(date(2026, 11, 17), "short")
    assert Language("ko").day(date(2026, 11, 17), "short", whole=True) == "11.\u00a017."


def test_references_in_a_text_have_the_digits_of_the_text() -> None:
    named = {"reference": "BL-0214", "references": ["BL-0214", "MT-0031"], "name": "BL-0214"}
    said = "{reference}: {references} · {name}"
    assert EN.say(said, **named) == "BL-0214: BL-0214 and MT-0031 · BL-0214"
    # A name may be like a reference; it stays as somebody wrote it.
    assert BN.say(said, **named) == "BL-০২১৪: BL-০২১৪ ও MT-০০৩১ · BL-0214"
    assert Language("bn", digits="latn").say("{reference}", reference="BL-০২১৪") == "BL-0214"
