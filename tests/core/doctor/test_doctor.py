"""The doctor: finds what was done to an office, says what helps, and changes nothing."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldreport import cli
from fieldreport.doctor import CHECKS, Finding, State, examine, fonts, is_well, places
from fieldreport.holding import FILE_NAME, Holder
from fieldreport.language import CODES, Language
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.safekeeping import back_up_now
from fieldreport.settings import Settings

SECRET_HOME = "rahima-begum"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office with a record and a fresh backup."""
    folder = tmp_path / "data"
    with Office.create(folder, "DHK", person="Rahima Begum", sample=True) as office:
        back_up_now(folder / DATABASE_NAME, folder, office.settings, datetime.now(UTC))
    return folder


def found(data: Path, check: str, now: datetime | None = None) -> list[Finding]:
    """What is found of one check."""
    return [one for one in examine(data, now or datetime.now(UTC), list) if one.check == check]


def states(data: Path, check: str, now: datetime | None = None) -> list[State]:
    return [one.state for one in found(data, check, now)]


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file's content and time."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(data: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = cli.run(["--data", str(data), "--language", "en", *words], io.BytesIO(), out, err)
    return status, out.getvalue(), err.getvalue()


def change(data: Path, *statements: str) -> None:
    """Do to the database what no program of ours would do."""
    with closing(sqlite3.connect(data / DATABASE_NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_office_is_well_and_stays_as_it_is(data: Path) -> None:
    before = digests(data)
    everything = examine(data, datetime.now(UTC), list)
    assert digests(data) == before
    assert {one.check for one in everything} == set(CHECKS)
    assert is_well([one for one in everything if one.check != "disk"])
    for check in ("database", "search", "backups", "translations", "fonts", "clock", "folder"):
        assert [one.state for one in everything if one.check == check] == [State.GOOD], check


def test_every_finding_can_be_said_in_every_language(data: Path) -> None:
    for one in examine(data, datetime.now(UTC), lambda: ["bn"], "linux"):
        for code in CODES:
            assert "{" not in one.said(Language(code))


def test_a_damaged_database_is_told_and_left_alone(data: Path) -> None:
    path = data / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 40] = os.urandom(4096 * 37)
    path.write_bytes(bytes(content))
    before = digests(data)
    assert states(data, "database") == [State.WRONG]
    assert "restore the latest backup" in found(data, "database")[0].message
    assert digests(data) == before


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("CREATE TABLE of_tomorrow (x)", "newer Fieldreport"),
        ("PRAGMA application_id = 1", "not an office"),
        ("ALTER TABLE lead DROP COLUMN next_step", "earlier Fieldreport"),
        ("INSERT INTO link VALUES ('nobody', 'nothing', 'buyer')", "damaged"),
    ],
)
def test_what_is_in_the_database_is_judged(data: Path, statement: str, says: str) -> None:
    change(data, statement)
    before = digests(data)
    one = found(data, "database")[0]
    assert one.state in (State.WRONG, State.ADVICE)
    assert says in one.message
    assert digests(data) == before


def test_records_that_search_lost_are_counted(data: Path) -> None:
    with closing(sqlite3.connect(data / DATABASE_NAME)) as connection:
        count = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    change(data, "DELETE FROM search_waiting", "DELETE FROM search")
    one = found(data, "search")[0]
    assert (one.state, one.values["count"]) == (State.WRONG, count)


def test_an_index_that_lost_its_words_is_told(data: Path) -> None:
    with Office.open(data) as office, office.store.database.writing() as connection:
        office.store.index.settle(connection, 10_000)
    assert states(data, "search") == [State.GOOD]
    change(data, "INSERT INTO search_index(search_index) VALUES ('delete-all')")
    assert states(data, "search") == [State.WRONG]


def test_saving_that_was_cut_short_is_told(data: Path) -> None:
    """A journal left by a power cut: to take it back would be to write."""
    path = data / DATABASE_NAME
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE change SET old = 'x' || coalesce(old, '')")
    torn = data.parent / "torn"
    torn.mkdir()
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-journal"):
        (torn / name).write_bytes((data / name).read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    before = digests(torn)
    one = found(torn, "database")[0]
    assert one.state is State.ADVICE
    assert "cut short" in one.message
    assert digests(torn) == before


def test_backups_are_missed_when_absent_old_damaged_or_away(data: Path, tmp_path: Path) -> None:
    backup = next((data / "backups").glob("office-*.db"))
    now = datetime.now(UTC)
    os.utime(backup, (now.timestamp() - 100, now.timestamp() - 100))
    assert states(data, "backups", now + timedelta(days=2)) == [State.ADVICE]
    assert states(data, "backups", now + timedelta(days=8)) == [State.WRONG]
    replace(Settings.load(data), backup_folder=str(tmp_path / "stick")).save(data)
    assert states(data, "backups") == [State.ADVICE, State.GOOD]
    backup.write_bytes(backup.read_bytes()[:5000])
    assert State.WRONG in states(data, "backups")
    backup.unlink()
    assert (
        found(data, "backups")[-1].message
        == "There is no backup yet. Please make one now: Settings, Backups, or"
        " fieldreport backup FILE"
    )


def test_a_translation_that_cannot_be_shown_is_told_by_its_line(data: Path) -> None:
    copy = data / "locales" / "ko" / "LC_MESSAGES" / "fieldreport.po"
    copy.parent.mkdir(parents=True)
    copy.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ko\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n#, python-brace-format\n'
        'msgid "{name} can be reached: {address}"\nmsgstr "{nmae}"\n',
        encoding="utf-8",
    )
    one = found(data, "translations")[0]
    assert one.state is State.ADVICE
    assert (one.values["line"], one.values["count"]) == (8, 1)


def test_channels_are_asked_and_nothing_is_left_there(data: Path, tmp_path: Path) -> None:
    assert states(data, "channels") == [State.ADVICE]
    share = tmp_path / "share"
    share.mkdir()
    assert run(data, "channels", "add", "share", str(share))[0] == 0
    assert run(data, "channels", "add", "post", "mailto:reports@example.com")[0] == 0
    assert states(data, "channels") == [State.GOOD, State.GOOD]
    assert list(share.iterdir()) == []
    share.rmdir()
    assert states(data, "channels") == [State.WRONG, State.GOOD]


def test_a_clock_that_is_behind_its_own_files_is_told(data: Path) -> None:
    assert states(data, "clock", datetime.now(UTC) - timedelta(days=3)) == [State.WRONG]


def test_a_clock_that_is_behind_headquarters_is_told(data: Path) -> None:
    made = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    came = datetime.now(UTC).isoformat()
    change(
        data,
        "INSERT INTO envelope (key, serial, kind, content, name, received_at)"
        f" VALUES ('k', 1, 'message', '{json.dumps({'made_at': made})}', 'n', '{came}')",
    )
    one = found(data, "clock")[0]
    assert one.state is State.WRONG
    assert "Headquarters wrote" in one.message


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive - Trade Office/data", "OneDrive"),
        ("Dropbox/data", "Dropbox"),
        ("Library/Mobile Documents/data", "iCloud"),
        ("Dropbox notes/data", None),
        ("plain/data", None),
    ],
)
def test_folders_that_are_synchronised_are_known(tmp_path: Path, folder: str, name: str | None) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert places.synchroniser(place) == name


def test_a_mark_above_the_folder_tells_too(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "data").mkdir()
    assert [one.state for one in places.look_at_folder(tmp_path / "data")] == [State.WRONG]


def test_another_computer_that_has_it_open_is_named(data: Path) -> None:
    other = replace(Holder.this("there"), host="desk-3")
    (data / FILE_NAME).write_text(json.dumps(other.__dict__), encoding="utf-8")
    one = found(data, "folder")[0]
    assert (one.state, one.values["host"]) == (State.ADVICE, "desk-3")


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_missing_fonts_have_a_remedy_on_each_system(system: str) -> None:
    (one,) = fonts.look(["bn"], system)
    assert one.state is State.WRONG
    assert "বাংলা" in one.said(Language("bn")) or "Bengali" in one.said(Language("en"))
    (unknown,) = fonts.look(None, system)
    assert unknown.state is State.UNKNOWN


def test_the_command_says_it_and_its_status_tells(data: Path, tmp_path: Path) -> None:
    status, out, err = run(data, "doctor", "--json")
    told = json.loads(out)
    assert {one["check"] for one in told} == set(CHECKS)
    assert status == (1 if any(one["state"] == "wrong" for one in told) else 0)
    status, out, err = run(tmp_path / "nowhere", "doctor")
    assert status == 1
    assert "There is no office in" in out
    assert "Something is wrong" in err
    assert not (tmp_path / "nowhere").exists()


def test_paths_do_not_tell_whose_home_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / SECRET_HOME))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / SECRET_HOME))
    folder = tmp_path / SECRET_HOME / "fieldreport"
    with Office.create(folder, "DHK", person="Rahima Begum") as office:
        back_up_now(folder / DATABASE_NAME, folder, office.settings, datetime.now(UTC))
    told = "\n".join(one.said(Language("en")) for one in examine(folder, datetime.now(UTC), list))
    assert SECRET_HOME not in told
    assert "Rahima" not in told
