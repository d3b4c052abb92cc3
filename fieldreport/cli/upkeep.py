"""Commands about the office as a whole: init, backup, restore."""

from __future__ import annotations

from pathlib import Path

from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import Session
from fieldreport.office import Office


def init(session: Session, typed: Typed) -> None:
    """Make an office in the data folder."""
    with Office.create(
        session.data,
        typed.option("--office") or "",
        person=typed.option("--person") or "",
        language=session.language_code,
        sample=typed.flag("--sample"),
    ) as office:
        session.say(
            "The office {name} ({code}) is in {path}.",
            name=office.place.name(session.language.code),
            code=office.code,
            path=str(session.data),
        )


def backup(session: Session, typed: Typed) -> None:
    """Copy the office into one file, and say where it is."""
    with session.office() as office:
        session.line(str(office.back_up(Path(typed.word("FILE")))))


def restore(session: Session, typed: Typed) -> None:
    """Make the office what it was in a backup."""
    kept = Office.restore(session.data, Path(typed.word("FILE")))
    if kept is None:
        session.say("The office has been restored in {path}.", path=str(session.data))
    else:
        session.say("The office has been restored. What was there before is kept in {path}.", path=str(kept))
