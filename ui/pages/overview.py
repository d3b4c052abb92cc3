"""What home shows of a period: read in the background, the quickest part first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from fieldreport.store.due import Due, count_due, due

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.period import Period
    from fieldreport.report import Figures, Finding
    from fieldreport.report.trend import Turn

#: What is due within so many days is worth seeing today.
AHEAD = timedelta(days=7)
MOST_DUE = 3
#: Records in which duplicates are looked for at once, before the page is shown: a tenth of a second.
AT_ONCE = 1000
#: So many periods make a trend: four months.
TURNS = 8


@dataclass(frozen=True)
class Dues:
    """What is due in the coming days, and what the records are called that it stands in; ``count`` is all of it."""

    dues: Sequence[Due]
    titles: Mapping[str, str]
    count: int = 0


@dataclass(frozen=True)
class Outlook:
    """What the period's report will say and still lacks: needs the period's records themselves."""

    figures: Figures
    findings: Sequence[Finding]


def read_trend(office: Office, period: Period) -> list[Turn]:
    """The figures of this period and of those before it, the earliest first."""
    from fieldreport.report.trend import trend

    periods = [period]
    while len(periods) < TURNS:
        periods.insert(0, office.fortnights.previous(periods[0]))
    return trend(office.store, periods, office.zone)


def read_dues(office: Office, language_code: str) -> Dues:
    """What is due in the coming days, the longest overdue first.

    Something of today's is always among it: else what has been overdue for long would keep reminders out of sight.
    """
    store, today = office.store, office.today()
    dues = due(store, today, MOST_DUE - 1, first=today)
    known = {one.record.id for one in dues}
    rest = due(store, today + AHEAD, MOST_DUE + len(known))
    dues += [one for one in rest if one.record.id not in known][: MOST_DUE - len(dues)]
    dues.sort(key=lambda one: (one.day, one.record.created_at))
    titles = office.titles(office.language(language_code))
    titles.prefetch([one.record.id for one in dues])
    named = {one.record.id: titles(one.record.id) for one in dues}
    return Dues(dues, named, count_due(store, today + AHEAD))


def read_outlook(office: Office, period: Period) -> Outlook:
    """The report's figures, and what must be done before it."""
    from fieldreport.report import check

    report = office.report(period)
    return Outlook(report.figures, check(report, office.duplicates, AT_ONCE))
