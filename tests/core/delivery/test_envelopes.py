"""Envelopes: what headquarters signed is read, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.delivery import envelopes, sealing
from fieldreport.delivery.envelopes import EVERYBODY, Envelope, Kind, Returned
from fieldreport.failures import InputAtFault
from tests.core.delivery.headquarters import AT, MadeUp, signing_key


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    return MadeUp(tmp_path_factory.mktemp("headquarters"))


def message(failure: pytest.ExceptionInfo[InputAtFault]) -> str:
    return failure.value.problems[0].message


def refusal(content: bytes, headquarters: MadeUp) -> str:
    with pytest.raises(InputAtFault) as failure:
        envelopes.read(content, "a file", [headquarters.key.public], "DAC")
    return message(failure)


def test_what_headquarters_signed_is_read_as_it_was(headquarters: MadeUp) -> None:
    envelope = headquarters.envelope(
        accepted=("a" * 36,), returned=(Returned("b" * 36, "금액이 빠졌음\nটাকা কই?"),), why=""
    )
    content = envelopes.make(envelope, headquarters.key)
    opened = envelopes.read(content, "a file", [headquarters.key.public], "DAC")
    assert opened.envelope == envelope
    assert opened.envelope.returns
    assert opened.key == headquarters.key.public
    assert content.isascii()


@pytest.mark.parametrize("kind", [Kind.PLAN, Kind.OFFICES, Kind.MESSAGE, Kind.SEALING])
def test_other_kinds_may_be_for_everybody(headquarters: MadeUp, kind: Kind) -> None:
    envelope = Envelope(kind, EVERYBODY, 3, AT, body="{}")
    content = envelopes.make(envelope, headquarters.key)
    assert envelopes.read(content, "a file", [headquarters.key.public], "LAX").envelope == envelope


@given(st.data())
def test_no_other_byte_is_believed(headquarters: MadeUp, data: st.DataObject) -> None:
    envelope = replace(headquarters.envelope(), serial=7, why="because", accepted=("a" * 36,))
    content = bytearray(envelopes.make(envelope, headquarters.key))
    at = data.draw(st.integers(0, len(content) - 1))
    before = envelopes.read(bytes(content), "a file", [headquarters.key.public], "DAC").envelope
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        after = envelopes.read(bytes(content), "a file", [headquarters.key.public], "DAC").envelope
    except InputAtFault:
        return
    # A blank between the names, say: then it says the very same.
    assert after == before


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text(max_size=9) | st.integers(), st.lists).map(
        lambda value: json.dumps({"fieldreport": "envelope", "key": value, "content": value}).encode()
    )
)
def test_anything_else_is_no_envelope(headquarters: MadeUp, content: bytes) -> None:
    assert refusal(content, headquarters) in (envelopes.NOT_AN_ENVELOPE, envelopes.UNKNOWN_KEY)


def test_deep_nesting_is_no_envelope(headquarters: MadeUp) -> None:
    assert refusal(b"[" * 100_000, headquarters) == envelopes.NOT_AN_ENVELOPE


def test_who_forges_replaces_or_borrows_a_key_is_told(headquarters: MadeUp, tmp_path: Path) -> None:
    stranger, office = signing_key(tmp_path / "stranger"), signing_key(tmp_path / "office", "LAX")
    envelope = headquarters.envelope()
    assert refusal(envelopes.make(envelope, stranger), headquarters) == envelopes.UNKNOWN_KEY
    forged = json.loads(envelopes.make(envelope, stranger)) | {"key": headquarters.key.public.id}
    assert refusal(json.dumps(forged).encode(), headquarters) == envelopes.FORGED
    with pytest.raises(InputAtFault) as failure:
        envelopes.read(envelopes.make(envelope, office), "a file", [office.public], "DAC")
    assert message(failure) == envelopes.NOT_HEADQUARTERS


def test_another_offices_envelope_is_foreign(headquarters: MadeUp) -> None:
    assert refusal(headquarters.signed(office="LAX"), headquarters) == envelopes.FOREIGN


def test_a_signature_on_something_else_is_none_on_an_envelope(headquarters: MadeUp) -> None:
    raw = json.loads(headquarters.signed())
    import base64

    raw["signature"] = base64.b64encode(headquarters.key.sign(raw["content"].encode())).decode()
    assert refusal(json.dumps(raw).encode(), headquarters) == envelopes.FORGED


@pytest.mark.parametrize(
    "said",
    [
        {"serial": 0},
        {"package": "AB"},
        {"period": ""},
        {"issue": 0},
        {"office": EVERYBODY},
        {"office": "../x"},
    ],
)
def test_headquarters_makes_none_that_no_office_could_read(
    headquarters: MadeUp, said: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"."):
        envelopes.make(replace(headquarters.envelope(), **said), headquarters.key)  # type: ignore[arg-type]


def test_only_the_identity_opens_what_was_sealed() -> None:
    identity, recipient = sealing.make_identity()
    sealed = sealing.seal(b"a workbook", sealing.checked(f" {recipient}\n"))
    assert b"a workbook" not in sealed
    assert sealing.unseal(sealed, identity, "a file") == b"a workbook"
    with pytest.raises(InputAtFault) as other:
        sealing.unseal(sealed, sealing.make_identity()[0], "a file")
    assert message(other) == sealing.CANNOT_UNSEAL
    with pytest.raises(InputAtFault) as damaged:
        sealing.unseal(sealed[:-1], identity, "a file")
    assert message(damaged) == sealing.CANNOT_UNSEAL
    with pytest.raises(InputAtFault) as wrong:
        sealing.checked("age1nothing")
    assert message(wrong) == sealing.NO_RECIPIENT
