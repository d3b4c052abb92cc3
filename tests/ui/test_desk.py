"""The desk: writes in order, reads that may be overtaken, failures told, nothing lost at the end."""

import sys
import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.office import Office
from fieldreport.store import Change
from ui.desk import Desk


def test_writes_happen_in_order_in_another_thread_and_tell_what_changed(
    application: QApplication, office: Office
) -> None:
    desk = Desk(office)
    name = office.store.record("BL-0001").id
    changes: list[Change] = []
    threads: list[int] = []
    desk.changed.connect(changes.append)

    def write(one: Office, owner: str) -> Change:
        threads.append(threading.get_ident())
        return one.change(name, {"owner": owner})

    for owner in ("Rahman", "Kim", "Lee"):
        desk.write(lambda one, owner=owner: write(one, owner))  # type: ignore[misc]
    assert desk.is_writing()
    desk.settle()
    assert not desk.is_writing()
    assert [change.records for change in changes] == [(("lead", name),)] * 3
    assert set(threads) != {threading.get_ident()}
    assert len(set(threads)) == 1
    assert office.store.record(name)["owner"] == "Lee"
    desk.close()


def test_a_failure_is_told_to_whoever_asked_or_else_to_everybody(
    application: QApplication, office: Office
) -> None:
    desk = Desk(office)
    told: list[Failure] = []
    everybody: list[Failure] = []
    desk.failed.connect(everybody.append)

    def fail(one: Office) -> None:
        raise InputAtFault(Problem("Please choose another name."))

    desk.write(fail, failed=told.append)
    desk.settle()
    assert len(told) == 1
    assert not everybody
    desk.read(fail, lambda result: pytest.fail("nothing can have been read"))
    desk.settle()
    assert [str(one) for one in everybody] == ["Please choose another name."]
    desk.close()


def test_a_mistake_of_ours_is_reported_and_the_next_job_is_done_all_the_same(
    application: QApplication, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(office)
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))
    done: list[str] = []
    desk.write(lambda one: one.record_type("nothing").label, done.append)
    desk.write(lambda one: "the next", done.append)
    desk.settle()
    assert reported == [KeyError]
    assert done == ["the next"]
    desk.close()


def test_only_the_latest_of_several_reads_is_told(application: QApplication, office: Office) -> None:
    desk = Desk(office)
    told: list[Any] = []
    for number in range(5):
        desk.read(lambda one, number=number: number, told.append, latest="search")  # type: ignore[misc]
    desk.read(lambda one: "another", told.append, latest="counts")
    desk.settle()
    assert told == [4, "another"]
    desk.close()


def test_closing_waits_for_every_write_and_for_what_it_asks_for(
    application: QApplication, office: Office
) -> None:
    desk = Desk(office)
    name = office.store.record("BL-0001").id
    for number in range(20):
        desk.write(lambda one, number=number: one.change(name, {"quantity": f"{number} sets"}))  # type: ignore[misc]
    desk.write(
        lambda one: one.store.record(name)["quantity"],
        lambda quantity: desk.write(lambda one: one.change(name, {"owner": f"after {quantity}"})),
    )
    desk.close()
    assert office.store.record(name)["quantity"] == "19 sets"
    assert office.store.record(name)["owner"] == "after 19 sets"


def test_settings_reach_the_offices_that_are_open_already(application: QApplication, office: Office) -> None:
    desk = Desk(office)
    seen: list[str] = []
    desk.write(lambda one: one.settings.language, seen.append)
    desk.settle()
    desk.set_language("bn")
    desk.write(lambda one: one.settings.language, seen.append)
    desk.settle()
    assert seen == ["en", "bn"]
    with Office.open(office.data) as again:
        assert again.settings.language == "bn"
    desk.close()


#: Counts for minutes if nobody stops it.
LONG = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n"
)


def test_what_is_overtaken_is_stopped_so_that_the_next_need_not_wait(
    application: QApplication, office: Office
) -> None:
    desk = Desk(office)
    told: list[Any] = []
    for number in range(10):
        begun = threading.Event()

        def search(one: Office, begun: threading.Event = begun) -> object:
            begun.set()
            return one.store.database.rows(LONG)

        desk.find(search, told.append, latest="search")
        assert begun.wait(10)
        desk.find(lambda one, number=number: number, told.append, latest="search")  # type: ignore[misc]
        desk.settle()
        # Whoever comes next is not stopped in its stead.
        desk.find(lambda one: one.store.record("BL-0001").reference, told.append, latest="another")
        desk.settle()
        assert told.pop() == "BL-0001"
    assert told == list(range(10))
    desk.close()


def test_what_is_typed_waits_for_no_other_reading(application: QApplication, office: Office) -> None:
    desk = Desk(office)
    found, told = threading.Event(), threading.Event()
    desk.read(lambda one: told.wait(10), lambda result: None, latest="counts")
    desk.find(lambda one: found.set(), lambda result: None, latest="search")
    assert found.wait(10)
    told.set()
    desk.close()


def test_closing_stops_what_is_being_read(application: QApplication, office: Office) -> None:
    desk = Desk(office)
    begun = threading.Event()

    def read(one: Office) -> object:
        begun.set()
        return one.store.database.rows(LONG)

    desk.read(read, lambda result: pytest.fail("nobody waits for it"), latest="counts")
    assert begun.wait(10)
    desk.close()
