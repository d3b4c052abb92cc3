"""Who holds a data folder: one program on one computer; crashed ones hold nothing; another computer's word counts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from fieldreport import holding
from fieldreport.holding import FILE_NAME, Held, Holder, holder_of, knock, take

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from pathlib import Path
from fieldreport.holding import Holder, take
hold = take(Path(sys.argv[1]), Holder.this(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
if hold is not None:
    hold.release()
"""


@contextmanager
def another_program(data: Path, machine: str = "here") -> Iterator[subprocess.Popen[str]]:
    """A program that holds the folder until its input ends, or it is killed."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data), machine],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "held"
        yield program
    finally:
        program.kill()
        program.communicate()


def test_a_folder_is_held_once_and_free_again(tmp_path: Path) -> None:
    first = take(tmp_path, Holder.this("here"))
    assert first is not None
    with pytest.raises(Held) as held:
        take(tmp_path, Holder.this("here"))
    assert held.value.here
    assert not held.value.may_take
    first.release()
    first.release()
    second = take(tmp_path, Holder.this("here"))
    assert second is not None
    second.release()
    assert holder_of(tmp_path) is None


def test_another_program_is_told_by_its_person_and_time(tmp_path: Path) -> None:
    with another_program(tmp_path) as program:
        with pytest.raises(Held) as held:
            take(tmp_path, Holder.this("here"), by_force=True)
        assert held.value.holder.process == program.pid
        assert held.value.holder.user == Holder.this("here").user
        assert held.value.problem.values["moment"] == held.value.holder.moment


def test_what_a_killed_program_has_left_holds_nothing(tmp_path: Path) -> None:
    with another_program(tmp_path) as program:
        program.kill()
        program.wait()
        assert holder_of(tmp_path) is not None
        hold = take(tmp_path, Holder.this("here"))
        assert hold is not None
        hold.release()


def written_elsewhere(data: Path) -> Holder:
    """What another computer has written, whose lock is not seen here."""
    other = replace(Holder.this("there"), host="desk-3", user="rahim")
    (data / FILE_NAME).write_text(json.dumps(asdict(other)), encoding="utf-8")
    return other


def test_another_computer_is_named_and_counts_until_somebody_says_otherwise(tmp_path: Path) -> None:
    other = written_elsewhere(tmp_path)
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(Held) as held:
        take(tmp_path, Holder.this("here"))
    assert held.value.holder == other
    assert held.value.problem.values["host"] == "desk-3"
    assert not held.value.here
    assert held.value.may_take
    assert (tmp_path / FILE_NAME).read_bytes() == before
    hold = take(tmp_path, Holder.this("here"), by_force=True)
    assert hold is not None
    found = holder_of(tmp_path)
    assert found is not None
    assert found.machine == "here"
    hold.release()


def test_another_computer_whose_lock_is_seen_is_never_pushed_out(tmp_path: Path) -> None:
    with another_program(tmp_path, machine="there"):
        for by_force in (False, True):
            with pytest.raises(Held) as held:
                take(tmp_path, Holder.this("here"), by_force=by_force)
            assert not held.value.here
            assert not held.value.may_take


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"machine": "x"}', b"\xff\x00", b'{"since": 1}'])
def test_a_file_that_was_cut_short_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    hold = take(tmp_path, Holder.this("here"))
    assert hold is not None
    hold.release()


def test_a_disk_without_locks_asks_for_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shared and encrypted disks know no locks; there, a program that runs is believed."""
    monkeypatch.setattr(holding, "_lock", lambda _file: None)
    first = take(tmp_path, Holder.this("here"))
    assert first is not None
    with pytest.raises(Held):
        take(tmp_path, Holder.this("here"))
    first.release()
    with another_program(tmp_path) as program:
        program.kill()
        program.wait()
        again = take(tmp_path, Holder.this("here"))
        assert again is not None
        again.release()


def test_no_folder_is_no_hold_and_no_failure(tmp_path: Path) -> None:
    assert take(tmp_path / "nowhere", Holder.this("here")) is None
    assert not (tmp_path / "nowhere").exists()


def test_nobody_answers_where_nobody_listens() -> None:
    assert not knock(Holder.this("here"))
    assert not knock(replace(Holder.this("here"), port=1), patience=0.5)
