"""Cleaning, folding and ordering of texts in three scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import text


@given(st.text())
def test_clean_text_is_nfc_and_fits_every_file(raw: str) -> None:
    cleaned = text.clean(raw)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not set(cleaned) & {"\r", "\x00", "\x1f", "\x7f", "\ufffe", "\uffff", "\ufeff", "\x85", "\u2028"}
    assert text.clean(cleaned) == cleaned


@given(st.text(st.characters(codec="utf-8")))
def test_cleaning_tells_of_everything_it_takes_away(raw: str) -> None:
    lines = raw.replace("\r\n", "\n")
    for end in "\r\x85\u2028\u2029":
        lines = lines.replace(end, "\n")
    kept = unicodedata.normalize("NFC", lines)
    assert bool(text.unclean(raw)) == (text.clean(raw) != kept)


@pytest.mark.parametrize(
    ("raw", "cleaned", "told"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree", ()),
        ("bell\x07 and\ttab", "bell and\ttab", ("U+0007",)),
        ("half \ud800 pair \ufffe", "half \ufffd pair \ufffd", ("U+D800", "U+FFFE")),
        ("\ufeffmark", "mark", ("U+FEFF",)),
        ("한글", "한글", ()),
        ("\u09df", "\u09af\u09bc", ()),
    ],
)
def test_cleaning(raw: str, cleaned: str, told: tuple[str, ...]) -> None:
    assert text.clean(raw) == cleaned
    assert text.unclean(raw) == told


def test_one_line_joins_lines_and_spaces() -> None:
    assert text.one_line("  Meghna\r\n\tKnit\u00a0 Composite ") == "Meghna Knit Composite"


def test_digits_of_every_script_become_ascii() -> None:
    assert text.ascii_digits("৮৪৪৭.২০ ８４４７ 8447") == "8447.20 8447 8447"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u09a1\u09bc", "\u09dc"),  # ড়
        ("\u09a2\u09bc", "\u09dd"),  # ঢ়
        ("\u09af\u09bc", "\u09df"),  # য়
        ("উৎস", "উত্\u200dস"),
        ("উৎস", "উত্স"),
        ("র\u200c্যাম", "র্যাম"),
        ("অা", "আ"),
        ("한일기계㈜", "한일기계(주)"),
        ("ＬＧ", "lg"),
        ("Café", "CAFE"),
        ("৮৪৪৭", "8447"),
        ("새솔", unicodedata.normalize("NFD", "새솔")),
        ("one  two", "One\ntwo"),
    ],
)
def test_spellings_that_search_takes_for_one(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ড", "ড়"), ("ক", "খ"), ("가", "까"), ("한국", "한글"), ("BL-1", "BL-11")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("각", "가구"),
        ("달", "닭"),
        ("고", "과자"),
        ("값", "값싼"),
        ("ㅅ", "새솔"),
        ("새소", "새솔"),
        ("의", "의료"),
    ],
)
def test_an_unfinished_syllable_begins_the_finished_one(typed: str, meant: str) -> None:
    assert text.fold(meant).startswith(text.fold(typed))


@given(st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=2, max_size=2))
def test_two_syllables_are_at_least_four_letters(word: str) -> None:
    assert len(text.fold(word)) >= 4


@given(st.text())
def test_folding_twice_changes_nothing(raw: str) -> None:
    assert text.fold(text.fold(raw)) == text.fold(raw)


def test_initials() -> None:
    assert text.initials("새솔 전자㈜") == "ㅅㅅㅈㅈㅈ"
    assert text.initials("LG 화학") == "lgㅎㅎ"
    assert text.initials("빠른 까치") == "ㅃㄹㄲㅊ"
    assert text.is_initials("ㅅㅅ ㅈㅈ")
    assert not text.is_initials("새솔")
    assert not text.is_initials("")


KOREAN_ORDER = [
    "(주)가온",
    "가온물산",
    "각성",
    "까치",
    "나래",
    "㈜다온코스메틱",
    "다온푸드",
    "대성필름",
    "주식회사 미래",
    "한일기계",
]
BENGALI_ORDER = [
    "অনুপম", "আকাশ", "ঈশান", "উৎস", "ঋতু", "এশিয়া", "ওরিয়েন্ট", "কই", "কংস", "কক্সবাজার", "কাকলি", "কিরণ", "কৌশল", "ক্রিসেন্ট",
    "খুলনা", "ডাক", "ড়", "ঢাকা", "তরী", "ত্রিশাল", "থানা", "পদ্মা", "যমুনা", "রূপসা", "শাপলা", "সুরমা", "হালদা",
]  # fmt: skip


@pytest.mark.parametrize(
    "order",
    [KOREAN_ORDER, BENGALI_ORDER, ["#1", "9", "10", "BL-9", "BL-10", "Élan", "elas", "Zed", "ঢাকা", "서울"]],
)
def test_fixed_lists_are_in_order(order: list[str]) -> None:
    turned = list(reversed(order))
    assert sorted(turned, key=text.sort_key) == order


def test_the_two_spellings_of_the_last_letter_of_utsab_stand_together() -> None:
    assert sorted(["উৎসব", "উত্তরা", "উত্সব", "উথান"], key=text.sort_key)[-1] == "উথান"
    assert text.sort_key("উৎসব")[:5] == text.sort_key("উত্সব")[:5]


def test_a_language_puts_its_own_script_first() -> None:
    names = ["Padma", "পদ্মা", "파드마"]
    assert sorted(names, key=lambda name: text.sort_key(name, "ko"))[0] == "파드마"
    assert sorted(names, key=lambda name: text.sort_key(name, "bn"))[0] == "পদ্মা"
    assert sorted(names, key=lambda name: text.sort_key(name, "en"))[0] == "Padma"


@given(st.text(), st.text())
def test_the_order_is_the_same_byte_by_byte(one: str, other: str) -> None:
    first, second = text.sort_key(one), text.sort_key(other)
    assert (first < second) == (first.encode("utf-8") < second.encode("utf-8"))


def test_a_consonant_alone_stands_before_its_syllables() -> None:
    assert sorted(["나", "ㄴ", "김", "ㄱ"], key=text.sort_key) == ["ㄱ", "김", "ㄴ", "나"]
