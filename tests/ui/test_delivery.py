"""Sending a signed report from the window, and hearing from headquarters, as a manager does it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from fieldreport import signing
from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.envelopes import Kind, Returned
from fieldreport.delivery.outbox import State
from fieldreport.keys import Keys
from tests.core.delivery.conftest import files_in, whole
from tests.core.delivery.headquarters import PASSPHRASE, MadeUp
from tests.core.delivery.network import Sshd, line_to, sshd
from tests.core.delivery.test_outbox import lay_down
from tests.mending import mend
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.report import EXPORT, ReportPage
from ui.panels.returned import ReturnedPanel
from ui.tools.delivery.tool import DeliveryTool
from ui.widgets.record_row import RecordRow
from ui.widgets.sidebar import TOOLS

ROOT = Path(__file__).resolve().parents[2]
#: The period before the one that runs: it is over.
PERIOD = "2026-B22"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


@pytest.fixture
def headquarters(tmp_path: Path, session: Session) -> MadeUp:
    made = MadeUp(tmp_path / "headquarters")
    made.trusted_by(session.desk.office.data)
    return made


@pytest.fixture
def tool(session: Session, settled: Callable[[], None]) -> DeliveryTool:
    session.desk.open_tool("delivery")
    settled()
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    one = page.tools["delivery"]
    assert isinstance(one, DeliveryTool)
    return one


def sign(session: Session, settled: Callable[[], None]) -> None:
    mend(session.desk.office, PERIOD)

    def job(office: object) -> None:
        from fieldreport.office import Office

        assert isinstance(office, Office)
        Keys(office.data).make("DHK", "Head", PASSPHRASE, office.clock())
        for step in (1, 2):
            signing.approve(office, office.period(PERIOD), step, f"Person {step}")
        signing.seal(office, office.period(PERIOD), PASSPHRASE)

    session.desk.write(job)
    settled()


def report(session: Session, settled: Callable[[], None]) -> ReportPage:
    """The last step of a period that is over."""
    session.desk.open_report(PERIOD)
    settled()
    page = session.window.page("report")
    assert isinstance(page, ReportPage)
    page.show_step(EXPORT)
    settled()
    return page


def press(button: QPushButton, settled: Callable[[], None]) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled()


def add_way(tool: DeliveryTool, settled: Callable[[], None], **typed: str) -> None:
    for name, value in typed.items():
        tool.ways.lines[name].setText(value)
    press(tool.ways.press, settled)


def test_from_the_signed_report_to_the_returned_record(
    session: Session, settled: Callable[[], None], there: Path, headquarters: MadeUp
) -> None:
    page = report(session, settled)
    card = page.export.sending
    assert not card.send.isVisible()
    assert "Sign the report first" in card.explanation.text()
    sign(session, settled)
    page.refresh()
    settled()
    assert "There is no way to headquarters yet" in card.explanation.text()
    press(card.ways, settled)
    tools = session.window.page(TOOLS)
    assert isinstance(tools, ToolsPage)
    tool = tools.tools["delivery"]
    assert isinstance(tool, DeliveryTool)
    add_way(tool, settled, name="share", address=str(there))
    assert [one.name for one in tool.ways.channels] == ["share"]
    assert tool.ways.lines["address"].text() == ""
    page = report(session, settled)
    assert "goes by share" in card.explanation.text()
    press(card.send, settled)
    assert card.state.text() == "delivered"
    assert "read back the same" in card.said.text()
    assert not card.send.isVisible()
    ((_, sha256),) = whole(files_in(there)).items()
    office = session.desk.office
    record = office.store.record("BL-0001").id
    lay_down(
        there,
        headquarters.signed(
            office="DHK", period=PERIOD, package=sha256, returned=(Returned(record, "값이 빠졌음"),)
        ),
    )
    session.desk.open_tool("delivery")
    settled()
    press(tool.send, settled)
    assert session.window.notice.text.text().startswith("Headquarters has returned something")
    (row,) = tool.findChildren(RecordRow)
    assert row.record_id == record
    assert "값이 빠졌음" in row.accessibleName()
    opened: list[tuple[str, str]] = []
    session.desk.record_wanted.connect(lambda *one: opened.append(one))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settled()
    assert opened == [("lead", record)]
    (panel,) = (one for one in session.window.findChildren(ReturnedPanel) if one.isVisible())
    assert "값이 빠졌음" in panel.said.text()
    report(session, settled)
    assert card.state.text() == "returned"


def test_what_fails_stays_and_is_said_beside(
    session: Session, settled: Callable[[], None], there: Path, tool: DeliveryTool
) -> None:
    add_way(tool, settled, name="share", address=str(there))
    sign(session, settled)
    there.rmdir()
    page = report(session, settled)
    card = page.export.sending
    press(card.send, settled)
    assert card.state.text() == "waits"
    assert str(there) in card.problem.text().replace("\u200b", "")
    assert card.send.text() == "Send again now"
    there.mkdir()
    press(card.send, settled)
    assert card.state.text() == "delivered"
    assert not card.problem.isVisible()


def test_what_is_wrong_with_a_way_is_said_and_what_was_typed_stays(
    settled: Callable[[], None], tool: DeliveryTool
) -> None:
    add_way(tool, settled, name="Big Share", address="/nowhere/at/all")
    assert "is no name for a channel" in tool.ways.said.text()
    assert tool.ways.lines["address"].text() == "/nowhere/at/all"
    assert tool.ways.lines["name"].hasFocus()
    add_way(tool, settled, name="share")
    assert "There is no folder" in tool.ways.said.text()
    assert tool.ways.lines["address"].hasFocus()


def test_a_servers_key_is_agreed_to_before_anything_is_sent(
    settled: Callable[[], None], tool: DeliveryTool, tmp_path: Path, there: Path
) -> None:
    with sshd(tmp_path / "sshd", there) as server:
        address = f"sftp://{server.user}@127.0.0.1:{server.port}/"
        add_way(tool, settled, name="hq", address=address, key=str(server.key))
        assert server.host_key in tool.ways.said.text().replace("\u200b", "")
        assert tool.ways.channels == []
        assert not tool.ways.press.isVisible()
        press(tool.ways.agree, settled)
        (channel,) = tool.ways.channels
        assert channel.options["host_key"] == server.host_key
        (tried,) = (one for one in tool.ways.findChildren(QPushButton) if one.text() == "Try")
        press(tried, settled)
        assert files_in(there) == {}
        (removed,) = (one for one in tool.ways.findChildren(QPushButton) if one.text() == "Remove")
        press(removed, settled)
        assert tool.ways.channels == []


def test_a_file_from_headquarters_is_taken_in_and_a_forged_one_is_not(
    session: Session, settled: Callable[[], None], tool: DeliveryTool, headquarters: MadeUp, tmp_path: Path
) -> None:
    path = tmp_path / "message.json"
    path.write_bytes(
        MadeUp(tmp_path / "stranger").signed(kind=Kind.MESSAGE, office="DHK", body="Send money.")
    )
    tool.take_in(path)
    settled()
    assert "is not believed here" in session.window.notice.text.text()
    path.write_bytes(headquarters.signed(kind=Kind.MESSAGE, office="DHK", body="수고하셨습니다."))
    tool.take_in(path)
    settled()
    assert tool.seen is not None
    assert [one.envelope.body for one in tool.seen.received] == ["수고하셨습니다."]


def test_a_forged_file_is_told_of_once(
    session: Session, settled: Callable[[], None], tool: DeliveryTool, there: Path, tmp_path: Path
) -> None:
    add_way(tool, settled, name="share", address=str(there))
    lay_down(there, MadeUp(tmp_path / "stranger").signed(kind=Kind.MESSAGE, office="DHK", body="Send money."))
    press(tool.send, settled)
    assert "is not believed here" in session.window.notice.text.text()
    session.window.notice.dismiss()
    press(tool.send, settled)
    assert not session.window.notice.isVisible()


def test_it_goes_by_itself_and_the_window_stays_usable(
    session: Session, settled: Callable[[], None], tool: DeliveryTool, tmp_path: Path, there: Path
) -> None:
    """Over a slow line: a record is saved while the report is still on its way, and nobody has pressed anything."""
    with sshd(tmp_path / "sshd", there) as server, line_to(server.port) as line:
        package = waits_for(session, server, line.port, settled)
        line.pause = 0.05
        session.desk.courier.look()
        session.desk.courier.look()
        assert session.desk.courier.worker.pending == 1
        saved: list[object] = []
        session.desk.write(
            lambda office: office.add(
                office.record_type("organisation"), {"name": "Padma", "roles": ["buyer"], "country": "BD"}
            ),
            saved.append,
        )
        session.desk._writer.drain()
        assert len(saved) == 1
        assert session.desk.courier.busy
        line.pause = 0
        settled()
        found = Delivery.of(session.desk.office).outbox.find(package)
        assert found is not None
        assert found.state is State.DELIVERED
        assert "was delivered to headquarters" in session.window.notice.text.text()


def test_closing_does_not_wait_for_a_network(
    session: Session, settled: Callable[[], None], tmp_path: Path, there: Path
) -> None:
    with sshd(tmp_path / "sshd", there) as server, line_to(server.port) as line:
        waits_for(session, server, line.port, settled)
        line.pause = 0.05
        session.desk.courier.look()
        assert not session.desk.courier.close()
        line.pause = 0
        settled()
        assert session.desk.courier.close()


def test_a_window_closed_while_it_sends_ends_at_once_and_harms_nothing(
    session: Session, settled: Callable[[], None], tmp_path: Path, there: Path
) -> None:
    """In a process of its own, over a line that swallows everything: the network's patience is half a minute."""
    with sshd(tmp_path / "sshd", there) as server, line_to(server.port) as line:
        package = waits_for(session, server, line.port, settled)
        line.cut_after, line.silent = 40_000, True
        command = [sys.executable, "-m", "tests.ui.closed_while_sending", str(session.desk.office.data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"closing\n"
            began = time.monotonic()
            out, err = process.communicate(timeout=60)
            taken = time.monotonic() - began
        assert (process.returncode, out, err) == (0, b"ended\n", b"")
        assert taken < 15
        line.mended()
        session.desk.courier.send()
        settled()
        found = Delivery.of(session.desk.office).outbox.find(package)
        assert found is not None
        assert found.state is State.DELIVERED


def waits_for(session: Session, server: Sshd, port: int, settled: Callable[[], None]) -> str:
    """A package that waits for a channel over a line; its hash."""
    from fieldreport.delivery.channels.configured import described
    from fieldreport.office import Office

    def job(office: Office) -> str:
        delivery = Delivery.of(office)
        address = f"sftp://{server.user}@127.0.0.1:{port}/"
        delivery.channels.add(described("hq", address, key=str(server.key), host_key=server.host_key))
        at = office.clock()
        return delivery.outbox.queue(b"workbook" * 60_000, PERIOD, 1, "ko", "hq", at, "Rahim").sha256

    queued: list[str] = []
    session.desk.write(job, queued.append)
    settled()
    return queued[0]
