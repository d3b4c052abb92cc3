"""Copies of PO files in the data folder: made, brought up to the program, set aside."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport.catalogue.review import review
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.language import Language
from fieldreport.translating import edit_copy, set_aside, take_back
from tests.core.catalogue.files import po, pot

MOMENT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program with two texts in Korean."""
    made = tmp_path / "program"
    pot(made, 'msgid "Save"\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n')
    po(made, "ko", 'msgid "Save"\nmsgstr "저장"\n\nmsgid "Open"\nmsgstr "열기"\n')
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where copies go; the folder does not exist yet."""
    return tmp_path / "data" / "locales"


def test_the_first_copy_is_the_programs_file(folder: Path, own: Path) -> None:
    copy = edit_copy("ko", folder, own)
    assert copy.read_bytes() == (folder / "ko" / "LC_MESSAGES" / "fieldreport.po").read_bytes()


def test_a_copy_gets_a_newer_programs_texts_and_keeps_its_own(folder: Path, own: Path) -> None:
    copy = edit_copy("ko", folder, own)
    po(own, "ko", '# Ours.\nmsgid "Save"\nmsgstr "보관"\n\nmsgid "Gone"\nmsgstr "사라짐"\n')
    assert review("ko", folder, own).lacking == 1
    assert edit_copy("ko", folder, own) == copy
    language = Language("ko", folder=folder, own=own)
    assert (language.say("Save"), language.say("Open")) == ("보관", "열기")
    assert review("ko", folder, own).lacking == 0
    content = copy.read_text(encoding="utf-8")
    assert "# Ours." in content
    assert '#~ msgstr "사라짐"' in content
    # Once more changes nothing.
    edit_copy("ko", folder, own)
    assert copy.read_text(encoding="utf-8") == content


def test_a_copy_that_cannot_be_read_is_left_as_it_is(folder: Path, own: Path) -> None:
    edit_copy("ko", folder, own)
    copy = po(own, "ko", 'msgid "Save"\nmsgstr "보관"\n<<<<<<< HEAD\n')
    before = copy.read_bytes()
    with pytest.raises(InputAtFault) as raised:
        edit_copy("ko", folder, own)
    assert raised.value.problems[0].values == {"path": str(copy), "line": 8}
    assert copy.read_bytes() == before


def test_a_copy_is_set_aside_and_taken_back(folder: Path, own: Path) -> None:
    edit_copy("ko", folder, own)
    copy = po(own, "ko", 'msgid "Save"\nmsgstr "보관"\n')
    aside = set_aside("ko", own, MOMENT)
    assert aside.name == "fieldreport-20261121-060000.po"
    assert Language("ko", folder=folder, own=own).say("Save") == "저장"
    take_back("ko", own, aside)
    assert copy.exists()
    assert Language("ko", folder=folder, own=own).say("Save") == "보관"


def test_what_the_machine_refuses_is_said(folder: Path, own: Path) -> None:
    own.parent.mkdir()
    own.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(MachineAtFault):
        edit_copy("ko", folder, own)
    with pytest.raises(MachineAtFault):
        set_aside("ko", own, MOMENT)
