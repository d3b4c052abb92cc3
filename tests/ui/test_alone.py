"""The program started twice: the window that is there comes forward; another computer's window is told of by name."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from fieldreport.holding import FILE_NAME, Held, Holder, holder_of
from fieldreport.language import CODES
from fieldreport.office import Office
from ui.alone import Alone, HeldBox
from ui.app import Session
from ui.calls import machine
from ui.theme import follow_system

ROOT = Path(__file__).resolve().parents[2]


def refuse(_held: Held) -> bool:
    """Nobody wants to take anything."""
    return False


def written_elsewhere(data: Path) -> Holder:
    other = replace(Holder.this("there"), host="desk-3", user="rahim")
    (data / FILE_NAME).write_text(json.dumps(asdict(other)), encoding="utf-8")
    return other


def test_a_second_start_brings_the_window_forward_and_ends(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    alone = Alone(refuse)
    assert alone.enter(office.data)
    alone.calls.called.connect(session.come_forward)
    session.window.showMinimized()
    qtbot.waitUntil(session.window.isMinimized)
    with qtbot.waitSignal(alone.calls.called, timeout=60_000):
        second = subprocess.Popen([sys.executable, "-m", "ui", "--data", str(office.data)], cwd=ROOT)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert second.returncode == 0
    assert not session.window.isMinimized()
    assert session.window.isVisible()
    # Commands are as free as before.
    done = subprocess.run(
        [sys.executable, "-m", "fieldreport", "--data", str(office.data), "list", "lead"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    alone.end()
    assert holder_of(office.data) is None


def test_who_does_not_know_the_word_is_not_heard(qtbot: QtBot, tmp_path: Path) -> None:
    alone = Alone(refuse)
    assert alone.enter(tmp_path)
    heard: list[bool] = []
    alone.calls.called.connect(lambda: heard.append(True))
    callers = [socket.create_connection(("127.0.0.1", alone.calls.holder.port)) for _ in range(7)]
    callers[-1].sendall(b"come")
    callers[-1].setblocking(False)

    def given_up() -> bool:
        try:
            return callers[-1].recv(10) == b""
        except BlockingIOError:
            return False

    qtbot.waitUntil(given_up)
    assert not heard
    for one in callers:
        one.close()
    alone.end()


def test_another_computer_is_asked_about_and_its_folder_taken_only_on_wish(
    qtbot: QtBot, tmp_path: Path
) -> None:
    written_elsewhere(tmp_path)
    asked: list[Held] = []

    def answer(held: Held) -> bool:
        asked.append(held)
        return len(asked) > 1

    alone = Alone(answer)
    assert not alone.enter(tmp_path)
    assert asked[0].holder.host == "desk-3"
    assert alone.enter(tmp_path)
    found = holder_of(tmp_path)
    assert found is not None
    assert found.machine == machine()
    alone.end()


def test_the_box_names_the_computer_in_every_language(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    other = written_elsewhere(tmp_path)
    for code in CODES:
        box = HeldBox(Held(other, here=False, may_take=True), office.language(code), follow_system("light"))
        qtbot.addWidget(box)
        assert "desk-3" in box.text()
        assert "rahim" in box.text()
        assert box.take is not None
        assert box.defaultButton() is box.leave
        live = HeldBox(Held(other, here=False, may_take=False), office.language(code), follow_system("light"))
        qtbot.addWidget(live)
        assert live.take is None
        assert not live.is_taken()
