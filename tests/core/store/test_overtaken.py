"""What is being read stops when nobody waits for it, and the connection reads on afterwards."""

from __future__ import annotations

import threading
import time
from contextlib import closing

import pytest

from fieldreport.records import RECORD_TYPES
from fieldreport.store import Store
from fieldreport.store.database import Overtaken
from tests.core.store.conftest import Shelf

#: Counts for minutes if nobody stops it.
LONG = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n"
)


def test_a_query_under_way_is_stopped_and_others_are_not_begun(shelf: Shelf) -> None:
    with closing(Store.open(shelf.path, RECORD_TYPES, readonly=True)) as reader:
        begun = threading.Event()
        stopped: list[type[BaseException]] = []

        def read() -> None:
            with reader.database.reading():
                begun.set()
                try:
                    reader.database.rows(LONG)
                except Overtaken as error:
                    stopped.append(type(error))

        thread = threading.Thread(target=read)
        thread.start()
        assert begun.wait(10)
        since = time.monotonic()
        reader.database.overtake()
        thread.join(10)
        assert stopped == [Overtaken]
        assert time.monotonic() - since < 5
        with pytest.raises(Overtaken):
            reader.record("OR-0001")
        reader.database.resume()
        assert reader.database.row("SELECT 1")[0] == 1


def test_a_query_whose_rows_are_being_fetched_is_stopped(shelf: Shelf) -> None:
    with closing(Store.open(shelf.path, RECORD_TYPES, readonly=True)) as reader:
        rows = reader.database.batches(LONG.replace("count(*)", "i"), size=10)
        assert next(rows)[0][0] == 1
        reader.database.overtake()
        with pytest.raises(Overtaken):
            list(rows)
