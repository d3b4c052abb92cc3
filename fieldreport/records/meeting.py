"""Meeting: one company and one buyer, at an event or by themselves."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Begins, Values
from fieldreport.fields import Amount, Choice, Day, HsCodes, Line, Link, Links, TextField, YesNo
from fieldreport.happened import Happened, InOrder
from fieldreport.language import N_, N_in
from fieldreport.life import Life, Need
from fieldreport.record import RecordType


def two_sides(values: Values) -> Iterator[Problem]:
    """A company does not meet itself."""
    if values["company"] == values["buyer"]:
        yield Problem(N_("The company and the buyer are the same organisation."), field="buyer")


#: Beyond the order of the states: a meeting may be held without anybody having confirmed it; what was noted as held was
#: a no-show after all, or the other way round; a meeting that took place unasked (a walk-in) is a new record that
#: begins as held.
LIFE = Life(
    steps={
        "requested": ("scheduled", "held", "cancelled"),
        "scheduled": ("held", "no_show", "cancelled", "requested"),
        "held": ("no_show", "scheduled"),
        "no_show": ("held", "scheduled"),
        "cancelled": ("requested", "scheduled"),
    },
    open=("requested", "scheduled"),
    reopening=Need("reopened_reason", N_("Please write why it is opened again.")),
    needs={"no_show": (Need("absent", N_("Please say which side did not come.")),)},
    leaving={"no_show": ("absent",)},
)

MEETING = RecordType(
    name="meeting",
    prefix="MT",
    label=N_("Meeting"),
    plural=N_("Meetings"),
    title=("company", "buyer"),
    period_field="held_on",
    columns=("company", "buyer", "event", "held_on", "slot", "status", "value"),
    happened=(Happened("held_on", ("held", "no_show")),),
    in_order=(InOrder("held_on", "next_step_due", planned=True),),
    rules=(two_sides,),
    life=LIFE,
    fields=(
        Link(name="company", label=N_("Company"), to=("organisation",), required=True),
        Link(name="buyer", label=N_("Buyer"), to=("organisation",), required=True),
        Link(name="event", label=N_("Event"), to=("event",), begins=Begins.LAST),
        Link(name="lead", label=N_("Buyer lead"), to=("lead",)),
        Links(name="contacts", label=N_("Contacts"), to=("contact",)),
        Day(name="held_on", label=N_("Day"), required=True, today=True),
        Line(name="slot", label=N_("Slot"), such_as="10:30", help=N_("The time, for example 10:30.")),
        Line(name="table", label=N_("Table"), such_as="A-12"),
        YesNo(
            name="fixed",
            label=N_("Stays as it is"),
            help=N_("A new proposal of the event's schedule does not move it."),
        ),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="requested",
            choices={
                "requested": N_in("meeting status", "Requested"),
                "scheduled": N_in("meeting status", "Scheduled"),
                "held": N_in("meeting status", "Held"),
                "no_show": N_in("meeting status", "No-show"),
                "cancelled": N_in("meeting status", "Cancelled"),
            },
        ),
        Choice(
            name="absent",
            label=N_("Who did not come"),
            choices={
                "company": N_in("absent side", "The company"),
                "buyer": N_in("absent side", "The buyer"),
                "both": N_in("absent side", "Both"),
            },
        ),
        TextField(name="reopened_reason", label=N_("Reason for reopening"), short=True),
        Choice(
            name="channel",
            label=N_("Channel"),
            choices={
                "in_person": N_in("channel", "In person"),
                "video": N_in("channel", "Video call"),
                "telephone": N_in("channel", "Telephone"),
                "chat": N_in("channel", "Chat or e-mail"),
            },
        ),
        YesNo(name="interpreter", label=N_("Interpreter")),
        TextField(name="products", label=N_("Products"), short=True),
        HsCodes(name="hs_codes", label=N_("HS codes")),
        TextField(name="said", label=N_("What was said")),
        Amount(name="value", label=N_("Consultation value")),
        TextField(name="next_step", label=N_("Next step"), short=True),
        Day(name="next_step_due", label=N_("Next step due")),
    ),
)
