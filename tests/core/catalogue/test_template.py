"""Texts with placeholders, and the Korean particles that fit them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.catalogue.template import BadTemplate, fill, fitting, placeholders


def test_placeholders_are_named() -> None:
    assert placeholders("{count} of {total}, {{not}} {count}") == {"count", "total"}


@pytest.mark.parametrize(
    "template", ["{", "}", "{}", "{0}", "{a b}", "{a.b}", "{a!r}", "{a:d}", "{Name}", "{a:을/은}", "{a[0]}"]
)
def test_nothing_but_names_is_a_placeholder(template: str) -> None:
    with pytest.raises(BadTemplate):
        placeholders(template)


def test_a_placeholder_without_a_value_is_bad() -> None:
    with pytest.raises(BadTemplate, match="name"):
        fill("{name}", {})


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(value: str, other: str) -> None:
    assert fill("{a}{{}}{b}", {"a": value, "b": other}) == f"{value}{{}}{other}"


@pytest.mark.parametrize(
    ("word", "particle", "form"),
    [
        ("회사", "을/를", "를"),
        ("무역관", "을/를", "을"),
        ("무역관", "으로/로", "으로"),
        ("서울", "으로/로", "로"),
        ("서울", "은/는", "은"),
        ("다카", "이/가", "가"),
        ("한일기계(주)", "은/는", "는"),
        ("“새솔전자”", "과/와", "와"),
        ("10", "이/가", "이"),
        ("2026", "은/는", "은"),
        ("5", "을/를", "를"),
        ("3", "으로/로", "으로"),
        ("7", "으로/로", "로"),
        ("৬", "이/가", "이"),
        ("LILY", "을/를", "을(를)"),
        ("LILY", "으로/로", "(으)로"),
        ("LILY", "이라/라", "(이)라"),
        ("11월 17일", "이었/였", "이었"),
        ("어제", "이었/였", "였"),
        ("LILY", "이었/였", "이었(였)"),
        ("পদ্মা", "은/는", "은(는)"),
        ("", "이/가", "이(가)"),
    ],
)
def test_particles(word: str, particle: str, form: str) -> None:
    assert fitting(word, particle) == form
    assert fill(f"{{word:{particle}}}!", {"word": word}) == f"{word}{form}!"
