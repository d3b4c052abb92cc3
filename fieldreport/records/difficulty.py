"""Difficulty: what stands in a company's way, and what became of it."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import Amount, Choice, Day, HsCodes, Line, Link, Task, TextField, YesNo
from fieldreport.language import N_, N_in
from fieldreport.record import ByDay, RecordType

#: States in which a difficulty is still to be worked on.
OPEN = ("received", "in_progress", "waiting")
RESOLVED = ("resolved_in_part", "resolved")
DUE, RESOLVED_ON = ByDay("due", OPEN), ByDay("resolved_on", RESOLVED)


def waiting_says_on_whom(values: Values) -> Iterator[Problem]:
    """A difficulty that waits says on whom."""
    if values["status"] == "waiting" and not values["waiting_on"]:
        yield Problem(N_("Please say on whom this difficulty is waiting."), field="waiting_on")


def resolving_needs_a_summary(values: Values) -> Iterator[Problem]:
    """What solved a difficulty, and when, is what the next company needs."""
    if values["status"] in RESOLVED:
        if not values["resolution"]:
            yield Problem(N_("Please write how it was resolved."), field="resolution")
        if not values["resolved_on"]:
            yield Problem(N_("Please give the day on which it was resolved."), field="resolved_on")


DIFFICULTY = RecordType(
    name="difficulty",
    prefix="DF",
    label=N_("Difficulty"),
    plural=N_("Difficulties"),
    title=("company", "kind"),
    period_field="reported_on",
    columns=("company", "kind", "description", "status", "waiting_on", "reported_on", "due"),
    by_day=(DUE, RESOLVED_ON),
    rules=(waiting_says_on_whom, resolving_needs_a_summary),
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
        TextField(name="waiting_on", label=N_("Waiting on"), short=True),
        Day(name="due", label=N_("Due")),
        YesNo(name="escalated", label=N_("Escalated to headquarters")),
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
        Line(name="owner", label=N_("Owner"), such_as="Karim", help=N_("Who in the office looks after it.")),
        Task(name="task", label=N_("Task of the plan")),
    ),
)
