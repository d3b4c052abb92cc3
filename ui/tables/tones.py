"""The tone in which a word of state is shown; the word itself says it, the colour only helps the eye."""

from __future__ import annotations

from fieldreport.fields import Choice
from fieldreport.record import RecordType

#: By the code of the choice, the same code meaning the same everywhere. A state that is not listed is calm.
TONES: dict[str, str] = {
    **dict.fromkeys(
        (
            "qualified",
            "matched",
            "won",
            "confirmed",
            "held",
            "resolved",
            "done",
            "verified",
            "given",
            "concluded",
            "accepted",
            "came",
            "walk_in",
        ),
        "good",
    ),
    **dict.fromkeys(
        ("negotiating", "qualifying", "in_progress", "scheduled", "contract_in_progress", "resolved_in_part"),
        "info",
    ),
    **dict.fromkeys(("dormant", "waiting", "doubtful", "high", "no_show", "no_answer", "withdrawn"), "warn"),
    **dict.fromkeys(("lost", "critical", "cancelled", "refused", "lapsed", "declined"), "bad"),
}


def tone_of(field: Choice, code: str) -> str | None:
    """The tone of a code; None where the field says what something is rather than how it stands."""
    if not is_state(field):
        return None
    return TONES.get(code, "calm")


def is_state(field: object) -> bool:
    """Whether a field says how something stands: by its name, or by a beginning and states among its codes."""
    if not isinstance(field, Choice):
        return False
    begins = field.default is not None and sum(code in TONES for code in field.choices) >= 2
    return field.name == "status" or begins


def state_field(record_type: RecordType) -> Choice | None:
    """The field by whose states a list may be filtered: ``status``, or else the first one it shows."""
    fields = [record_type.field(name) for name in record_type.columns]
    states = [one for one in fields if isinstance(one, Choice) and is_state(one)]
    named = [one for one in states if one.name == "status"]
    return next(iter([*named, *states]), None)
