"""Outcome: what bringing a file in did, or would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fieldreport.failures import Problem
from fieldreport.importing.table import Note

#: Problems told one by one: whoever gave the wrong file need not read a million lines about it.
MOST_PROBLEMS = 1_000
MOST_WITHOUT = 1_000
MOST_LIKELY = 500
MOST_NOTES = 1_000


@dataclass(frozen=True, slots=True)
class Without:
    """A cell that a row came in without: what is wrong with it and where it is, and what was there."""

    problem: Problem
    said: str


@dataclass
class Outcome:
    """Counts of rows, problems and what was cleaned; of a whole file or of what has been done of it so far.

    ``also`` counts the records added because rows name them, by their type. ``likely`` are rows that may be there
    already, but not so surely that they were taken for it. ``incomplete`` counts the rows that were brought in without
    cells that could not be read and that no record needs; ``without`` are those cells.
    """

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    incomplete: int = 0
    batch: str = ""
    also: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0
    without: list[Without] = field(default_factory=list)
    more_without: int = 0
    likely: list[Note] = field(default_factory=list)
    more_notes: int = 0
    #: A record of each type that was written, for whoever shows such records.
    touched: dict[str, str] = field(default_factory=dict)
    _notes: dict[tuple[str, str, str], Note] = field(default_factory=dict)
    _counts: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Rows that have been looked at."""
        return self.added + self.changed + self.unchanged + self.refused

    @property
    def notes(self) -> Sequence[Note]:
        """What was cleaned, what was done oftenest first."""
        counted = (replace(one, count=self._counts[key]) for key, one in self._notes.items())
        return sorted(counted, key=lambda one: -one.count)

    def so_far(self) -> Outcome:
        """The same as it is now, which does not go on changing."""
        return replace(
            self,
            also=dict(self.also),
            problems=list(self.problems),
            without=list(self.without),
            likely=list(self.likely),
            touched=dict(self.touched),
            _notes=dict(self._notes),
            _counts=dict(self._counts),
        )

    def refuse(self, problems: Sequence[Problem]) -> None:
        """A row that is left out, and why."""
        self.refused += 1
        room = max(MOST_PROBLEMS - len(self.problems), 0)
        self.problems += problems[:room]
        self.more_problems += len(problems) - len(problems[:room])

    def spare(self, cells: Sequence[Without]) -> None:
        """A row that is brought in without these cells."""
        self.incomplete += 1
        room = max(MOST_WITHOUT - len(self.without), 0)
        self.without += cells[:room]
        self.more_without += len(cells) - len(cells[:room])

    def note(self, message: str, values: Mapping[str, object], place: str, field_name: str) -> None:
        """Something cleaned; the same in the same field is counted together, its first place kept."""
        key = (message, field_name, str(sorted(values.items())) if values else "")
        if key in self._counts:
            self._counts[key] += 1
        elif len(self._notes) < MOST_NOTES:
            self._notes[key] = Note(message, values, place, field_name)
            self._counts[key] = 1
        else:
            self.more_notes += 1

    def suspect(self, note: Note) -> None:
        """A row that may be there already."""
        if len(self.likely) < MOST_LIKELY:
            self.likely.append(note)
