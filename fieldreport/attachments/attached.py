"""Attachments: files put on records, kept once by what is in them, taken off with undo, never executed or fetched."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from fieldreport import files, text
from fieldreport.attachments import mail, naming
from fieldreport.attachments.kinds import HEAD, Kind, recognise
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.store import Change, Store, contents
from fieldreport.store.change import FILES, MERGED, Revision, marked
from fieldreport.store.store import IS_ARCHIVED

#: Bytes of one file, and files on one record.
LARGEST = 25 * 1024 * 1024
MOST = 50
MEGABYTE = 1024 * 1024

NOT_KEPT = N_(
    "{name} is neither a photo nor a PDF, a business card (.vcf) or a mail (.eml), so it was not kept. Please save it"
    " as one of these."
)
TOO_LARGE = N_(
    "{name} is larger than {most} MB, so it was not kept. Please make it smaller, a photo by its resolution."
)
TOO_MANY = N_("No more than {most} files fit on one record. Please take some off first.")
EMPTY = N_("{name} is empty, so it was not kept.")
NOT_A_FILE = N_("{name} is no file that can be kept. Please choose a file.")
NOT_READ = N_("{name} cannot be read: the system says “{reason}”.")
NO_SUCH_FILE = N_("There is no file “{name}” on {reference}.")
MISSING = N_(
    "The file {name} is not in the data folder any more. Please restore a backup; the record itself is whole."
)


@dataclass(frozen=True)
class Attached:
    """A file on a record. ``note`` and ``sent`` are a mail's subject with its sender, and when it was sent."""

    sha256: str
    name: str
    kind: Kind
    size: int
    note: str = ""
    sender: str = ""
    sent: datetime | None = None

    def to_json(self) -> Json:
        """As history keeps it."""
        told: dict[str, Json] = {
            "sha256": self.sha256,
            "name": self.name,
            "kind": self.kind.code,
            "size": self.size,
        }
        if self.note:
            told["note"] = self.note
        if self.sender:
            told["sender"] = self.sender
        if self.sent is not None:
            told["sent"] = moment_text(self.sent)
        return told

    @classmethod
    def from_json(cls, raw: Json) -> Attached | None:
        """The inverse; None for what a later program wrote or nobody should have: a restored file is not trusted."""
        if not isinstance(raw, dict) or not contents.is_sha256(raw.get("sha256")):
            return None
        kind, size = Kind.of_code(raw.get("kind")), raw.get("size")
        if kind is None or not isinstance(size, int) or isinstance(size, bool):
            return None
        try:
            sent = datetime.fromisoformat(raw["sent"]) if "sent" in raw else None
        except (ValueError, TypeError):
            sent = None
        name = naming.cleaned(str(raw.get("name", "")), kind)
        note, sender = (text.one_line(str(raw.get(part, "")))[: mail.LONGEST] for part in ("note", "sender"))
        return cls(raw["sha256"], name, kind, size, note, sender, sent)


def read_file(path: Path) -> bytes:
    """The content of a file that somebody wants to be kept.

    Raises ``InputAtFault`` for what is no ordinary file, is empty or too large, or cannot be read.
    """
    name = path.name
    try:
        # Without waiting: a pipe would keep whoever opens it until somebody writes into it.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            # Asked of what was opened, not of the name, which may call another file a moment later.
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise InputAtFault(Problem(NOT_A_FILE, {"name": name}))
            content = file.read(LARGEST + 1)
    except OSError as error:
        if path.is_dir():
            raise InputAtFault(Problem(NOT_A_FILE, {"name": name})) from error
        reason = error.strerror or type(error).__name__
        raise InputAtFault(Problem(NOT_READ, {"name": name, "reason": reason})) from error
    if not content:
        raise InputAtFault(Problem(EMPTY, {"name": name}))
    if len(content) > LARGEST:
        raise InputAtFault(Problem(TOO_LARGE, {"name": name, "most": LARGEST // MEGABYTE}))
    return content


def described(name: str, content: bytes) -> Attached:
    """What a file is, by what is in it. Raises ``InputAtFault`` for a kind that is not kept."""
    import hashlib

    kind = recognise(content[:HEAD])
    if kind is None:
        raise InputAtFault(Problem(NOT_KEPT, {"name": name}))
    made = Attached(hashlib.sha256(content).hexdigest(), naming.cleaned(name, kind), kind, len(content))
    if kind is not Kind.MAIL:
        return made
    letter = mail.read(content)
    return replace(made, note=letter.subject, sender=letter.sender, sent=letter.sent)


class Attachments:
    """The files on the records of an office."""

    def __init__(self, store: Store, data: Path) -> None:
        """``data`` is the office's data folder."""
        self._store = store
        self._folder = data / contents.FOLDER

    def of(self, record_id: str) -> list[Attached]:
        """The files on a record, and those on records that were merged into it; each content once."""
        found = {one.sha256: one for one in self._own(record_id)}
        for merged in marked(self._store.mark(record_id, MERGED)):
            for one in self._own(merged):
                found.setdefault(one.sha256, one)
        return list(found.values())

    def _own(self, record_id: str) -> list[Attached]:
        raw = self._store.mark(record_id, FILES)
        read = (Attached.from_json(one) for one in (raw if isinstance(raw, list) else ()))
        return [one for one in read if one is not None]

    def attach(self, name: str, paths: Sequence[Path], by: str) -> Change:
        """Put files on the record that ``name`` calls: all or none, as one change that undo takes back.

        A content that is there already is not put there twice. Raises ``InputAtFault`` with every problem, and
        ``MachineAtFault`` when the disk is full.
        """
        problems: list[Problem] = []
        for path in paths:
            try:
                described(path.name, read_file(path))
            except InputAtFault as fault:
                problems += fault.problems
        if problems:
            raise InputAtFault(problems)
        # Read once more, one at a time, rather than held together in memory.
        new = [self._kept(path) for path in paths]
        return self._store.revise(lambda: [self._with(self._store.record(name), new)], by, "attach")

    def _kept(self, path: Path) -> Attached:
        content = read_file(path)
        one = described(path.name, content)
        contents.keep(self._folder, content)
        return one

    def _with(self, record: Record, new: Sequence[Attached]) -> Revision:
        if record.archived is not None:
            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": record.reference}))
        present = {one.sha256: one for one in self._own(record.id)}
        for one in new:
            if one.sha256 not in present:
                present[one.sha256] = replace(one, name=_unused(one.name, [p.name for p in present.values()]))
        if len(present) > MOST:
            raise InputAtFault(Problem(TOO_MANY, {"most": MOST}))
        return self._revised(record, list(present.values()))

    def detach(self, name: str, sha256: str, by: str) -> Change:
        """Take a file off a record; its content stays, so that undo brings it back."""

        def without() -> list[Revision]:
            record = self._store.record(name)
            if record.archived is not None:
                raise InputAtFault(Problem(IS_ARCHIVED, {"reference": record.reference}))
            holders = [record.id, *marked(self._store.mark(record.id, MERGED))]
            return [
                self._revised(
                    self._store.record(each), [one for one in self._own(each) if one.sha256 != sha256]
                )
                for each in holders
            ]

        return self._store.revise(without, by, "detach")

    @staticmethod
    def _revised(record: Record, now: Sequence[Attached]) -> Revision:
        mark = [one.to_json() for one in now]
        return Revision(record, record.values, record.archived, {FILES: mark or None})

    def named(self, record: Record, name: str) -> Attached:
        """The file on a record that is called so; raises ``InputAtFault`` when there is none."""
        for one in self.of(record.id):
            if name in (one.name, one.sha256):
                return one
        raise InputAtFault(Problem(NO_SUCH_FILE, {"name": name, "reference": record.reference}))

    def peek(self, one: Attached) -> bytes | None:
        """What is in a file, or None where it is missing or damaged: for those who can do without."""
        return contents.read(self._folder, one.sha256)

    def content(self, one: Attached) -> bytes:
        """What is in a file; raises ``MachineAtFault`` where it is missing or damaged."""
        content = self.peek(one)
        if content is None:
            raise MachineAtFault(MISSING, name=one.name)
        return content

    def copy_to(self, one: Attached, folder: Path) -> Path:
        """A copy under its own name in ``folder``: what is kept itself is never handed to another program.

        A file of that name with another content is left alone. Raises ``MachineAtFault``.
        """
        content = self.content(one)
        with files.plainly(folder):
            folder.mkdir(parents=True, exist_ok=True)
            target, number = folder / one.name, 1
            while target.exists():
                if target.is_file() and target.read_bytes() == content:
                    return target
                number += 1
                target = folder / naming.another(one.name, number)
        with files.replacing(target) as unfinished, files.plainly(target):
            unfinished.write_bytes(content)
        return target

    def totals(self) -> tuple[int, int]:
        """How many contents history names and how many bytes they take."""
        sizes = []
        for sha256 in contents.named(self._store.database.connection):
            path = contents.place(self._folder, sha256)
            if path.is_file():
                sizes.append(path.stat().st_size)
        return len(sizes), sum(sizes)


def _unused(name: str, taken: Sequence[str]) -> str:
    used = {one.casefold() for one in taken}
    number, found = 1, name
    while found.casefold() in used:
        number += 1
        found = naming.another(name, number)
    return found
