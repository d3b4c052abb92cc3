"""Signal: something seen in the market that headquarters should know."""

from fieldreport.fields import Choice, Day, HsCodes, Line, TextField, Website
from fieldreport.happened import Happened
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType

SIGNAL = RecordType(
    name="signal",
    prefix="SG",
    label=N_("Market signal"),
    plural=N_("Market signals"),
    title=("headline",),
    period_field="seen_on",
    happened=(Happened("seen_on"),),
    columns=("headline", "kind", "seen_on", "source", "urgency"),
    fields=(
        TextField(name="headline", label=N_("Headline"), required=True, short=True),
        Choice(
            name="kind",
            label=N_("Kind"),
            required=True,
            choices={
                "policy": N_in("signal kind", "Policy"),
                "supply_chain": N_in("signal kind", "Supply chain"),
                "critical_minerals": N_in("signal kind", "Critical minerals"),
                "competitor": N_in("signal kind", "Competitor"),
                "demand": N_in("signal kind", "Demand"),
                "other": N_in("signal kind", "Other"),
            },
        ),
        Day(name="seen_on", label=N_("Seen on"), required=True, today=True),
        TextField(name="description", label=N_("Description")),
        Line(name="source", label=N_("Source"), such_as="Notice of the customs authority", required=True),
        Website(name="link", label=N_("Link")),
        HsCodes(name="hs_codes", label=N_("HS codes")),
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
    ),
)
