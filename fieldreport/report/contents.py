"""Report: what an office has to say about a period, before it is put into a language or a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property

from fieldreport.difficulties import Age, age, last_changes
from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.ledger import Deal, Stage, deals_of
from fieldreport.offices import TradeOffice
from fieldreport.period import Period
from fieldreport.plan import Plan
from fieldreport.progress import Course, Month, TaskProgress, in_motion
from fieldreport.record import Record, RecordType
from fieldreport.records.action import ACTION
from fieldreport.records.difficulty import DIFFICULTY, OPEN, RESOLVED_ON
from fieldreport.records.lead import LEAD
from fieldreport.report.around import Around, around
from fieldreport.report.earlier import SHOWN, Earlier, figures_of
from fieldreport.report.figures import TOOK_PLACE, Figures, Total, Unrated, total, was_open
from fieldreport.report.parts import on_first_page, points_of
from fieldreport.report.summary import draft
from fieldreport.store import Filter
from fieldreport.store.frozen import FrozenReports
from fieldreport.store.missing import Need, PendingText, need_of
from fieldreport.store.query import PAGE, Queries
from fieldreport.store.reports import StoredReport
from fieldreport.store.untranslated import text_fields

#: The more pressing come first.
URGENCY = {"critical": 0, "high": 1, "normal": 2, None: 2, "low": 3}


class Standing(StrEnum):
    """How a task stands at the end of the period."""

    ON_COURSE = "on_course"
    WATCH = "watch"
    REMEDIAL = "remedial"
    NOT_LAUNCHED = "not_launched"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task's progress and course, and the remedial actions for it: open ones, and those completed in the period."""

    progress: TaskProgress
    remedies: tuple[Record, ...]
    course: Course

    @property
    def standing(self) -> Standing:
        """How the task stands."""
        one = self.progress
        if one.target is None:
            return Standing.NO_TARGET
        if one.achievement is None:
            return Standing.NOT_LAUNCHED
        if one.remedial:
            return Standing.REMEDIAL
        return Standing.WATCH if one.watch else Standing.ON_COURSE


@dataclass(frozen=True, slots=True)
class Section:
    """Every record of one type that belongs to the period, oldest first."""

    type: RecordType
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Report:
    """One issue of an office's report on a period: figures and records, in no language yet.

    ``difficulties`` are all that were open at the period's end, the most pressing first, reported in the period or
    before it; ``sections`` hold every record of the period exactly once.
    """

    office: TradeOffice
    plan: Plan
    period: Period
    zone: tzinfo
    stored: StoredReport
    figures: Figures
    tasks: tuple[TaskLine, ...]
    roadmap: tuple[Month, ...]
    #: Those open at the end of the period, the most pressing first.
    difficulties: tuple[Record, ...]
    #: Those reported before the period and open when it began, so that what was resolved in it is shown too.
    carried_over: tuple[Record, ...]
    #: How old those open at the end of the period were on its last day, in the same order.
    ages: tuple[Age, ...]
    sections: tuple[Section, ...]
    #: The periods before in figures, the one right before last.
    earlier: tuple[Earlier, ...]
    #: What its checks need to know of records that are not in it.
    around: Around
    #: Whether everything in it is made up.
    sample: bool = False
    #: The digest of the package before this one, by language: the issue's before, else the period's before.
    previous: Mapping[str, str] = field(default_factory=dict)
    #: The records of the issue before as neutral JSON; None for the first issue.
    before: Sequence[Mapping[str, Json]] | None = None

    @property
    def issue(self) -> int:
        """The issue's number; what changes after the first one goes into the next."""
        return self.stored.issue

    def records(self, record_type: str) -> tuple[Record, ...]:
        """The period's records of a type; none for a type that the report does not know."""
        return next((one.records for one in self.sections if one.type.name == record_type), ())

    @property
    def shown(self) -> Iterator[Record]:
        """Every record that the workbook shows, each once."""
        for section in self.sections:
            yield from section.records
        yield from self.carried_over

    @cached_property
    def subjects(self) -> tuple[Record, ...]:
        """Who is new in this period: organisations and people written down in it, the newest first."""
        new = (*self.records("organisation"), *self.records("contact"))
        return tuple(sorted(new, key=lambda one: one.key, reverse=True))

    @cached_property
    def texts(self) -> tuple[PendingText, ...]:
        """Every text that can be translated, with its record."""
        return tuple(
            PendingText(record, one, text)
            for record in self.shown
            for one in text_fields(record.type)
            if (text := record.values.get(one.name)) is not None
        )

    def lacking(self, language: str) -> tuple[PendingText, ...]:
        """The texts that nobody has written in, or translated into, a language."""
        return tuple(one for one in self.texts if need_of(one.text, language) is Need.TRANSLATION)

    @property
    def unrated(self) -> tuple[Unrated, ...]:
        """Every sum that is in no total because it has no US$ rate."""
        figures = self.figures
        totals = (
            figures.consultation,
            figures.contract_in_progress,
            figures.on_site_contracts,
            figures.concluded,
        )
        return tuple(one for total in totals for one in total.without_rate)

    def points(self, language: Language) -> tuple[str, ...]:
        """The summary's points: what the manager wrote in this language, or else a draft made from the figures."""
        return points_of(self.stored.summary.get(language.code, "")) or on_first_page(self, language)

    @property
    def short_tasks(self) -> list[int]:
        """The numbers of the tasks below the plan's threshold."""
        return [one.progress.task.number for one in self.tasks if one.standing is Standing.REMEDIAL]

    def drafted(self, language: Language) -> tuple[str, ...]:
        """The points that follow from the figures alone, for the manager to start from."""
        return draft(self.figures, self.short_tasks, self.plan.remedial.threshold, language)

    def filename(self, language: Language) -> str:
        """The workbook's file name, the same on every system: ``DHK_2026-B22_1_ko.xlsx``.

        One that holds nothing but made-up records says so from its first letter on, wherever it may be sent.
        """
        mark = "SAMPLE_" if self.sample else ""
        return f"{mark}{self.office.code}_{self.period.code}_{self.issue}_{language.code}.xlsx"


def build(
    store: Queries,
    *,
    office: TradeOffice,
    plan: Plan,
    progress: Sequence[TaskProgress],
    period: Period,
    previous: Period,
    zone: tzinfo,
    stored: StoredReport,
    sample: bool = False,
) -> Report:
    """The report of ``office`` on ``period``, from the records in ``store``, which are all made up if ``sample``.

    ``progress`` is that of the period's last day, ``previous`` the period to compare with, ``zone`` the office's.
    """
    sections = tuple(
        Section(one, tuple(store.records(one, Filter(days=(period.first, period.last), zone=zone))))
        for one in store.types.values()
    )
    records: Mapping[str, tuple[Record, ...]] = {one.type.name: one.records for one in sections}
    earlier = sorted(store.page(DIFFICULTY, carried_over(store, period)), key=_pressing)
    still_open = sorted(
        (one for one in (*earlier, *records.get(DIFFICULTY.name, ())) if was_open(one, period.last)),
        key=_pressing,
    )
    before = store.count(LEAD, Filter(days=(previous.first, previous.last), zone=zone))
    remedies = remedies_of(store, plan, period)
    motion = in_motion(store, plan, office.code, period.last)
    courses = {one.task.number: one for one in motion.courses}
    made = deals_of(store, records.get("outcome", ()))
    frozen = FrozenReports(store.database)
    return Report(
        office=office,
        plan=plan,
        period=period,
        zone=zone,
        stored=stored,
        figures=_figures(records, period, before, still_open, _resolved(store, period), made),
        tasks=tuple(
            TaskLine(one, remedies.get(one.task.number, ()), courses[one.task.number]) for one in progress
        ),
        roadmap=motion.roadmap,
        difficulties=tuple(still_open),
        carried_over=tuple(earlier),
        ages=tuple(_ages(store, still_open, period, zone)),
        sections=sections,
        earlier=figures_of(store, _before(plan, period, previous), zone),
        around=around(store, sections, zone),
        sample=sample,
        previous=frozen.before(period.first, stored.issue),
        before=frozen.records(period.code, stored.issue - 1) if stored.issue > 1 else None,
    )


def _before(plan: Plan, period: Period, previous: Period) -> list[Period]:
    """The periods to compare with, oldest first: some of the plan's, and the one before whether it is one or not."""
    found = [previous]
    while len(found) < SHOWN and found[0].first > plan.start:
        found.insert(0, plan.fortnights.previous(found[0]))
    return found


def _figures(
    records: Mapping[str, Sequence[Record]],
    period: Period,
    leads_before: int,
    still_open: Sequence[Record],
    resolved: int,
    made: Sequence[Deal],
) -> Figures:
    leads = records.get("lead", ())
    meetings = records.get("meeting", ())
    held = [one for one in meetings if one["status"] == "held"]

    def came_of(stage: Stage) -> Total:
        return total(
            (one for deal in made for one in deal.counted(stage, period.first, period.last)), "amount"
        )

    return Figures(
        leads=len(leads),
        invalid_leads=sum(one["status"] == "invalid" for one in leads),
        leads_before=leads_before,
        events=sum(one["status"] in TOOK_PLACE for one in records.get("event", ())),
        meetings=len(held),
        no_shows=sum(one["status"] == "no_show" for one in meetings),
        consultation=total(held, "value"),
        contract_in_progress=came_of(Stage.CONTRACT_IN_PROGRESS),
        on_site_contracts=came_of(Stage.ON_SITE_CONTRACT),
        concluded=came_of(Stage.CONCLUDED),
        difficulties_open=len(still_open),
        difficulties_resolved=resolved,
        difficulties_escalated=sum(one["escalated"] is True for one in still_open),
    )


def _ages(store: Queries, still_open: Sequence[Record], period: Period, zone: tzinfo) -> Iterator[Age]:
    """How old each was on the last day of the period, by the history as it is known now."""
    for start in range(0, len(still_open), PAGE):
        page = still_open[start : start + PAGE]
        changed = last_changes(store, [one.id for one in page])
        for one in page:
            yield age(one, changed.get(one.id, {}), period.last, zone)


def _resolved(store: Queries, period: Period) -> int:
    """How many difficulties were resolved, in part or in full, on a day of the period."""
    known = Filter(days=(date.min, period.last))
    return len(store.keys_by_day(DIFFICULTY, RESOLVED_ON, (period.first, period.last), known))


def carried_over(store: Queries, period: Period) -> list[int]:
    """The keys of the difficulties that were reported before the period and still open when it began.

    So what was resolved in the period is among them: the report counts it, and the reader wants to see it.
    """
    # However long ago: an open difficulty is an open difficulty.
    before = (date.min, period.first - timedelta(days=1))
    later = (period.first, date.max)
    return [
        *store.keys(DIFFICULTY, Filter(days=before, where={"status": OPEN})),
        *store.keys_by_day(DIFFICULTY, RESOLVED_ON, later, Filter(days=before)),
    ]


def _pressing(difficulty: Record) -> tuple[bool, int, int, int]:
    """Escalated ones first, then by urgency, the latest day first, of one day in the order in which they were added."""
    return (
        difficulty["escalated"] is not True,
        URGENCY.get(difficulty["urgency"], 2),
        -difficulty["reported_on"].toordinal(),
        difficulty.key,
    )


def remedies_of(store: Queries, plan: Plan, period: Period) -> dict[int, tuple[Record, ...]]:
    """The remedial actions by task: those open at the end of the period, and those completed within it."""
    which = Filter(days=(plan.start, period.last), where={"kind": ("remedial",), "status": ("open", "done")})
    found: dict[int, tuple[Record, ...]] = {}
    for action in store.records(ACTION, which):
        done: date | None = action["done_on"]
        if action["task"] is not None and (done is None or done >= period.first):
            found[action["task"]] = (*found.get(action["task"], ()), action)
    return found
