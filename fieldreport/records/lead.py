"""Lead: a buyer that wants something a Korean company may supply."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import Amount, Choice, Day, HsCodes, Line, Link, Links, Task, TextField
from fieldreport.language import N_, N_in
from fieldreport.record import ByDay, RecordType

#: States in which a lead is still worked on.
ACTIVE = ("new", "qualifying", "qualified", "matched", "negotiating")
#: States in which a lead need not be registered on TradeKorea any more.
UNREGISTERED = ("lost", "invalid")
NEXT_STEP_DUE = ByDay("next_step_due", ACTIVE)


def lost_needs_reason(values: Values) -> Iterator[Problem]:
    """A lost lead says why, so that the next one need not be lost for the same reason."""
    if values["status"] == "lost" and not values["lost_reason"]:
        yield Problem(N_("A lost lead needs the reason; please say why it was lost."), field="lost_reason")


def registration_is_whole(values: Values) -> Iterator[Problem]:
    """A TradeKorea registration is a number and the day it was made."""
    if values["tradekorea_on"] and not values["tradekorea_number"]:
        yield Problem(N_("Please give the TradeKorea number as well as its date."), field="tradekorea_number")
    if values["tradekorea_number"] and not values["tradekorea_on"]:
        yield Problem(N_("Please give the day of the TradeKorea registration."), field="tradekorea_on")


LEAD = RecordType(
    name="lead",
    prefix="BL",
    label=N_("Buyer lead"),
    plural=N_("Buyer leads"),
    title=("buyer", "products"),
    period_field="received_on",
    columns=("buyer", "products", "hs_codes", "status", "received_on", "value", "owner"),
    by_day=(NEXT_STEP_DUE,),
    rules=(lost_needs_reason, registration_is_whole),
    fields=(
        Link(name="buyer", label=N_("Buyer"), to=("organisation",), required=True),
        Link(name="contact", label=N_("Contact"), to=("contact",)),
        TextField(name="products", label=N_("Wanted products"), required=True, short=True),
        HsCodes(name="hs_codes", label=N_("HS codes")),
        Line(
            name="quantity",
            label=N_("Quantity"),
            such_as="6 sets",
            help=N_("With its unit, for example 6 sets."),
        ),
        Amount(name="value", label=N_("Estimated value")),
        TextField(name="need", label=N_("What was said")),
        Choice(
            name="source",
            label=N_("Source"),
            choices={
                "event": N_in("lead source", "Event"),
                "visit": N_in("lead source", "Visit"),
                "inquiry": N_in("lead source", "Inquiry to the office"),
                "tradekorea": N_in("lead source", "TradeKorea"),
                "referral": N_in("lead source", "Referral"),
                "research": N_in("lead source", "Own research"),
                "other": N_in("lead source", "Other"),
            },
        ),
        Day(name="received_on", label=N_("Received on"), required=True, today=True),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="new",
            choices={
                "new": N_in("lead status", "New"),
                "qualifying": N_in("lead status", "Qualifying"),
                "qualified": N_in("lead status", "Qualified"),
                "matched": N_in("lead status", "Matched"),
                "negotiating": N_in("lead status", "Negotiating"),
                "won": N_in("lead status", "Won"),
                "lost": N_in("lead status", "Lost"),
                "dormant": N_in("lead status", "Dormant"),
                "invalid": N_in("lead status", "Invalid"),
            },
        ),
        TextField(name="lost_reason", label=N_("Reason for the loss"), short=True),
        Line(name="owner", label=N_("Owner"), such_as="Karim", help=N_("Who in the office looks after it.")),
        Links(name="matched_companies", label=N_("Matched companies"), to=("organisation",)),
        Line(name="tradekorea_number", label=N_("TradeKorea number"), such_as="TK-88213"),
        Day(name="tradekorea_on", label=N_("Registered on TradeKorea on")),
        TextField(name="next_step", label=N_("Next step"), short=True),
        Day(name="next_step_due", label=N_("Next step due")),
        Task(name="task", label=N_("Task of the plan")),
    ),
)
