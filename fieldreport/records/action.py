"""Action: a follow-up, a referral or a remedial action, due on a day, and what completed it."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Begins, Values
from fieldreport.fields import Choice, Day, Line, Link, Task, TextField
from fieldreport.happened import Happened, InOrder
from fieldreport.language import N_, N_in
from fieldreport.life import Life, Need
from fieldreport.record import ByDay, RecordType

DUE, REMIND = ByDay("due", ("open",)), ByDay("remind_on", ("open",))


def referral_names_its_receiver(values: Values) -> Iterator[Problem]:
    """A referral to another office or a partner says to which one; headquarters is only one."""
    if values["kind"] == "referral" and values["to"] in ("office", "partner") and not values["assigned_to"]:
        yield Problem(N_("Please say to which office or partner this is referred."), field="assigned_to")


def reminds_before_it_is_due(values: Values) -> Iterator[Problem]:
    """A reminder after the due day comes too late."""
    if values["remind_on"] and values["due"] and values["remind_on"] > values["due"]:
        yield Problem(
            N_("This reminder would come after the due day; please choose an earlier day."), field="remind_on"
        )


def remedial_names_its_task(values: Values) -> Iterator[Problem]:
    """A remedial action answers a shortfall of one task of the plan, with its cause."""
    if values["kind"] == "remedial" and not values["task"]:
        yield Problem(N_("Please say for which task of the plan this remedial action is."), field="task")


LIFE = Life(
    steps={
        "open": ("done", "declined", "dropped"),
        "done": ("open",),
        "declined": ("open",),
        "dropped": ("open",),
    },
    open=DUE.statuses,
    reopening=Need("reopened_reason", N_("Please write why it is opened again.")),
    needs={"done": (Need("done_on", N_("Please give the day on which it was done.")),)},
    leaving={"done": ("done_on", "completed_by", "done_by_what")},
)

ACTION = RecordType(
    name="action",
    prefix="FU",
    label=N_("Follow-up"),
    plural=N_("Follow-ups"),
    title=("what",),
    period_field="raised_on",
    columns=("what", "kind", "about", "assigned_to", "due", "status"),
    by_day=(DUE, REMIND),
    owner="assigned_to",
    happened=(Happened("raised_on"), Happened("done_on")),
    in_order=(InOrder("raised_on", "done_on"), InOrder("raised_on", "due", planned=True)),
    rules=(remedial_names_its_task, referral_names_its_receiver, reminds_before_it_is_due),
    life=LIFE,
    fields=(
        TextField(name="what", label=N_("What is to be done"), required=True, short=True),
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            default="follow_up",
            choices={
                "follow_up": N_in("action kind", "Follow-up"),
                "referral": N_in("action kind", "Referral"),
                "remedial": N_in("action kind", "Remedial action"),
            },
        ),
        Link(
            name="about",
            label=N_("About"),
            to=(
                "lead",
                "event",
                "meeting",
                "outcome",
                "difficulty",
                "activity",
                "signal",
                "organisation",
                "contact",
                "participant",
                "voucher",
            ),
        ),
        Task(name="task", label=N_("Task of the plan")),
        TextField(name="cause", label=N_("Cause of the shortfall"), help=N_("For remedial actions.")),
        Choice(
            name="remedy",
            label=N_("Remedy"),
            help=N_("For remedial actions."),
            choices={
                "budget": N_in("remedy", "Budget reallocation"),
                "staff": N_in("remedy", "Added staff"),
                "joint_response": N_in("remedy", "Joint response of the ministries"),
                "other": N_in("remedy", "Other"),
            },
        ),
        Choice(
            name="to",
            label=N_("To"),
            default="person",
            choices={
                "person": N_in("action to", "A person here"),
                "office": N_in("action to", "Another office"),
                "headquarters": N_in("action to", "Headquarters"),
                "partner": N_in("action to", "A partner institution"),
            },
        ),
        Line(name="assigned_to", label=N_("Assigned to"), such_as="Karim", begins=Begins.PERSON),
        Day(name="raised_on", label=N_("Raised on"), required=True, today=True),
        Day(name="due", label=N_("Due")),
        Day(name="remind_on", label=N_("Remind on"), help=N_("From this day it stands among what is due.")),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="open",
            choices={
                "open": N_in("action status", "Open"),
                "done": N_in("action status", "Done"),
                "declined": N_in("action status", "Declined"),
                "dropped": N_in("action status", "Dropped"),
            },
        ),
        TextField(name="reopened_reason", label=N_("Reason for reopening"), short=True),
        Day(name="done_on", label=N_("Done on")),
        Link(
            name="completed_by",
            label=N_("Completed by"),
            to=("meeting", "activity", "outcome", "lead", "event"),
            help=N_("The record that tells what completed it."),
        ),
        TextField(name="done_by_what", label=N_("What completed it")),
        TextField(name="result", label=N_("Result of the remedy"), help=N_("For remedial actions.")),
    ),
)
