"""Pages: what each participant of an event is given to read, in its own language: whom it meets when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldreport.events.gathering import Attending, Gathering, Planned, gather
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Titles
from fieldreport.language import CODES, N_, Language
from fieldreport.office import Office
from fieldreport.records.participant import COMPANY

#: Who has not said in which language gets a page in its side's.
LANGUAGES = {"company": "ko", "buyer": "en"}
NOBODY = N_("Nobody takes part in this event on that side; add participants first.")
#: States of a meeting in which it stands on the page.
SHOWN = ("scheduled", "held")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page as texts; ``kind`` says how it looks."""

    cells: Sequence[str]
    kind: str


def pages_of(office: Office, name: str, side: str, language: str | None = None) -> Pages:
    """The pages of one side of the event ``name``: of whoever comes or is to meet somebody.

    Each is in ``language`` or else in its reader's own. Raises ``InputAtFault``, also where there would be none.
    """
    gathering = gather(office, name)
    meeting = {getattr(one, side) for one in gathering.meetings if one.status in SHOWN}
    people = [one for one in gathering.of_side(side) if one.is_coming or one.id in meeting]
    if not people:
        raise InputAtFault(Problem(NOBODY, {}, "side"))
    return Pages(office, gathering, side, people, language)


class Pages:
    """What stands on everybody's page, language by language."""

    def __init__(
        self,
        office: Office,
        gathering: Gathering,
        side: str,
        people: Sequence[Attending],
        language: str | None,
    ) -> None:
        self.office = office
        self.gathering = gathering
        self.other = "buyer" if side == COMPANY else "company"
        self.by_id = {one.id: one for one in gathering.participants}
        self.meetings: dict[str, list[Planned]] = {}
        for one in gathering.in_order:
            if one.status in SHOWN and one.clock is not None:
                self.meetings.setdefault(getattr(one, side), []).append(one)
        self.count = len(people)
        code_of = {one.id: language or one.language or LANGUAGES[side] for one in people}
        self.people = {code: [one for one in people if code_of[one.id] == code] for code in CODES}

    @property
    def title(self) -> str:
        """The event's name and reference, in the first of the pages' languages."""
        event = self.gathering.event
        return f"{event['name'].best(self.codes[0])} · {event.reference}"

    @property
    def codes(self) -> list[str]:
        """The languages of which there are pages."""
        return [code for code in CODES if self.people[code]]

    def of_language(self, code: str) -> Iterator[list[Line]]:
        """The pages in a language, in the order of its names."""
        language = self.office.language(code)
        titles = self.office.titles(language)
        people = self.people[code]
        titles.prefetch(self._linked(people))
        for one in sorted(people, key=lambda one: (language.sort_key(titles(one.id)), one.key)):
            yield list(self._page(one, language, titles))

    def _linked(self, people: Sequence[Attending]) -> Iterator[str]:
        for person in people:
            yield from (person.id, *person.contacts)
            for meeting in self.meetings.get(person.id, ()):
                other = getattr(meeting, self.other)
                yield other
                if other in self.by_id:
                    yield from self.by_id[other].contacts

    def _page(self, one: Attending, language: Language, titles: Titles) -> Iterator[Line]:
        event, say = self.gathering.event, language.say
        about = [event["name"].best(language.code), language.days(event["starts_on"], event["ends_on"])]
        if event["venue"] is not None:
            about.append(event["venue"].best(language.code))
        yield Line([" · ".join(about)], "about")
        yield Line([titles(one.id)], "name")
        if one.table:
            yield Line([say("Your table is {table}.", table=language.reference(one.table))], "note")
        meetings = self.meetings.get(one.id, [])
        if not meetings:
            yield Line([say("No meeting is planned for you yet.")], "note")
            return
        yield Line(
            [
                say("Day"),
                language.say_in("timetable", "Time"),
                say("Table"),
                say("You meet"),
                say("Who comes"),
                say("Interpreter"),
            ],
            "head",
        )
        for _, of_day in groupby(meetings, key=lambda meeting: meeting.day):
            for number, meeting in enumerate(of_day):
                yield Line(self._row(meeting, language, titles, first=number == 0), "row")

    def _row(self, meeting: Planned, language: Language, titles: Titles, *, first: bool) -> list[str]:
        other = getattr(meeting, self.other)
        there = self.by_id.get(other)
        clock, day = meeting.clock, meeting.day
        assert clock is not None
        interpreted = there is not None and there.interpreter
        return [
            language.day(day, "weekday_short") if first and day is not None else "",
            language.clock(clock),
            language.reference(meeting.table),
            titles(other),
            ", ".join(titles(one) for one in (there.contacts if there is not None else ())),
            language.say("Yes") if interpreted else "",
        ]
