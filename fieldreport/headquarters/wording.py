"""Wording: states of the board and reasons of the quarantine, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from fieldreport.headquarters.arriving import Reason
from fieldreport.headquarters.board import State
from fieldreport.language import N_, Language, N_in
from fieldreport.verifying.wording import HEADS
from fieldreport.verifying.wording import REASONS as FILE_REASONS

STATES: Mapping[State, str] = {
    State.EXPECTED: N_in("board", "expected"),
    State.ON_TIME: N_in("board", "on time"),
    State.LATE: N_in("board", "late"),
    State.MISSING: N_in("board", "missing"),
    State.RETURNED: N_in("board", "returned"),
    State.QUARANTINED: N_in("board", "in quarantine"),
}

REASONS: Mapping[str, str] = {
    **{str(reason): said for reason, said in FILE_REASONS.items()},
    **{str(status): said for status, said in HEADS.items()},
    Reason.UNREADABLE_FILE: N_("The file cannot be opened, or is no ordinary file."),
    Reason.SEALED: N_("It is sealed, and the key that opens it was not given."),
    Reason.CANNOT_UNSEAL: N_("It is sealed to another key, or damaged."),
    Reason.UNKNOWN_OFFICE: N_("Its office is not in the list of offices."),
    Reason.UNKNOWN_PERIOD: N_("The plan has no such period."),
    Reason.PERIOD_NOT_BEGUN: N_("Its period has not begun yet."),
    Reason.NEWER_PROGRAM: N_("It was made by a newer version of the program; please update this one."),
    Reason.MALFORMED_RECORD: N_("Its records are not of the form that this program knows."),
}


def reason(code: str, language: Language) -> str:
    """Why a file is in quarantine, as a sentence."""
    said = REASONS.get(code)
    return code if said is None else language.say(said)
