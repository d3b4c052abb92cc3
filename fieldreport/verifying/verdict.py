"""Verdict: whether a workbook that came by mail or was opened by somebody is still the report that was signed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.keys import PublicKey
from fieldreport.language import N_
from fieldreport.report.manifest import Manifest, NotAManifest

#: Seconds that the reading process may take.
PATIENCE = 10
#: Names the reading process to the bundle's program, which has no other way to start a module of its own.
READER = "--inspect-workbook"

NO_FILE = N_("There is no file {path}. Please check the name.")


class Status(StrEnum):
    """What became of a report's workbook. Only ``UNTOUCHED`` is to be believed as it stands."""

    UNTOUCHED = "untouched"
    CELLS_CHANGED = "cells_changed"
    RECORDS_CHANGED = "records_changed"
    SIGNATURE_WRONG = "signature_wrong"
    SIGNATURE_UNKNOWN = "signature_unknown"
    UNSIGNED = "unsigned"
    NOT_A_REPORT = "not_a_report"
    UNREADABLE = "unreadable"


class Reason(StrEnum):
    """Why a file is not read."""

    NO_WORKBOOK = "no_workbook"
    TOO_LARGE = "too_large"
    FOREIGN_PARTS = "foreign_parts"
    MALFORMED = "malformed"


class Signature(StrEnum):
    """What is to be said of the signature by itself."""

    VALID = "valid"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A visible cell that holds something else than it did: ``cell`` is empty for a sheet as a whole."""

    sheet: str
    cell: str
    was: Json
    now: Json


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A record of the hidden sheet that is not what was signed: ``altered``, ``added`` or ``removed``."""

    id: str
    change: str


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found. ``cells`` are the first changed ones, ``cells_changed`` counts all of them."""

    status: Status
    manifest: Manifest | None = None
    signature: Signature = Signature.NONE
    signer: PublicKey | None = None
    cells: Sequence[CellChange] = ()
    cells_changed: int = 0
    records: Sequence[EntryChange] = ()
    reason: Reason | None = None

    def to_json(self) -> dict[str, Json]:
        """The verdict for other programs."""
        one = self.manifest
        seal = one.seal if one is not None else None
        return {
            "status": str(self.status),
            "reason": None if self.reason is None else str(self.reason),
            "office": None if one is None else one.office,
            "period": None if one is None else one.period,
            "issue": None if one is None else one.issue,
            "language": None if one is None else one.language,
            "digest": None if one is None else one.digest,
            "previous": None if one is None else one.previous or None,
            "signature": str(self.signature),
            "signed_by": None if seal is None else seal.by,
            "signed_at": None if seal is None else moment_text(seal.at),
            "key": None if seal is None else seal.key,
            "cells": [
                {"sheet": each.sheet, "cell": each.cell, "was": each.was, "is": each.now}
                for each in self.cells
            ],
            "cells_changed": self.cells_changed,
            "records": [{"id": each.id, "change": each.change} for each in self.records],
        }


def verify(path: Path, trusted: Sequence[PublicKey] = ()) -> Verdict:
    """Say what became of the workbook at ``path``; whatever the file is, there is a verdict within seconds.

    Raises ``InputAtFault`` only where there is no such file.
    """
    if not path.is_file():
        raise InputAtFault(Problem(NO_FILE, {"path": str(path)}))
    return judged(inspected(path), trusted)


def judged(found: Mapping[str, Any], trusted: Sequence[PublicKey] = ()) -> Verdict:
    """The verdict on what the reading process has found."""
    if "unreadable" in found:
        said = str(found["unreadable"])
        if said == Status.NOT_A_REPORT:
            return Verdict(Status.NOT_A_REPORT)
        return Verdict(Status.UNREADABLE, reason=Reason(said))
    try:
        manifest = Manifest.read(found["manifest"].encode("ascii", "replace"))
    except NotAManifest:
        # Something was signed here, and what it was cannot be read any more.
        if found["signature"]:
            return Verdict(Status.SIGNATURE_WRONG, signature=Signature.WRONG)
        return Verdict(Status.NOT_A_REPORT)
    signature, signer = _signature(manifest, bytes.fromhex(found["signature"]), trusted)
    records = _records(manifest, found["records"])
    cells = [CellChange(*one) for one in found["cells"]]
    count = int(found["changed"])
    if not records:
        altered = _altered_sheets(manifest, found["sheets"])
        cells += altered
        count += len(altered)
    verdict = Verdict(
        Status.UNTOUCHED,
        manifest=manifest,
        signature=signature,
        signer=signer,
        cells=cells,
        cells_changed=count,
        records=records,
    )
    return replace(verdict, status=_status(verdict))


def _status(verdict: Verdict) -> Status:
    """The one word for it: what can be believed least comes first."""
    if verdict.signature is Signature.WRONG:
        return Status.SIGNATURE_WRONG
    if verdict.records:
        return Status.RECORDS_CHANGED
    if verdict.cells_changed:
        return Status.CELLS_CHANGED
    if verdict.signature is Signature.UNKNOWN:
        return Status.SIGNATURE_UNKNOWN
    return Status.UNSIGNED if verdict.signature is Signature.NONE else Status.UNTOUCHED


def _signature(
    manifest: Manifest, signature: bytes, trusted: Sequence[PublicKey]
) -> tuple[Signature, PublicKey | None]:
    seal = manifest.seal
    if seal is None:
        return (Signature.WRONG if signature else Signature.NONE), None
    # A key speaks for its own office alone.
    key = next((one for one in trusted if one.id == seal.key and one.office == manifest.office), None)
    if key is None:
        return (Signature.UNKNOWN if signature else Signature.WRONG), None
    return (Signature.VALID, key) if key.verifies(signature, manifest.content) else (Signature.WRONG, None)


def _records(manifest: Manifest, found: Sequence[Sequence[str]]) -> Sequence[EntryChange]:
    """Which records are not those of the manifest, in its order; the same one twice is one too many."""
    said = {one.id: (one.type, one.hash) for one in manifest.records}
    there: dict[str, tuple[str, str]] = {}
    added: list[str] = []
    for kind, name, hashed in found:
        if name in there or name not in said:
            added.append(name)
        else:
            there[name] = (kind, hashed)
    changes = [
        EntryChange(name, "altered" if name in there else "removed")
        for name, expected in said.items()
        if there.get(name) != expected
    ]
    return [*changes, *(EntryChange(name, "added") for name in added)]


def _altered_sheets(manifest: Manifest, found: Sequence[Sequence[Any]]) -> list[CellChange]:
    """Sheets of which the hidden sheet itself says otherwise than the manifest: what they held is not known then."""
    said = [(one.name, one.rows, one.hash) for one in manifest.sheets]
    there = [(str(one[0]), int(one[1]), str(one[2])) for one in found]
    if said == there:
        return []
    names = dict.fromkeys(name for name, *_ in (*said, *there))
    by_name = {one[0]: one for one in there}
    wrong = [name for name in names if by_name.get(name) not in said]
    return [CellChange(name, "", None, None) for name in wrong or names]


def inspected(path: Path) -> dict[str, Any]:
    """What the reading process says of the file; ``unreadable`` for whatever ends it before it has spoken."""
    try:
        done = subprocess.run(
            [*reader(), str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            cwd=None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return {"unreadable": str(Reason.TOO_LARGE)}
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = None
    if done.returncode or not isinstance(said, dict):
        return {"unreadable": str(Reason.TOO_LARGE if done.returncode else Reason.MALFORMED)}
    return said


def reader() -> list[str]:
    """How the reading process is started: by this Python, or by the bundle's program without a window.

    With a file's name it reads that one, without it serves (``inspecting.serve``).
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "fieldreport.verifying.inspecting"]
    program = Path(sys.executable)
    return [str(program.with_name(f"fieldreport{program.suffix}")), READER]
