"""Outcome: what came of a meeting or a lead, appended and never changed."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import Amount, Choice, Day, Link, TextField, YesNo
from fieldreport.happened import Happened
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType


def comes_of_something(values: Values) -> Iterator[Problem]:
    """An outcome belongs to a meeting or a lead."""
    if not (values["meeting"] or values["lead"]):
        yield Problem(N_("Please say of which meeting or lead this is the outcome."), field="meeting")


#: Kinds that say how much: without it the entry could not be counted.
WITH_AMOUNT = ("contract_in_progress", "on_site_contract", "concluded")


def contracts_say_how_much(values: Values) -> Iterator[Problem]:
    """A contract, in progress, signed or concluded, has a sum."""
    if values["kind"] in WITH_AMOUNT and values["amount"] is None:
        yield Problem(N_("A contract needs its amount; please give it with its currency."), field="amount")


OUTCOME = RecordType(
    name="outcome",
    prefix="OC",
    label=N_("Outcome"),
    plural=N_("Outcomes"),
    title=("kind", "meeting", "lead"),
    period_field="dated",
    columns=("kind", "meeting", "lead", "amount", "dated", "confirmed"),
    happened=(Happened("dated"),),
    rules=(comes_of_something, contracts_say_how_much),
    append_only=True,
    fields=(
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            choices={
                "contract_in_progress": N_in("outcome kind", "Contract in progress"),
                "memorandum": N_in("outcome kind", "Memorandum"),
                "on_site_contract": N_in("outcome kind", "On-site contract"),
                "concluded": N_in("outcome kind", "Concluded deal"),
                "lapsed": N_in("outcome kind", "Lapsed"),
            },
        ),
        Link(name="meeting", label=N_("Meeting"), to=("meeting",)),
        Link(name="lead", label=N_("Buyer lead"), to=("lead",)),
        Amount(
            name="amount",
            label=N_("Amount"),
            help=N_("Contract-in-progress value may contain the on-site contract; the two are never added."),
        ),
        Day(name="dated", label=N_("Day"), required=True, today=True),
        Link(
            name="replaces",
            label=N_("Instead of"),
            to=("outcome",),
            help=N_(
                "The earlier entry that no longer counts: a corrected sum, or a newer one of the same contract."
            ),
        ),
        TextField(name="evidence", label=N_("Evidence")),
        YesNo(name="confirmed", label=N_("Confirmed by the company")),
    ),
)
