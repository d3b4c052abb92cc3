"""A tour of an office with 200,000 records: the window's thread is never at work for a tenth of a second."""

from benchmarks import records
from benchmarks.tour import GOAL_MS, tour


def test_no_step_of_a_tour_holds_the_window_up() -> None:
    """By the processor's time of the window's thread: by the clock, a busy machine would be told of, not the code.

    A first visit that is too long is looked at once more, in another process.
    """
    slow: set[str] = set()
    for attempt in range(2):
        toured = tour(records.working_copy(records.LARGE, "tour"))
        assert len(toured.stalls) > 200
        found = {one.step for one in toured.stalls if one.processor > GOAL_MS}
        slow = found if attempt == 0 else slow & found
        if not slow:
            break
    assert not slow
