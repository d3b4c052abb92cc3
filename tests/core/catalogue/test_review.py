"""The review: what is translated, what is left, what is wrong; and copies that take precedence."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldreport.catalogue import Catalogue
from fieldreport.catalogue.review import FUZZY, TRANSLATED, UNTRANSLATED, WRONG, Entry, review
from fieldreport.language import Language
from tests.core.catalogue.files import po, pot

#: Five texts: a plain one with a note, one in a context, a counted one, one with a value, one the PO files lack.
TEMPLATE = (
    '#. Translators: on a button.\n#: ui/a.py\nmsgid "Save"\nmsgstr ""\n\n'
    '#: ui/b.py ui/c.py\nmsgctxt "lead"\nmsgid "Open"\nmsgstr ""\n\n'
    '#: ui/b.py\nmsgid "{count} buyer"\nmsgid_plural "{count} buyers"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
    '#: ui/b.py\nmsgid "{name} came"\nmsgstr ""\n\n'
    '#: ui/b.py\nmsgid "Quite new"\nmsgstr ""\n'
)
KOREAN = (
    'msgid "Save"\nmsgstr "저장"\n\n'
    '#, fuzzy\nmsgctxt "lead"\nmsgid "Open"\nmsgstr "진행"\n\n'
    'msgid "{count} buyer"\nmsgid_plural "{count} buyers"\nmsgstr[0] ""\n\n'
    '# Asked headquarters.\nmsgid "{name} came"\nmsgstr "{nmae} 왔음"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program's ``locales`` with the template and a Korean PO file."""
    made = tmp_path / "program"
    pot(made, TEMPLATE)
    po(made, "ko", KOREAN)
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where copies go."""
    return tmp_path / "data" / "locales"


def by_source(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """The texts by their source."""
    return {one.source: one for one in entries}


def test_every_text_has_its_state_its_line_and_its_places(folder: Path) -> None:
    found = review("ko", folder)
    texts = by_source(found.entries)
    assert {name: one.state for name, one in texts.items()} == {
        "Save": TRANSLATED,
        "Open": FUZZY,
        "{count} buyer": UNTRANSLATED,
        "{name} came": WRONG,
        "Quite new": UNTRANSLATED,
    }
    assert texts["Save"].notes == ("Translators: on a button.",)
    assert texts["{name} came"].notes == ("Asked headquarters.",)
    assert texts["Open"].places == ("ui/b.py", "ui/c.py")
    assert texts["{count} buyer"].forms == ("{count} buyer", "{count} buyers")
    rows = found.path.read_text(encoding="utf-8").splitlines()
    for one in found.entries:
        assert one.line == 0 or one.source in rows[one.line - 1]
    assert found.lacking == 1
    assert found.counts == {TRANSLATED: 1, FUZZY: 1, WRONG: 1, UNTRANSLATED: 2}
    assert [one.source for one in found.left(UNTRANSLATED)] == ["{count} buyer", "Quite new"]
    assert found.entry("lead\x04Open") is texts["Open"]
    assert found.entry("Open") is None


def test_the_mistakes_are_those_that_the_program_finds(folder: Path) -> None:
    assert review("ko", folder).mistakes == Language("ko", folder=folder).mistakes


def test_another_word_than_the_glossarys_is_a_mistake_that_does_no_harm(folder: Path) -> None:
    (folder / "glossary.csv").write_text("term_en,ko\nbuyer,바이어\n", encoding="utf-8")
    po(folder, "ko", KOREAN.replace('msgstr[0] ""', 'msgstr[0] "구매자 {count}곳"'))
    found = review("ko", folder)
    mistake = found.mistakes[0]
    assert not mistake.harmful
    assert Language("en").say(mistake.message, **mistake.values) == (
        "“{count} buyer” uses another word than the glossary: buyer is 바이어."
    )
    entry = by_source(found.entries)["{count} buyer"]
    assert (entry.state, entry.line) == (TRANSLATED, mistake.line)
    assert [term.word for term in entry.terms] == ["바이어"]


@pytest.mark.parametrize("content", ["저장".encode("cp949"), b"<<<<<<< HEAD\n", None])
def test_a_file_that_cannot_be_read_leaves_everything_to_do(folder: Path, content: bytes | None) -> None:
    path = po(folder, "ko", KOREAN)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    found = review("ko", folder)
    assert found.counts == {UNTRANSLATED: 5}
    assert [one.harmful for one in found.mistakes] == [True]


def test_english_has_the_places_of_every_text_and_nothing_to_do(folder: Path) -> None:
    found = review("en", folder)
    assert found.counts == {TRANSLATED: 5}
    assert by_source(found.entries)["Open"].places == ("ui/b.py", "ui/c.py")


def test_a_copy_is_read_in_the_place_of_the_programs_file(folder: Path, own: Path) -> None:
    copy = po(own, "ko", 'msgid "Save"\nmsgstr "보관"\n\n')
    assert Language("ko", folder=folder, own=own).say("Save") == "보관"
    found = review("ko", folder, own)
    assert (found.path, found.is_copy) == (copy, True)


def test_what_a_copy_does_not_hold_comes_from_the_program(folder: Path, own: Path) -> None:
    po(folder, "ko", 'msgid "Save"\nmsgstr "저장"\n\nmsgid "Quite new"\nmsgstr "새 글"\n')
    po(own, "ko", 'msgid "Save"\nmsgstr ""\n')
    language = Language("ko", folder=folder, own=own)
    # The translator has emptied this one, and shall see so.
    assert language.say("Save") == "Save"
    assert language.say("Quite new") == "새 글"


def test_a_broken_copy_leaves_the_source_texts(folder: Path, own: Path) -> None:
    po(own, "ko", KOREAN + "\n<<<<<<< HEAD\n")
    language = Language("ko", folder=folder, own=own)
    assert language.say("Save") == "Save"
    assert len(language.mistakes) == 1


def test_a_catalogue_is_renewed_when_a_file_or_a_copy_has_changed(
    folder: Path, own: Path, tmp_path: Path
) -> None:
    first = Catalogue("ko", folder, tmp_path / "cache", own)
    assert first.renewed() is None
    path = po(folder, "ko", KOREAN.replace("저장", "보존"))
    second = first.renewed()
    assert second is not None
    assert second.look_up("Save") == "보존"
    # What was taken from the file before stays as it was: another thread may be using it.
    assert first.look_up("Save") == "저장"
    copy = po(own, "ko", path.read_text(encoding="utf-8").partition("\n\n")[2])
    third = second.renewed()
    assert third is not None
    assert third.is_copy
    copy.unlink()
    assert third.renewed() is not None
    assert first.renewed() is not None
    path.unlink()
    gone = second.renewed()
    assert gone is not None
    assert gone.look_up("Save") == "Save"
    assert gone.renewed() is None
