"""What became of a meeting, as it is answered by one key during an event."""

from __future__ import annotations

from dataclasses import dataclass

from fieldreport.field import Json
from fieldreport.language import N_, Language, N_in
from fieldreport.records.meeting import MEETING


@dataclass(frozen=True, slots=True)
class Answer:
    """A state of a meeting, and with it who did not come; ``label`` is a catalogue text."""

    status: str
    absent: str | None
    label: str

    def raw(self) -> dict[str, Json]:
        """The fields to change."""
        return {"status": self.status, "absent": self.absent}


#: In the order of their keys: 1, 2, 3 …
ANSWERS: tuple[Answer, ...] = (
    Answer("held", None, N_in("meeting status", "Held")),
    Answer("no_show", "company", N_("The company did not come")),
    Answer("no_show", "buyer", N_("The buyer did not come")),
    Answer("no_show", "both", N_("Neither of them came")),
    Answer("cancelled", None, N_in("meeting status", "Cancelled")),
    Answer("scheduled", None, N_in("meeting status", "Scheduled")),
)


def label_of(answer: Answer, language: Language) -> str:
    """An answer in words."""
    if answer.absent is None:
        return MEETING.field("status").show(answer.status, language)
    return language.say(answer.label)


def said_of(status: str, absent: str | None, language: Language) -> str:
    """How a meeting stands, in words."""
    for one in ANSWERS:
        if (one.status, one.absent) == (status, absent):
            return label_of(one, language)
    return MEETING.field("status").show(status, language)
