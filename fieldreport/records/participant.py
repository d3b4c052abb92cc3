"""Participant: an organisation on one side of an event, from the invitation to whether it came."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Begins, Values
from fieldreport.fields import Choice, Line, Link, Links, Stretches, TextField, YesNo
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType

#: The sides of an event; a meeting has one of each.
COMPANY, BUYER = "company", "buyer"


def does_not_wish_itself(values: Values) -> Iterator[Problem]:
    """Nobody wishes to meet themselves."""
    if values["organisation"] in (values["wishes"] or ()):
        yield Problem(N_("The participant is on its own list of wishes."), field="wishes")


PARTICIPANT = RecordType(
    name="participant",
    prefix="PT",
    label=N_("Participant"),
    plural=N_("Participants"),
    title=("organisation", "event"),
    period_field=None,
    columns=("organisation", "event", "side", "invitation", "attendance", "table"),
    rules=(does_not_wish_itself,),
    fields=(
        Link(name="event", label=N_("Event"), to=("event",), required=True, begins=Begins.LAST),
        Link(name="organisation", label=N_("Organisation"), to=("organisation",), required=True),
        Choice(
            name="side",
            label=N_("Side"),
            required=True,
            choices={
                COMPANY: N_in("organisation role", "Korean company"),
                BUYER: N_in("organisation role", "Buyer"),
            },
        ),
        Links(name="contacts", label=N_("Who comes"), to=("contact",)),
        Choice(
            name="invitation",
            label=N_("Invitation"),
            required=True,
            default="invited",
            choices={
                "invited": N_in("invitation", "Invited"),
                "accepted": N_in("invitation", "Will come"),
                "declined": N_in("invitation", "Declined"),
                "no_answer": N_in("invitation", "No answer"),
            },
        ),
        Choice(
            name="attendance",
            label=N_("Attendance"),
            required=True,
            default="expected",
            choices={
                "expected": N_in("attendance", "Expected"),
                "came": N_in("attendance", "Came"),
                "no_show": N_in("attendance", "Did not come"),
                "walk_in": N_in("attendance", "Came unannounced"),
            },
        ),
        Links(
            name="wishes",
            label=N_("Wishes to meet"),
            help=N_("Organisations of the other side; the one it wishes most comes first."),
            to=("organisation",),
        ),
        Stretches(
            name="not_free",
            label=N_("Has no time"),
            help=N_("For example 09:00-11:00, or 2026-11-25 for a whole day."),
        ),
        Line(
            name="table",
            label=N_("Own table"),
            such_as="A-12",
            help=N_("Where it sits through the whole event; nobody else is put there."),
        ),
        YesNo(name="interpreter", label=N_("Needs an interpreter")),
        Choice(
            name="timetable_language",
            label=N_("Language of its timetable"),
            choices={
                "ko": N_in("language", "Korean"),
                "en": N_in("language", "English"),
                "bn": N_in("language", "Bengali"),
            },
        ),
        TextField(name="note", label=N_("Note")),
    ),
)
