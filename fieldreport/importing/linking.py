"""Linking: the records that rows point at by name, found in any script or added with the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fieldreport import text
from fieldreport.duplicates import Duplicates, Likely
from fieldreport.duplicates.evidence import ALIKE_NAME, EXACT_NAME, SAME_EMAIL, SAME_PHONE, SAME_REGISTRATION
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.fields import Link, Links
from fieldreport.importing.draft import Draft
from fieldreport.importing.fresh import Fresh
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import RecordType
from fieldreport.store import New, Store

#: A name this much alike, by how it sounds, is pointed at; below it is only told of.
SURE_NAME = 95
#: Names that are remembered as they are compared.
REMEMBERED = 20_000
#: Records looked at for one title.
MOST_TITLED = 20

ADDED_ORGANISATION = N_("the organisation “{name}” is not there yet and is added")
ADDED_CONTACT = N_("the person “{name}” is not there yet and is added")
TAKEN_FOR = N_("“{name}” is taken for {reference}, {other}")
SEVERAL = N_(
    "Several records are called “{name}”: {references}. Please write the reference of the one you mean."
)
NAMELESS = N_("an address without a person's name; the person is called as the company")

#: The role and the country of an organisation that is added because a row names it; None is the office's country.
_ROLES: Mapping[tuple[str, str], tuple[str, str | None]] = {
    ("lead", "buyer"): ("buyer", None),
    ("lead", "matched_companies"): ("company", "KR"),
    ("meeting", "company"): ("company", "KR"),
    ("meeting", "buyer"): ("buyer", None),
    ("difficulty", "company"): ("company", "KR"),
    ("difficulty", "authority"): ("authority", None),
    ("activity", "company"): ("company", "KR"),
    ("event", "host"): ("authority", None),
    ("contact", "organisation"): ("buyer", None),
}
#: Fields in which a Korean name makes a Korean company of an organisation that else would be a buyer.
_EITHER = frozenset({("contact", "organisation")})
#: Whose person a contact is, by the type of the record that names it.
_OF = {"lead": "buyer", "difficulty": "company", "meeting": "buyer"}
_REFERENCE = re.compile(
    r"\s*([A-Za-z]{2}-[\d০-৯]{1,14}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\s*"
)


@dataclass
class Linked:
    """What came of the names in a row: ids by field, and what is to be told."""

    ids: dict[str, Any] = field(default_factory=dict)
    notes: list[tuple[str, dict[str, object], str]] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """A record that is added with the first row that points at it and is itself brought in."""

    new: New
    message: str
    name: str
    #: The field that named it.
    field: str
    like: Likely | None = None


class Linker:
    """Finds or adds what rows of a type point at. Of one file, the same name is always the same record."""

    def __init__(
        self,
        record_type: RecordType,
        store: Store,
        duplicates: Duplicates,
        reading: Reading,
        by: str,
        batch: str,
    ) -> None:
        self._type = record_type
        self._store = store
        self._duplicates = duplicates
        self._reading = reading
        self._by = by
        self._batch = batch
        self._links = {one.name: one for one in record_type.fields if isinstance(one, Link | Links)}
        self._known: dict[tuple[str, ...], str] = {}
        self._fresh = Fresh(store.types["organisation"], duplicates)
        self._people = Fresh(store.types["contact"], duplicates)
        #: Whose person each new one is.
        self._company_of: dict[str, str] = {}
        self._waiting: dict[str, Waiting] = {}
        #: Names folded, for most of them come again.
        self._folded: dict[str, str] = {}
        self._found: dict[tuple[str, ...], list[Likely]] = {}

    def look_up(self, drafts: Sequence[Draft]) -> None:
        """Find at once the organisations that many rows name."""
        asked: dict[tuple[str, ...], Mapping[str, Any]] = {}
        for draft in drafts:
            for name, said in draft.linked.items():
                if self._links[name].to != ("organisation",):
                    continue
                for one in _names(said.get("")):
                    key = self._key(one, said)
                    if key not in self._found and not _REFERENCE.fullmatch(one):
                        asked[key] = self._asked(one, said)
        organisation = self._store.types["organisation"]
        evidence = [self._duplicates.evidence(organisation, values) for values in asked.values()]
        for key, found in zip(asked, self._duplicates.of_many(organisation, evidence), strict=True):
            self._found[key] = found

    def _asked(self, name: str, said: Mapping[str, Json]) -> dict[str, Any]:
        organisation = self._store.types["organisation"]
        values: dict[str, Any] = {}
        for one in ("name", "country", "website", "registration_number"):
            raw = name if one == "name" else said.get(one)
            try:
                values[one] = organisation.by_name[one].read(raw, self._reading)
            except Unreadable:
                # It is read once more when the record is made, and told of then.
                continue
        return values

    def _key(self, name: str, said: Mapping[str, Json]) -> tuple[str, ...]:
        folded = self._folded.get(name)
        if folded is None:
            if len(self._folded) >= REMEMBERED:
                self._folded.clear()
            folded = self._folded[name] = text.fold(name)
        return (
            "organisation",
            folded,
            str(said.get("registration_number") or ""),
            str(said.get("country") or ""),
        )

    def claim(self, record_id: str) -> list[Waiting]:
        """The record of this id, and what it points at itself, as far as they are not added yet."""
        waiting = self._waiting.pop(record_id, None)
        if waiting is None:
            return []
        table = self._store.tables[waiting.new.type.name]
        before = [one for _, target in table.links(waiting.new.values) for one in self.claim(target)]
        return [*before, waiting]

    def of(self, draft: Draft, can_do_without: Callable[[str], bool]) -> Linked:
        """What a row points at; its problems are added to the draft, and what it ``can_do_without``, by its path."""
        linked = Linked()
        for name in [*(one for one in draft.linked if one != "contact"), "contact"]:
            if name not in draft.linked:
                continue
            said, link = draft.linked[name], self._links[name]
            try:
                found = self._all(name, draft, linked)
            except Unreadable as wrong:
                draft.problems.append(Problem(wrong.message, wrong.values, name))
                continue
            except InputAtFault as failure:
                problems = [
                    one.at(field=f"{name}.{one.field}" if one.field in said else name)
                    for one in failure.problems
                ]
                if not all(can_do_without(one.field) for one in problems):
                    draft.problems += problems
                    continue
                draft.without += problems
                for one in problems:
                    del said[one.field.partition(".")[2]]
                return self.of(draft, can_do_without)
            ids = [one for one in found if one]
            if ids:
                linked.ids[name] = tuple(dict.fromkeys(ids)) if isinstance(link, Links) else ids[0]
        return linked

    def _all(self, name: str, draft: Draft, linked: Linked) -> list[str]:
        to, said = self._links[name].to, draft.linked[name]
        return [self._one(name, to, one, said, draft, linked) for one in _names(said.get("")) or [""]]

    def _one(
        self,
        name: str,
        to: Sequence[str],
        called: str,
        said: Mapping[str, Json],
        draft: Draft,
        linked: Linked,
    ) -> str:
        if called and _REFERENCE.fullmatch(called):
            return self._named(to, called)
        if to == ("organisation",):
            return self._organisation(name, called, said, linked) if called else ""
        if to == ("contact",):
            return self._contact(name, called, said, linked)
        return self._titled(to, called)

    def _named(self, to: Sequence[str], called: str) -> str:
        link = Link(name="", label="", to=tuple(to))
        found = link.read(called.strip(), self._reading)
        assert found is not None  # Something was written, so there is a record or it was refused.
        return found

    def _titled(self, to: Sequence[str], called: str) -> str:
        """A record of another type by its name as it is written: an event, a lead."""
        if not called:
            return ""
        key = ("titled", *to, text.fold(called))
        if key not in self._known:
            self._known[key] = self._named(to, called) if len(to) > 1 else self._by_title(to[0], called)
        return self._known[key]

    def _by_title(self, to: str, called: str) -> str:
        of_type = self._store.types[to]
        keys = [key for _, key in self._store.search(called, [of_type], MOST_TITLED)]
        found = self._store.page(of_type, keys)
        title = of_type.field(of_type.title[0])
        wanted = text.fold(called)
        same = [
            one
            for one in found
            if wanted in {text.fold(line) for line in title.search_text(one[title.name]).split("\n")}
        ]
        if len(same) > 1:
            raise Unreadable(SEVERAL, name=called, references=", ".join(one.reference for one in same[:3]))
        return same[0].id if same else self._named([to], called)

    # ---- organisations ----------------------------------------------------------------------------------------

    def _organisation(self, name: str, called: str, said: Mapping[str, Json], linked: Linked) -> str:
        key = self._key(called, said)
        if key in self._known:
            return self._known[key]
        found = self._found.get(key, [])
        sure = [one for one in found if _is_pointed_at(one)]
        if len(sure) > 1 and sure[0].score == sure[1].score:
            references = ", ".join(one.reference for one in sure[:3])
            raise Unreadable(SEVERAL, name=called, references=references)
        if sure:
            self._known[key] = sure[0].id
            if text.fold(sure[0].name) != text.fold(called):
                values: dict[str, object] = {
                    "name": called,
                    "reference": sure[0].reference,
                    "other": sure[0].name,
                }
                linked.notes.append((TAKEN_FOR, values, name))
            return sure[0].id
        if (self._type.name, name) not in _ROLES:
            return self._named(("organisation",), called)
        asked = self._asked(called, said)
        evidence = self._duplicates.evidence(self._store.types["organisation"], asked)
        earlier = self._fresh.find(evidence, _is_pointed_at)
        if earlier is not None:
            self._known[key] = earlier.id
            return earlier.id
        new = self._new_organisation(name, called, said)
        self._known[key] = new.id
        self._fresh.remember(new.id, evidence, asked)
        self._waiting[new.id] = Waiting(new, ADDED_ORGANISATION, called, name, found[0] if found else None)
        return new.id

    def _new_organisation(self, name: str, called: str, said: Mapping[str, Json]) -> New:
        role, country = _ROLES[self._type.name, name]
        if (self._type.name, name) in _EITHER and text.language_of(called) == "ko":
            role, country = "company", "KR"
        raw = {
            "name": called,
            "roles": [role],
            "country": country or self._reading.country,
            **{part: value for part, value in said.items() if part},
        }
        return self._new("organisation", raw)

    def _new(self, type_name: str, raw: Mapping[str, Json]) -> New:
        of_type = self._store.types[type_name]
        values = of_type.read(raw, self._reading)
        name = values.get("name")
        language = getattr(name, "language", self._reading.language)
        return New(of_type, values, language, self._by, batch=self._batch)

    # ---- people -----------------------------------------------------------------------------------------------

    def _contact(self, name: str, called: str, said: Mapping[str, Json], linked: Linked) -> str:
        company_field = _OF.get(self._type.name, "")
        company = linked.ids.get(company_field)
        addresses = {part: value for part, value in said.items() if part and value}
        if not called and not addresses:
            return ""
        key = ("contact", str(company), text.fold(called), str(sorted(addresses.items())))
        if key in self._known:
            return self._known[key]
        contact = self._store.types["contact"]
        raw: dict[str, Json] = {"name": called or None, "organisation": company, **addresses}
        values: dict[str, Any] = {}
        for one, given in raw.items():
            if one != "organisation":
                try:
                    values[one] = contact.by_name[one].read(given, self._reading)
                except Unreadable as wrong:
                    raise InputAtFault(Problem(wrong.message, wrong.values, one)) from None
        values["organisation"] = company
        evidence = self._duplicates.evidence(contact, values)
        found = self._duplicates.of_many(contact, [evidence])[0]
        sure = [one for one in found if is_sure(one)]
        if len(sure) == 1:
            self._known[key] = sure[0].id
            return sure[0].id
        if not company:
            # Nobody knows whose person this is; the row itself says what it lacks.
            return ""
        earlier = self._people.find(
            evidence, lambda one: self._company_of[one.id] == company and is_sure(one)
        )
        if earlier is not None:
            self._known[key] = earlier.id
            return earlier.id
        if not called:
            raw["name"] = self._title_of(company)
            linked.notes.append((NAMELESS, {}, name))
        resolve = self._reading.resolve
        reading = replace(self._reading, resolve=lambda of, one: one if one == company else resolve(of, one))
        new = New(contact, contact.read(raw, reading), reading.language, self._by, batch=self._batch)
        self._known[key] = new.id
        self._people.remember(new.id, evidence, values)
        self._company_of[new.id] = str(company)
        self._waiting[new.id] = Waiting(new, ADDED_CONTACT, called or str(raw["name"]), name)
        return new.id

    def _title_of(self, company: str) -> str:
        if company in self._waiting:
            return str(self._waiting[company].new.values["name"].original)
        found = self._store.find(company)
        if found is None:
            # Added by an earlier row of a trial, so it stands nowhere yet.
            return "-"
        return str(self._store.page(found[0], [found[1]])[0]["name"].original)


def _names(raw: Json) -> list[str]:
    return [str(one) for one in raw] if isinstance(raw, list | tuple) else [str(raw)] if raw else []


def _is_pointed_at(one: Likely) -> bool:
    messages = {reason.message for reason in one.reasons}
    if SAME_REGISTRATION in messages:
        return True
    return one.score >= SURE_NAME and bool(messages & {EXACT_NAME, ALIKE_NAME})


def is_sure(one: Likely) -> bool:
    """Whether a record is so surely the one asked about that it is taken for it without asking."""
    messages = {reason.message for reason in one.reasons}
    if SAME_REGISTRATION in messages:
        return True
    if one.other_name:
        return False
    return bool(messages & {SAME_EMAIL, SAME_PHONE}) or (EXACT_NAME in messages and one.score >= 97)
