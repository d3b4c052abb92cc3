"""An office written by an earlier program opens in this one with everything in it; one by a later program does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from fieldreport.failures import MachineAtFault
from fieldreport.fields import Amount, HsCodes, Line, Link, TextField
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store, schema
from tests.core.store.conftest import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "office.db")
    made.lead(
        products={"text": "নিটিং মেশিন", "language": "bn", "translations": {"ko": "편직기"}},
        value="180000 USD",
    )
    made.store.change("BL-0001", {"status": "qualifying"}, "Karim", made.reading())
    yield made
    made.store.close()


def content(path: Path) -> dict[str, list[Any]]:
    """Every row of every table, and everything else that the schema holds."""
    connection = sqlite3.connect(path)
    names = [
        row[0]
        for row in connection.execute(
            # The index for search is contentless: what it holds are its shadow tables, which are read here too.
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    ]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    found["sqlite_master"] = sorted(
        connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(), key=str
    )
    connection.close()
    return found


def of_today(shelf: Shelf, types: tuple[RecordType, ...] = RECORD_TYPES) -> None:
    shelf.store.close()
    shelf.store = Store.open(shelf.path, types, clock=shelf.clock)


SAMPLE_REQUEST = RecordType(
    name="sample_request",
    prefix="SR",
    label="Sample request",
    plural="Sample requests",
    title=("what",),
    period_field=None,
    columns=("what",),
    fields=(
        TextField(name="what", label="What", required=True),
        Link(name="lead", label="Lead", to=("lead",)),
    ),
)


def test_opening_again_changes_nothing(shelf: Shelf) -> None:
    before = content(shelf.path)
    of_today(shelf)
    assert content(shelf.path) == before


def test_a_new_record_type_comes_into_an_office_that_is_in_use(shelf: Shelf) -> None:
    before = content(shelf.path)
    of_today(shelf, (*RECORD_TYPES, SAMPLE_REQUEST))
    after = content(shelf.path)
    grown = ("sqlite_master", "search_type")
    assert {name: after[name] for name in before if name not in grown} == {
        name: rows for name, rows in before.items() if name not in grown
    }
    for name in grown:
        assert set(before[name]) < set(after[name])
    values = SAMPLE_REQUEST.read({"what": "원단 견본", "lead": "BL-0001"}, shelf.reading("ko"))
    shelf.store.add(New(SAMPLE_REQUEST, values, "ko", "Rahim"))
    record = shelf.store.record("sr-0001")
    assert record.to_json()["what"]["text"] == "원단 견본"
    assert [found[0].name for found in shelf.store.search("견본")] == ["sample_request"]
    assert {change.field for change in shelf.store.history("SR-0001")} == {"what", "lead"}
    assert shelf.store.pointing_at(shelf.store.record("BL-0001").id) == [
        ("sample_request", record.id, "lead")
    ]
    shelf.store.change("SR-0001", {"what": "ফ্যাব্রিক"}, "Karim", shelf.reading("bn"))
    shelf.store.undo("Karim")
    assert shelf.store.record("SR-0001")["what"].original == "원단 견본"


def test_new_fields_of_every_width_come_into_an_office_that_is_in_use(shelf: Shelf) -> None:
    lead = shelf.type("lead")
    more = (
        Line(name="batch_number", label="Batch number"),
        Amount(name="deposit", label="Deposit"),
        HsCodes(name="other_codes", label="Other codes"),
        TextField(name="opinion", label="Opinion"),
    )
    grown = replace(lead, fields=(*lead.fields, *more))
    old = shelf.store.record("BL-0001").to_json()
    types = tuple(grown if one is lead else one for one in RECORD_TYPES)
    of_today(shelf, types)
    now = shelf.store.record("BL-0001").to_json()
    assert {name: now[name] for name in old} == old
    assert [now[one.name] for one in more] == [None, None, [], None]
    raw = {"batch_number": "7", "deposit": "5000 BDT", "other_codes": "8447", "opinion": "좋음"}
    shelf.store.change("BL-0001", raw, "Karim", shelf.reading("ko"))
    assert shelf.store.record("BL-0001")["deposit"].minor == 500_000
    assert [change.field for change in shelf.store.history("BL-0001")][-4:] == sorted(raw)


# ---- the next program ------------------------------------------------------------------------------------------


def next_program(monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> None:
    """This program with one more migration, as the next version will be."""
    first = schema.migrations

    def migrations() -> Migrations:
        steps = first()

        @steps()
        def of_tomorrow(tables: Tables) -> None:
            tables.execute("CREATE TABLE receipt (sha256 TEXT PRIMARY KEY)")
            tables.execute("UPDATE property SET value = 'changed'")
            tables.execute("UPDATE lead SET owner = 'Nobody'")
            if fails:
                tables.execute("INSERT INTO receipt VALUES (1), (1)")

        return steps

    monkeypatch.setattr(schema, "migrations", migrations)
    monkeypatch.setattr(schema, "MIGRATION_NAMES", (*schema.MIGRATION_NAMES, "of_tomorrow"))
    monkeypatch.setattr(schema, "OTHER_TABLES", {*schema.OTHER_TABLES, "receipt"})


def test_a_migration_is_done_once_and_keeps_what_is_there(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.store.database.execute("CREATE TRIGGER kept AFTER INSERT ON draft BEGIN SELECT 1; END")
    before = content(shelf.path)
    next_program(monkeypatch)
    of_today(shelf)
    assert shelf.store.record("BL-0001")["owner"] == "Nobody"
    assert shelf.store.record("BL-0001")["products"].in_language("ko") == "편직기"
    after = content(shelf.path)
    assert set(before["sqlite_master"]) < set(after["sqlite_master"])
    assert after["change"] == before["change"]
    shelf.store.change("BL-0001", {"owner": "Karim"}, "Karim", shelf.reading())
    of_today(shelf)
    assert shelf.store.record("BL-0001")["owner"] == "Karim"


def test_what_an_earlier_program_wrote_is_kept_before_it_is_changed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(shelf.path)
    next_program(monkeypatch)
    of_today(shelf)
    (kept,) = (shelf.path.parent / "backups").glob("before-update-*.db")
    assert content(kept) == before
    of_today(shelf)
    assert list((shelf.path.parent / "backups").iterdir()) == [kept]


def test_where_nothing_can_be_kept_nothing_is_changed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(shelf.path)
    (shelf.path.parent / "backups").write_text("in the way", encoding="utf-8")
    next_program(monkeypatch)
    with pytest.raises(MachineAtFault):
        of_today(shelf)
    assert content(shelf.path) == before


def test_a_migration_that_fails_leaves_the_office_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(shelf.path)
    with monkeypatch.context() as patch:
        next_program(patch, fails=True)
        with pytest.raises(sqlite3.IntegrityError):
            of_today(shelf)
    assert content(shelf.path) == before
    of_today(shelf)
    assert shelf.store.record("BL-0001")["status"] == "qualifying"


def test_what_the_next_program_wrote_is_refused_by_name_and_untouched(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        next_program(patch)
        of_today(shelf)
    shelf.store.close()
    before = shelf.path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(MachineAtFault, match="newer Fieldreport"):
            Store.open(shelf.path, RECORD_TYPES, readonly=readonly)
    assert shelf.path.read_bytes() == before


def test_creation_that_was_cut_short_is_finished(shelf: Shelf, tmp_path: Path) -> None:
    """Killed between the migrations and the record types' tables, or between two of those."""
    whole = {row[1] for row in content(shelf.path)["sqlite_master"]}
    for missing in (RECORD_TYPES, RECORD_TYPES[3:]):
        path = tmp_path / f"{len(missing)}.db"
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrations().apply(Tables(connection))
        connection.close()
        Store.open(path, [one for one in RECORD_TYPES if one not in missing]).close()
        Store.open(path, RECORD_TYPES).close()
        assert {row[1] for row in content(path)["sqlite_master"]} == whole
