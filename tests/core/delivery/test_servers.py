"""WebDAV and SFTP against real servers on this machine: delivered, resumed, cut, refused, full, slow, wrong keys."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from fieldreport.delivery.channels import connection as said
from fieldreport.delivery.channels.configured import NEEDS_HOST_KEY, NOT_SECRET, Configured, described
from fieldreport.delivery.channels.sftp import host_key_of
from fieldreport.delivery.outbox import State
from fieldreport.delivery.places import unfinished
from fieldreport.failures import InputAtFault, MachineAtFault
from tests.core.delivery.conftest import Sender, files_in, whole
from tests.core.delivery.headquarters import MadeUp
from tests.core.delivery.network import (
    PASSWORD,
    USER,
    Line,
    Sshd,
    Webdav,
    free_port,
    lighttpd,
    line_to,
    make_key,
    sshd,
)
from tests.core.delivery.test_outbox import lay_down

#: Larger than what lies in buffers between two programs.
LARGE = bytes(range(256)) * 8_000
MIDDLING = LARGE[:300_000]


def by_webdav(sender: Sender, port: int, password: str = PASSWORD) -> Configured:
    return sender.add(described("usual", f"http://127.0.0.1:{port}/", user=USER), password)


def by_sftp(
    sender: Sender, server: Sshd, port: int | None = None, host_key: str = "", key: Path | None = None
) -> Configured:
    address = f"sftp://{server.user}@127.0.0.1:{port or server.port}/"
    return sender.add(
        described("usual", address, key=str(key or server.key), host_key=host_key or server.host_key)
    )


def failed(sender: Sender, patience: float = 5.0) -> str:
    """What a round says that fails; the package is still in the outbox and nothing wrong is at headquarters."""
    done = sender.reopened(patience).run(at_once=True)
    assert done.delivered == []
    (one,) = done.failed
    return one[1].message


Route = Callable[[int | None], Configured]


@pytest.fixture(params=["webdav", "sftp"])
def route(request: pytest.FixtureRequest, sender: Sender) -> Iterator[tuple[int, Route]]:
    """A server's port, and what makes the channel to it (over another port, such as a line's)."""
    if request.param == "webdav":
        webdav: Webdav = request.getfixturevalue("webdav")
        yield webdav.port, lambda port: by_webdav(sender, port or webdav.port)
    else:
        openssh: Sshd = request.getfixturevalue("openssh")
        yield openssh.port, lambda port: by_sftp(sender, openssh, port)


def test_it_is_delivered_and_the_receipt_fetched(
    sender: Sender, there: Path, route: tuple[int, Route], headquarters: MadeUp
) -> None:
    route[1](None)
    package = sender.queue(LARGE)
    done = sender.delivery.run()
    assert done.failed == []
    now = sender.now(package)
    assert now.state is State.DELIVERED
    assert whole(files_in(there)) == {now.place: package.sha256}
    assert sender.queue(LARGE) == now
    lay_down(there, headquarters.signed(office="DHK", package=package.sha256))
    done = sender.delivery.run(at_once=True)
    assert (done.failed, [one.package for one in done.received]) == ([], [package.sha256])
    assert sender.now(package).state is State.ACKNOWLEDGED


def test_what_is_there_otherwise_is_replaced(sender: Sender, there: Path, route: tuple[int, Route]) -> None:
    route[1](None)
    package = sender.queue(LARGE)
    path = there.joinpath(*sender.delivery.outbox.place(package, sealed=False).parts)
    path.parent.mkdir(parents=True)
    path.write_bytes(LARGE[:-1])
    assert sender.delivery.run().failed == []
    assert list(whole(files_in(there)).values()) == [package.sha256]


def stages(line: Line, sender: Sender) -> list[int]:
    """After how many bytes the line is cut: at the beginnings, all along a whole delivery, and at its end."""
    package = sender.queue(MIDDLING)
    assert sender.delivery.run(at_once=True).failed == []
    assert sender.now(package).state is State.DELIVERED
    all_of_it = line.sent
    ends = range(max(all_of_it - 2_000, 0), all_of_it, 400)
    return [0, 40, 1_500, 3_000, *range(5_000, all_of_it, all_of_it // 7), *ends]


def test_a_line_cut_at_any_stage_leaves_nothing_half(
    sender: Sender, there: Path, route: tuple[int, Route]
) -> None:
    with line_to(route[0]) as line:
        route[1](line.port)
        for number, cut in enumerate(stages(line, sender)):
            content = MIDDLING + number.to_bytes(2, "big")
            package = sender.queue(content, issue=number + 2)
            line.mended()
            line.cut_after = cut
            sender.delivery.run(at_once=True)
            arrived = whole(files_in(there))
            # Whatever headquarters sees is whole; what the office calls delivered is there.
            if sender.now(package).state is State.DELIVERED:
                assert package.sha256 in arrived.values()
            assert set(arrived.values()) <= {one.sha256 for one in sender.delivery.outbox.all()}
            line.mended()
            done = sender.delivery.run(at_once=True)
            assert done.failed == []
            assert sender.now(package).state is State.DELIVERED
            assert package.sha256 in whole(files_in(there)).values()
        left = [name for name in files_in(there) if name.endswith(".part")]
        assert left == []


def test_sftp_goes_on_where_it_was_cut(sender: Sender, there: Path, openssh: Sshd) -> None:
    with line_to(openssh.port) as line:
        by_sftp(sender, openssh, line.port)
        content = LARGE * 2
        package = sender.queue(content)
        line.cut_after = len(content) * 3 // 4
        assert failed(sender) == said.CUT
        (part,) = (one for name, one in files_in(there).items() if name.endswith(".part"))
        assert len(part) > len(content) // 3
        line.mended()
        sender.delivery.run(at_once=True)
        assert sender.now(package).state is State.DELIVERED
        assert line.sent < len(content) - len(part) + 50_000


def test_webdav_begins_anew_where_the_server_cannot_go_on(
    sender: Sender, there: Path, webdav: Webdav
) -> None:
    asked: list[str] = []

    def note(environ: Mapping[str, Any]) -> None:
        asked.append(environ.get("HTTP_CONTENT_RANGE", ""))

    webdav.before = note
    by_webdav(sender, webdav.port)
    package = sender.queue(LARGE)
    part = there / "reports" / "DHK"
    part.mkdir(parents=True)
    place = sender.delivery.outbox.place(package, sealed=False)
    (part / f".{place.name}.{package.tag}.part").write_bytes(LARGE[:1000])
    assert sender.delivery.run().failed == []
    assert f"bytes 1000-{len(LARGE) - 1}/{len(LARGE)}" in asked
    assert list(whole(files_in(there)).values()) == [package.sha256]


def test_webdav_goes_on_where_the_server_can(sender: Sender, there: Path, tmp_path: Path) -> None:
    with lighttpd(tmp_path / "lighttpd", there) as port, line_to(port) as line:
        sender.add(described("usual", f"http://127.0.0.1:{line.port}/"))
        package = sender.queue(LARGE)
        place = sender.delivery.outbox.place(package, sealed=False)
        part = there.joinpath(*unfinished(place, package.tag).parts)
        part.parent.mkdir(parents=True)
        part.write_bytes(LARGE[:1_500_000])
        assert sender.delivery.run().failed == []
        assert list(whole(files_in(there)).values()) == [package.sha256]
        assert line.sent < len(LARGE) - 1_500_000 + 20_000
        # What an earlier attempt left may be something else: found out, and begun anew.
        other = sender.queue(LARGE + b"2", issue=2)
        place = sender.delivery.outbox.place(other, sealed=False)
        there.joinpath(*unfinished(place, other.tag).parts).write_bytes(b"?" * 1_500_000)
        assert sender.delivery.run().failed == []
        assert other.sha256 in whole(files_in(there)).values()


def test_a_silent_line_is_given_up(sender: Sender, there: Path, route: tuple[int, Route]) -> None:
    """No answer and no error, as when a satellite is lost: it is left after its patience, not after hours."""
    with line_to(route[0]) as line:
        route[1](line.port)
        package = sender.queue(LARGE)
        line.cut_after, line.silent = 600_000, True
        assert failed(sender, patience=1.0) in (said.CUT, said.UNREACHABLE)
        assert sender.now(package).state is State.QUEUED
        line.mended()
        assert sender.reopened().run(at_once=True).failed == []


def test_a_slow_line_is_waited_for(sender: Sender, there: Path, route: tuple[int, Route]) -> None:
    """Each block takes a while; altogether far longer than the patience for one answer."""
    with line_to(route[0]) as line:
        route[1](line.port)
        line.pause = 0.02
        package = sender.queue(LARGE[:800_000])
        done = sender.reopened(patience=1.5).run()
        assert done.failed == []
        assert sender.now(package).state is State.DELIVERED


def test_nobody_listening_is_unreachable(sender: Sender, tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    for address, options in (
        (f"http://127.0.0.1:{free_port()}/", {"user": USER}),
        (f"sftp://a@127.0.0.1:{free_port()}/", {"host_key": "SHA256:x", "key": str(tmp_path / "key")}),
    ):
        sender.add(described("usual", address, **options))
        sender.queue()
        assert failed(sender) == said.UNREACHABLE


# ---- WebDAV --------------------------------------------------------------------------------------------------------


def test_a_wrong_password_is_said(sender: Sender, webdav: Webdav, there: Path) -> None:
    by_webdav(sender, webdav.port, "wrong")
    package = sender.queue()
    assert failed(sender) == said.REFUSED
    assert (sender.now(package).state, files_in(there)) == (State.QUEUED, {})
    by_webdav(sender, webdav.port)
    assert sender.delivery.run(at_once=True).failed == []


@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("507 Insufficient Storage", said.FULL),
        ("413 Request Entity Too Large", said.FULL),
        ("403 Forbidden", said.MAY_NOT),
        ("401 Unauthorized", said.REFUSED),
        ("500 Internal Server Error", said.UNREACHABLE),
        ("503 Service Unavailable", said.UNREACHABLE),
        ("409 Conflict", said.UNCLEAR),
        ("423 Locked", said.UNCLEAR),
        ("302 Found", said.UNCLEAR),
    ],
)
@pytest.mark.parametrize("method", ["PROPFIND", "MKCOL", "PUT", "GET", "MOVE"])
def test_a_server_that_refuses_any_step_is_waited_out(
    sender: Sender, webdav: Webdav, there: Path, status: str, message: str, method: str
) -> None:
    by_webdav(sender, webdav.port)
    package = sender.queue()

    def refuse(environ: Mapping[str, Any]) -> str | None:
        return status if environ["REQUEST_METHOD"] == method else None

    webdav.before = refuse
    assert failed(sender) in {message, said.UNCLEAR} | ({said.UNREACHABLE} if method == "PROPFIND" else set())
    assert sender.now(package).state is State.QUEUED
    assert whole(files_in(there)) == {}
    webdav.before = lambda environ: None
    assert sender.delivery.run(at_once=True).failed == []
    assert list(whole(files_in(there)).values()) == [package.sha256]


def test_a_page_in_the_place_of_the_server_is_no_delivery(sender: Sender, there: Path) -> None:
    """The network of a hotel answers everything with a page that wants its conditions accepted."""
    from cheroot.wsgi import Server

    def page(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"<html><body>Welcome<p>Please accept</body></html>"]

    port = free_port()
    server = Server(("127.0.0.1", port), page, numthreads=2)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        sender.add(described("usual", f"http://127.0.0.1:{port}/", user=USER), PASSWORD)
        package = sender.queue()
        assert failed(sender) == said.UNCLEAR
        assert sender.now(package).state is State.QUEUED
    finally:
        server.stop()
        thread.join(20)


@pytest.fixture
def certified(tmp_path: Path) -> Path:
    """A certificate for this machine that nobody believes, with its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + secret)
    return path


def test_a_server_that_cannot_show_who_it_is_gets_nothing(
    sender: Sender, there: Path, certified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def note(environ: Mapping[str, Any]) -> None:
        asked.append(environ.get("HTTP_AUTHORIZATION", ""))

    server = Webdav(there, certified)
    server.before = note
    try:
        sender.add(described("usual", f"https://127.0.0.1:{server.port}/", user=USER), PASSWORD)
        package = sender.queue()
        assert failed(sender) == said.UNTRUSTED
        assert (asked, sender.now(package).state) == ([], State.QUEUED)
        # Where this computer believes the certificate, all is well.
        monkeypatch.setenv("SSL_CERT_FILE", str(certified))
        assert sender.delivery.run(at_once=True).failed == []
        assert list(whole(files_in(there)).values()) == [package.sha256]
    finally:
        server.close()


def test_without_a_keychain_a_password_is_not_kept_anywhere(sender: Sender, webdav: Webdav) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    from fieldreport.delivery.passwords import NO_KEYCHAIN

    by_webdav(sender, webdav.port)
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(MachineAtFault) as failure:
        by_webdav(sender, webdav.port, "another")
    assert failure.value.problem.message == NO_KEYCHAIN
    sender.queue()
    assert failed(sender) == NO_KEYCHAIN


def test_no_password_goes_over_an_open_line() -> None:
    with pytest.raises(InputAtFault) as failure:
        described("usual", "http://cloud.example/", user=USER)
    assert failure.value.problems[0].message == NOT_SECRET


# ---- SFTP ----------------------------------------------------------------------------------------------------------


def test_the_servers_key_is_shown_before_it_is_agreed(openssh: Sshd) -> None:
    with pytest.raises(InputAtFault) as failure:
        described("usual", f"sftp://{openssh.user}@127.0.0.1:{openssh.port}/")
    problem = failure.value.problems[0]
    assert (problem.message, problem.values["found"]) == (NEEDS_HOST_KEY, openssh.host_key)
    assert host_key_of("127.0.0.1", openssh.port) == openssh.host_key


def test_another_host_key_gets_nothing(sender: Sender, openssh: Sshd, there: Path, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other")
    by_sftp(sender, openssh, host_key=other)
    sender.queue()
    assert failed(sender) == said.OTHER_HOST_KEY
    problem = sender.delivery.channels.named("usual").problem
    assert problem is not None
    assert problem.values["found"] == openssh.host_key
    assert files_in(there) == {}
    by_sftp(sender, openssh)
    assert sender.delivery.run(at_once=True).failed == []


def test_a_key_that_the_server_does_not_know_is_refused(
    sender: Sender, openssh: Sshd, there: Path, tmp_path: Path
) -> None:
    make_key(tmp_path / "stranger")
    by_sftp(sender, openssh, key=tmp_path / "stranger")
    sender.queue()
    assert failed(sender) == said.REFUSED
    assert files_in(there) == {}


def test_a_key_under_a_passphrase(sender: Sender, openssh: Sshd, there: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "own", "열쇠 구멍")
    with (openssh.key.parent / "authorized").open("a", encoding="utf-8") as file:
        file.write((tmp_path / "own.pub").read_text(encoding="utf-8"))
    channel = by_sftp(sender, openssh, key=tmp_path / "own")
    sender.queue()
    assert failed(sender) == "{path} is no private key that can be used, or its passphrase is wrong."
    sender.add(channel, "wrong passphrase")
    assert failed(sender) == "{path} is no private key that can be used, or its passphrase is wrong."
    sender.add(channel, "열쇠 구멍")
    assert sender.delivery.run(at_once=True).failed == []


def test_a_folder_on_the_server_and_one_that_is_closed(sender: Sender, openssh: Sshd, there: Path) -> None:
    inside = there / "in box"
    inside.mkdir()
    address = f"sftp://{openssh.user}@127.0.0.1:{openssh.port}/in%20box"
    sender.add(described("usual", address, key=str(openssh.key), host_key=openssh.host_key))
    sender.queue()
    assert sender.delivery.run().failed == []
    assert len(whole(files_in(inside))) == 1


def test_a_server_whose_disk_is_full(sender: Sender, there: Path, tmp_path: Path) -> None:
    with sshd(tmp_path / "full", there, largest_file=1_000_000) as server:
        by_sftp(sender, server)
        package = sender.queue(LARGE)
        assert failed(sender) == said.NOT_TAKEN
        assert sender.now(package).state is State.QUEUED
        assert whole(files_in(there)) == {}
    with sshd(tmp_path / "roomy", there) as server:
        by_sftp(sender, server)
        assert sender.delivery.run(at_once=True).failed == []
        assert list(whole(files_in(there)).values()) == [package.sha256]


def test_a_password_over_ssh(sender: Sender, there: Path, tmp_path: Path) -> None:
    """A server of its own that knows passwords: OpenSSH's would ask this machine's users for theirs."""
    fingerprint = make_key(tmp_path / "host")

    class Asking(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

    loop, ready, port = asyncio.new_event_loop(), threading.Event(), free_port()

    ended = asyncio.Event()

    async def listen() -> None:
        async with asyncssh.listen(
            "127.0.0.1",
            port,
            server_factory=Asking,
            server_host_keys=[str(tmp_path / "host")],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(there).encode()),
        ):
            ready.set()
            await ended.wait()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(listen())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        channel = described("usual", f"sftp://{USER}@127.0.0.1:{port}/", host_key=fingerprint)
        sender.add(channel, "wrong")
        package = sender.queue(LARGE)
        assert failed(sender) == said.REFUSED
        sender.add(channel, PASSWORD)
        assert sender.delivery.run(at_once=True).failed == []
        assert sender.now(package).state is State.DELIVERED
        assert list(whole(files_in(there)).values()) == [package.sha256]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(20)
        loop.close()


def test_no_password_is_in_any_file(sender: Sender, webdav: Webdav, tmp_path: Path) -> None:
    by_webdav(sender, webdav.port)
    sender.queue()
    sender.delivery.run()
    for content in files_in(sender.office.data).values():
        for encoding in ("utf-8", "utf-16-le"):
            assert PASSWORD.encode(encoding) not in content
    assert PASSWORD not in repr(sender.delivery.channels.all())


def test_the_password_goes_with_the_channel(sender: Sender, webdav: Webdav) -> None:
    import keyring

    by_webdav(sender, webdav.port)
    name = sender.delivery.channels.named("usual").secret_name
    assert keyring.get_password("Fieldreport", name) == PASSWORD
    sender.delivery.channels.remove("usual")
    assert keyring.get_password("Fieldreport", name) is None
