"""Answering: returns, receipts that offices believe, reminders; and the board that shows all of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fieldreport.delivery import envelopes
from fieldreport.delivery.envelopes import HEADQUARTERS, Envelope, Kind
from fieldreport.failures import InputAtFault
from fieldreport.headquarters import answering
from fieldreport.headquarters.board import Standing, State, board
from fieldreport.keys import Keys, SigningKey
from tests.core.headquarters.conftest import NOW, PERIOD, Headquarters, dump

PASSPHRASE = "far from the sea, near the river"


@pytest.fixture
def signer(tmp_path: Path) -> SigningKey:
    keys = Keys(tmp_path / "hq")
    keys.make(HEADQUARTERS, "Head of headquarters", PASSPHRASE, NOW)
    return keys.unlock(PASSPHRASE)


def standing(headquarters: Headquarters, office: int = 0) -> Standing:
    return board(headquarters.store, PERIOD, headquarters.now)[office]


def opened(headquarters: Headquarters, signer: SigningKey, folder: Path, office: str) -> list[Envelope]:
    answering.lay_down(headquarters.store, folder)
    return [
        envelopes.read(path.read_bytes(), path.name, [signer.public], office).envelope
        for path in sorted((folder / "receipts" / office).iterdir())
    ]


def test_what_was_accepted_is_acknowledged_with_every_record(
    headquarters: Headquarters, signer: SigningKey, tmp_path: Path
) -> None:
    office = headquarters.offices[0]
    path = headquarters.report(office)
    headquarters.collect()
    assert [one.serial for one in answering.owed(headquarters.store)] == [0]
    answering.sign(headquarters.store, signer, NOW)
    assert not answering.owed(headquarters.store)
    assert not answering.sign(headquarters.store, signer, NOW)
    (receipt,) = opened(headquarters, signer, tmp_path / "out", office.code)
    assert (receipt.kind, receipt.period, receipt.issue, receipt.why) == (Kind.RECEIPT, PERIOD.code, 1, "")
    assert set(receipt.accepted) == set(office.held[PERIOD.code])
    import hashlib

    assert receipt.package == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_returned_report_counts_no_more_until_the_next_issue_comes(
    headquarters: Headquarters, signer: SigningKey, tmp_path: Path
) -> None:
    office = headquarters.offices[0]
    headquarters.report(office)
    headquarters.collect()
    answering.sign(headquarters.store, signer, NOW)
    answering.give_back(headquarters.store, "dhk", PERIOD, "The sums are wrong.", NOW)
    assert (standing(headquarters).state, standing(headquarters).why) == (
        State.RETURNED,
        "The sums are wrong.",
    )
    assert not dump(headquarters.store)["last"]
    answering.sign(headquarters.store, signer, NOW)
    first, second = opened(headquarters, signer, tmp_path / "out", office.code)
    assert (first.serial, first.returns, second.serial, second.why) == (1, False, 2, "The sums are wrong.")
    office.correct(PERIOD)
    headquarters.put(office.package(PERIOD))
    headquarters.collect()
    assert (standing(headquarters).state, standing(headquarters).issue) == (State.ON_TIME, 2)
    assert len(dump(headquarters.store)["last"]) == len(office.held[PERIOD.code])


def test_what_was_returned_in_one_language_is_returned_in_all(headquarters: Headquarters) -> None:
    office = headquarters.offices[0]
    headquarters.report(office)
    headquarters.collect()
    answering.give_back(headquarters.store, office.code, PERIOD, "Why", NOW)
    headquarters.put(office.package(PERIOD, "bn", same=True))
    headquarters.collect()
    assert standing(headquarters).state is State.RETURNED


def test_single_records_can_be_returned(
    headquarters: Headquarters, signer: SigningKey, tmp_path: Path
) -> None:
    office = headquarters.offices[0]
    headquarters.report(office)
    headquarters.collect()
    record = next(iter(office.held[PERIOD.code]))
    answering.give_back(headquarters.store, office.code, PERIOD, "No such buyer.", NOW, [record])
    answering.sign(headquarters.store, signer, NOW)
    (receipt,) = opened(headquarters, signer, tmp_path / "out", office.code)
    assert [(one.id, one.comment) for one in receipt.returned] == [(record, "No such buyer.")]
    assert set(receipt.accepted) == set(office.held[PERIOD.code]) - {record}
    assert standing(headquarters).state is State.ON_TIME


@pytest.mark.parametrize(
    ("office", "why", "records"),
    [
        ("DHK", " ", ()),
        ("DEL", "Why", ()),
        ("XXX", "Why", ()),
        ("DHK", "Why", ("a" * 36,)),
        ("DHK", "w" * 10_001, ()),
    ],
)
def test_what_cannot_be_returned_is_told(
    headquarters: Headquarters, office: str, why: str, records: tuple[str, ...]
) -> None:
    headquarters.report(headquarters.offices[0])
    headquarters.collect()
    before = dump(headquarters.store)
    with pytest.raises(InputAtFault):
        answering.give_back(headquarters.store, office, PERIOD, why, NOW, records)
    assert dump(headquarters.store) == before


def test_what_lies_in_quarantine_can_be_returned(
    headquarters: Headquarters, signer: SigningKey, tmp_path: Path
) -> None:
    office = headquarters.offices[0]
    office.work(PERIOD, 5)
    headquarters.put(office.package(PERIOD, signed=False))
    headquarters.collect()
    assert (standing(headquarters).state, standing(headquarters).aside) == (State.QUARANTINED, ("unsigned",))
    answering.give_back(headquarters.store, office.code, PERIOD, "Please sign it.", NOW)
    answering.sign(headquarters.store, signer, NOW)
    (receipt,) = opened(headquarters, signer, tmp_path / "out", office.code)
    assert (receipt.why, receipt.accepted) == ("Please sign it.", ())


def test_those_who_are_missing_are_reminded_once_a_day(
    headquarters: Headquarters, signer: SigningKey, tmp_path: Path
) -> None:
    headquarters.report(headquarters.offices[0])
    headquarters.collect()
    later = NOW + timedelta(days=10)
    states = {one.office.code: one.state for one in board(headquarters.store, PERIOD, later)}
    missing = [code for code, state in states.items() if state is State.MISSING]
    assert missing == [one.code for one in headquarters.offices[1:]]
    for _ in range(2):
        answering.remind(headquarters.store, signer, PERIOD, missing, lambda code: f"{code}, please", later)
    (message,) = opened(headquarters, signer, tmp_path / "out", missing[0])
    assert (message.kind, message.body) == (Kind.MESSAGE, f"{missing[0]}, please")
    answering.remind(
        headquarters.store, signer, PERIOD, missing, lambda _: "again", later + timedelta(days=1)
    )
    assert len(opened(headquarters, signer, tmp_path / "out", missing[0])) == 2


def test_nothing_is_missing_before_it_is_due(headquarters: Headquarters) -> None:
    headquarters.now = NOW
    assert {one.state for one in board(headquarters.store, PERIOD, NOW)} == {State.EXPECTED}
