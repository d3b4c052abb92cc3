"""Organisation: a buyer, a Korean company, an authority, a bank, an association; often several of these."""

from fieldreport.fields import Choice, Country, HsCodes, Line, ManyChoices, Number, TextField, Website, Words
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType

ORGANISATION = RecordType(
    name="organisation",
    prefix="OR",
    label=N_("Organisation"),
    plural=N_("Organisations"),
    title=("name",),
    period_field=None,
    columns=("name", "roles", "country", "sector", "verification"),
    fields=(
        TextField(name="name", label=N_("Name"), required=True, short=True),
        Words(
            name="aliases",
            label=N_("Other names"),
            help=N_("Other spellings and short names, separated by commas."),
        ),
        ManyChoices(
            name="roles",
            label=N_("Roles"),
            required=True,
            choices={
                "buyer": N_in("organisation role", "Buyer"),
                "company": N_in("organisation role", "Korean company"),
                "authority": N_in("organisation role", "Authority"),
                "bank": N_in("organisation role", "Bank"),
                "association": N_in("organisation role", "Association"),
                "subsidiary": N_in("organisation role", "Overseas subsidiary"),
            },
        ),
        Line(
            name="registration_number",
            label=N_("Company registration number"),
            such_as="123-45-67890",
            help=N_("The key of a Korean company: ten digits."),
        ),
        Country(name="country", label=N_("Country"), required=True),
        TextField(name="address", label=N_("Address"), short=True),
        Website(name="website", label=N_("Website")),
        TextField(name="sector", label=N_("Sector"), short=True),
        Choice(
            name="size",
            label=N_("Size"),
            choices={
                "micro": N_in("organisation size", "Fewer than 10 employees"),
                "small": N_in("organisation size", "10 to 49 employees"),
                "medium": N_in("organisation size", "50 to 299 employees"),
                "large": N_in("organisation size", "300 employees or more"),
            },
        ),
        Number(name="us_export_share", label=N_("US export share"), maximum=100, unit="%"),
        Words(
            name="interests",
            label=N_("Interests"),
            help=N_("Products it wants or offers, separated by commas."),
        ),
        HsCodes(name="hs_codes", label=N_("HS codes")),
        Choice(
            name="verification",
            label=N_("Verification"),
            default="unverified",
            choices={
                "unverified": N_in("verification", "Not verified"),
                "verified": N_in("verification", "Verified"),
                "doubtful": N_in("verification", "Doubtful"),
            },
        ),
        TextField(name="note", label=N_("Note")),
    ),
)
