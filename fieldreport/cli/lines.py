"""JSON lines: records as other programs write them, one a line, read with distrust."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import IO, Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.fields.day import FIRST_YEAR, LAST_YEAR
from fieldreport.language import CODES, N_
from fieldreport.record import IDENTITY, RecordType
from fieldreport.store import New, Store
from fieldreport.store.store import ALREADY_THERE

#: Bytes of one line; every field of a record at its longest, in three languages, is less.
LONGEST_LINE = 5_000_000
#: Problems told of one file: whoever gave the wrong file need not read a million lines about it.
MOST_PROBLEMS = 1_000
LONGEST_NAME = 200

TOO_LONG = N_("This line is longer than {longest} bytes; there is one record on each line.")
NOT_UTF8 = N_("This line is not text in UTF-8. Please save the file as UTF-8.")
NOT_JSON = N_("This is not JSON; the mistake is near column {column}.")
TOO_DEEP = N_("This JSON is nested too deeply for a record.")
NOT_A_RECORD = N_("A record is a JSON object: {example}. There is one on each line.")
TWICE = N_("This name stands twice in one object; please keep one.")
NO_NUMBER = N_("{number} is not a number that JSON knows.")
NO_UUID = N_("“{value}” is not a UUID, such as {example}.")
TWICE_IN_FILE = N_("Line {line} has a record with this id already.")
OTHER_TYPE = N_("This is a record of the type “{given}”, not “{type}”.")
NO_LANGUAGE = N_("“{code}” is not one of the languages ko, en, bn.")
NO_MOMENT = N_("“{value}” is not a moment such as {example}.")
NO_NAME = N_("A name or a short text of at most {longest} characters is expected here.")
NO_ARCHIVED = N_("An archived record cannot be added.")

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class _Line:
    place: str
    number: int
    raw: Mapping[str, Json]


class Refused(Exception):
    """A line that cannot be read; ``problem`` says why."""

    def __init__(self, message: str, field: str = "", **values: object) -> None:
        super().__init__(message)
        self.problem = Problem(message, values, field)


def as_they_are(raw: Mapping[str, Json], place: str) -> Mapping[str, Json]:
    """A record's raw values, not looked at."""
    return raw


def read(
    file: IO[bytes],
    name: str,
    record_type: RecordType,
    store: Store,
    reading: Reading,
    person: str,
    looked_at: Callable[[Mapping[str, Json], str], Mapping[str, Json]] = as_they_are,
) -> list[New]:
    """The records of a file of JSON lines, ready to be added together; they may point at one another by id.

    ``name`` is what the file is called in messages; ``looked_at`` gets every line's raw values and its place first and
    gives back what is to be read. Raises ``InputAtFault`` with the problems of all lines.
    """
    problems: list[Problem] = []
    lines = list(_lines(file, name, problems))
    own_ids: dict[str, int] = {}
    for line in lines:
        given = line.raw.get("id")
        if isinstance(given, str) and _UUID.fullmatch(given.lower()):
            own_ids.setdefault(given.lower(), line.number)

    def resolve(wanted: str, called: str) -> str | None:
        if wanted == record_type.name and called.lower() in own_ids:
            return called.lower()
        return known(wanted, called)

    known, reading = reading.resolve, replace(reading, resolve=resolve)
    news: list[New] = []
    for line in lines:
        line = replace(line, raw=looked_at(line.raw, line.place))
        try:
            news.append(_record(line, record_type, store, reading, person, own_ids))
        except InputAtFault as failure:
            problems += [problem.at(place=line.place) for problem in failure.problems]
            if len(problems) > MOST_PROBLEMS:
                break
    if problems:
        raise InputAtFault(sorted(problems[:MOST_PROBLEMS], key=_line_number))
    return news


def _line_number(problem: Problem) -> int:
    return int(problem.place.rpartition(":")[2])


def _lines(file: IO[bytes], name: str, problems: list[Problem]) -> Iterator[_Line]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            if len(line) > LONGEST_LINE:
                raise Refused(TOO_LONG, longest=LONGEST_LINE)
            raw = _parsed(line)
        except Refused as refused:
            problems.append(refused.problem.at(place=f"{name}:{number}"))
            if len(line) > LONGEST_LINE or len(problems) >= MOST_PROBLEMS:
                return
            continue
        if raw is not None:
            yield _Line(f"{name}:{number}", number, raw)


def _parsed(line: bytes) -> Mapping[str, Json] | None:
    """The object on a line; None for an empty line."""
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8) from None
    if not text:
        return None
    raw = value(text)
    if not isinstance(raw, dict):
        raise Refused(NOT_A_RECORD, example='{"name": "…"}')
    return raw


def value(text: str) -> Json:
    """JSON with nothing lost: decimals stay as they were written, and no name stands twice in an object.

    Raises an exception with a ``problem``.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_unlike,
            parse_float=str,
            parse_int=lambda digits: int(digits) if len(digits) < 30 else digits,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise Refused(NOT_JSON, column=error.colno) from None
    except RecursionError:
        raise Refused(TOO_DEEP) from None


def _unlike(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, one in pairs:
        if name in found:
            raise Refused(TWICE, name)
        found[name] = one
    return found


def _no_number(name: str) -> Json:
    raise Refused(NO_NUMBER, number=name)


def _record(
    line: _Line,
    record_type: RecordType,
    store: Store,
    reading: Reading,
    person: str,
    own_ids: Mapping[str, int],
) -> New:
    """What a line says of a new record.

    Of a record that another office wrote, its id, language, batch and the moment and person of its making are kept; its
    reference, office and changes are of that office and are made anew.
    """
    raw = line.raw
    problems = []
    identity = {name: raw[name] for name in IDENTITY if raw.get(name) is not None}
    kept: dict[str, Any] = {}
    for name, read_one in _KEPT.items():
        if name in identity:
            try:
                kept[name] = read_one(identity[name])
            except Refused as refused:
                problems.append(refused.problem.at(field=name))
    if "type" in identity and identity["type"] != record_type.name:
        problems.append(
            Problem(OTHER_TYPE, {"given": str(identity["type"]), "type": record_type.name}, "type")
        )
    if "archived" in identity:
        problems.append(Problem(NO_ARCHIVED, {}, "archived"))
    if "id" in kept:
        first = own_ids[kept["id"]]
        if first != line.number:
            problems.append(Problem(TWICE_IN_FILE, {"line": first}, "id"))
        elif store.find(kept["id"]) is not None:
            problems.append(Problem(ALREADY_THERE, {}, "id"))
    language = kept.get("language", reading.language)
    fields = {name: one for name, one in raw.items() if name not in IDENTITY}
    values: Mapping[str, Any] = {}
    try:
        # What has an identity was let in where it was written.
        values = record_type.read(fields, _in_language(reading, language), history="id" in kept)
    except InputAtFault as failure:
        problems += failure.problems
    if problems:
        raise InputAtFault(problems)
    own = {"id": kept["id"]} if "id" in kept else {}
    return New(
        record_type,
        values,
        language,
        kept.get("created_by", person),
        at=kept.get("created_at"),
        batch=kept.get("batch"),
        **own,
    )


def _in_language(reading: Reading, language: str) -> Reading:
    return replace(reading, language=language)


# ---- the identity of records from elsewhere --------------------------------------------------------------------


def _id(raw: Json) -> str:
    if not isinstance(raw, str) or not _UUID.fullmatch(raw.lower()):
        raise Refused(NO_UUID, value=str(raw), example="6f1f4a52-8c1e-4a1e-9a53-0c6d1c2b7e10")
    return raw.lower()


def _language(raw: Json) -> str:
    if raw not in CODES:
        raise Refused(NO_LANGUAGE, code=str(raw))
    return str(raw)


def _moment(raw: Json) -> datetime:
    try:
        if isinstance(raw, str) and _MOMENT.fullmatch(raw):
            moment = datetime.fromisoformat(raw).astimezone(UTC)
            if FIRST_YEAR <= moment.year <= LAST_YEAR:
                return moment
    except (ValueError, OverflowError):
        pass
    raise Refused(NO_MOMENT, value=str(raw), example="2026-11-20T04:30:00Z")


def _name(raw: Json) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST_NAME:
        raise Refused(NO_NAME, longest=LONGEST_NAME)
    from fieldreport import text

    return text.one_line(raw)


_KEPT = {"id": _id, "language": _language, "created_at": _moment, "created_by": _name, "batch": _name}
