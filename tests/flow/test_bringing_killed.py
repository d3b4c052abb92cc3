"""A program that is killed while it brings a file in leaves whole rows, which can be taken back or gone on with."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fieldreport.office import Office

ROWS = 6_000


def command(data: Path, *words: str | Path) -> list[str]:
    return [sys.executable, "-m", "fieldreport", "--data", str(data), *map(str, words)]


def counted(data: Path, table: str) -> int:
    with closing(sqlite3.connect(f"file:{data / 'office.db'}?mode=ro", uri=True, timeout=30)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("goes_on", [True, False])
def test_what_was_written_is_whole(tmp_path: Path, goes_on: bool) -> None:
    data = tmp_path / "office"
    Office.create(data, "DHK").close()
    path = tmp_path / "many.csv"
    lines = "".join(f"Kompani {number} Example,BD,buyer,yarn {number}\n" for number in range(ROWS))
    path.write_text(f"Company,Country,Roles,Products\n{lines}", encoding="utf-8")
    with subprocess.Popen(
        command(data, "import", "organisation", path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 120
        while not counted(data, "organisation") and process.poll() is None and time.monotonic() < deadline:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.005)
        process.kill()
    there = counted(data, "organisation")
    assert 0 < there < ROWS
    with Office.open(data) as office:
        assert office.store.database.row("PRAGMA integrity_check")[0] == "ok"
        rows = {
            table: office.store.database.row(f"SELECT count(*) FROM {table}")[0]
            for table in ("record", "change", "search", "search_waiting")
        }
        # What the search does not have in its index yet waits beside it, and is found all the same.
        assert rows["record"] == rows["change"] == rows["search"] + rows["search_waiting"] == there
        assert len(office.store.search(f"yarn {there - 1}", limit=20)) >= 1
        batch = next(iter(office.store.records(office.record_type("organisation")))).batch
    words = (
        ["import", "organisation", path, "--json"] if goes_on else ["import", "--undo", str(batch), "--json"]
    )
    told = json.loads(subprocess.run(command(data, *words), check=True, capture_output=True).stdout)
    if goes_on:
        assert (told["added"], told["unchanged"]) == (ROWS - there, there)
    else:
        assert (told["archived"], told["kept"]) == (there, [])
