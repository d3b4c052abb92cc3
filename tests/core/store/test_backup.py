"""Backups are whole, thinned with time, and lead back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.keys import Keys
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Store
from fieldreport.store import database as sqlite
from fieldreport.store.backup import automatic, back_up, back_up_if_due, due, restore, thin
from tests.core.store.conftest import Shelf

NOW = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
moments = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))


@pytest.fixture
def office(shelf: Shelf) -> Shelf:
    shelf.store.set_property("office", "DHK")
    shelf.buyer("Shapla Knit")
    return shelf


def names(path: Path) -> list[str]:
    store = Store.open(path, RECORD_TYPES)
    found = [record["name"].original for record in store.records(store.types["organisation"])]
    store.close()
    return found


# ---- making ----------------------------------------------------------------------------------------------------


def test_a_backup_is_made_while_the_office_is_in_use(office: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "백업.db"
    assert back_up(office.path, target) == target
    office.buyer("Beli Textile")
    assert names(target) == ["Shapla Knit"]
    back_up(office.path, target)
    assert names(target) == ["Shapla Knit", "Beli Textile"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["office.db", "백업.db"]


def test_what_another_connection_has_not_committed_is_not_in_it(office: Shelf, tmp_path: Path) -> None:
    with office.store.database.writing() as connection:
        connection.execute("UPDATE organisation SET name = 'not yet'")
        back_up(office.path, tmp_path / "backup.db")
    assert names(tmp_path / "backup.db") == ["Shapla Knit"]


def test_progress_is_told_to_the_last_page(office: Shelf, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    back_up(office.path, tmp_path / "backup.db", lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1] > 10


def test_somebodys_document_is_not_replaced_by_a_backup(office: Shelf, tmp_path: Path) -> None:
    document = tmp_path / "report.xlsx"
    document.write_bytes(b"a workbook")
    with pytest.raises(InputAtFault, match="not a backup"):
        back_up(office.path, document)
    assert document.read_bytes() == b"a workbook"
    with pytest.raises(InputAtFault, match="own data"):
        back_up(office.path, office.path)
    assert office.store.count(office.type("organisation")) == 1


def test_a_damaged_office_gives_no_backup(office: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    back_up(office.path, target)
    whole = target.read_bytes()
    office.store.close()
    damage_a_page(office.path)
    with pytest.raises(MachineAtFault) as caught:
        back_up(office.path, target)
    assert caught.value.problem.message == sqlite.DAMAGED
    assert caught.value.problem.values["path"] == str(office.path)
    assert target.read_bytes() == whole


def damage_a_page(path: Path) -> None:
    """Garbage where the records are found by their ids."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


# ---- by itself, and thinned --------------------------------------------------------------------------------------


def test_automatic_backups_come_by_the_hour_when_something_has_changed(office: Shelf, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = back_up_if_due(office.path, folder, NOW)
    assert first == folder / "office-20261120T043000Z.db"
    assert back_up_if_due(office.path, folder, NOW + timedelta(hours=2)) is None
    office.buyer("Beli Textile")
    later = first.stat().st_mtime + 1
    os.utime(office.path, (later, later))
    assert back_up_if_due(office.path, folder, NOW + timedelta(minutes=59)) is None
    second = back_up_if_due(office.path, folder, NOW + timedelta(minutes=60))
    assert second is not None
    assert list(automatic(folder).values()) == [first, second]
    assert [names(path) for path in (first, second)] == [["Shapla Knit"], ["Shapla Knit", "Beli Textile"]]


def test_only_automatic_backups_are_thinned(office: Shelf, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    own = ["before-restore-20200101T000000Z.db", "my copy.db", "office-20209999T000000Z.db", "office-1.db"]
    hours = [f"office-20261101T{hour:02}0000Z.db" for hour in range(24)]
    for name in own + hours:
        (folder / name).touch()
        os.utime(folder / name, (0, 0))
    back_up_if_due(office.path, folder, NOW)
    left = {path.name for path in folder.iterdir()}
    assert left == {*own, "office-20261101T230000Z.db", "office-20261120T043000Z.db"}


@given(st.sets(moments, max_size=60), moments)
def test_thinning_keeps_the_latest_and_stops(made: set[datetime], now: datetime) -> None:
    gone = thin(made, now)
    kept = made - gone
    assert gone <= made
    assert not made or max(made) in kept
    assert thin(kept, now) == set()


@given(st.sets(moments, max_size=60), moments)
def test_of_every_hour_day_and_month_one_is_kept(made: set[datetime], now: datetime) -> None:
    kept = made - thin(made, now)
    for moment in made:
        assert any((one.year, one.month) == (moment.year, moment.month) for one in kept)
        if timedelta(0) <= now - moment <= timedelta(days=31):
            assert any(one.date() == moment.date() for one in kept)
        if timedelta(0) <= now - moment <= timedelta(days=1):
            assert any(one.date() == moment.date() and one.hour == moment.hour for one in kept)


@settings(max_examples=10)
@given(moments, st.integers(1, 400))
def test_a_year_of_hourly_backups_stays_small(start: datetime, days: int) -> None:
    made: set[datetime] = set()
    for hour in range(0, days * 24, 6):
        now = start + timedelta(hours=hour)
        made.add(now)
        made -= thin(made, now)
    assert len(made) <= 25 + 32 + 14


def test_a_clock_that_was_set_back_stops_no_backup(office: Shelf, tmp_path: Path) -> None:
    assert due(None, NOW)
    back_up_if_due(office.path, tmp_path / "backups", NOW + timedelta(days=400))
    assert back_up_if_due(office.path, tmp_path / "backups", NOW) is not None
    assert len(automatic(tmp_path / "backups")) == 2


# ---- the way back --------------------------------------------------------------------------------------------------


def again(office: Shelf, source: Path) -> Path | None:
    return restore(source, office.path, office.path.parent / "backups", RECORD_TYPES, NOW)


def test_restoring_brings_back_what_was_and_keeps_what_is(office: Shelf, tmp_path: Path) -> None:
    back_up(office.path, tmp_path / "backup.db")
    office.buyer("Beli Textile")
    # The office stays open meanwhile, as a window may.
    kept = again(office, tmp_path / "backup.db")
    assert office.store.count(office.type("organisation")) == 1
    assert kept is not None
    assert names(kept) == ["Shapla Knit", "Beli Textile"]
    assert names(office.path) == ["Shapla Knit"]
    assert not list(tmp_path.glob("*restoring*"))
    assert again(office, kept) != kept
    assert names(office.path) == ["Shapla Knit", "Beli Textile"]


def test_an_office_that_is_gone_is_restored(office: Shelf, tmp_path: Path) -> None:
    back_up(office.path, tmp_path / "backup.db")
    office.store.close()
    office.path.unlink()
    # Left by a save that was cut short; played into the restored office it would damage it.
    office.path.with_name("office.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    again(office, tmp_path / "backup.db")
    assert names(office.path) == ["Shapla Knit"]
    elsewhere = tmp_path / "new laptop" / "office.db"
    assert restore(tmp_path / "backup.db", elsewhere, elsewhere.parent / "backups", RECORD_TYPES, NOW) is None
    assert names(elsewhere) == ["Shapla Knit"]


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite_the_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xa5" * 100)


@pytest.mark.parametrize(
    "damage", [truncate, overwrite_the_head, damage_a_page], ids=lambda one: str(one.__name__)
)
def test_a_damaged_office_is_restored_and_kept_aside(
    office: Shelf, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    back_up(office.path, tmp_path / "backup.db")
    office.buyer("Beli Textile")
    office.store.close()
    damage(office.path)
    damaged = office.path.read_bytes()
    kept = again(office, tmp_path / "backup.db")
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert names(office.path) == ["Shapla Knit"]


@pytest.mark.parametrize("damage", [truncate, damage_a_page], ids=lambda one: str(one.__name__))
def test_a_damaged_backup_is_refused(office: Shelf, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    source = tmp_path / "backup.db"
    back_up(office.path, source)
    damage(source)
    before = office.path.read_bytes()
    with pytest.raises(MachineAtFault, match="damaged"):
        again(office, source)
    assert office.path.read_bytes() == before
    assert not list(tmp_path.glob("*restoring*"))


def a_text(path: Path) -> None:
    path.write_text("not a database", encoding="utf-8")


def an_empty_file(path: Path) -> None:
    path.touch()


def a_folder(path: Path) -> None:
    path.mkdir()


def another_programs(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


def nothing_at_all(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    "make",
    [a_text, an_empty_file, a_folder, another_programs, nothing_at_all],
    ids=lambda one: str(one.__name__),
)
def test_what_is_no_backup_is_refused(office: Shelf, tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "source")
    before = office.path.read_bytes()
    with pytest.raises(InputAtFault):
        again(office, tmp_path / "source")
    assert office.path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER sneak AFTER INSERT ON record BEGIN DELETE FROM change; END",
        "CREATE VIEW sneak AS SELECT load_extension('x')",
        "DELETE FROM property",
    ],
)
def test_a_prepared_file_is_refused(office: Shelf, tmp_path: Path, statement: str) -> None:
    source = tmp_path / "backup.db"
    back_up(office.path, source)
    connection = sqlite3.connect(source)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with pytest.raises(InputAtFault, match="not a backup"):
        again(office, source)
    assert names(office.path) == ["Shapla Knit"]


def test_a_backup_of_a_newer_program_and_of_another_office_are_refused(office: Shelf, tmp_path: Path) -> None:
    newer, other = tmp_path / "newer.db", tmp_path / "other.db"
    back_up(office.path, newer)
    connection = sqlite3.connect(newer)
    connection.execute("CREATE TABLE of_tomorrow (key INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(MachineAtFault, match="newer"):
        again(office, newer)
    back_up(office.path, other)
    store = Store.open(other, RECORD_TYPES)
    store.set_property("office", "HAN")
    store.close()
    with pytest.raises(InputAtFault, match="another folder"):
        again(office, other)
    with pytest.raises(InputAtFault, match="own data"):
        again(office, office.path)
    assert names(office.path) == ["Shapla Knit"]


def test_nothing_is_restored_while_another_program_writes(
    office: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(office.path, tmp_path / "backup.db")
    monkeypatch.setattr("fieldreport.store.backup.PATIENCE", 0.1)
    monkeypatch.setattr("fieldreport.store.database.PATIENCE", 0.1)
    office.buyer("Beli Textile")
    with office.store.database.writing(), pytest.raises(MachineAtFault) as caught:
        again(office, tmp_path / "backup.db")
    assert caught.value.problem.message == sqlite.LOCKED
    assert names(office.path) == ["Shapla Knit", "Beli Textile"]


# ---- keys --------------------------------------------------------------------------------------------------------

PASSPHRASE = "four words are enough"


def test_a_backup_carries_the_keys_under_their_passphrases(office: Shelf, tmp_path: Path) -> None:
    keys = Keys(office.path.parent)
    first = keys.make("DHK", "Head", PASSPHRASE, NOW)
    second = keys.make("DHK", "Head", "another passphrase", NOW, lost="Nobody remembers it")
    back_up(office.path, tmp_path / "backup.db")
    assert PASSPHRASE.encode() not in (tmp_path / "backup.db").read_bytes()
    elsewhere = tmp_path / "elsewhere"
    restore(tmp_path / "backup.db", elsewhere / "office.db", elsewhere / "backups", RECORD_TYPES, NOW)
    brought = Keys(elsewhere)
    assert (brought.own(), brought.former()) == (second, [first])
    signature = brought.unlock("another passphrase").sign(b"what was signed")
    assert second.verifies(signature, b"what was signed")


def test_a_key_in_use_is_never_replaced_by_a_backup(office: Shelf, tmp_path: Path) -> None:
    keys = Keys(office.path.parent)
    first = keys.make("DHK", "Head", PASSPHRASE, NOW)
    back_up(office.path, tmp_path / "backup.db")
    for path in keys.files:
        path.unlink()
    present = keys.make("DHK", "Deputy", PASSPHRASE, NOW)
    restore(tmp_path / "backup.db", office.path, tmp_path / "kept", RECORD_TYPES, NOW)
    assert (keys.own(), keys.former()) == (present, [first])
    # Without any key there is nothing to carry, whatever an earlier backup brought.
    for path in keys.files:
        path.unlink()
    back_up(office.path, tmp_path / "bare.db")
    restore(tmp_path / "bare.db", office.path, tmp_path / "kept", RECORD_TYPES, NOW)
    assert (keys.own(), keys.former()) == (None, [])


@pytest.mark.parametrize(
    "carried",
    ["nothing", "[]", "{}", '["", "[]", 7, "{\\"public_key\\": {\\"id\\": \\"../../x\\"}}"]', "[" * 9_000],
)
def test_what_is_no_key_is_not_brought_back(office: Shelf, tmp_path: Path, carried: str) -> None:
    back_up(office.path, tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db") as prepared:
        prepared.execute("INSERT INTO property (name, value) VALUES ('keys', ?)", (carried,))
    prepared.close()
    restore(tmp_path / "backup.db", office.path, tmp_path / "kept", RECORD_TYPES, NOW)
    assert Keys(office.path.parent).files == []


def test_a_new_key_is_worth_an_automatic_backup(office: Shelf, tmp_path: Path) -> None:
    first = back_up_if_due(office.path, tmp_path / "backups", NOW)
    assert first is not None
    later = first.stat().st_mtime + 10
    Keys(office.path.parent).make("DHK", "Head", PASSPHRASE, NOW)
    os.utime(Keys(office.path.parent).files[0], (later, later))
    assert back_up_if_due(office.path, tmp_path / "backups", NOW + timedelta(hours=2)) is not None
