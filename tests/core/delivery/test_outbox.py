"""The outbox over a folder: delivered means read back, nothing leaves it without a receipt, nothing arrives wrongly."""

from __future__ import annotations

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.delivery import places, sealing
from fieldreport.delivery.alone import alone
from fieldreport.delivery.channels import connection as channel_texts
from fieldreport.delivery.channels import upload
from fieldreport.delivery.channels.configured import Configured, described
from fieldreport.delivery.channels.connection import ChannelFailure
from fieldreport.delivery.channels.folder import FolderConnection, mount_of
from fieldreport.delivery.dispatch import LONGEST, SHORTEST, wait_after
from fieldreport.delivery.envelopes import Kind
from fieldreport.delivery.outbox import LOST, NOT_SIGNED, State
from fieldreport.failures import InputAtFault, MachineAtFault
from tests.core.delivery.conftest import PERIOD, Sender, files_in, whole
from tests.core.delivery.headquarters import MadeUp


def test_what_is_queued_is_delivered_and_read_back(sender: Sender, folder: Configured, there: Path) -> None:
    package = sender.queue()
    assert package.state is State.QUEUED
    done = sender.delivery.run()
    assert [one.sha256 for one in done.delivered] == [package.sha256]
    now = sender.now(package)
    assert (now.state, now.attempts, now.delivered_at) == (State.DELIVERED, 1, sender.clock())
    assert now.place is not None
    assert whole(files_in(there)) == {now.place: package.sha256}
    assert now.place == f"reports/DHK/{PERIOD}-1-{package.sha256[:12]}.xlsx"
    assert not sender.delivery.is_due()


def test_sending_again_is_harmless(sender: Sender, folder: Configured, there: Path) -> None:
    package = sender.queue()
    sender.delivery.run()
    before = files_in(there)
    again = sender.queue()
    assert again == sender.now(package)
    assert sender.delivery.run(at_once=True).delivered == []
    assert files_in(there) == before


def test_a_package_that_is_there_already_is_not_written_again(
    sender: Sender, folder: Configured, there: Path
) -> None:
    """Cut off between the renaming and saying so: it is found whole, and left as it is."""
    package = sender.queue()
    place = sender.delivery.outbox.place(package, sealed=False)
    path = there.joinpath(*place.parts)
    path.parent.mkdir(parents=True)
    path.write_bytes(sender.delivery.outbox.content(package))
    path.chmod(0o400)
    path.parent.chmod(0o500)
    before = path.stat()
    try:
        sender.delivery.run()
    finally:
        path.parent.chmod(0o700)
    assert sender.now(package).state is State.DELIVERED
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_absent_folder_waits_and_is_never_made(sender: Sender, folder: Configured, there: Path) -> None:
    shutil.rmtree(there)
    package = sender.queue()
    done = sender.delivery.run()
    assert [(name, problem.message) for name, problem in done.failed] == [("usual", channel_texts.NOT_THERE)]
    assert sender.now(package).state is State.QUEUED
    assert not there.exists()
    there.mkdir()
    # Not at once: the wait is not over.
    assert not sender.delivery.is_due()
    assert sender.delivery.run().delivered == []
    sender.clock.now += SHORTEST
    assert sender.delivery.is_due()
    assert len(sender.delivery.run().delivered) == 1
    channel = sender.delivery.channels.named("usual")
    assert (channel.failures, channel.problem, channel.next_at) == (0, None, None)


def test_a_stick_is_noticed_within_a_minute_however_long_it_was_away(
    sender: Sender, folder: Configured, there: Path
) -> None:
    shutil.rmtree(there)
    sender.queue()
    for _ in range(12):
        sender.delivery.run(at_once=True)
    there.mkdir()
    sender.clock.go_on(minutes=1)
    assert sender.delivery.is_due()
    assert len(sender.delivery.run().delivered) == 1


def test_at_once_does_not_wait(sender: Sender, folder: Configured, there: Path) -> None:
    shutil.rmtree(there)
    sender.queue()
    sender.delivery.run()
    there.mkdir()
    assert len(sender.delivery.run(at_once=True).delivered) == 1


def test_a_stick_that_is_not_in_leaves_an_empty_folder_that_is_not_written_to(there: Path) -> None:
    assert FolderConnection(there, str(Path(there.anchor))).root == there
    with pytest.raises(ChannelFailure) as failure:
        FolderConnection(there, str(there))
    assert failure.value.problem.message == channel_texts.NOT_THERE
    assert mount_of(there) in ("", *(str(one) for one in there.parents))


def test_an_emptied_folder_is_filled_again_and_nothing_is_forgotten(
    sender: Sender, folder: Configured, there: Path
) -> None:
    package = sender.queue()
    sender.delivery.run()
    before = files_in(there)
    for one in there.iterdir():
        shutil.rmtree(one)
    sender.clock.go_on(minutes=30)
    sender.delivery.run()
    assert files_in(there) == {}
    sender.clock.go_on(minutes=31)
    assert sender.delivery.is_due()
    assert [one.sha256 for one in sender.delivery.run().delivered] == [package.sha256]
    assert files_in(there) == before


def test_an_emptied_folder_takes_nothing_back_that_was_acknowledged(
    sender: Sender, folder: Configured, there: Path, headquarters: MadeUp
) -> None:
    package = sender.queue()
    sender.delivery.run()
    sender.delivery.inbox.take(
        headquarters.signed(office="DHK", package=package.sha256), "receipt", sender.clock()
    )
    shutil.rmtree(there / "reports")
    sender.clock.go_on(days=2)
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.ACKNOWLEDGED
    assert files_in(there) == {}


def test_a_full_disk_keeps_the_package_and_what_was_there(
    sender: Sender, folder: Configured, there: Path
) -> None:
    """The real thing: the system lets no file of this process grow beyond two megabytes."""
    import resource

    package = sender.queue(b"workbook" * 500_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    try:
        done = sender.delivery.run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [problem.message for _, problem in done.failed] == [channel_texts.FULL]
    assert sender.now(package).state is State.QUEUED
    assert whole(files_in(there)) == {}
    sender.delivery.run(at_once=True)
    assert sender.now(package).state is State.DELIVERED
    assert list(whole(files_in(there)).values()) == [package.sha256]


@given(left=st.binary(max_size=40), content=st.binary(min_size=1, max_size=30))
def test_whatever_an_upload_left_behind_it_ends_whole(
    tmp_path_factory: pytest.TempPathFactory, left: bytes, content: bytes
) -> None:
    root = tmp_path_factory.mktemp("root")
    connection = FolderConnection(root)
    sha256 = hashlib.sha256(content).hexdigest()
    path = places.package("DHK", PERIOD, 1, sha256, sealed=False)
    part = root.joinpath(*places.unfinished(path, "tag").parts)
    part.parent.mkdir(parents=True)
    part.write_bytes(left)
    upload.put(connection, path, content, "tag", "there")
    assert list(files_in(root).values()) == [content]


def test_a_resumed_upload_writes_only_what_is_missing(tmp_path: Path) -> None:
    content = bytes(range(256)) * 4_000
    connection = FolderConnection(tmp_path)
    path = PurePosixPath("reports/DHK/one.xlsx")
    part = tmp_path.joinpath(*places.unfinished(path, "tag").parts)
    part.parent.mkdir(parents=True)
    part.write_bytes(content[:700_000])
    inode = part.stat().st_ino
    upload.put(connection, path, content, "tag", "there")
    assert (tmp_path / path).stat().st_ino == inode
    assert (tmp_path / path).read_bytes() == content


def test_what_somebody_else_laid_down_under_the_name_is_replaced_only_by_the_whole(
    sender: Sender, folder: Configured, there: Path
) -> None:
    package = sender.queue()
    path = there.joinpath(*sender.delivery.outbox.place(package, sealed=False).parts)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half of a workbook, as a cloud program leaves it")
    sender.delivery.run()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == package.sha256


# ---- who sends -----------------------------------------------------------------------------------------------------


def test_only_one_sends_at_a_time(sender: Sender, folder: Configured, there: Path) -> None:
    package = sender.queue()
    with alone(sender.delivery.outbox.folder) as mine:
        assert mine
        done = sender.delivery.run(at_once=True)
        assert done.busy
        assert files_in(there) == {}
    sender.delivery.run()
    assert sender.now(package).state is State.DELIVERED


def test_a_package_is_kept_as_it_was_queued(sender: Sender, folder: Configured, there: Path) -> None:
    package = sender.queue()
    kept = sender.delivery.outbox.folder / package.sha256
    kept.write_bytes(b"something else")
    done = sender.delivery.run()
    assert [problem.message for _, problem in done.failed] == [LOST]
    assert files_in(there) == {}
    with pytest.raises(MachineAtFault):
        sender.delivery.outbox.content(package)


def test_only_what_is_signed_can_be_queued(sender: Sender, folder: Configured) -> None:
    with pytest.raises(InputAtFault) as failure:
        sender.delivery.outbox.queue_signed(PERIOD, "ko", "usual", sender.clock(), "Rahim")
    assert failure.value.problems[0].message == NOT_SIGNED


def test_what_waits_can_go_another_way(
    sender: Sender, folder: Configured, there: Path, tmp_path: Path
) -> None:
    shutil.rmtree(there)
    package = sender.queue()
    sender.delivery.run()
    stick = tmp_path / "stick"
    stick.mkdir()
    sender.add(described("stick", str(stick)))
    sender.queue(channel="stick")
    sender.delivery.run()
    assert sender.now(package).state is State.DELIVERED
    assert len(whole(files_in(stick))) == 1


def test_what_waited_for_a_channel_that_was_removed_goes_by_the_first(
    sender: Sender, folder: Configured, there: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    sender.add(described("stick", str(tmp_path / "stick")))
    package = sender.queue(channel="stick")
    sender.delivery.channels.remove("stick")
    sender.delivery.run()
    assert sender.now(package).state is State.DELIVERED
    assert len(whole(files_in(there))) == 1


# ---- sealing -------------------------------------------------------------------------------------------------------


def test_it_is_sealed_as_soon_as_headquarters_has_named_a_key(
    sender: Sender, folder: Configured, there: Path, headquarters: MadeUp
) -> None:
    identity, recipient = sealing.make_identity()
    sender.delivery.inbox.take(
        headquarters.signed(kind=Kind.SEALING, office="*", body=recipient), "sealing", sender.clock()
    )
    content = b"a secret workbook " * 500
    package = sender.queue(content)
    sender.delivery.run()
    now = sender.now(package)
    assert now.place is not None
    assert now.place.endswith(".xlsx.age")
    sealed = (there / now.place).read_bytes()
    assert hashlib.sha256(sealed).hexdigest() == now.sealed
    assert b"secret" not in sealed
    assert sealing.unseal(sealed, identity, "it") == content


def test_a_broken_sealed_upload_is_gone_on_with(
    sender: Sender, folder: Configured, there: Path, headquarters: MadeUp
) -> None:
    """Sealing again would give other bytes, so what was sealed is kept."""
    recipient = sealing.make_identity()[1]
    sender.delivery.inbox.take(
        headquarters.signed(kind=Kind.SEALING, office="*", body=recipient), "sealing", sender.clock()
    )
    package = sender.queue()
    outbox = sender.delivery.outbox
    _, first = outbox.begin(package, recipient)
    _, second = outbox.begin(sender.now(package), recipient)
    assert first == second
    other = sealing.make_identity()[1]
    assert outbox.begin(sender.now(package), other)[1] != first


# ---- waiting -------------------------------------------------------------------------------------------------------


@given(failures=st.integers(0, 10_000), chance=st.floats(0, 1))
def test_waits_grow_to_a_limit_and_differ(failures: int, chance: float) -> None:
    wait = wait_after(failures, chance)
    assert SHORTEST / 2 <= wait <= LONGEST
    assert wait <= wait_after(failures + 1, chance)
    assert wait_after(failures, 0) == 2 * wait_after(failures, 1)


@pytest.mark.parametrize("wrong", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_that_is_wrong_by_a_year_holds_nothing_back(
    sender: Sender, folder: Configured, there: Path, wrong: timedelta
) -> None:
    """It fails under the wrong clock; the clock is set right; it goes out after the usual wait, not after a year."""
    shutil.rmtree(there)
    sender.clock.now += wrong
    package = sender.queue()
    sender.delivery.run()
    sender.clock.now -= wrong
    there.mkdir()
    assert sender.delivery.is_due()
    sender.delivery.run()
    assert sender.now(package).state is State.DELIVERED
    # And one that goes wrong after the delivery does not hide that the package has gone.
    shutil.rmtree(there / "reports")
    sender.clock.now += wrong
    assert len(sender.delivery.run().delivered) == 1


def test_the_folder_of_an_outbox_is_cleared_of_what_was_answered(
    sender: Sender, folder: Configured, there: Path, headquarters: MadeUp
) -> None:
    first, second = sender.queue(b"first" * 99), sender.queue(b"second" * 99, issue=2)
    sender.delivery.run()
    lay_down(there, headquarters.signed(office="DHK", package=first.sha256))
    sender.delivery.run(at_once=True)
    kept = {path.name for path in sender.delivery.outbox.folder.iterdir()}
    assert first.sha256 not in kept
    assert second.sha256 in kept


def lay_down(
    there: Path, content: bytes, name: str = "00000001-receipt.envelope.json", office: str = "DHK"
) -> None:
    path = there / "receipts" / office / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
