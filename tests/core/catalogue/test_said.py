"""The way back from a text on the screen to the texts of the catalogue it was said from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldreport.catalogue.proof import Said
from fieldreport.language import Language


def proofed() -> tuple[Language, Said]:
    """English for those who translate."""
    language = Language("en").proofed("marked")
    assert language.said is not None
    return language, language.said


def test_only_a_language_for_translators_remembers() -> None:
    assert Language("en").said is None


def test_a_text_leads_to_its_message_with_context_and_number() -> None:
    language, said = proofed()
    assert said.messages(language.say("{name} came", name="Rahim")) == ["{name} came"]
    assert said.messages(language.say_in("lead", "Open")) == ["lead\x04Open"]
    assert said.messages(language.plural("{count} lead", "{count} leads", 12)) == ["{count} lead"]
    assert said.messages("Rahim came back") == ["{name} came"]
    assert said.messages("never said") == []


def test_texts_that_read_alike_are_all_told() -> None:
    language, said = proofed()
    language.say_in("lead", "Open")
    language.say_in("file", "Open")
    assert said.messages("Open") == ["lead\x04Open", "file\x04Open"]


def test_a_text_made_of_texts_leads_to_all_of_them() -> None:
    language, said = proofed()
    inner = language.plural("{count} lead", "{count} leads", 3)
    whole = language.say("{first} · {second}", first=inner, second="Rahim")
    assert said.messages(whole) == ["{first} · {second}", "{count} lead"]


def test_a_text_put_together_on_the_screen_leads_to_its_pieces_and_not_to_parts_of_words() -> None:
    language, said = proofed()
    for text in ("Save", "Save now", "a", "Add"):
        language.say(text)
    assert said.messages("Save now, Address") == ["Save now"]
    assert said.messages("Add, Save") == ["Add", "Save"]


def test_the_mark_around_a_missing_text_belongs_to_it() -> None:
    language = Language("ko").proofed("marked")
    assert language.said is not None
    assert language.say("Save") == "⟦Save⟧"
    assert language.said.messages("⟦Save⟧") == ["Save"]


def test_the_oldest_are_forgotten_so_that_a_long_day_does_not_fill_the_memory() -> None:
    said = Said()
    for number in range(Said.MOST + 5):
        said.keep(f"text {number}", "text {number}", [str(number)])
    assert said.messages("text 4") == []
    assert said.messages(f"text {Said.MOST}") == ["text {number}"]


@given(
    st.lists(st.tuples(st.text(max_size=6), st.lists(st.text(max_size=6), max_size=3)), max_size=12),
    st.text(),
)
def test_whatever_is_said_is_found_and_looking_ends(kept: list[tuple[str, list[str]]], asked: str) -> None:
    said = Said()
    for text, values in kept:
        said.keep(text, f"message {text}", values)
    for text, _ in kept:
        assert f"message {text}" in said.messages(text)
    said.messages(asked)
