"""Field by field: what is kept by itself, what is put together, and what somebody has to choose."""

from __future__ import annotations

from typing import Any

import pytest

from fieldreport.merging import Line, Side, plan
from fieldreport.values import HsCode, Text, TextState, Translation
from tests.core.merging.conftest import Shelf


def line(shelf: Shelf, name: str, keep: Any, drop: Any) -> Line:
    one, other = shelf.company(**{name: keep}), shelf.company(**{name: drop})
    return next(each for each in plan(shelf.store, one.id, other.id).lines if each.field.name == name)


def person_line(shelf: Shelf, name: str, keep: Any, drop: Any) -> Line:
    company = shelf.company()
    one = shelf.person(**{"name": "Rahim Uddin", "at": company, name: keep})
    other = shelf.person(**{"name": "Rahim Uddin", "at": company, name: drop})
    return next(each for each in plan(shelf.store, one.id, other.id).lines if each.field.name == name)


@pytest.mark.parametrize(
    ("name", "keep", "drop", "result"),
    [
        # What only one says is kept.
        ("website", "", "https://www.example.com", "https://www.example.com"),
        ("website", "https://www.example.com", "", "https://www.example.com"),
        ("us_export_share", "", "12", 12),
        # What a new record says by itself is nothing that anybody said.
        ("verification", "unverified", "verified", "verified"),
        ("verification", "doubtful", "unverified", "doubtful"),
        # The same in another spelling.
        ("registration_number", "BIN 1234-5678", "bin 12345678", "BIN 1234-5678"),
        # Lists are united, in the order of the kept one.
        ("interests", ["yarn", "Zippers"], ["zippers", "dyes"], ("yarn", "Zippers", "dyes")),
        ("roles", ["bank"], ["buyer"], ("buyer", "bank")),
        (
            "hs_codes",
            ["8447.20", "0402"],
            ["0402", "8447.2010.00"],
            (HsCode("844720"), HsCode("0402"), HsCode("8447201000", "HSK")),
        ),
    ],
)
def test_what_is_kept_without_being_asked(shelf: Shelf, name: str, keep: Any, drop: Any, result: Any) -> None:
    found = line(shelf, name, keep, drop)
    assert not found.conflict
    assert found.results[found.side] == result


@pytest.mark.parametrize(
    ("name", "keep", "drop"),
    [
        ("website", "https://a.example.com", "https://b.example.com"),
        ("country", "BD", "IN"),
        ("size", "small", "large"),
        ("us_export_share", "10", "12"),
        ("registration_number", "100", "200"),
        ("verification", "verified", "doubtful"),
        ("sector", "Garments", "Footwear"),
        ("sector", "Garments", {"text": "신발", "language": "ko"}),
    ],
)
def test_of_what_only_one_can_stay_somebody_chooses(shelf: Shelf, name: str, keep: Any, drop: Any) -> None:
    found = line(shelf, name, keep, drop)
    assert found.conflict
    assert found.side is Side.KEEP
    assert found.results == {Side.KEEP: found.keep, Side.DROP: found.drop}


def test_a_telephone_that_could_be_read_is_fuller_than_its_end(shelf: Shelf) -> None:
    found = person_line(shelf, "phone", "713123720 (home)", "+880 1713-123720")
    assert found.keep.e164 is None
    assert found.results == {Side.DROP: found.drop}
    same = person_line(shelf, "phone", "+880 1713-123720", "8801713123720")
    assert same.results == {Side.KEEP: same.keep}
    other = person_line(shelf, "phone", "+880 1713-123720", "+880 1713-123721")
    assert other.conflict
    # A few digits are the end of many numbers: perhaps that of an extension.
    extension = person_line(shelf, "phone", "3720", "+880 1713-123720")
    assert (extension.keep.e164, extension.conflict) == (None, True)


def test_a_mailbox_is_the_same_in_large_and_small_letters(shelf: Shelf) -> None:
    assert person_line(shelf, "email", "Rahim@example.com", "rahim@example.com").same
    assert person_line(shelf, "email", "rahim@example.com", "karim@example.com").conflict


def test_languages_of_one_text_are_joined_and_the_reviewed_one_wins(shelf: Shelf) -> None:
    keep = {"text": "Garments", "language": "en", "translations": {"ko": "의류"}}
    drop = {
        "text": "পোশাক",
        "language": "bn",
        "translations": {"en": "garments", "ko": {"text": "의류", "state": "reviewed"}},
    }
    found = line(shelf, "sector", keep, drop)
    assert not found.conflict
    assert found.results[found.side] == Text(
        "Garments",
        "en",
        {
            "ko": Translation("의류", TextState.REVIEWED),
            "bn": Translation("পোশাক", TextState.WRITTEN),
        },
    )


def test_two_notes_stand_below_one_another(shelf: Shelf) -> None:
    keep = {"text": "Wants samples.", "language": "en", "translations": {"ko": "견본 요청."}}
    found = line(shelf, "note", keep, "Pays late.")
    assert not found.conflict
    assert set(found.results) == {Side.BOTH, Side.KEEP, Side.DROP}
    both = found.results[Side.BOTH]
    assert both.original == "Wants samples.\n\nPays late."
    assert both.translations["ko"] == Translation("견본 요청.\n\nPays late.", TextState.TRANSLATED)
    assert line(shelf, "note", "Wants samples. Pays late.", "Pays late.").same


def test_notes_too_long_together_are_a_choice(shelf: Shelf) -> None:
    from fieldreport.fields.text import LONGEST_TEXT

    found = line(shelf, "note", "a" * (LONGEST_TEXT - 3), "b" * 10)
    assert found.conflict
    assert set(found.results) == {Side.KEEP, Side.DROP}


def test_names_are_joined_and_the_others_become_other_names(shelf: Shelf) -> None:
    one = shelf.company({"text": "Shapla Knit Ltd.", "language": "en"}, aliases=["SKL"])
    other = shelf.company(
        {"text": "শাপলা নিট", "language": "bn", "translations": {"en": "Shapla Knitwear", "ko": "샤플라"}},
        aliases=["skl", "Blue Delta"],
    )
    result = plan(shelf.store, one.id, other.id).result()
    assert result["name"] == Text(
        "Shapla Knit Ltd.",
        "en",
        {"ko": Translation("샤플라"), "bn": Translation("শাপলা নিট", TextState.WRITTEN)},
    )
    assert result["aliases"] == ("SKL", "Blue Delta", "Shapla Knitwear")
    chosen = plan(shelf.store, one.id, other.id).result({"name": Side.DROP})
    assert chosen["name"].original == "শাপলা নিট"
    assert "Shapla Knit Ltd." in chosen["aliases"]


def test_a_person_has_no_other_names_so_the_name_is_chosen(shelf: Shelf) -> None:
    found = person_line(shelf, "name", "Rahim Uddin", "Md. Rahim Uddin")
    assert found.conflict
