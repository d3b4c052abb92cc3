"""Lead: a buyer that wants something a Korean company may supply."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Begins, Values
from fieldreport.fields import Amount, Choice, Day, HsCodes, Line, Link, Links, Task, TextField
from fieldreport.happened import Happened, InOrder
from fieldreport.language import N_, N_in
from fieldreport.life import Life, Need
from fieldreport.record import ByDay, RecordType

#: States in which a lead is still worked on.
ACTIVE = ("new", "qualifying", "qualified", "matched", "negotiating")
#: States in which a lead need not be registered on TradeKorea any more.
UNREGISTERED = ("lost", "invalid")
NEXT_STEP_DUE = ByDay("next_step_due", ACTIVE)


def registration_is_whole(values: Values) -> Iterator[Problem]:
    """A TradeKorea registration is a number and the day it was made."""
    if values["tradekorea_on"] and not values["tradekorea_number"]:
        yield Problem(N_("Please give the TradeKorea number as well as its date."), field="tradekorea_number")
    if values["tradekorea_number"] and not values["tradekorea_on"]:
        yield Problem(N_("Please give the day of the TradeKorea registration."), field="tradekorea_on")


_ENDS = ("lost", "dormant", "invalid")
_BACK = ("qualifying", "qualified", "matched", "negotiating")
_COMPANIES = Need("matched_companies", N_("Please name the Korean company that is matched."))

#: Beyond the order of the states: what has all that “qualified” needs when it comes need not wait in “qualifying”; a
#: match may fall through and another be sought (one state back); a lead may end at any time, and begin anew from
#: wherever it ended. Qualified is a lead with whom or for what exactly to go on: a contact, or an HS code.
LIFE = Life(
    steps={
        "new": ("qualifying", "qualified", *_ENDS),
        "qualifying": ("qualified", *_ENDS),
        "qualified": ("matched", *_ENDS),
        "matched": ("negotiating", "qualified", *_ENDS),
        "negotiating": ("won", "matched", *_ENDS),
        "won": _BACK,
        "lost": _BACK,
        "dormant": (*_BACK, "lost", "invalid"),
        "invalid": _BACK,
    },
    open=ACTIVE,
    reopening=Need("reopened_reason", N_("Please write why it is opened again.")),
    asks={
        "qualified": (Need("hs_codes", N_("Please give an HS code or a contact."), ("contact",)),),
        "matched": (_COMPANIES,),
        "negotiating": (_COMPANIES,),
        "won": (
            _COMPANIES,
            Need("value", N_("Please give the value that was won.")),
            Need("won_on", N_("Please give the day on which it was won.")),
        ),
    },
    needs={
        "lost": (Need("lost_reason", N_("A lost lead needs the reason; please say why it was lost.")),),
    },
    leaving={"lost": ("lost_reason",), "won": ("won_on",)},
)

LEAD = RecordType(
    name="lead",
    prefix="BL",
    label=N_("Buyer lead"),
    plural=N_("Buyer leads"),
    title=("buyer", "products"),
    period_field="received_on",
    columns=("buyer", "products", "hs_codes", "status", "received_on", "value", "owner"),
    by_day=(NEXT_STEP_DUE,),
    owner="owner",
    happened=(Happened("received_on"), Happened("won_on"), Happened("tradekorea_on")),
    in_order=(
        InOrder("received_on", "won_on"),
        InOrder("received_on", "tradekorea_on"),
        InOrder("received_on", "next_step_due", planned=True),
    ),
    once=("tradekorea_number",),
    rules=(registration_is_whole,),
    life=LIFE,
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
        TextField(name="next_step", label=N_("Next step"), short=True),
        Day(name="next_step_due", label=N_("Next step due")),
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
        Day(name="won_on", label=N_("Won on")),
        TextField(name="reopened_reason", label=N_("Reason for reopening"), short=True),
        Line(
            name="owner",
            label=N_("Owner"),
            such_as="Karim",
            begins=Begins.PERSON,
            help=N_("Who in the office looks after it."),
        ),
        Links(name="matched_companies", label=N_("Matched companies"), to=("organisation",)),
        Line(name="tradekorea_number", label=N_("TradeKorea number"), such_as="TK-88213"),
        Day(name="tradekorea_on", label=N_("Registered on TradeKorea on")),
        Task(name="task", label=N_("Task of the plan")),
    ),
)
