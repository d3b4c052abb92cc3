"""Difficulty: what stands in a company's way, and what became of it."""

from fieldreport.field import Begins
from fieldreport.fields import Amount, Choice, Day, HsCodes, Line, Link, Task, TextField, YesNo
from fieldreport.happened import Happened, InOrder
from fieldreport.language import N_, N_in
from fieldreport.life import Life, Need
from fieldreport.record import ByDay, RecordType

#: States in which a difficulty is still to be worked on.
OPEN = ("received", "in_progress", "waiting")
RESOLVED = ("resolved_in_part", "resolved")
DUE, RESOLVED_ON = ByDay("due", OPEN), ByDay("resolved_on", RESOLVED)


_ENDS = ("dormant", "not_actionable", "duplicate")
_RESOLVING = (
    Need("resolution", N_("Please write how it was resolved.")),
    Need("resolved_on", N_("Please give the day on which it was resolved.")),
)

#: Beyond the order of the states: what is resolved in part may be resolved in full later; a duplicate says of which.
LIFE = Life(
    steps={
        "received": ("in_progress", *_ENDS),
        "in_progress": ("waiting", *RESOLVED, *_ENDS),
        "waiting": ("in_progress", *RESOLVED, *_ENDS),
        "resolved_in_part": ("resolved", "in_progress"),
        "resolved": ("in_progress",),
        "dormant": ("in_progress", "not_actionable", "duplicate"),
        "not_actionable": ("in_progress",),
        "duplicate": ("in_progress",),
    },
    open=OPEN,
    reopening=Need("reopened_reason", N_("Please write why it is opened again.")),
    needs={
        "waiting": (Need("waiting_on", N_("Please say on whom this difficulty is waiting.")),),
        "resolved_in_part": _RESOLVING,
        "resolved": _RESOLVING,
    },
    asks={"duplicate": (Need("duplicate_of", N_("Please say of which difficulty this is a duplicate.")),)},
    leaving={
        "waiting": ("waiting_on",),
        "resolved_in_part": ("resolved_on",),
        "resolved": ("resolved_on",),
        "duplicate": ("duplicate_of",),
    },
    marks={
        "escalated": (
            Need("escalated_why", N_("Please write why it is escalated to headquarters.")),
            Need("escalated_on", N_("Please give the day on which it was escalated.")),
        )
    },
)

DIFFICULTY = RecordType(
    name="difficulty",
    prefix="DF",
    label=N_("Difficulty"),
    plural=N_("Difficulties"),
    title=("company", "kind"),
    period_field="reported_on",
    columns=("company", "kind", "description", "status", "waiting_on", "reported_on", "due"),
    by_day=(DUE, RESOLVED_ON),
    owner="owner",
    happened=(Happened("reported_on"), Happened("escalated_on"), Happened("resolved_on")),
    in_order=(
        InOrder("reported_on", "escalated_on"),
        InOrder("reported_on", "resolved_on"),
        InOrder("reported_on", "due", planned=True),
    ),
    life=LIFE,
    fields=(
        Link(name="company", label=N_("Who has it"), to=("organisation",), required=True),
        Link(name="contact", label=N_("Contact"), to=("contact",)),
        Day(name="reported_on", label=N_("Reported on"), required=True, today=True),
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            choices={
                "tariff": N_in("difficulty kind", "Tariff"),
                "customs_clearance": N_in("difficulty kind", "Customs clearance"),
                "hs_classification": N_in("difficulty kind", "HS classification"),
                "origin_and_fta": N_in("difficulty kind", "Origin and FTA"),
                "certification": N_in("difficulty kind", "Certification and standards"),
                "nontariff_regulation": N_in("difficulty kind", "Nontariff regulation"),
                "payment": N_in("difficulty kind", "Payment and L/C"),
                "foreign_exchange": N_in("difficulty kind", "Foreign exchange"),
                "logistics": N_in("difficulty kind", "Logistics"),
                "contract_dispute": N_in("difficulty kind", "Contract dispute"),
                "intellectual_property": N_in("difficulty kind", "Intellectual property"),
                "tax": N_in("difficulty kind", "Tax"),
                "visa_and_labour": N_in("difficulty kind", "Visa and labour"),
                "other": N_in("difficulty kind", "Other"),
            },
        ),
        TextField(name="description", label=N_("Description"), required=True),
        Choice(
            name="source",
            label=N_("Source"),
            choices={
                "visit": N_in("difficulty source", "Visit"),
                "telephone": N_in("difficulty source", "Telephone"),
                "event": N_in("difficulty source", "Event"),
                "authority": N_in("difficulty source", "Authority"),
                "press": N_in("difficulty source", "Press"),
                "other": N_in("difficulty source", "Other"),
            },
        ),
        HsCodes(name="hs_codes", label=N_("HS codes")),
        Link(name="authority", label=N_("Authority concerned"), to=("organisation",)),
        Amount(name="value_at_risk", label=N_("Value at risk")),
        Choice(
            name="urgency",
            label=N_("Urgency"),
            default="normal",
            choices={
                "low": N_in("urgency", "Low"),
                "normal": N_in("urgency", "Normal"),
                "high": N_in("urgency", "High"),
                "critical": N_in("urgency", "Critical"),
            },
        ),
        YesNo(name="sensitive", label=N_("Sensitive")),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="received",
            choices={
                "received": N_in("difficulty status", "Received"),
                "in_progress": N_in("difficulty status", "In progress"),
                "waiting": N_in("difficulty status", "Waiting"),
                "resolved_in_part": N_in("difficulty status", "Resolved in part"),
                "resolved": N_in("difficulty status", "Resolved in full"),
                "dormant": N_in("difficulty status", "Dormant"),
                "not_actionable": N_in("difficulty status", "Not actionable"),
                "duplicate": N_in("difficulty status", "Duplicate"),
            },
        ),
        TextField(name="reopened_reason", label=N_("Reason for reopening"), short=True),
        Link(name="duplicate_of", label=N_("Duplicate of"), to=("difficulty",)),
        TextField(name="waiting_on", label=N_("Waiting on"), short=True),
        Day(name="due", label=N_("Due")),
        YesNo(name="escalated", label=N_("Escalated to headquarters")),
        Day(name="escalated_on", label=N_("Escalated on")),
        TextField(name="escalated_why", label=N_("Why it was escalated"), short=True),
        TextField(name="resolution", label=N_("How it was resolved")),
        Day(name="resolved_on", label=N_("Resolved on")),
        Line(
            name="bank", label=N_("Bank"), such_as="Example Bank, Dhaka", help=N_("For payment difficulties.")
        ),
        Line(
            name="letter_of_credit",
            label=N_("L/C number"),
            such_as="LC-2026-0117",
            help=N_("For payment difficulties."),
        ),
        Day(name="payment_due", label=N_("Payment due"), help=N_("For payment difficulties.")),
        Line(
            name="owner",
            label=N_("Owner"),
            such_as="Karim",
            begins=Begins.PERSON,
            help=N_("Who in the office looks after it."),
        ),
        Task(name="task", label=N_("Task of the plan")),
    ),
)
