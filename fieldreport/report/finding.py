"""Finding: one thing that a report still needs, and the rules that find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fieldreport.report.contents import Report


class Level(StrEnum):
    """How much a finding matters: to be mended before signing, better mended, or nothing left to do."""

    MUST = "must"
    SHOULD = "should"
    DONE = "done"


@dataclass(frozen=True)
class Finding:
    """One thing found about a report.

    ``what`` and ``why`` are catalogue texts filled from ``values``. ``record`` is the reference of the record it is
    about and ``field`` the field to mend, ``task`` the number of a task, ``needs`` the language into which a text is
    to be translated; each may be missing.
    """

    level: Level
    what: str
    why: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    record: str = ""
    field: str = ""
    task: int | None = None
    needs: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule, and what is said when it finds nothing."""

    find: Callable[[Report], Iterator[Finding]]
    done: str
