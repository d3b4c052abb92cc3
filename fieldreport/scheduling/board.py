"""Board: meetings placed in slots, and moved about until another one fits.

Slots are colours of the edges of a graph with two sides. A company that is free in one slot and a buyer that is free
in another can meet if the meetings in these two slots are swapped along the chain that begins at one of them: the chain
never comes back to the other, because the graph has two sides (Dénes Kőnig, 1916; such chains are named after Alfred
Kempe). So without absences, breaks and a lack of tables everybody can have as many meetings as there are slots. An
absence matters only to whoever stands at the end of a chain. Tables are few or many in the same way: chains with one
more meeting in the fuller slot are swapped until no slot is overfull (Dominique de Werra, 1971).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

NOWHERE = -1


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Board:
    """Edges (pairs of vertices) in slots. Every public method leaves it without anybody or any table twice in a slot.

    ``able`` are the slots in which a vertex may be used, as bits; ``room`` how many tables each slot has for edges that
    have no table of their own; ``own`` the table (a number) of those that have. ``shared`` are the tables at which
    edges without a common vertex meet; ``taken`` the slots, as bits, in which these are used already.
    """

    #: How many steps along chains may be taken in all: what keeps a hopeless case from taking for ever.
    EFFORT = 25_000_000

    def __init__(
        self,
        ends: Sequence[tuple[int, int]],
        able: Sequence[int],
        room: Sequence[int],
        own: Sequence[int],
        shared: dict[int, int],
    ) -> None:
        self.ends = ends
        self.able = able
        self.free = list(able)
        self.room = list(room)
        self.own = own
        self.slots = len(room)
        self.slot = [NOWHERE] * len(ends)
        self.at = [[NOWHERE] * self.slots for _ in able]
        self._in_slot: list[dict[int, None]] = [{} for _ in room]
        self._taken = dict(shared)
        self.effort = self.EFFORT
        #: Fill all slots alike: where tables are scarce, full slots stand in the way of those who have little time.
        self.spread = False

    # ---- single moves ------------------------------------------------------------------------------------------

    def fits(self, edge: int, slot: int) -> bool:
        """Whether both ends and a table are free in the slot."""
        first, second = self.ends[edge]
        return bool(self.free[first] & self.free[second] & self.open(edge) & (1 << slot))

    def open(self, edge: int) -> int:
        """The slots, as bits, with a table for an edge, whoever else has time in them."""
        if self.own[edge] == NOWHERE:
            return sum(1 << slot for slot, room in enumerate(self.room) if room > 0)
        return ~self._taken.get(self.own[edge], 0)

    def put(self, edge: int, slot: int) -> None:
        """Put an edge that is nowhere into a slot in which its ends are free."""
        bit = 1 << slot
        for end in self.ends[edge]:
            self.free[end] &= ~bit
            self.at[end][slot] = edge
        self.slot[edge] = slot
        own = self.own[edge]
        if own == NOWHERE:
            self.room[slot] -= 1
            self._in_slot[slot][edge] = None
        elif own in self._taken:
            self._taken[own] |= bit

    def take(self, edge: int) -> None:
        """Take an edge out of its slot."""
        slot = self.slot[edge]
        bit = 1 << slot
        for end in self.ends[edge]:
            self.free[end] |= bit
            self.at[end][slot] = NOWHERE
        self.slot[edge] = NOWHERE
        own = self.own[edge]
        if own == NOWHERE:
            self.room[slot] += 1
            del self._in_slot[slot][edge]
        elif own in self._taken:
            self._taken[own] &= ~bit

    # ---- placing -----------------------------------------------------------------------------------------------

    def place(self, edge: int) -> bool:
        """Put an edge somewhere, other ones moved out of its way if need be; False where no way was found."""
        first, second = self.ends[edge]
        free_first, free_second = self.free[first], self.free[second]
        if not free_first or not free_second:
            return False
        common = free_first & free_second
        if common:
            slot = self._best(common & self.open(edge))
            if slot != NOWHERE:
                self.put(edge, slot)
                return True
        if self.own[edge] == NOWHERE:
            if max(self.room) <= 0:
                return False
        elif self.own[edge] in self._taken:
            # Somebody else meets at this table too: such meetings stand where they were put.
            return False
        return (
            self._with_chain(edge, least=0)
            or any(self._overfull(edge, slot) for slot in bits(common))
            or self._with_chain(edge, least=-1)
        )

    def squeeze(self, edge: int, depth: int, stay: tuple[int, ...] = ()) -> bool:
        """Put an edge in the place of another one for which a new place is found; ``depth`` others at most.

        For absences: where chains end at somebody who has no time, one meeting after another makes room instead. Those
        of ``stay`` are left where they are.
        """
        first, second = self.ends[edge]
        if self.own[edge] in self._taken or (self.own[edge] == NOWHERE and max(self.room) <= 0):
            return False
        for slot in bits(self.able[first] & self.able[second]):
            blocking = {self.at[first][slot], self.at[second][slot]} - {NOWHERE}
            if len(blocking) != 1 or self.effort <= 0:
                continue
            (other,) = blocking
            if other in stay or self.own[other] in self._taken:
                continue
            self.effort -= 1
            self.take(other)
            if self.own[edge] == NOWHERE and self.room[slot] <= 0:
                self.put(other, slot)
                continue
            self.put(edge, slot)
            if self.place(other) or (depth > 1 and self.squeeze(other, depth - 1, (*stay, edge))):
                return True
            self.take(edge)
            self.put(other, slot)
        return False

    def _best(self, slots: int) -> int:
        """The earliest slot, or where meetings are to be spread the one with the most tables left."""
        if not slots:
            return NOWHERE
        if self.spread:
            return max(bits(slots), key=lambda slot: (self.room[slot], -slot))
        return next(bits(slots))

    def _with_chain(self, edge: int, least: int) -> bool:
        """Put an edge where one end is free, after swapping the other end's slots along a chain.

        With ``least`` -1 a slot may be overfull by one table then, if it can be relieved at once.
        """
        first, second = self.ends[edge]
        for one, other in ((first, second), (second, first)):
            # The one's free slot becomes the edge's; the other is busy in it, and gets its own free slot instead.
            for wanted in bits(self.free[one] & self.able[other] & ~self.free[other]):
                for instead in bits(self.free[other] & ~(1 << wanted)):
                    if self.effort <= 0:
                        return False
                    if self._swapped_in(edge, other, wanted, instead, least):
                        return True
        return False

    def _swapped_in(self, edge: int, vertex: int, busy: int, idle: int, least: int) -> bool:
        """Swap two slots along the chain that begins at a vertex with its edge in ``busy``, and put ``edge`` there."""
        chain, end = self._chain(vertex, busy, idle)
        if not chain or not self._may_swap(chain, end):
            return False
        net = self._net(chain, busy)
        needed = 1 if self.own[edge] == NOWHERE else 0
        left = (self.room[busy] + net - needed, self.room[idle] - net)
        if min(left) < least or max(left) < 0:
            return False
        self._swap(chain, busy, idle)
        self.put(edge, busy)
        full = busy if left[0] < 0 else idle
        if min(left) >= 0 or self._relieved(full):
            return True
        self.take(edge)
        self._swap(chain, busy, idle)
        return False

    def _chain(self, vertex: int, slot: int, other: int) -> tuple[list[int], tuple[int, int]]:
        """The edges from a vertex in two slots by turns, beginning with its edge in ``slot``.

        Also the last vertex with the slot that it would need after a swap.
        """
        chain: list[int] = []
        at, ends, here, next_slot = self.at, self.ends, vertex, slot
        while (edge := at[here][next_slot]) != NOWHERE:
            chain.append(edge)
            first, second = ends[edge]
            here = second if first == here else first
            next_slot = other if next_slot == slot else slot
        self.effort -= len(chain)
        return chain, (here, next_slot)

    def _may_swap(self, chain: Sequence[int], end: tuple[int, int]) -> bool:
        vertex, slot = end
        if not self.free[vertex] >> slot & 1:
            return False
        return all(self.own[edge] not in self._taken for edge in chain)

    def _net(self, chain: Sequence[int], slot: int) -> int:
        """How many tables a slot has more when the chain is swapped, and the other one fewer."""
        net = 0
        for edge in chain:
            if self.own[edge] == NOWHERE:
                net += 1 if self.slot[edge] == slot else -1
        return net

    def _swap(self, chain: Sequence[int], slot: int, other: int) -> None:
        moved = [(edge, other if self.slot[edge] == slot else slot) for edge in chain]
        for edge, _ in moved:
            self.take(edge)
        for edge, to in moved:
            self.put(edge, to)

    # ---- tables ------------------------------------------------------------------------------------------------

    def _overfull(self, edge: int, slot: int) -> bool:
        """Put an edge into a slot without a table left, and move another meeting of it into a slot that has one."""
        self.put(edge, slot)
        if self._relieved(slot):
            return True
        self.take(edge)
        return False

    def _relieved(self, full: int) -> bool:
        """Move a meeting of an overfull slot into one that has a table left; False where nothing could be moved."""
        for other in sorted(range(self.slots), key=lambda each: (-self.room[each], each)):
            if self.room[other] <= 0 or self.effort <= 0:
                return False
            if self._relieve(full, other):
                return True
        return False

    def _relieve(self, full: int, other: int) -> bool:
        """Swap one chain of two slots that has one meeting more in the full one."""
        seen: set[int] = set()
        for start in self._in_slot[full]:
            if start in seen:
                continue
            if self.effort <= 0:
                return False
            chain, ends = self._whole_chain(start, full, other)
            seen.update(chain)
            if self._net(chain, full) == 1 and all(self._may_swap(chain, end) for end in ends):
                self._swap(chain, full, other)
                return True
        return False

    def _whole_chain(
        self, start: int, slot: int, other: int
    ) -> tuple[list[int], tuple[tuple[int, int], ...]]:
        """All edges of two slots that hang together with an edge in ``slot``, and the two last vertices."""
        first, second = self.ends[start]
        one_way, one_end = self._chain_beyond(first, start, slot, other)
        if one_end is None:
            # It comes back to where it began: a ring, which has no ends and as many edges in either slot.
            return [start, *one_way], ()
        other_way, other_end = self._chain_beyond(second, start, slot, other)
        assert other_end is not None
        return [*reversed(one_way), start, *other_way], (one_end, other_end)

    def _chain_beyond(
        self, vertex: int, start: int, slot: int, other: int
    ) -> tuple[list[int], tuple[int, int] | None]:
        chain: list[int] = []
        at, ends, here, next_slot = self.at, self.ends, vertex, other
        while (edge := at[here][next_slot]) != NOWHERE:
            if edge == start:
                return chain, None
            chain.append(edge)
            first, second = ends[edge]
            here = second if first == here else first
            next_slot = slot if next_slot == other else other
        self.effort -= len(chain) + 1
        return chain, (here, next_slot)
