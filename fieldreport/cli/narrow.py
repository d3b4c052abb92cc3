"""Narrow: a condition on a list, typed as a field and its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fieldreport import parsing
from fieldreport.cli.arguments import WrongUsage
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field, Found, Reading
from fieldreport.fields import Choice, Country, Day, Email, Line, Link, Task, Website, Whole, YesNo
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import RecordType

#: Kinds that are compared as a whole: what is in their first column is the value.
COMPARED = (Choice, Country, Day, Email, Line, Link, Task, Website, Whole, YesNo)

NO_CONDITION = N_("“{word}” does not say which field has which value; write FIELD=VALUE.")
NOT_COMPARED = N_("A list cannot be narrowed by “{field}”; use one of these fields: {known}.")


def where(record_type: RecordType, condition: str, reading: Reading) -> Mapping[str, Sequence[Any]]:
    """The fields and values of ``Filter.where`` for ``status=won`` or ``status=won, lost``, as any form reads them.

    Raises ``WrongUsage`` for what is no condition, ``InputAtFault`` for a value that cannot be read.
    """
    name, equals, typed = condition.partition("=")
    name = name.strip()
    if not (equals and name and typed.strip()):
        raise WrongUsage(NO_CONDITION, word=condition)
    one = record_type.by_name.get(name)
    if not isinstance(one, COMPARED):
        known = ", ".join(other.name for other in record_type.fields if isinstance(other, COMPARED))
        raise WrongUsage(NOT_COMPARED, field=name, known=known)
    return {name: _values(one, typed, replace(reading, found=_whatever(reading)))}


def _values(one: Field, typed: str, reading: Reading) -> list[Any]:
    """The whole as one value, or else its pieces as several."""
    try:
        try:
            return [one.read(typed, reading)]
        except Unreadable:
            pieces = parsing.pieces(typed)
            if len(pieces) < 2:
                raise
            return [one.read(piece, reading) for piece in pieces]
    except Unreadable as unreadable:
        raise InputAtFault(Problem(unreadable.message, unreadable.values, one.name)) from None


def _whatever(reading: Reading) -> Any:
    """Finds records as the reading does, archived ones too: they may be asked for."""

    def found(name: str) -> Found | None:
        known = reading.found(name)
        return None if known is None else known._replace(archived=False)

    return found
