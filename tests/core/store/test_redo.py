"""What was undone is done again, as long as nothing else was written since."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.store.undoing import REDO
from tests.core.store.conftest import Shelf


def test_what_was_undone_is_done_again_step_by_step(shelf: Shelf) -> None:
    lead = shelf.lead()
    for quantity in ("1 set", "2 sets", "3 sets"):
        shelf.store.change(lead.id, {"quantity": quantity}, "Karim", shelf.reading())
    shelf.store.undo("Rahim")
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id)["quantity"] == "1 set"
    assert shelf.store.undo("Rahim", what=REDO).records == (("lead", lead.id),)
    assert shelf.store.record(lead.id)["quantity"] == "2 sets"
    shelf.store.undo("Rahim", what=REDO)
    assert shelf.store.record(lead.id)["quantity"] == "3 sets"
    # What was done again can be undone again.
    shelf.store.undo("Rahim")
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id)["quantity"] == "1 set"


def test_a_record_whose_adding_was_undone_comes_out_of_the_archive(shelf: Shelf) -> None:
    lead = shelf.lead()
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id).archived == "undone"
    shelf.store.undo("Rahim", what=REDO)
    assert shelf.store.record(lead.id).archived is None


def test_nothing_is_done_again_after_something_else_was_written(shelf: Shelf) -> None:
    lead = shelf.lead()
    shelf.store.change(lead.id, {"quantity": "1 set"}, "Karim", shelf.reading())
    shelf.store.undo("Rahim")
    shelf.store.change(lead.id, {"quantity": "2 sets"}, "Karim", shelf.reading())
    with pytest.raises(InputAtFault, match="nothing to do again"):
        shelf.store.undo("Rahim", what=REDO)


def test_a_change_under_one_that_was_done_again_is_not_undone_alone(shelf: Shelf) -> None:
    lead = shelf.lead()
    first = shelf.store.change(lead.id, {"quantity": "1 set"}, "Karim", shelf.reading())
    shelf.store.change(lead.id, {"quantity": "2 sets"}, "Karim", shelf.reading())
    shelf.store.undo("Rahim")
    shelf.store.undo("Rahim", what=REDO)
    with pytest.raises(InputAtFault, match="changed again"):
        shelf.store.undo("Rahim", first.change_set)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["write", "undo", "redo"]), max_size=12))
def test_undo_and_redo_walk_through_the_values_as_a_stack_does(shelf: Shelf, steps: list[str]) -> None:
    lead = shelf.lead()
    done: list[str | None] = [None]
    undone: list[str | None] = []
    for number, step in enumerate(steps):
        if step == "write":
            shelf.store.change(lead.id, {"quantity": f"{number} sets"}, "Karim", shelf.reading())
            done.append(f"{number} sets")
            undone = []
        elif step == "undo" and len(done) > 1:
            shelf.store.undo("Rahim")
            undone.append(done.pop())
        elif step == "redo":
            if undone:
                shelf.store.undo("Rahim", what=REDO)
                done.append(undone.pop())
            else:
                with pytest.raises(InputAtFault):
                    shelf.store.undo("Rahim", what=REDO)
        assert shelf.store.record(lead.id)["quantity"] == done[-1]
