"""Reminders: what the office should be told of unasked, and whether now is the time to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fieldreport.language import N_
from fieldreport.settings import Settings
from fieldreport.store.reports import ReportState

if TYPE_CHECKING:
    from fieldreport.office import Office

REPORT, FOLLOW_UPS, SILENCE = "report", "follow-ups", "silence"
#: Who wants to hear nothing more today is kept as a matter that was told today.
QUIET = "quiet"
#: Contact that is lacking for months is no news of the day.
WEEK = timedelta(days=7)
#: What was told so long ago is forgotten.
FORGOTTEN = timedelta(days=60)
#: Reports that are still to be done by the office.
UNDONE = (ReportState.DRAFT, ReportState.CHECKED, ReportState.SIGNED)

REPORT_DUE = N_("The report on the period that ended on {last} is due on {due}.")
REPORT_LATE = N_("The report on the period that ended on {last} was due on {due} and is not exported yet.")
FOLLOW_UPS_DUE = N_("Follow-ups that are due today or overdue: {count}")
GONE_QUIET = N_("Open leads with which nobody has had contact for a month: {count}")


@dataclass(frozen=True)
class Matter:
    """One thing to be told: ``message`` with its ``values``, what it is ``about`` and which report (``subject``).

    ``every`` is how long one waits before it is told again.
    """

    about: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    subject: str = ""
    every: timedelta = timedelta(days=1)

    @property
    def key(self) -> str:
        """The name under which it is kept that it was told."""
        return f"{self.about} {self.subject}".strip()


def matters(office: Office) -> Iterator[Matter]:
    """Everything that there is to be told today, the most pressing first."""
    today = office.today()
    yield from _report(office, today)
    from fieldreport.store.due import count_due

    due = count_due(office.store, today)
    if due:
        yield Matter(FOLLOW_UPS, FOLLOW_UPS_DUE, {"count": due})
    from fieldreport.records.lead import LEAD
    from fieldreport.store.silence import LONG, silent

    quiet = len(silent(office.store, LEAD, today, LONG[LEAD.name]))
    if quiet:
        yield Matter(SILENCE, GONE_QUIET, {"count": quiet}, every=WEEK)


def _report(office: Office, today: date) -> Iterator[Matter]:
    period = office.fortnights.last_full(today)
    days = timedelta(days=office.settings.remind_days)
    if today < period.due - days or office.reports.get(period.code).state not in UNDONE:
        return
    if not _was_here(office, period.last):
        # An office that began after the period has nothing to report on it.
        return
    late = today > period.due
    values = {"last": period.last, "due": period.due}
    yield Matter(REPORT, REPORT_LATE if late else REPORT_DUE, values, period.code)


def _was_here(office: Office, day: date) -> bool:
    row = office.store.database.row("SELECT min(at) FROM change_set")
    if row is None or row[0] is None:
        return False
    return datetime.fromisoformat(row[0]).astimezone(office.zone).date() <= day


def may_speak(settings: Settings, now: datetime, works_today: bool) -> bool:
    """Whether anything may be told at the office's local time ``now``."""
    if not settings.reminders or settings.reminded.get(QUIET) == now.date().isoformat():
        return False
    if settings.quiet_days and not works_today:
        return False
    since, until = time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_until)
    clock = now.time()
    if since <= until:
        return not since <= clock < until
    return until <= clock < since


def to_tell(office: Office) -> list[Matter]:
    """What is to be told now: nothing in quiet hours, nothing that was told already today."""
    now = office.clock().astimezone(office.zone)
    if not may_speak(office.settings, now, office.place.works_on(now.date())):
        return []
    return [one for one in matters(office) if _is_new(one, office.settings.reminded, now.date())]


def _is_new(matter: Matter, reminded: Mapping[str, str], today: date) -> bool:
    try:
        last = date.fromisoformat(reminded[matter.key])
    except (KeyError, TypeError, ValueError):
        return True
    # A clock that was wrong for a while must not silence anything for ever.
    return last > today or today - last >= matter.every


def after(reminded: Mapping[str, str], key: str, today: date) -> dict[str, str]:
    """What is kept after ``key`` was told ``today``; what was told long ago is forgotten."""
    earliest = (today - FORGOTTEN).isoformat()
    return {name: day for name, day in reminded.items() if str(day) >= earliest} | {key: today.isoformat()}
