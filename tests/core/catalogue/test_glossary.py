"""The glossary: the field's words in texts, and translations that use other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.catalogue.glossary import Term, other_words, read_glossary, terms_in

TERMS = (
    Term("consultation event", "상담회", ("행사",)),
    Term("buyer", "바이어"),
    Term("country", "국가"),
    Term("event", "행사"),
    Term("new", "신규", alone=True),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Add a buyer", ["buyer"]),
        ("BUYERS", ["buyer"]),
        ("Countries of the buyers", ["buyer", "country"]),
        ("The buyer's consultation event", ["consultation event", "buyer"]),
        ("{buyer} came", []),
        ("A rebuyer, and a buyer-like one", []),
        ("New", ["new"]),
        ("A new event", ["event"]),
        ("", []),
    ],
)
def test_the_terms_of_a_text(text: str, found: list[str]) -> None:
    assert [term.source for term in terms_in(text, TERMS)] == found


@pytest.mark.parametrize(
    ("source", "context", "translation", "told"),
    [
        ("Add a buyer", None, "바이어를 추가합니다", []),
        ("Add a buyer", None, "구매자를 추가합니다", ["buyer"]),
        ("Use buyer or event", None, "buyer나 event를 쓰세요", []),
        ("The consultation event is over", None, "행사가 끝났습니다", []),
        ("Buyer", None, "바이어 목록", ["buyer"]),
        ("Buyer", "column", "구매자", []),
        ("Buyer of {item}", "column", "{item} 구매자", ["buyer"]),
        ("New", None, "새로", ["new"]),
        ("New buyer", None, "새 바이어", []),
    ],
)
def test_another_word_is_told(source: str, context: str | None, translation: str, told: list[str]) -> None:
    assert [term.source for term in other_words(source, context, [translation], TERMS)] == told


@given(st.text(alphabet="buyer s{}coutnries-", max_size=40))
def test_a_translation_that_keeps_the_english_is_never_told(text: str) -> None:
    whole = {term.source for term in TERMS}
    if text.casefold() not in whole:
        assert other_words(text, None, [text], TERMS) == []


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"term_en,xx\nbuyer,1\n"])
def test_a_missing_or_damaged_glossary_is_none(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "glossary.csv").write_bytes(content)
    assert read_glossary(tmp_path, "ko") == ()


def test_the_longest_term_comes_first(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text(
        "term_en,ko,ko_also,alone\nlead,발굴,,\nbuyer lead,바이어 발굴,바이어|리드,yes\n", encoding="utf-8"
    )
    first, second = read_glossary(tmp_path, "ko")
    assert (first.source, first.word, first.others, first.alone) == (
        "buyer lead",
        "바이어 발굴",
        ("바이어", "리드"),
        True,
    )
    assert second.source == "lead"
