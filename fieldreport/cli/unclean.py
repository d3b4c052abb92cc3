"""Unclean: characters in raw values that no text can hold, told of rather than dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldreport import text
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_

#: Values told of one by one.
MOST_TOLD = 50

LEFT_OUT = N_("Characters that a text cannot hold are left out or replaced: {characters}.")


class Unclean:
    """Looks at raw values before they are read, and tells what will not be kept as it is."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._count = 0

    def look_at(self, raw: Mapping[str, Json], place: str) -> None:
        """Tell of the characters in a record's raw values, field by field."""
        for name, value in raw.items():
            found = tuple(dict.fromkeys(one for piece in _strings(value) for one in text.unclean(piece)))
            if found:
                self._count += 1
                if self._count <= MOST_TOLD:
                    problem = Problem(LEFT_OUT, {"characters": ", ".join(found)}, name, place)
                    self._session.tell(InputAtFault(problem))

    def conclude(self) -> None:
        """Say how many more there were than have been told."""
        more = self._count - MOST_TOLD
        if more > 0:
            language = self._session.language
            said = language.plural(
                "{count} more such value was found.", "{count} more such values were found.", more
            )
            print(said, file=self._session.err)


def _strings(value: Json) -> Iterator[str]:
    """Every text in a raw value."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for one in value.values():
                yield from _strings(one)
