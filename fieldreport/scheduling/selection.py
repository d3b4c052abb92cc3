"""Selection: which wishes there is time for at all, before anybody asks when.

Everybody can have as many meetings as slots. What is chosen is made larger along paths by turns of chosen and unchosen
wishes, until no such path honours more: for wishes of one kind the most that can be had (Claude Berge, 1957).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


class Selection:
    """Chosen edges, none of whose ends has more of them than ``left`` says."""

    def __init__(self, ends: Sequence[tuple[int, int]], left: Sequence[int], worth: Sequence[int]) -> None:
        self.ends = ends
        self.left = list(left)
        self.worth = worth
        self.chosen = bytearray(len(ends))
        self._of: list[list[int]] = [[] for _ in left]
        self._known = bytearray(len(ends))

    def choose(self, edges: Sequence[int]) -> None:
        """Choose what fits, the first first; then exchange along paths while that honours more."""
        for edge in edges:
            first, second = self.ends[edge]
            if not self._known[edge]:
                self._known[edge] = 1
                self._of[first].append(edge)
                self._of[second].append(edge)
            if not self.chosen[edge] and self.left[first] > 0 and self.left[second] > 0:
                self._set(edge, 1)
        dead = bytearray(len(self.left))
        for edge in edges:
            first, second = self.ends[edge]
            if not self.chosen[edge]:
                for vertex in (first, second):
                    # Whatever could not be reached from a failed search leads nowhere later either.
                    while self.left[vertex] > 0 and not dead[vertex] and self._exchange(vertex, dead):
                        pass

    def _set(self, edge: int, chosen: int) -> None:
        step = 1 if chosen else -1
        for end in self.ends[edge]:
            self.left[end] -= step
        self.chosen[edge] = chosen

    def _exchange(self, begin: int, dead: bytearray) -> bool:
        """Find a path from a vertex with time left to another one, and exchange along it what is chosen."""
        came: dict[int, tuple[int, int]] = {begin: (-1, -1)}
        gains = {begin: 0}
        waiting = deque([begin])
        while waiting:
            here = waiting.popleft()
            for edge in self._of[here]:
                if self.chosen[edge]:
                    continue
                middle = self._other(edge, here)
                if middle in came or dead[middle]:
                    continue
                gain = gains[here] + self.worth[edge]
                if self.left[middle] > 0 and gain > 0:
                    came[middle] = (here, edge)
                    self._take_path(middle, came)
                    return True
                if self.left[middle] > 0:
                    continue
                came[middle] = (here, edge)
                for back in self._of[middle]:
                    following = self._other(back, middle)
                    if self.chosen[back] and following not in came and not dead[following]:
                        came[following] = (middle, back)
                        gains[following] = gain - self.worth[back]
                        waiting.append(following)
        for vertex in came:
            dead[vertex] = 1
        return False

    def _take_path(self, end: int, came: dict[int, tuple[int, int]]) -> None:
        path = []
        here = end
        while came[here][1] != -1:
            here, edge = came[here]
            path.append(edge)
        for edge in path:
            self._set(edge, 0 if self.chosen[edge] else 1)

    def _other(self, edge: int, vertex: int) -> int:
        first, second = self.ends[edge]
        return second if first == vertex else first
