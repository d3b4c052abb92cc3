"""Voucher: what a company asked of the export voucher for one service, and what became of it."""

from collections.abc import Iterator
from itertools import pairwise

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import Amount, Choice, Day, Line, Link, TextField
from fieldreport.happened import Happened
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType


def paid_in_won(values: Values) -> Iterator[Problem]:
    """Vouchers are paid in won."""
    amount = values["amount"]
    if amount is not None and amount.currency != "KRW":
        yield Problem(N_("Vouchers are paid in Korean won; please give the amount in KRW."), field="amount")


def decisions_have_their_days(values: Values) -> Iterator[Problem]:
    """An approved voucher says since when, a paid one when it was paid, in that order."""
    if values["status"] in ("approved", "paid") and not values["approved_on"]:
        yield Problem(N_("Please give the day on which it was approved."), field="approved_on")
    if values["status"] == "paid" and not values["paid_on"]:
        yield Problem(N_("Please give the day on which it was paid out."), field="paid_on")
    days = [(name, values[name]) for name in ("applied_on", "approved_on", "paid_on") if values[name]]
    for (_, earlier), (name, later) in pairwise(days):
        if later < earlier:
            yield Problem(
                N_("This day is before the step that comes before it; please check it."), field=name
            )


VOUCHER = RecordType(
    name="voucher",
    prefix="VC",
    label=N_("Export voucher"),
    plural=N_("Export vouchers"),
    title=("company", "service"),
    period_field="applied_on",
    columns=("company", "service", "amount", "status", "applied_on", "paid_on"),
    happened=(Happened("applied_on"), Happened("approved_on"), Happened("paid_on")),
    rules=(paid_in_won, decisions_have_their_days),
    fields=(
        Link(name="company", label=N_("Company"), to=("organisation",), required=True),
        TextField(name="service", label=N_("Service"), required=True, short=True),
        Amount(
            name="amount",
            label=N_("Amount"),
            required=True,
            such_as="KRW 12,000,000",
            help=N_("In Korean won."),
        ),
        Day(name="applied_on", label=N_("Applied on"), required=True, today=True),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="applied",
            choices={
                "applied": N_in("voucher status", "Applied for"),
                "approved": N_in("voucher status", "Approved"),
                "paid": N_in("voucher status", "Paid out"),
                "refused": N_in("voucher status", "Refused"),
                "withdrawn": N_in("voucher status", "Withdrawn"),
            },
        ),
        Day(name="approved_on", label=N_("Approved on")),
        Day(name="paid_on", label=N_("Paid out on")),
        Line(name="provider", label=N_("Service provider"), such_as="Example Laboratory"),
        TextField(name="note", label=N_("Note")),
    ),
)
