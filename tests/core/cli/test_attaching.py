"""Files on records by commands: put on, listed, copied out, taken off, undone."""

from pathlib import Path

import pytest

from tests.core.attachments import samples
from tests.core.cli.conftest import CommandLine


@pytest.fixture
def filled(office: CommandLine) -> CommandLine:
    office.buyer()
    return office


def test_files_are_put_on_listed_copied_out_taken_off_and_put_back(
    filled: CommandLine, tmp_path: Path
) -> None:
    mail, card = tmp_path / "order.eml", tmp_path / "nasrin.vcf"
    mail.write_bytes(samples.MAIL)
    card.write_bytes(samples.CARD)
    assert filled.done("attach", "OR-0001", mail, card).splitlines() == ["order.eml", "nasrin.vcf"]
    listed = filled.done("attachments", "OR-0001")
    assert "Order of six machines · 나스린 · 20 Nov 2026" in listed
    assert "Business card" in listed
    told = filled("attachments", "OR-0001", "--json").json
    assert [one["kind"] for one in told] == ["mail", "card"]
    out = tmp_path / "out"
    paths = filled.done("attachments", "OR-0001", "--out", out).splitlines()
    assert [Path(one).read_bytes() for one in paths] == [samples.MAIL, samples.CARD]
    assert filled.done("detach", "OR-0001", "order.eml") == "order.eml"
    assert "order.eml" not in filled.done("attachments", "OR-0001")
    filled.done("undo")
    assert "order.eml" in filled.done("attachments", "OR-0001")
    assert "order.eml" in filled.done("show", "OR-0001", "--history")


def test_what_is_not_kept_is_said_by_name(filled: CommandLine, tmp_path: Path) -> None:
    program = tmp_path / "holiday.jpg"
    program.write_bytes(b"MZ\x90\x00" + bytes(60))
    ended = filled("attach", "OR-0001", program)
    assert ended.status == 1
    assert "holiday.jpg is neither a photo" in ended.err
    assert filled.done("attachments", "OR-0001") == "There is no file on OR-0001."
    assert filled("detach", "OR-0001", "nothing.pdf").status == 1


def test_what_was_undone_is_done_again(filled: CommandLine) -> None:
    filled.done("set", "OR-0001", "name=Shapla Knitting")
    filled.done("undo")
    assert filled.done("redo").startswith("OR-0001  Shapla Knitting")
    assert "Shapla Knitting" in filled.done("show", "OR-0001")
    ended = filled("redo")
    assert (ended.status, ended.err.strip()) == (1, "There is nothing to do again.")
