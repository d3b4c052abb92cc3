"""What is done with a file in the background: reading it, bringing it in, taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.language import CODES

if TYPE_CHECKING:
    from fieldreport.importing import Batch, Choice, Opened, Outcome, Undone
    from fieldreport.office import Office
    from fieldreport.record import RecordType

#: Rows looked at or brought in together: a save of somebody else waits no longer than these take.
PART = 500
#: Files brought in before, which can be taken back.
MOST_BATCHES = 5


def read_file(office: Office, *, path: Path, of_type: RecordType, sheet: str) -> Opened:
    """A file, and what its columns are taken for."""
    from fieldreport import importing

    languages = [office.language(code) for code in CODES]
    return importing.opened(path, of_type, office.store.types, languages, office.place.country, sheet)


def begin(office: Office, *, opened: Opened, choice: Choice, language: str, trial: bool) -> Iterator[Outcome]:
    """The bringing in of a file, or a look at what it would do."""
    from fieldreport import importing

    place = importing.Place(office.store, office.duplicates, office.reading(language), office.person)
    work = importing.Work(place, opened.record_type, opened.table, choice, trial=trial)
    return work.run(PART)


def begin_settling(office: Office) -> Iterator[bool]:
    """The putting of what was brought in into the search's index; until then it is found a little more slowly."""
    while office.store.settle_search():
        yield True


def begin_undo(office: Office, *, batch: str) -> Iterator[Undone]:
    """The taking back of a batch."""
    from fieldreport import importing

    return importing.Undo(office.store, batch, office.person).run(PART)


def read_batches(office: Office) -> list[Batch]:
    """What was brought in last."""
    from fieldreport import importing

    return importing.batches(office.store, MOST_BATCHES)
