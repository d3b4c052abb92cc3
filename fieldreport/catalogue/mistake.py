"""A mistake in a file of translations."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Mistake(NamedTuple):
    """What is wrong at a line of a PO file, as a catalogue text and its values.

    ``harmful`` ones would break what the user sees: such a translation is not shown.
    """

    file: Path
    line: int
    message: str
    values: Mapping[str, object] = MappingProxyType({})
    harmful: bool = True
