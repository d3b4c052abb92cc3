"""The saves that are compared promise the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.save import Bare
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Store


def test_the_bare_insert_is_as_durable_as_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "office.db", RECORD_TYPES)
    bare = Bare(tmp_path / "bare.db", store.tables["lead"].columns, [])
    for pragma in ("journal_mode", "synchronous", "page_size"):
        asked = f"PRAGMA {pragma}"
        assert bare.connection.execute(asked).fetchone() == store.database.row(asked)
    store.close()
    bare.close()


def test_the_bare_table_holds_the_whole_row(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "office.db", RECORD_TYPES)
    columns = store.tables["lead"].columns
    row = (401, *range(1, len(columns.split(", "))))
    bare = Bare(tmp_path / "bare.db", columns, [row])
    bare.add(row)
    bare.set_owner(402, "Karim")
    kept = bare.connection.execute("SELECT * FROM lead ORDER BY key").fetchall()
    assert [one[0] for one in kept] == [401, 402]
    assert kept[0] == row
    assert {a for a, b in zip(kept[1], kept[0], strict=True) if a != b} == {402, "Karim"}
    with pytest.raises(LookupError):
        bare.set_owner(403, "Karim")
    store.close()
    bare.close()
