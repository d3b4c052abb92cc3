"""Channels, the outbox and receipts by commands: what is typed wrongly is said, what is there is told."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest

from fieldreport.delivery.dispatch import Delivery
from fieldreport.office import Office
from tests.core.cli.conftest import CommandLine
from tests.core.delivery.conftest import PERIOD, Chain, keychain
from tests.core.delivery.headquarters import MadeUp

__all__ = ["keychain"]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("burn",), 2, "list, add, try, first, remove"),
        (("add",), 2, "fieldreport channels add NAME ADDRESS"),
        (("add", "share"), 2, "fieldreport channels add NAME ADDRESS"),
        (("try",), 2, "fieldreport channels try NAME"),
        (("remove", "share"), 1, "There is no way to headquarters yet"),
        (("add", "Our Share", "/tmp"), 1, "is no name for a channel"),
        (("add", "share", "/nowhere/at/all"), 1, "There is no folder"),
        (("add", "share", "ftp://server/folder"), 1, "is no address of a channel"),
        (("add", "share", "https://"), 1, "is no address of a channel"),
        (("add", "share", "sftp://server:notaport/"), 1, "is no address of a channel"),
        (("add", "share", "mailto:nobody"), 1, "is no address of a channel"),
        (("add", "share", "sftp://server/"), 1, "--user"),
        (("add", "share", "http://cloud.example/"), 1, "https://"),
        (("add", "share", "https://me:secret@cloud.example/"), 1, "leave the password out"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    office: CommandLine, words: tuple[str, ...], status: int, told: str
) -> None:
    ended = office("channels", *words)
    assert ended.status == status
    assert told in ended.err
    assert "secret" not in ended.err
    assert office("channels", "--json").json == []


def test_channels_are_listed_preferred_and_removed(office: CommandLine, there: Path) -> None:
    assert "There is no channel yet" in office.done("channels")
    office.done("channels", "add", "share", there)
    office.done("channels", "add", "letters", "mailto:reports@headquarters.example")
    assert [one["name"] for one in office("channels", "--json").json] == ["share", "letters"]
    office.done("channels", "first", "letters")
    assert [one["name"] for one in office("channels", "--json").json] == ["letters", "share"]
    told = office.done("channels")
    assert f"share: folder, {there}" in told
    assert "letters: mail, reports@headquarters.example" in told
    ended = office("channels", "try", "lettres")
    assert (ended.status, "letters, share" in ended.err) == (1, True)
    office.done("channels", "remove", "share")
    assert there.is_dir()
    assert [one["name"] for one in office("channels", "--json").json] == ["letters"]


def test_a_password_comes_from_the_input_and_goes_into_the_keychain(
    office: CommandLine, keychain: Chain
) -> None:
    words = (
        "channels",
        "add",
        "cloud",
        "https://cloud.example/remote.php/dav",
        "--user",
        "dhaka",
        "--password",
    )
    told = office.done(*words, given="শাপলা lily\n")
    assert "lily" not in told
    assert list(keychain.kept.values()) == ["শাপলা lily"]
    (channel,) = office("channels", "--json").json
    assert (channel["user"], channel["password_kept"]) == ("dhaka", True)
    assert "lily" not in str(channel)
    for path in office.data.rglob("*"):
        if path.is_file():
            assert b"lily" not in path.read_bytes()
    office.done("channels", "remove", "cloud")
    assert keyring.get_password("Fieldreport", "dhaka https://cloud.example/remote.php/dav") is None


def test_an_outbox_tells_how_far_each_package_is(office: CommandLine, there: Path, tmp_path: Path) -> None:
    assert "Nothing has been sent yet" in office.done("outbox")
    assert "nothing yet" in office.done("receipts")
    office.done("channels", "add", "share", there)
    with Office.open(office.data) as opened:
        outbox = Delivery.of(opened).outbox
        package = outbox.queue(b"workbook" * 99, PERIOD, 1, "ko", "share", opened.clock(), "Rahim")
    for language, state in (("en", "waits"), ("ko", "대기"), ("bn", "অপেক্ষায়")):
        ended = office("outbox", language=language)
        assert (ended.status, state in ended.out) == (0, True)
    office.done("deliver")
    assert "delivered" in office.done("outbox")
    headquarters = MadeUp(tmp_path / "headquarters")
    headquarters.trusted_by(office.data)
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(
        headquarters.signed(office="DHK", package=package.sha256, why="The cover is missing.")
    )
    told = office.done("receipts", receipt)
    assert told == f"{PERIOD}, issue 1, is returned: The cover is missing."
    assert "returned" in office.done("outbox")
    assert "The cover is missing." in office.done("receipts")


def test_a_file_that_is_no_envelope_is_refused(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "letter.json"
    path.write_text("Dear all", encoding="utf-8")
    ended = office("receipts", path)
    assert (ended.status, "letter.json is no envelope" in ended.err) == (1, True)
    ended = office("receipts", tmp_path / "absent.json")
    assert (ended.status, "There is no file" in ended.err) == (1, True)


def test_an_unsigned_period_is_not_sent(office: CommandLine, there: Path) -> None:
    office.done("channels", "add", "share", there)
    ended = office("deliver", PERIOD)
    assert (ended.status, "is not signed yet" in ended.err) == (1, True)
    assert list(there.iterdir()) == []
