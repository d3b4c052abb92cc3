"""Place and Choice: where a file is brought in, and what was chosen for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldreport.duplicates import Duplicates
from fieldreport.field import Json, Reading
from fieldreport.importing.guessing import Guess
from fieldreport.store import Store


@dataclass(frozen=True)
class Place:
    """Where it is brought in, by whom, and what reading needs to know."""

    store: Store
    duplicates: Duplicates
    reading: Reading
    person: str


@dataclass(frozen=True)
class Choice:
    """What was chosen for a file: what its columns are, what all rows have besides, how old Bengali is taken.

    ``currency`` is that of sums that name none, neither in the cell nor over the column.
    """

    guesses: Sequence[Guess]
    constants: Mapping[str, Json]
    currency: str = ""
    unicode: bool = False
