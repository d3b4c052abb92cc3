"""The help on each page: there in every language, naming what is really on the screen."""

from pathlib import Path
from unicodedata import is_normalized

import pytest

from fieldreport import folders, guide
from fieldreport.catalogue.pofile import read
from fieldreport.guide import PARAGRAPH, POINT, TITLE, Block
from fieldreport.language import CODES, Language


def known() -> set[tuple[str, str]]:
    """Every text of the program, with its context."""
    template = folders.locales() / "fieldreport.pot"
    return {
        (one.context or "", form)
        for one in read(template.read_bytes(), "en", template)[0]
        if one.id
        for form in ([one.id] if isinstance(one.id, str) else list(one.id))
    }


def test_every_language_has_the_same_help() -> None:
    topics = guide.topics("en")
    assert len(topics) >= 17
    assert [guide.topics(code) for code in CODES] == [topics] * len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_everything_that_help_names_is_on_the_screen(code: str) -> None:
    texts = known()
    named = {(topic, *one) for topic in guide.topics(code) for one in guide.names(guide.written(topic, code))}
    assert len(named) > 50
    assert not {one for one in named if one[1:] not in texts}


def test_the_translations_name_the_same_things_as_the_english_help() -> None:
    for topic in guide.topics("en"):
        there = set(guide.names(guide.written(topic, "en")))
        for code in CODES:
            assert set(guide.names(guide.written(topic, code))) == there, (topic, code)


@pytest.mark.parametrize("code", CODES)
def test_help_is_short_and_begins_with_its_title(code: str) -> None:
    language = Language(code, folder=folders.locales())
    for topic in guide.topics(code):
        written = guide.written(topic, code)
        assert is_normalized("NFC", written), topic
        blocks = guide.blocks(topic, language)
        assert [one.kind for one in blocks].count(TITLE) == 1
        assert blocks[0].kind == TITLE
        assert 3 <= len(blocks) <= 8, topic
        assert not any("{" in one.text or "}" in one.text for one in blocks), topic


def test_names_are_said_as_the_screen_says_them() -> None:
    def of(code: str) -> list[Block]:
        return guide.blocks("tool-plan", Language(code, folder=folders.locales()))

    assert of("en")[0] == Block(TITLE, "Plan")
    assert of("ko")[0] == Block(TITLE, "계획")
    assert "“Take another plan pack”" in next(one.text for one in of("en") if "another" in one.text)
    assert {one.kind for one in of("bn")} == {TITLE, PARAGRAPH, POINT}


def test_a_topic_without_help_has_none(tmp_path: Path) -> None:
    assert guide.blocks("no such page", Language("en", folder=folders.locales())) == []
