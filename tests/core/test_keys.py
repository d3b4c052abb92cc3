"""Keys: made, locked by a passphrase, given out, believed, lost."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport import keys
from fieldreport.failures import InputAtFault
from fieldreport.keys import Keys

AT = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
PASSPHRASE = "비 오는 날 다카의 저녁"


def refused(failure: pytest.ExceptionInfo[InputAtFault]) -> str:
    return failure.value.problems[0].message


def test_what_a_key_signs_its_public_half_recognises(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    made = mine.make("DHK", "Head", PASSPHRASE, AT)
    signature = mine.unlock(PASSPHRASE).sign(b"a report")
    assert mine.own() == made
    assert made.verifies(signature, b"a report")
    assert not made.verifies(signature, b"another report")
    assert not made.verifies(signature[:-1], b"a report")
    assert not made.verifies(b"", b"a report")


def test_the_private_half_is_nowhere_in_plain(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    mine.make("DHK", "Head", PASSPHRASE, AT)
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    secret = mine.unlock(PASSPHRASE)._private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret not in content
            assert secret.hex().encode() not in content


def test_a_passphrase_is_the_same_from_every_keyboard(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    mine.make("DHK", "Head", PASSPHRASE, AT)
    assert mine.unlock(unicodedata.normalize("NFD", PASSPHRASE)).public == mine.own()


def test_a_wrong_passphrase_and_a_changed_file_open_nothing(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    mine.make("DHK", "Head", PASSPHRASE, AT)
    with pytest.raises(InputAtFault) as wrong:
        mine.unlock(PASSPHRASE + " ")
    assert refused(wrong) == keys.WRONG_PASSPHRASE
    own = tmp_path / "keys" / "own.json"
    raw = json.loads(own.read_text(encoding="utf-8"))
    raw["sealed"] = ("0" if raw["sealed"][0] != "0" else "1") + raw["sealed"][1:]
    own.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(InputAtFault) as changed:
        mine.unlock(PASSPHRASE)
    assert refused(changed) == keys.WRONG_PASSPHRASE


def test_a_short_passphrase_and_nobody_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    for name, passphrase, message in (
        ("Head", "too short", keys.TOO_SHORT),
        (" ", PASSPHRASE, keys.NEEDS_NAME),
    ):
        with pytest.raises(InputAtFault) as failure:
            mine.make("DHK", name, passphrase, AT)
        assert refused(failure) == message
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputAtFault) as none:
        mine.unlock(PASSPHRASE)
    assert refused(none) == keys.NO_KEY


def test_a_lost_passphrase_has_a_way_out_that_says_so(tmp_path: Path) -> None:
    mine = Keys(tmp_path)
    first = mine.make("DHK", "Head", PASSPHRASE, AT)
    before = mine.unlock(PASSPHRASE).sign(b"an earlier report")
    with pytest.raises(InputAtFault) as there:
        mine.make("DHK", "Head", "another passphrase", AT)
    assert refused(there) == keys.KEY_THERE
    second = mine.make("DHK", "Head", "another passphrase", AT, lost="The laptop was stolen")
    assert second.instead_of is not None
    assert (second.instead_of.key, second.instead_of.reason) == (first.id, "The laptop was stolen")
    assert mine.own() == second
    assert list(mine.former()) == [first]
    # What was signed before stays signed.
    assert [one for one in mine.trusted() if one.verifies(before, b"an earlier report")] == [first]


def test_headquarters_believes_a_key_from_its_file(tmp_path: Path) -> None:
    office, headquarters = Keys(tmp_path / "office"), Keys(tmp_path / "headquarters")
    made = office.make("DHK", "Head", PASSPHRASE, AT)
    office.export(tmp_path / "public.json")
    assert "sealed" not in (tmp_path / "public.json").read_text(encoding="utf-8")
    assert list(headquarters.trusted()) == []
    assert headquarters.trust(tmp_path / "public.json") == made
    assert list(headquarters.trusted()) == [made]


@pytest.mark.parametrize("field", ["office", "name", "public", "id", "made_at", "signature"])
def test_a_public_key_that_was_changed_on_the_way_is_refused(tmp_path: Path, field: str) -> None:
    office = Keys(tmp_path / "office")
    office.make("DHK", "Head", PASSPHRASE, AT)
    path = tmp_path / "public.json"
    office.export(path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw[field] = raw[field].replace("2026", "2027") if field == "made_at" else "X" + raw[field][1:]
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(InputAtFault) as failure:
        Keys(tmp_path / "headquarters").trust(path)
    assert refused(failure) == keys.NO_KEY_FILE
    assert not (tmp_path / "headquarters").exists()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 10_000, b"{" + b" " * 100_000]
)
def test_other_files_are_no_keys(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(InputAtFault) as failure:
        Keys(tmp_path).trust(path)
    assert refused(failure) == keys.NO_KEY_FILE
