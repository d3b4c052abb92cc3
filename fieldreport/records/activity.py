"""Activity: support given under a task of the plan."""

from fieldreport.field import Begins
from fieldreport.fields import Choice, Day, Line, Link, ManyChoices, Number, Task, TextField
from fieldreport.happened import Happened
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType

ACTIVITY = RecordType(
    name="activity",
    prefix="AC",
    label=N_("Support activity"),
    plural=N_("Support activities"),
    title=("kind", "company"),
    period_field="done_on",
    happened=(Happened("done_on", ("done",)),),
    columns=("task", "kind", "company", "done_on", "quantity", "status"),
    fields=(
        Task(name="task", label=N_("Task of the plan"), required=True),
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            choices={
                "study": N_in("activity kind", "Study"),
                "package": N_in("activity kind", "Package"),
                "referral": N_in("activity kind", "Referral"),
                "consulting": N_in("activity kind", "Consulting"),
                "promotion": N_in("activity kind", "Promotion"),
                "other": N_in("activity kind", "Other"),
            },
        ),
        Link(name="company", label=N_("Company"), to=("organisation",)),
        Day(name="done_on", label=N_("Day"), required=True, today=True),
        Choice(
            name="status",
            label=N_("Status"),
            required=True,
            default="done",
            choices={
                "planned": N_in("activity status", "Planned"),
                "done": N_in("activity status", "Done"),
                "cancelled": N_in("activity status", "Cancelled"),
            },
        ),
        Number(
            name="quantity", label=N_("Quantity"), help=N_("How many the task counts, where it is not one.")
        ),
        ManyChoices(
            name="topics",
            label=N_("Topics"),
            choices={
                "eba": N_in("topic", "EBA (to the EU)"),
                "apta": N_in("topic", "APTA (to South Asia)"),
                "cepa": N_in("topic", "CEPA (to Korea)"),
                "gsp": N_in("topic", "GSP"),
                "epz": N_in("topic", "EPZ production"),
                "bida": N_in("topic", "Investment authority (BIDA)"),
                "origin": N_in("topic", "Rules of origin"),
                "export_insurance": N_in("topic", "Export insurance"),
                "guarantee": N_in("topic", "Export guarantee"),
                "voucher": N_in("topic", "Export voucher"),
                "logistics": N_in("topic", "Logistics"),
                "legal": N_in("topic", "Legal advice"),
                "tax": N_in("topic", "Tax advice"),
                "brand": N_in("topic", "Korean brand"),
            },
        ),
        TextField(name="description", label=N_("What was done"), required=True),
        TextField(name="result", label=N_("Result")),
        Line(
            name="owner",
            label=N_("Owner"),
            such_as="Karim",
            begins=Begins.PERSON,
            help=N_("Who in the office looks after it."),
        ),
    ),
)
