"""Plans: every plan the office has had, and which of them holds for a period.

A pack that is accepted holds from the day on which it was accepted; for a period the plan holds that was accepted
last by the period's last day. So a report on an earlier period keeps the figures of the plan of that time, and a plan
that changes in the middle of a period holds for the whole of it: its targets are never mixed with the former ones.
The list only grows: going back to a former plan is accepting it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport import files, text
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.fields.day import moment_text
from fieldreport.language import N_, Language
from fieldreport.store.database import DAMAGED, Database, readable

if TYPE_CHECKING:
    from fieldreport.plan import Plan

NO_FORMER_PLAN = N_("There is no former plan to go back to.")


@dataclass(frozen=True, slots=True)
class Held:
    """A plan that held from ``since`` (None: from the beginning) to ``until`` (None: it holds still), both included.

    ``until`` lies before ``since`` for a plan that was replaced on the very day on which it was accepted.
    ``by`` accepted it, ``at`` that moment.
    """

    key: int
    plan: Plan
    since: date | None
    until: date | None
    at: datetime | None
    by: str


def held_in_words(one: Held, language: Language) -> str:
    """From when to when a plan held, and who accepted it."""
    if one.since is None and one.until is None:
        return language.say("It has been in use from the beginning.")
    if one.since is None:
        return language.say("It was in use until {until}.", until=one.until)
    if one.until is None:
        return language.say(
            "It has been in use since {since}; accepted by {name}.", since=one.since, name=one.by
        )
    if one.until < one.since:
        return language.say(
            "It was accepted by {name} on {since} and replaced on the same day.", since=one.since, name=one.by
        )
    return language.say(
        "It was in use from {since} to {until}; accepted by {name}.",
        since=one.since,
        until=one.until,
        name=one.by,
    )


class Plans:
    """The plans of an office, in its database; before the first one was accepted, the file ``own`` or the program's."""

    def __init__(self, database: Database, own: Path) -> None:
        self._database = database
        self._own = own
        self._read: dict[int, Plan] = {}
        self._first: Plan | None = None

    @property
    def current(self) -> Plan:
        """The plan that was accepted last; read when it is first asked for, and again when another was accepted."""
        row = self._database.row("SELECT key, content FROM plan ORDER BY key DESC LIMIT 1")
        return self._before_all() if row is None else self._plan(*row)

    def on(self, day: date) -> Plan:
        """The plan that holds for a period whose last day is ``day``."""
        row = self._database.row(
            "SELECT key, content FROM plan WHERE since IS NULL OR since <= ? ORDER BY key DESC LIMIT 1",
            (day.isoformat(),),
        )
        return self._before_all() if row is None else self._plan(*row)

    def held(self) -> Sequence[Held]:
        """Every plan and from when to when it held, the first one first."""
        rows = self._database.rows("SELECT key, since, at, by, content FROM plan ORDER BY key")
        if not rows:
            return [Held(0, self._before_all(), None, None, None, "")]
        found = []
        for at, (key, since, moment, by, content) in enumerate(rows):
            with readable(self._database.path):
                following = rows[at + 1][1] if at + 1 < len(rows) else None
                until = None if following is None else date.fromisoformat(following)
                found.append(
                    Held(
                        key,
                        self._plan(key, content),
                        None if since is None else date.fromisoformat(since),
                        None if until is None else date.fromordinal(until.toordinal() - 1),
                        None if moment is None else datetime.fromisoformat(moment),
                        by,
                    )
                )
        return found

    def accept(self, content: bytes, path: Path, *, on: date, at: datetime, by: str) -> Plan:
        """Let the pack with this ``content``, read from ``path``, hold from the day ``on``; the one before is kept.

        Raises ``InputAtFault`` for a pack with mistakes; nothing is changed then.
        """
        from fieldreport.plan import Plan

        plan = Plan.parse(content, path)
        packed = content.decode("utf-8-sig")
        with self._database.writing() as connection:
            if connection.execute("SELECT 1 FROM plan LIMIT 1").fetchone() is None:
                # A later version of the program may bring another plan of its own: this office's is written down.
                connection.execute(
                    "INSERT INTO plan (since, at, by, content) VALUES (NULL, NULL, '', ?)",
                    (self._content_before_all(),),
                )
            connection.execute(
                "INSERT INTO plan (since, at, by, content) VALUES (?, ?, ?, ?)",
                (on.isoformat(), moment_text(at), text.one_line(by), packed),
            )
        return plan

    def former(self) -> tuple[Plan, bytes]:
        """The plan that held before the present one, and its content; raises ``InputAtFault`` where there is none."""
        rows = self._database.rows("SELECT key, content FROM plan ORDER BY key DESC LIMIT 2")
        if len(rows) < 2:
            raise InputAtFault(Problem(NO_FORMER_PLAN))
        return self._plan(*rows[1]), rows[1][1].encode()

    def _plan(self, key: int, content: str) -> Plan:
        if key not in self._read:
            from fieldreport.plan import Plan

            try:
                self._read[key] = Plan.parse(content.encode(), self._database.path)
            except InputAtFault as error:
                # It was checked when it was accepted.
                raise MachineAtFault(DAMAGED, path=str(self._database.path)) from error
        return self._read[key]

    def _before_all(self) -> Plan:
        """The office's own file where it has one, else the program's plan."""
        if self._first is None:
            from fieldreport.plan import Plan

            self._first = Plan.load(self._own) if self._own.exists() else Plan.built_in()
        return self._first

    def _content_before_all(self) -> str:
        from fieldreport.plan import built_in_path

        path = self._own if self._own.exists() else built_in_path()
        with files.plainly(path):
            return path.read_text(encoding="utf-8-sig")
