"""A made office is what the store would have written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.records import Filling, Size
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store
from fieldreport.store.database import quoted

COUNTS = {one.name: 6 for one in RECORD_TYPES}


def test_made_records_equal_those_added_through_the_store(tmp_path: Path) -> None:
    with Office.create(tmp_path / "made", "DHK") as made:
        filling = Filling(made, Size(COUNTS))
        filling.fill()
        with Office.create(tmp_path / "added", "DHK") as office:
            _add_each(made, filling, office)
    assert _dump(tmp_path / "made") == _dump(tmp_path / "added")


def _add_each(made: Office, filling: Filling, office: Office) -> None:
    """Every made record once more, typed and saved one by one; links point at records added before."""
    news = []
    for one in RECORD_TYPES:
        for number in range(1, COUNTS[one.name] + 1):
            original = made.store.record(f"{one.prefix}-{number}")
            values = one.read(filling.raw(one, number), made.reading("en"))
            news.append(New(one, values, "en", original.created_by, original.id, original.created_at))
    # Foreign keys may point forward only within one write.
    office.store.add_all(news)
    for key, new in enumerate(news, start=1):
        with office.store.database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO change_set (key, at, by, what) VALUES (?, ?, ?, 'add')",
                (key, (new.at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), new.by),
            )
            connection.execute("UPDATE change SET change_set = ? WHERE record_id = ?", (key, new.id))


def _dump(data: Path) -> dict[str, list[object]]:
    """Every table's rows, the search index's own tables among them."""
    store = Store.open(data / DATABASE_NAME, RECORD_TYPES)
    with store.database.writing() as connection:
        store.index.settle(connection)
    names = [row[0] for row in store.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    # The index itself has no rows to list; it keeps itself in tables of its own.
    kept = [name for name in names if name not in ("_sqlite_migrations", "search_index")]
    rows = {name: sorted(store.database.rows(f"SELECT * FROM {quoted(name)}"), key=repr) for name in kept}
    store.close()
    return rows
