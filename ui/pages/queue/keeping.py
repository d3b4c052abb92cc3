"""What the queue writes: translations, and drafts of those that are not saved yet. Done by the writer, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fieldreport.store import Change
from fieldreport.values import Text, TextState

if TYPE_CHECKING:
    from fieldreport.office import Office

#: The kind of these drafts: no record type, so that no form takes them for its own.
KIND = "text"


@dataclass(frozen=True, slots=True)
class Task:
    """One text of one record, to be put into one language."""

    record_id: str
    field: str
    language: str

    @property
    def form(self) -> str:
        """The name of its draft."""
        return f"{KIND}:{self.record_id}:{self.field}:{self.language}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed for a task, and the state it is to have."""

    text: str
    state: TextState


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed for a task and not saved, kept since ``at``."""

    typed: Typed
    at: datetime


def save(office: Office, *, task: Task, typed: Typed, seen: Text) -> Change:
    """Save a translation and forget its draft; raises like ``Office.translate``, and then the draft stays."""
    raw = {"text": typed.text, "state": str(typed.state)}
    change = office.translate(task.record_id, task.field, task.language, raw, seen)
    office.drafts.drop(task.form)
    return change


def keep(office: Office, *, task: Task, typed: Typed) -> None:
    """Keep what is typed and not saved."""
    from fieldreport.store.drafts import Draft

    raw = {"text": typed.text, "state": str(typed.state)}
    office.drafts.keep(Draft(task.form, KIND, task.record_id, raw, office.clock(), office.person))


def drop(office: Office, *, task: Task) -> None:
    """Forget what is typed."""
    office.drafts.drop(task.form)


def kept(office: Office) -> dict[Task, Kept]:
    """Every translation that was typed and not saved."""
    return dict(_kept(office))


def _kept(office: Office) -> Iterator[tuple[Task, Kept]]:
    for draft in office.drafts.all():
        if draft.type == KIND and draft.record_id is not None:
            _, record_id, field, language = draft.form.split(":")
            typed = Typed(str(draft.typed.get("text", "")), TextState(draft.typed.get("state", "translated")))
            yield Task(record_id, field, language), Kept(typed, draft.at)


def undo(office: Office) -> Change:
    """Take back what was saved last."""
    return office.undo()
