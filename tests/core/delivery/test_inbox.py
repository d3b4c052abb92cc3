"""What comes back: receipts change what they name, and forged, foreign, replayed and late ones change nothing."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from fieldreport.delivery import envelopes, inbox, sealing
from fieldreport.delivery.channels.configured import Configured
from fieldreport.delivery.envelopes import Kind, Returned
from fieldreport.delivery.outbox import Package, State
from fieldreport.failures import InputAtFault
from tests.core.delivery.conftest import Sender
from tests.core.delivery.headquarters import MadeUp, signing_key
from tests.core.delivery.test_outbox import lay_down

RECORD = "0193b7a0-0000-7000-8000-000000000001"


@pytest.fixture
def package(sender: Sender, folder: Configured) -> Package:
    """One that was delivered."""
    made = sender.queue()
    sender.delivery.run()
    return sender.now(made)


def everything(sender: Sender) -> list[object]:
    """All that an envelope may change."""
    database = sender.office.store.database
    tables = ("outbox", "envelope", "property", "channel")
    return [database.rows(f"SELECT * FROM {name}") for name in tables]


def refusal(sender: Sender, content: bytes) -> str:
    before = everything(sender)
    with pytest.raises(InputAtFault) as failure:
        sender.delivery.inbox.take(content, "it", sender.clock())
    assert everything(sender) == before
    return failure.value.problems[0].message


def test_a_receipt_acknowledges_what_it_names(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp
) -> None:
    lay_down(there, headquarters.signed(office="DHK", package=package.sha256, accepted=(RECORD,)))
    done = sender.delivery.run(at_once=True)
    assert [one.kind for one in done.received] == [Kind.RECEIPT]
    now = sender.now(package)
    assert (now.state, now.receipt, now.answered_at) == (State.ACKNOWLEDGED, 1, sender.clock())
    assert sender.delivery.run(at_once=True).received == []


def test_a_receipt_gives_back_with_reasons(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp
) -> None:
    returned = (Returned(RECORD, "금액의 통화가 빠졌음"),)
    lay_down(there, headquarters.signed(office="DHK", package=package.sha256, returned=returned))
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.RETURNED
    answer = sender.delivery.inbox.answers_to(package.sha256)[0]
    assert answer.envelope.returned == returned


def test_what_is_said_of_a_record_holds_until_it_is_accepted(
    sender: Sender, package: Package, headquarters: MadeUp
) -> None:
    box = sender.delivery.inbox
    assert box.returned(RECORD) is None
    said = [
        headquarters.signed(office="DHK", package=package.sha256, returned=returned, accepted=accepted)
        for returned, accepted in (
            ((Returned(RECORD, "first"),), ()),
            ((Returned(RECORD, "second"),), ("another",)),
            ((), (RECORD,)),
        )
    ]
    for which, comment in ((1, "second"), (0, "second"), (2, None)):
        box.take(said[which], "it", sender.clock())
        about = box.returned(RECORD)
        assert (None if about is None else about.comment) == comment


def test_replayed_receipts_change_nothing(sender: Sender, package: Package, headquarters: MadeUp) -> None:
    first = headquarters.signed(office="DHK", package=package.sha256, why="unreadable")
    second = headquarters.signed(office="DHK", package=package.sha256)
    for content in (first, second):
        assert sender.delivery.inbox.take(content, "it", sender.clock()).fresh
    before = everything(sender)
    for content in (first, second, first):
        assert not sender.delivery.inbox.take(content, "another name", sender.clock()).fresh
    assert everything(sender) == before
    assert sender.now(package).state is State.ACKNOWLEDGED


def test_receipts_hold_in_whatever_order_they_come(
    tmp_path: Path, sender: Sender, folder: Configured, headquarters: MadeUp
) -> None:
    for at, order in enumerate(itertools.permutations(range(3))):
        package = sender.queue(f"workbook {at}".encode() * 50)
        sender.delivery.run(at_once=True)
        said = [
            headquarters.signed(office="DHK", package=package.sha256, **one)
            for one in ({}, {"why": "damaged"}, {"accepted": (RECORD,)})
        ]
        for which in order:
            sender.delivery.inbox.take(said[which], "it", sender.clock())
        now = sender.now(package)
        assert (now.state, now.receipt) == (State.ACKNOWLEDGED, headquarters.serial)


def test_a_receipt_before_the_office_knows_that_it_delivered_stands(
    sender: Sender, folder: Configured, headquarters: MadeUp
) -> None:
    """The connection broke after the renaming; headquarters was quicker than the next attempt."""
    package = sender.queue()
    outbox = sender.delivery.outbox
    outbox.begin(package, None)
    receipt = headquarters.signed(office="DHK", package=package.sha256)
    sender.delivery.inbox.take(receipt, "it", sender.clock())
    outbox.delivered(package, "somewhere", sender.clock())
    outbox.rest()
    assert sender.now(package).state is State.ACKNOWLEDGED
    assert sender.delivery.run(at_once=True).delivered == []


def test_forged_foreign_and_impossible_receipts_change_nothing(
    sender: Sender, package: Package, headquarters: MadeUp, tmp_path: Path
) -> None:
    said = {"office": "DHK", "package": package.sha256}
    stranger = MadeUp(tmp_path / "stranger")
    assert refusal(sender, stranger.signed(**said)) == envelopes.UNKNOWN_KEY
    forged = json.loads(headquarters.signed(**said))
    forged["content"] = forged["content"].replace('"why":""', '"why":"no"')
    assert refusal(sender, json.dumps(forged).encode()) == envelopes.FORGED
    assert refusal(sender, headquarters.signed(**said | {"office": "LAX"})) == envelopes.FOREIGN
    assert refusal(sender, headquarters.signed(**said | {"package": "0" * 64})) == inbox.UNKNOWN_PACKAGE
    assert refusal(sender, headquarters.signed(**said | {"issue": 2})) == inbox.UNKNOWN_PACKAGE
    assert refusal(sender, b"") == envelopes.NOT_AN_ENVELOPE
    assert sender.now(package) == package


def test_another_offices_key_cannot_acknowledge(
    sender: Sender, package: Package, headquarters: MadeUp, tmp_path: Path
) -> None:
    from fieldreport.keys import Keys

    office = signing_key(tmp_path / "office", "LAX")
    Keys(tmp_path / "office").export(tmp_path / "public.json")
    Keys(sender.office.data).trust(tmp_path / "public.json")
    envelope = headquarters.envelope(office="DHK", package=package.sha256)
    assert refusal(sender, envelopes.make(envelope, office)) == envelopes.NOT_HEADQUARTERS


def test_a_number_is_used_once(sender: Sender, package: Package, headquarters: MadeUp) -> None:
    envelope = headquarters.envelope(office="DHK", package=package.sha256)
    sender.delivery.inbox.take(envelopes.make(envelope, headquarters.key), "it", sender.clock())
    from dataclasses import replace

    other = envelopes.make(replace(envelope, why="no"), headquarters.key)
    assert refusal(sender, other) == inbox.NUMBER_USED


def test_a_forged_file_does_not_hide_the_real_one_of_its_name(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp, tmp_path: Path
) -> None:
    stranger = MadeUp(tmp_path / "stranger")
    lay_down(there, stranger.signed(office="DHK", package=package.sha256, why="no"))
    done = sender.delivery.run(at_once=True)
    assert [one.message for one in done.refused] == [envelopes.UNKNOWN_KEY]
    assert sender.now(package).state is State.DELIVERED
    lay_down(there, headquarters.signed(office="DHK", package=package.sha256))
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.ACKNOWLEDGED


def test_a_lost_receipt_loses_nothing(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp
) -> None:
    """It never comes; the package stays delivered, and headquarters' next receipt for it does."""
    headquarters.signed(office="DHK", package=package.sha256)
    sender.clock.go_on(days=30)
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.DELIVERED
    lay_down(
        there, headquarters.signed(office="DHK", package=package.sha256), "00000002-receipt.envelope.json"
    )
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.ACKNOWLEDGED


def test_a_receipt_made_by_a_clock_that_was_wrong_by_a_year_is_a_receipt(
    sender: Sender, package: Package, headquarters: MadeUp
) -> None:
    from datetime import timedelta

    made_at = sender.clock() + timedelta(days=365)
    sender.delivery.inbox.take(
        headquarters.signed(office="DHK", package=package.sha256, made_at=made_at), "it", sender.clock()
    )
    assert sender.now(package).state is State.ACKNOWLEDGED


def test_plans_lists_and_messages_come_the_same_way(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp
) -> None:
    plan = '{"format": 1, "name": "계획"}\n'
    lay_down(there, headquarters.signed(kind=Kind.PLAN, office="*", body=plan), "1.envelope.json", "all")
    lay_down(
        there, headquarters.signed(kind=Kind.MESSAGE, office="DHK", body="수고하셨습니다."), "2.envelope.json"
    )
    lay_down(there, headquarters.signed(kind=Kind.MESSAGE, office="LAX", body="not yours"), "3.envelope.json")
    done = sender.delivery.run(at_once=True)
    assert {one.kind for one in done.received} == {Kind.PLAN, Kind.MESSAGE}
    assert [one.message for one in done.refused] == [envelopes.FOREIGN]
    received = {one.envelope.kind: one.envelope for one in sender.delivery.inbox.all()}
    assert sender.delivery.inbox.file_of(received[Kind.PLAN]).read_text(encoding="utf-8") == plan
    assert received[Kind.MESSAGE].body == "수고하셨습니다."


def test_the_latest_recipient_holds(sender: Sender, headquarters: MadeUp) -> None:
    recipients = [sealing.make_identity()[1] for _ in range(3)]
    said = [headquarters.signed(kind=Kind.SEALING, office="*", body=one) for one in recipients]
    assert sender.delivery.inbox.recipient() is None
    for which, holds in ((1, 1), (0, 1), (2, 2)):
        sender.delivery.inbox.take(said[which], "it", sender.clock())
        assert sender.delivery.inbox.recipient() == recipients[holds]
    assert (
        refusal(sender, headquarters.signed(kind=Kind.SEALING, office="*", body="age1no"))
        == sealing.NO_RECIPIENT
    )
    assert sender.delivery.inbox.recipient() == recipients[2]


def test_files_that_are_no_envelopes_harm_nobody(
    sender: Sender, there: Path, package: Package, headquarters: MadeUp
) -> None:
    for number in range(30):
        lay_down(there, b"{" * 50_000, f"{number}.envelope.json")
    lay_down(there, b"not read at all", "readme.txt")
    lay_down(there, headquarters.signed(office="DHK", package=package.sha256), "z.envelope.json")
    done = sender.delivery.run(at_once=True)
    assert {one.message for one in done.refused} == {envelopes.NOT_AN_ENVELOPE}
    assert sender.now(package).state is State.ACKNOWLEDGED
