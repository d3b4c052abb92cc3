"""Target: where a column's cells go, a field of the record or a part of one.

A target is written as people may type it after ``--map``: ``products`` (a field), ``name.ko`` (a text in a language),
``value.currency`` (a part of a sum), ``buyer.country`` (a field of the record that is pointed at), ``reference``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldreport.field import Field
from fieldreport.fields import Amount, Link, TextField
from fieldreport.importing.titles import CONTACT_PARTS, ORGANISATION_PARTS
from fieldreport.language import CODES, N_, Language
from fieldreport.record import RecordType

REFERENCE, ID = "reference", "id"
CURRENCY = "currency"

_IN_LANGUAGE = N_("{field} ({language})")
_OF_LINKED = N_("{field}: {part}")


@dataclass(frozen=True)
class Target:
    """A field, and the part of it or of the record it points at; without a field it is the record's own name."""

    path: str
    field: Field | None = None
    part: str = ""
    #: The field of the record that is pointed at.
    linked: Field | None = None

    @property
    def kind(self) -> Field | None:
        """The field that says how a cell is read."""
        return self.linked or self.field

    def label(self, language: Language) -> str:
        """What it is called."""
        if self.field is None:
            return language.say("Reference") if self.path == REFERENCE else "UUID"
        label = language.say(self.field.label)
        if self.linked is not None:
            return language.say(_OF_LINKED, field=label, part=language.say(self.linked.label))
        if self.part == CURRENCY:
            return language.say("{field}: currency", field=label)
        if self.part:
            return language.say(_IN_LANGUAGE, field=label, language=language.language_name(self.part))
        return label


def targets(record_type: RecordType, types: Mapping[str, RecordType]) -> dict[str, Target]:
    """Everything of a record type that a column may give, by its path, in the order of the fields."""
    found = {}
    for one in (Target(REFERENCE), Target(ID)):
        found[one.path] = one
    for field in record_type.fields:
        for target in _of_field(field, types):
            found[target.path] = target
    return found


def _of_field(field: Field, types: Mapping[str, RecordType]) -> Sequence[Target]:
    own = [Target(field.name, field)]
    match field:
        case TextField():
            own += [Target(f"{field.name}.{code}", field, code) for code in CODES]
        case Amount():
            own.append(Target(f"{field.name}.{CURRENCY}", field, CURRENCY))
        case Link(to=(to,)) if to in _PARTS and to in types:
            linked = types[to].by_name
            own += [
                Target(f"{field.name}.{part}", field, part, linked[part])
                for part in _PARTS[to]
                if part in linked
            ]
    return own


_PARTS: Mapping[str, Mapping[str, str]] = {"organisation": ORGANISATION_PARTS, "contact": CONTACT_PARTS}
