"""Texts that wait for a language, from the command line."""

from __future__ import annotations

import json

import pytest

from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine

PERIOD = "2026-B23"


@pytest.fixture
def filled(office: CommandLine) -> CommandLine:
    """Two leads of a period and one of the period before, written in Bengali and English."""
    # The buyer is of the period in which the test runs, so it lacks nothing.
    names = {
        "ko": {"text": "샤플라 니트", "state": "reviewed"},
        "en": {"text": "Shapla", "state": "reviewed"},
    }
    name = {"text": "শাপলা নিট", "language": "bn", "translations": names}
    office.add("organisation", name=name, roles=["buyer"], country="BD")
    for day, products in (
        ("2026-11-10", {"text": "সেলাই মেশিন", "language": "bn"}),
        ("2026-11-20", {"text": "yarn", "language": "en", "translations": {"ko": "실"}}),
        ("2026-10-30", {"text": "dryers", "language": "en"}),
    ):
        office.add("lead", buyer="OR-0001", products=products, received_on=day)
    return office


def test_a_period_s_texts_that_have_no_korean(filled: CommandLine) -> None:
    assert filled("texts", PERIOD, "--json").json == [
        {
            "record": "BL-0001",
            "id": filled("show", "BL-0001", "--json").json["id"],
            "type": "lead",
            "title": "Shapla · সেলাই মেশিন",
            "field": "products",
            "label": "Wanted products",
            "language": "bn",
            "text": "সেলাই মেশিন",
            "needs": "ko",
            "need": "translation",
            "translation": None,
            "state": None,
        }
    ]


def test_other_languages_all_periods_and_translations_to_review(filled: CommandLine) -> None:
    def references(*words: str) -> list[str]:
        return [one["record"] for one in filled("texts", *words, "--json").json]

    assert references(PERIOD, "--needs", "en") == ["BL-0001"]
    assert references(PERIOD, "--needs", "bn") == ["BL-0002"]
    assert references("--all") == ["BL-0001", "BL-0003"]
    assert references("--all", "--needs", "bn") == ["BL-0002", "BL-0003"]
    assert references("--all", "--review") == ["BL-0002"]
    assert filled("texts", PERIOD, "--review", "--json").json[0]["translation"] == "실"


def test_translating_one_takes_it_off_the_list(filled: CommandLine) -> None:
    translated = {"text": "সেলাই মেশিন", "language": "bn", "translations": {"ko": "재봉틀"}}
    filled.done("set", "BL-0001", f"products={json.dumps(translated)}")
    assert filled.done("texts", PERIOD) == "No text lacks Korean."
    filled.done("undo")
    told = filled.done("texts", PERIOD).splitlines()
    assert "BL-0001" in told[-3]
    assert told[-1] == "1 text lacks Korean."


@pytest.mark.parametrize("code", CODES)
def test_it_is_said_in_the_chosen_language(filled: CommandLine, code: str) -> None:
    told = filled("texts", PERIOD, language=code)
    assert (told.status, told.err) == (0, "")
    assert "সেলাই মেশিন" in told.out
    assert {"ko": "한국어", "en": "Korean", "bn": "কোরীয়"}[code] in told.out


@pytest.mark.parametrize(
    ("words", "status"),
    [(["--needs", "fr"], 2), (["2026-B23", "--all"], 2), (["2026-B99"], 1), (["--needs", "en"], 0)],
)
def test_how_it_ends(filled: CommandLine, words: list[str], status: int) -> None:
    assert filled("texts", *words).status == status
