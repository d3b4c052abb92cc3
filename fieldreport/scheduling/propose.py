"""Propose: a schedule from wishes, always without anybody or any table twice, and the same for the same problem."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from fieldreport.scheduling.board import NOWHERE, Board
from fieldreport.scheduling.problem import (
    Attendee,
    Problem,
    Progress,
    Reason,
    Schedule,
    Sitting,
    Unmet,
    Wish,
    no_progress,
)
from fieldreport.scheduling.seating import seat
from fieldreport.scheduling.selection import Selection

#: How often progress is told: after so many wishes.
STEP = 200
#: How many meetings may make room for one another in turn.
DEPTH = 3
#: With fewer places than this many for each meeting, tables are scarce.
SCARCE = 1.5


def propose(problem: Problem, progress: Progress = no_progress) -> Schedule:
    """The meetings that honour as many wishes as were found to fit together.

    Nobody is in two places at once, no table is used twice in a slot, everybody meets only in slots in which they have
    time: whatever the problem. A meeting that both wish honours two wishes; of others those that stand high on
    somebody's list come first. Meetings of ``current`` are kept where they are as far as that costs no wish.
    Without absences and tables of their own it honours all wishes where nobody has more than slots, and all tables
    hold. Otherwise it is a proposal, not a proof that no better one exists. What ``progress`` raises comes through.
    """
    return _Proposal(problem).made(progress)


class _Proposal:
    """The problem in numbers: vertices for participants, edges for wishes, bits for slots."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        # Sorted, so that nothing depends on the order in which the records were read.
        companies = sorted(problem.companies, key=lambda one: one.id)
        buyers = sorted(problem.buyers, key=lambda one: one.id)
        self.attendees: list[Attendee] = [*companies, *buyers]
        self.company = {one.id: at for at, one in enumerate(companies)}
        self.buyer = {one.id: at for at, one in enumerate(buyers, start=len(companies))}
        self.wishes, self.absent = self._wishes()
        self.ends = [(self.company[one.company], self.buyer[one.buyer]) for one in self.wishes]
        self.own_table = [self._table_of(first, second) for first, second in self.ends]
        self.board = self._board()

    # ---- the problem in numbers --------------------------------------------------------------------------------

    def _wishes(self) -> tuple[list[Wish], list[Unmet]]:
        """The wishes that can be placed, the most urgent first, and those with somebody who is not there."""
        kept = {(one.company, one.buyer) for one in self.problem.kept}
        there: dict[tuple[str, str], Wish] = {}
        absent: list[Unmet] = []
        for wish in sorted(self.problem.wishes, key=_urgency):
            pair = (wish.company, wish.buyer)
            if pair in kept or pair in there:
                continue
            if wish.company not in self.company:
                absent.append(Unmet(wish, Reason.COMPANY_MISSING))
            elif wish.buyer not in self.buyer:
                absent.append(Unmet(wish, Reason.BUYER_MISSING))
            else:
                there[pair] = wish
        return list(there.values()), absent

    def _table_of(self, company: int, buyer: int) -> str:
        return self.attendees[buyer].table or self.attendees[company].table

    def _board(self) -> Board:
        problem = self.problem
        every = (1 << problem.slots) - 1
        able = [sum(1 << slot for slot in one.slots) & every for one in self.attendees]
        reserved = {one.table for one in self.attendees if one.table}
        free_tables = set(problem.tables) - reserved
        room = [len(free_tables)] * problem.slots
        used: dict[str, int] = {}
        for one in problem.kept:
            if not 0 <= one.slot < problem.slots:
                continue
            bit = 1 << one.slot
            for vertex in (self.company.get(one.company), self.buyer.get(one.buyer)):
                if vertex is not None:
                    able[vertex] &= ~bit
            if not one.table or (one.table in free_tables and not used.get(one.table, 0) & bit):
                room[one.slot] -= 1
            used[one.table] = used.get(one.table, 0) | bit
        numbers = {table: number for number, table in enumerate(sorted(reserved))}
        claims: dict[str, int] = {}
        for attendee in self.attendees:
            if attendee.table:
                claims[attendee.table] = claims.get(attendee.table, 0) + 1
        shared = {
            numbers[table]: used.get(table, 0)
            for table in reserved
            if claims[table] > 1 or used.get(table, 0)
        }
        own = [numbers[table] if table else NOWHERE for table in self.own_table]
        return Board(self.ends, able, room, own, shared)

    # ---- the work ----------------------------------------------------------------------------------------------

    def made(self, progress: Progress) -> Schedule:
        """The schedule."""
        seats = sum(max(room, 0) for room in self.board.room)
        self.board.spread = seats < SCARCE * sum(self._chosen)
        self._put_current()
        for done, edge in enumerate(self._in_order()):
            if done % STEP == 0:
                progress(done, len(self.wishes))
            if self.board.slot[edge] == NOWHERE:
                self.board.place(edge)
        for edge in range(len(self.wishes)):
            # Whoever has time left, but not together: others make room where they can.
            if self.board.slot[edge] == NOWHERE and all(self.board.free[end] for end in self.ends[edge]):
                self.board.squeeze(edge, DEPTH)
        progress(len(self.wishes), len(self.wishes))
        sittings = self._seated()
        unmet = [
            Unmet(wish, self._reason(edge))
            for edge, wish in enumerate(self.wishes)
            if self.board.slot[edge] == NOWHERE
        ]
        every = [*self.wishes, *(one.wish for one in self.absent)]
        return Schedule(
            sittings=tuple(sittings),
            unmet=(*unmet, *self.absent),
            honoured=sum(
                wish.honours for edge, wish in enumerate(self.wishes) if self.board.slot[edge] != NOWHERE
            ),
            wished=sum(wish.honours for wish in every),
        )

    def _put_current(self) -> None:
        """Put what has been planned where it was planned; it moves only where that makes room for another wish."""
        at = {(wish.company, wish.buyer): edge for edge, wish in enumerate(self.wishes)}
        chosen = self._chosen
        for one in sorted(self.problem.current, key=lambda one: (one.slot, one.company, one.buyer)):
            edge = at.get((one.company, one.buyer))
            if edge is None or not chosen[edge] or not 0 <= one.slot < self.problem.slots:
                continue
            if self.board.slot[edge] == NOWHERE and self.board.fits(edge, one.slot):
                self.board.put(edge, one.slot)

    @cached_property
    def _chosen(self) -> bytearray:
        """The wishes for which everybody has time in all, if not yet at the same time."""
        left = [able.bit_count() for able in self.board.able]
        selection = Selection(self.ends, left, [one.honours for one in self.wishes])
        possible = [
            edge
            for edge, (first, second) in enumerate(self.ends)
            if self.board.able[first] & self.board.able[second]
        ]
        # Those that both sides wish are chosen first: one of them is worth two of the others.
        selection.choose([edge for edge in possible if self.wishes[edge].honours > 1])
        selection.choose(possible)
        return selection.chosen

    def _in_order(self) -> Iterable[int]:
        """The wishes in the order in which they are placed: the chosen ones first, then whatever still finds room.

        Where tables are scarce the more urgent ones go first, else those of whoever has the least time.
        """
        chosen, able = self._chosen, self.board.able
        first = [edge for edge in range(len(self.wishes)) if chosen[edge]]
        if sum(max(room, 0) for room in self.board.room) > len(first):
            first.sort(key=lambda edge: min(able[end].bit_count() for end in self.ends[edge]))
        return [*first, *(edge for edge in range(len(self.wishes)) if not chosen[edge])]

    def _seated(self) -> list[Sitting]:
        problem = self.problem
        used: list[set[str]] = [set() for _ in range(problem.slots)]
        for one in problem.kept:
            if 0 <= one.slot < problem.slots:
                used[one.slot].add(one.table)
        before = {(one.company, one.buyer): (one.slot, one.table) for one in problem.current}
        reserved = {one.table for one in self.attendees if one.table}
        placed = [
            (self.board.slot[edge], edge)
            for edge in range(len(self.wishes))
            if self.board.slot[edge] != NOWHERE
        ]
        tables = seat(
            [(slot, self.ends[edge], self.own_table[edge]) for slot, edge in placed],
            [table for table in dict.fromkeys(problem.tables) if table not in reserved],
            used,
            [self._table_before(edge, slot, before) for slot, edge in placed],
        )
        sittings = [
            Sitting(self.wishes[edge].company, self.wishes[edge].buyer, slot, table)
            for (slot, edge), table in zip(placed, tables, strict=True)
        ]
        order = {table: at for at, table in enumerate(problem.tables)}
        return sorted(
            sittings, key=lambda one: (one.slot, order.get(one.table, len(order)), one.table, one.company)
        )

    def _table_before(self, edge: int, slot: int, before: dict[tuple[str, str], tuple[int, str]]) -> str:
        wish = self.wishes[edge]
        slot_before, table = before.get((wish.company, wish.buyer), (NOWHERE, ""))
        return table if slot_before == slot else ""

    # ---- what was not possible ---------------------------------------------------------------------------------

    def _reason(self, edge: int) -> Reason:
        board = self.board
        first, second = self.ends[edge]
        if not board.able[first]:
            return self._busy_or_away(first, Reason.COMPANY_FULL, Reason.COMPANY_AWAY)
        if not board.able[second]:
            return self._busy_or_away(second, Reason.BUYER_FULL, Reason.BUYER_AWAY)
        if not board.able[first] & board.able[second]:
            return Reason.NEVER_TOGETHER
        if not board.free[first]:
            return Reason.COMPANY_FULL
        if not board.free[second]:
            return Reason.BUYER_FULL
        together = board.free[first] & board.free[second]
        if not board.open(edge) & board.able[first] & board.able[second] or together:
            return Reason.TABLES_FULL if board.own[edge] == NOWHERE else Reason.TABLE_TAKEN
        return Reason.NOT_ARRANGED

    def _busy_or_away(self, vertex: int, busy: Reason, away: Reason) -> Reason:
        return busy if any(0 <= slot < self.problem.slots for slot in self.attendees[vertex].slots) else away


def _urgency(wish: Wish) -> tuple[int, int, int, str, str]:
    ranks = [rank for rank in (wish.by_company, wish.by_buyer) if rank is not None]
    return (-wish.honours, min(ranks, default=0), sum(ranks), wish.company, wish.buyer)
