"""Schedules: what holds for every one of them, and what the best ones reach."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.scheduling import REASONS, Attendee, Problem, Reason, Schedule, Sitting, Wish, propose

TABLES = ("1", "2", "3", "4")


def attendees(side: str, count: int, slots: int) -> st.SearchStrategy[list[Attendee]]:
    """Participants of a side with times of their own, some of them at tables of their own."""
    one = st.tuples(
        st.frozensets(st.integers(0, slots - 1)) | st.just(frozenset(range(slots))),
        st.sampled_from(("", "", "", "1", "2", "A", "B")),
    )
    return st.lists(one, max_size=count).map(
        lambda each: [Attendee(f"{side}{at}", *parts) for at, parts in enumerate(each)]
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Problems with everything in them: absences, tables of one's own, meetings kept and planned, strangers."""
    slots = draw(st.integers(1, 5))
    companies, buyers = draw(attendees("c", 6, slots)), draw(attendees("b", 5, slots))
    company = st.sampled_from([*(one.id for one in companies), "c-stranger"])
    buyer = st.sampled_from([*(one.id for one in buyers), "b-stranger"])
    rank = st.none() | st.integers(0, 5)
    sitting = st.builds(
        Sitting, company, buyer, st.integers(-1, slots), st.sampled_from(("", "1", "2", "3", "A", "Z"))
    )
    return Problem(
        slots=slots,
        tables=TABLES[: draw(st.integers(0, 4))],
        companies=companies,
        buyers=buyers,
        wishes=draw(st.lists(st.builds(Wish, company, buyer, rank, rank), max_size=40)),
        kept=draw(st.lists(sitting, max_size=4)),
        current=draw(st.lists(sitting, max_size=6)),
    )


def assert_right(problem: Problem, schedule: Schedule) -> None:
    """Nobody and no table twice, everybody has time, what was kept is in nobody's way, every wish is accounted for."""
    attending = {one.id: one for one in (*problem.companies, *problem.buyers)}
    busy = {(who, one.slot) for one in problem.kept for who in (one.company, one.buyer)}
    used = {(one.table, one.slot) for one in problem.kept}
    reserved = {one.table for one in attending.values() if one.table}
    for one in schedule.sittings:
        for who in (one.company, one.buyer):
            assert one.slot in attending[who].slots
            assert (who, one.slot) not in busy
            busy.add((who, one.slot))
        assert (one.table, one.slot) not in used
        used.add((one.table, one.slot))
        own = attending[one.buyer].table or attending[one.company].table
        assert one.table == own or (not own and one.table in problem.tables and one.table not in reserved)
    met = {(one.company, one.buyer) for one in schedule.sittings}
    assert len(met) == len(schedule.sittings)
    kept = {(one.company, one.buyer) for one in problem.kept}
    assert not met & kept
    wished = {(one.company, one.buyer) for one in problem.wishes}
    assert met <= wished
    assert {(one.wish.company, one.wish.buyer) for one in schedule.unmet} == wished - met - kept
    assert all(REASONS[one.reason] for one in schedule.unmet)


@given(problems())
@settings(max_examples=400, deadline=None)
def test_nobody_and_no_table_is_ever_used_twice_in_a_slot(problem: Problem) -> None:
    assert_right(problem, propose(problem))


@given(problems())
@settings(max_examples=100, deadline=None)
def test_the_same_problem_in_another_order_gives_the_same_schedule(problem: Problem) -> None:
    unique = {(one.company, one.buyer): one for one in problem.wishes}
    straight = Problem(
        problem.slots, problem.tables, problem.companies, problem.buyers, list(unique.values()), problem.kept
    )
    turned = Problem(
        problem.slots,
        problem.tables,
        problem.companies[::-1],
        problem.buyers[::-1],
        list(unique.values())[::-1],
        problem.kept,
    )
    assert propose(straight).sittings == propose(turned).sittings


@given(problems())
@settings(max_examples=100, deadline=None)
def test_proposing_again_moves_nothing(problem: Problem) -> None:
    first = propose(problem)
    again = propose(
        Problem(
            problem.slots,
            problem.tables,
            problem.companies,
            problem.buyers,
            problem.wishes,
            problem.kept,
            first.sittings,
        )
    )
    assert again.honoured >= first.honoured
    if again.honoured == first.honoured:
        assert {(one.company, one.buyer) for one in again.sittings} == {
            (one.company, one.buyer) for one in first.sittings
        }
        assert again.sittings == first.sittings


@st.composite
def free_problems(draw: st.DrawFn) -> Problem:
    """Nobody is away, nobody has more wishes than slots, and there are as many places as wishes."""
    slots = draw(st.integers(1, 6))
    pairs = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), unique=True, max_size=48))
    left: Counter[str] = Counter()
    wishes = []
    for company, buyer in pairs:
        if left[f"c{company}"] < slots and left[f"b{buyer}"] < slots:
            left.update((f"c{company}", f"b{buyer}"))
            wishes.append(Wish(f"c{company}", f"b{buyer}", by_company=0))
    tables = -(-len(wishes) // slots)
    always = frozenset(range(slots))
    return Problem(
        slots,
        [str(at) for at in range(tables)],
        [Attendee(f"c{at}", always) for at in range(8)],
        [Attendee(f"b{at}", always) for at in range(8)],
        wishes,
    )


@given(free_problems())
@settings(max_examples=300, deadline=None)
def test_without_absences_every_wish_is_honoured_and_every_place_used(problem: Problem) -> None:
    schedule = propose(problem)
    assert_right(problem, schedule)
    assert schedule.unmet == ()
    assert schedule.honoured == schedule.wished == len(problem.wishes)


def most_meetings(problem: Problem) -> int:
    """The most meetings that can be chosen so that nobody has more than slots, found by trying everything."""
    for size in range(len(problem.wishes), 0, -1):
        for some in combinations(problem.wishes, size):
            has = Counter(who for one in some for who in (one.company, one.buyer))
            if max(has.values()) <= problem.slots:
                return size
    return 0


@given(
    st.integers(1, 2),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), unique=True, max_size=9),
)
@settings(max_examples=150, deadline=None)
def test_with_too_many_wishes_as_many_meet_as_can(slots: int, pairs: list[tuple[int, int]]) -> None:
    always = frozenset(range(slots))
    problem = Problem(
        slots,
        [str(at) for at in range(9)],
        [Attendee(f"c{at}", always) for at in range(4)],
        [Attendee(f"b{at}", always) for at in range(4)],
        [Wish(f"c{one}", f"b{other}", by_buyer=0) for one, other in pairs],
    )
    assert len(propose(problem).sittings) == most_meetings(problem)


ALWAYS = frozenset({0, 1, 2})


def one_buyer(**changes: object) -> Problem:
    """Four companies wish to meet one buyer in three slots."""
    parts: dict[str, object] = {
        "slots": 3,
        "tables": TABLES,
        "companies": [Attendee(f"c{at}", ALWAYS) for at in range(4)],
        "buyers": [Attendee("b", ALWAYS)],
        "wishes": [Wish(f"c{at}", "b", by_company=at) for at in range(4)],
    }
    return Problem(**(parts | changes))  # type: ignore[arg-type]


def test_what_stands_high_on_a_list_comes_first() -> None:
    schedule = propose(one_buyer())
    assert {one.company for one in schedule.sittings} == {"c0", "c1", "c2"}
    assert [(one.wish.company, one.reason) for one in schedule.unmet] == [("c3", Reason.BUYER_FULL)]


def test_a_meeting_that_both_wish_comes_before_one_that_one_side_wishes() -> None:
    wishes = [Wish(f"c{at}", "b", by_company=0, by_buyer=9 if at == 3 else None) for at in range(4)]
    schedule = propose(one_buyer(wishes=wishes))
    assert "c3" in {one.company for one in schedule.sittings}
    assert (schedule.honoured, schedule.wished) == (4, 5)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"companies": []}, Reason.COMPANY_MISSING),
        ({"companies": [Attendee("c0", frozenset())]}, Reason.COMPANY_AWAY),
        ({"buyers": []}, Reason.BUYER_MISSING),
        ({"buyers": [Attendee("b", frozenset({7}))]}, Reason.BUYER_AWAY),
        (
            {"companies": [Attendee("c0", frozenset({0}))], "buyers": [Attendee("b", frozenset({1}))]},
            Reason.NEVER_TOGETHER,
        ),
        ({"tables": ()}, Reason.TABLES_FULL),
        ({"kept": [Sitting("c0", f"x{at}", at, str(at)) for at in range(3)]}, Reason.COMPANY_FULL),
        (
            {
                "buyers": [Attendee("b", ALWAYS, "7")],
                "kept": [Sitting(f"x{at}", f"y{at}", at, "7") for at in range(3)],
            },
            Reason.TABLE_TAKEN,
        ),
    ],
)
def test_why_a_wish_was_not_honoured(changes: dict[str, object], reason: Reason) -> None:
    schedule = propose(one_buyer(wishes=[Wish("c0", "b", by_company=0)], **changes))
    assert [one.reason for one in schedule.unmet] == [reason]
    assert schedule.sittings == ()


def test_meetings_are_moved_to_make_room_for_another() -> None:
    """The new company has time only where two others were planned, who can meet at another time."""
    problem = one_buyer(
        companies=[*(Attendee(f"c{at}", ALWAYS) for at in range(2)), Attendee("c2", frozenset({0}))],
        wishes=[Wish(f"c{at}", "b", by_company=0) for at in range(3)],
        current=[Sitting("c0", "b", 0, "2"), Sitting("c1", "b", 1, "2")],
    )
    found = {one.company: (one.slot, one.table) for one in propose(problem).sittings}
    assert found["c2"][0] == 0
    assert found["c1"] == (1, "2")
    assert found["c0"][0] == 2


def test_a_buyer_stays_at_its_table() -> None:
    problem = Problem(
        3,
        TABLES,
        [Attendee(f"c{at}", ALWAYS) for at in range(3)],
        [Attendee(f"b{at}", ALWAYS) for at in range(3)],
        [Wish(f"c{one}", f"b{other}", by_company=0) for one in range(3) for other in range(3)],
    )
    tables: dict[str, set[str]] = {}
    for one in propose(problem).sittings:
        tables.setdefault(one.buyer, set()).add(one.table)
    assert all(len(each) == 1 for each in tables.values())


def test_who_hears_of_the_progress_can_end_the_work() -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        propose(one_buyer(), stop)


def test_absences_are_gone_round_one_meeting_after_another() -> None:
    """The newcomer has only the first slot; who is there can go to the second only, who is there to the third."""
    problem = one_buyer(
        companies=[
            Attendee("c0", frozenset({0})),
            Attendee("c1", frozenset({0, 1})),
            Attendee("c2", frozenset({1, 2})),
        ],
        wishes=[Wish(f"c{at}", "b", by_company=0) for at in range(3)],
        current=[Sitting("c1", "b", 0, "1"), Sitting("c2", "b", 1, "1")],
    )
    assert {one.company: one.slot for one in propose(problem).sittings} == {"c0": 0, "c1": 1, "c2": 2}
