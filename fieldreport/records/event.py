"""Event: many companies and many buyers in one place, or one delegation, exhibition or seminar."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import Choice, Clock, Day, Link, Links, Stretches, Task, TextField, Whole
from fieldreport.happened import Happened
from fieldreport.language import N_, N_in
from fieldreport.life import Life, Need
from fieldreport.record import RecordType


def ends_after_it_starts(values: Values) -> Iterator[Problem]:
    """The last day is not before the first."""
    if values["ends_on"] and values["starts_on"] and values["ends_on"] < values["starts_on"]:
        yield Problem(N_("The last day is before the first; please check the dates."), field="ends_on")


#: Longer slots and more tables than these are slips of the keyboard.
LONGEST_SLOT, MOST_TABLES = 480, 20_000


def slots_are_possible(values: Values) -> Iterator[Problem]:
    """Slots have a length and lie within the day."""
    if values["slot_minutes"] is not None and not 1 <= values["slot_minutes"] <= LONGEST_SLOT:
        yield Problem(
            N_("A slot takes from {least} to {most} minutes."),
            {"least": 1, "most": LONGEST_SLOT},
            "slot_minutes",
        )
    if values["gap_minutes"] is not None and values["gap_minutes"] > LONGEST_SLOT:
        yield Problem(
            N_("At most {most} minutes lie between two slots."), {"most": LONGEST_SLOT}, "gap_minutes"
        )
    if values["tables"] is not None and not 1 <= values["tables"] <= MOST_TABLES:
        yield Problem(
            N_("There are from {least} to {most} tables."), {"least": 1, "most": MOST_TABLES}, "tables"
        )
    if values["day_begins"] and values["day_ends"] and values["day_ends"] < values["day_begins"]:
        yield Problem(N_("The meetings end before they begin; please check the times."), field="day_ends")


#: Beyond the order of the states: a confirmed event may be put off and is planned again; one noted as held by mistake
#: is confirmed again, and a closed one held again when something has to be put right.
LIFE = Life(
    steps={
        "planned": ("confirmed", "cancelled"),
        "confirmed": ("held", "planned", "cancelled"),
        "held": ("closed", "confirmed"),
        "closed": ("held",),
        "cancelled": ("planned",),
    },
    open=("planned", "confirmed", "held"),
    reopening=Need("reopened_reason", N_("Please write why it is opened again.")),
    asks={"cancelled": (Need("cancelled_reason", N_("Please write why the event is cancelled.")),)},
    leaving={"cancelled": ("cancelled_reason",)},
)

EVENT = RecordType(
    name="event",
    prefix="EV",
    label=N_("Event"),
    plural=N_("Events"),
    title=("name",),
    period_field="ends_on",
    columns=("name", "kind", "venue", "starts_on", "ends_on", "status"),
    happened=(Happened("starts_on", ("held", "closed")),),
    rules=(ends_after_it_starts, slots_are_possible),
    life=LIFE,
    fields=(
        TextField(name="name", label=N_("Name"), required=True, short=True),
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            default="consultation_event",
            choices={
                "consultation_event": N_in("event kind", "Consultation event"),
                "trade_mission": N_in("event kind", "Trade mission"),
                "exhibition": N_in("event kind", "Exhibition"),
                "seminar": N_in("event kind", "Seminar"),
                "online": N_in("event kind", "Online"),
            },
        ),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="planned",
            choices={
                "planned": N_in("event status", "Planned"),
                "confirmed": N_in("event status", "Confirmed"),
                "held": N_in("event status", "Held"),
                "closed": N_in("event status", "Closed"),
                "cancelled": N_in("event status", "Cancelled"),
            },
        ),
        TextField(name="cancelled_reason", label=N_("Reason for the cancellation"), short=True),
        TextField(name="reopened_reason", label=N_("Reason for reopening"), short=True),
        TextField(name="venue", label=N_("Venue"), short=True),
        Day(name="starts_on", label=N_("First day"), required=True),
        Day(name="ends_on", label=N_("Last day"), required=True),
        Link(name="host", label=N_("Host"), to=("organisation",)),
        Task(name="task", label=N_("Task of the plan")),
        TextField(name="goals", label=N_("Goals")),
        Links(name="invited", label=N_("Invited"), to=("organisation",)),
        Links(name="attended", label=N_("Attended"), to=("organisation",)),
        Whole(name="korean_companies", label=N_("Number of Korean companies")),
        Whole(name="foreign_buyers", label=N_("Number of buyers")),
        Clock(name="day_begins", label=N_("First slot begins"), help=N_("The time, for example 09:30.")),
        Clock(name="day_ends", label=N_("Last slot ends by")),
        Whole(name="slot_minutes", label=N_("Minutes of a slot")),
        Whole(name="gap_minutes", label=N_("Minutes between slots")),
        Stretches(
            name="breaks",
            label=N_("Breaks"),
            help=N_("For example 12:30-13:30; with a day in front, on that day only."),
        ),
        Whole(name="tables", label=N_("Number of tables")),
        TextField(name="result", label=N_("Result")),
    ),
)
