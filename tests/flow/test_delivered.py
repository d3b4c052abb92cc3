"""A signed report on its way to headquarters and back, by the program as people start it, killed where it hurts."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport import signing
from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.envelopes import Kind, Returned
from fieldreport.delivery.outbox import State
from fieldreport.keys import Keys
from fieldreport.office import Office
from fieldreport.verifying.verdict import Status, verify
from tests.core.delivery.conftest import files_in, whole
from tests.core.delivery.headquarters import MadeUp
from tests.core.delivery.network import Sshd, line_to, sshd
from tests.core.delivery.test_outbox import lay_down
from tests.flow.conftest import ROOT, Program
from tests.mending import mend

NOW = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
PERIOD = "2026-B23"
PASSPHRASE = "four words are enough"


@pytest.fixture
def signed(tmp_path: Path) -> Program:
    """An office with a signed report."""
    data = tmp_path / "data"
    with Office.create(data, "DHK", person="Rahim", language="en", clock=lambda: NOW) as office:
        office.add(
            office.record_type("organisation"), {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"}
        )
        office.add(
            office.record_type("lead"),
            {"buyer": "OR-0001", "products": "knitting machines", "received_on": "2026-11-12"},
        )
        mend(office, PERIOD)
        Keys(data).make("DHK", "Head", PASSPHRASE, NOW)
        for step in (1, 2):
            signing.approve(office, office.period(PERIOD), step, f"Person {step}")
        signing.seal(office, office.period(PERIOD), PASSPHRASE)
    return Program(data)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


@pytest.fixture
def headquarters(tmp_path: Path, signed: Program) -> MadeUp:
    made = MadeUp(tmp_path / "headquarters")
    made.trusted_by(signed.data)
    return made


def test_from_the_signed_report_to_the_receipt(
    signed: Program, there: Path, headquarters: MadeUp, tmp_path: Path
) -> None:
    none = signed("deliver", PERIOD)
    assert (none.status, len(none.problems)) == (1, 1)
    assert "There is no way to headquarters yet" in none.err
    signed.done("channels", "add", "share", str(there))
    signed.done("channels", "try", "share")
    assert files_in(there) == {}
    told = signed.done("deliver", PERIOD)
    assert "delivered" in told
    ((name, sha256),) = whole(files_in(there)).items()
    # What arrived is the workbook as it was signed.
    Keys(tmp_path / "analyst").trust(_public(signed, tmp_path))
    arrived = tmp_path / "arrived.xlsx"
    arrived.write_bytes((there / name).read_bytes())
    assert verify(arrived, Keys(tmp_path / "analyst").trusted()).status is Status.UNTOUCHED
    (row,) = signed("outbox", "--json").json
    assert (row["state"], row["sha256"], row["period"], row["issue"]) == ("delivered", sha256, PERIOD, 1)
    record = signed("show", "BL-0001", "--json").json["id"]
    lay_down(
        there,
        headquarters.signed(office="DHK", package=sha256, returned=(Returned(record, "값이 빠졌음"),)),
    )
    told = signed.done("deliver", "--now")
    assert "1 record is returned" in told
    assert "BL-0001: 값이 빠졌음" in told
    (row,) = signed("outbox", "--json").json
    assert (row["state"], row["receipt"]) == ("returned", 1)
    (received,) = signed("receipts", "--json").json
    assert received["returned"] == [{"id": record, "comment": "값이 빠졌음"}]
    assert signed.done("deliver", "--now") == "There was nothing to be sent, and nothing has come."


def _public(program: Program, tmp_path: Path) -> Path:
    program.done("keys", "export", str(tmp_path / "public.json"))
    return tmp_path / "public.json"


def test_by_letter_and_back_as_a_file(signed: Program, headquarters: MadeUp, tmp_path: Path) -> None:
    import email
    from email.policy import default

    signed.done("channels", "add", "mail", "mailto:reports@headquarters.example")
    signed.done("deliver", PERIOD)
    (row,) = signed("outbox", "--json").json
    assert row["state"] == "delivered"
    letter = email.message_from_bytes(Path(row["place"]).read_bytes(), policy=default)
    (workbook,) = letter.iter_attachments()
    content = workbook.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert (letter["To"], letter["X-Unsent"]) == ("reports@headquarters.example", "1")
    assert "2026-B23" in letter["Subject"]
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(headquarters.signed(office="DHK", package=row["sha256"]))
    assert "was received and accepted" in signed.done("receipts", str(receipt))
    signed.done("receipts", str(receipt))
    (row,) = signed("outbox", "--json").json
    assert row["state"] == "acknowledged"


def test_what_fails_is_said_in_each_language_and_stays(signed: Program, there: Path) -> None:
    signed.done("channels", "add", "share", str(there))
    there.rmdir()
    for language in ("en", "ko", "bn"):
        ended = signed("deliver", PERIOD, "--now", language=language)
        assert ended.status == 3
        assert ended.problems[0].startswith("share: ")
        assert str(there) in ended.err
    (row,) = signed("outbox", "--json").json
    assert row["state"] == "queued"
    (channel,) = signed("channels", "--json").json
    assert channel["failures"] == 3
    assert str(there) in channel["problem"]


def test_a_forged_receipt_is_refused_aloud(signed: Program, there: Path, tmp_path: Path) -> None:
    signed.done("channels", "add", "share", str(there))
    signed.done("deliver", PERIOD)
    (row,) = signed("outbox", "--json").json
    forged = tmp_path / "forged.json"
    forged.write_bytes(MadeUp(tmp_path / "stranger").signed(office="DHK", package=row["sha256"]))
    ended = signed("receipts", str(forged))
    assert (ended.status, len(ended.problems)) == (1, 1)
    assert signed("outbox", "--json").json == [row]


def test_a_plan_that_came_can_be_looked_at_and_brought_in(
    signed: Program, there: Path, headquarters: MadeUp
) -> None:
    plan = (next((ROOT / "resources" / "plan").glob("*.json"))).read_text(encoding="utf-8")
    signed.done("channels", "add", "share", str(there))
    lay_down(there, headquarters.signed(kind=Kind.PLAN, office="*", body=plan), "1.envelope.json", "all")
    told = signed.done("deliver", "--now")
    path = told.splitlines()[-1].strip()
    assert json.loads(Path(path).read_text(encoding="utf-8")) == json.loads(plan)


# ---- killed --------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path, there: Path) -> Iterator[Sshd]:
    with sshd(tmp_path / "sshd", there) as made:
        yield made


#: Bytes of a package, and how many have left when the program is killed: at once, while it logs in, all along, at the
#: end.
SIZE = 1_500_000
KILLED_AT = (0, 900, 4_000, 200_000, 700_000, 1_200_000, SIZE, SIZE + 3_000, SIZE + 4_500)


def test_killed_at_any_point_it_loses_and_doubles_nothing(signed: Program, there: Path, server: Sshd) -> None:
    with line_to(server.port) as line:
        address = f"sftp://{server.user}@127.0.0.1:{line.port}/"
        signed.done("channels", "add", "hq", address, "--key", str(server.key), "--host-key", server.host_key)
        line.pause = 0.004
        killed = 0
        for issue, kill_at in enumerate(KILLED_AT, start=1):
            content = issue.to_bytes(4, "big") * (SIZE // 4)
            with Office.open(signed.data) as office:
                package = Delivery.of(office).outbox.queue(content, PERIOD, issue, "ko", "hq", NOW, "Rahim")
            line.mended()
            command = [sys.executable, "-m", "fieldreport", "--data", str(signed.data), "deliver", "--now"]
            with subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                until = time.monotonic() + 60
                while line.sent < kill_at and process.poll() is None and time.monotonic() < until:
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(0.002)
                killed += process.poll() is None
                process.kill()
            arrived = whole(files_in(there))
            with Office.open(signed.data) as office:
                assert office.store.database.row("PRAGMA integrity_check")[0] == "ok"
                outbox = Delivery.of(office).outbox
                known = {one.sha256: one for one in outbox.all()}
                assert set(arrived.values()) <= set(known)
                assert outbox.content(package) == content
                if known[package.sha256].state is State.DELIVERED:
                    assert package.sha256 in arrived.values()
        assert killed >= len(KILLED_AT) // 2
        line.mended()
        line.pause = 0
        signed.done("deliver", "--now")
        with Office.open(signed.data) as office:
            packages = Delivery.of(office).outbox.all()
        assert {one.state for one in packages} == {State.DELIVERED}
        assert sorted(whole(files_in(there)).values()) == sorted(one.sha256 for one in packages)
        assert [name for name in files_in(there) if name.endswith(".part")] == []


def test_two_programs_at_once_send_a_package_once(signed: Program, there: Path, server: Sshd) -> None:
    with line_to(server.port) as line:
        address = f"sftp://{server.user}@127.0.0.1:{line.port}/"
        signed.done("channels", "add", "hq", address, "--key", str(server.key), "--host-key", server.host_key)
        with Office.open(signed.data) as office:
            package = Delivery.of(office).outbox.queue(b"together" * 100_000, PERIOD, 1, "ko", "hq", NOW, "R")
        command = [
            sys.executable,
            "-m",
            "fieldreport",
            "--data",
            str(signed.data),
            "deliver",
            "--now",
            "--json",
        ]
        both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
        told = [json.loads(one.communicate(timeout=120)[0]) for one in both]
        assert [one.returncode for one in both] == [0, 0]
        delivered = [one["sha256"] for answer in told for one in answer["delivered"]]
        assert delivered == [package.sha256]
        assert line.sent < 2 * 800_000
        assert list(whole(files_in(there)).values()) == [package.sha256]
