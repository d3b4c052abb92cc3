"""Batches: one at a time, taken back and brought back, the newer before the older."""

from pathlib import Path

import pytest

from fieldreport import importing
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.importing import batch, turn
from fieldreport.office import Office
from fieldreport.store.undoing import REDO
from tests.core.importing.conftest import Bring, open_file, workbook
from tests.core.importing.test_work import records

LEADS: list[list[str | None]] = [["Buyer", "Products"], ["Surma Fabrics", "yarn"]]


def begun(office: Office, path: Path) -> importing.Work:
    opened = open_file(office, path, "lead")
    place = importing.Place(office.store, office.duplicates, office.reading("en"), "Officer")
    return importing.Work(place, opened.record_type, opened.table, opened.chosen(), trial=False)


def taken_back(office: Office, name: str) -> importing.Undone:
    *_, undone = importing.Undo(office.store, name, "Officer").run()
    return undone


def test_one_file_at_a_time_whoever_brings_it_in(office: Office, bring: Bring, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "two.xlsx", [["Buyer", "Products"], ["Surma Fabrics", "yarn"], ["Nodi Traders", "film"]]
    )
    run = begun(office, path).run(1)
    next(run)
    with (
        Office.open(tmp_path / "office") as other,
        pytest.raises(MachineAtFault) as refused,
    ):
        next(begun(other, path).run())
    assert refused.value.problem.message == turn.TAKEN
    with pytest.raises(MachineAtFault):
        taken_back(office, "2026-11-21-1")
    assert [one.added for one in run] == [2]
    outcome = bring("lead", path)
    assert (outcome.batch, outcome.unchanged) == ("2026-11-21-2", 2)


def test_undo_takes_the_taking_back_of_a_batch_back(bring: Bring, office: Office) -> None:
    bring("lead", LEADS)
    office.add(office.record_type("organisation"), {"name": "Beside", "country": "BD", "roles": ["buyer"]})
    taken_back(office, "2026-11-21-1")
    assert records(office, "lead") == []
    office.undo()
    assert len(records(office, "lead")) == 1
    assert [one.name for one in importing.batches(office.store)] == ["2026-11-21-1"]
    office.store.undo("Officer", what=REDO)
    assert records(office, "lead") == []
    office.undo()
    office.undo()
    assert [one["name"].original for one in records(office, "organisation")] == ["Surma Fabrics"]
    assert taken_back(office, "2026-11-21-1").kept == []
    assert records(office, "organisation") == records(office, "lead") == []


def test_a_taking_back_can_be_done_again_at_once(bring: Bring, office: Office) -> None:
    bring("lead", LEADS)
    taken_back(office, "2026-11-21-1")
    office.store.undo("Officer", what=REDO)
    assert len(records(office, "lead")) == 1
    office.undo()
    assert records(office, "lead") == []


def test_the_newer_batch_goes_first_and_then_nothing_is_left(bring: Bring, office: Office) -> None:
    rows: list[list[str | None]] = [
        ["Company", "Country", "Roles", "Sector"],
        ["Surma Fabrics", "BD", "buyer", None],
    ]
    bring("organisation", rows)
    rows[1][3] = "textiles"
    bring("organisation", rows)
    with pytest.raises(InputAtFault) as refused:
        taken_back(office, "2026-11-21-1")
    assert refused.value.problems[0].message == batch.NEWER_FIRST
    assert refused.value.problems[0].values["newer"] == "2026-11-21-2"
    assert len(importing.batches(office.store)) == 2
    assert taken_back(office, "2026-11-21-2").restored == 1
    undone = taken_back(office, "2026-11-21-1")
    assert (undone.archived, undone.kept) == (1, [])


def test_a_record_that_stays_keeps_what_it_names(bring: Bring, office: Office) -> None:
    bring("lead", LEADS)
    office.change("BL-0001", {"need": "visited"})
    undone = taken_back(office, "2026-11-21-1")
    assert {one.message for one in undone.kept} == {batch.KEPT_CHANGED, batch.KEPT_WITH}
    assert undone.archived == 0
    assert len(records(office, "organisation")) == len(records(office, "lead")) == 1


def test_what_a_newer_batch_names_stays_until_that_is_gone(bring: Bring, office: Office) -> None:
    bring("lead", LEADS)
    bring("lead", [["Buyer", "Products"], ["Surma Fabrics", "buttons"]])
    undone = taken_back(office, "2026-11-21-1")
    assert [(one.message, one.values.get("batch")) for one in undone.kept] == [
        (batch.KEPT_BATCH, "2026-11-21-2")
    ]
    taken_back(office, "2026-11-21-2")
    assert taken_back(office, "2026-11-21-1").archived == 1
    assert records(office, "organisation") == []
