"""Organisation: a buyer, a Korean company, an authority, a bank, an association; often several of these."""

from collections.abc import Iterator

from fieldreport.failures import Problem
from fieldreport.field import Values
from fieldreport.fields import (
    Choice,
    Country,
    HsCodes,
    ManyChoices,
    Number,
    RegistrationNumber,
    TextField,
    Website,
    Words,
)
from fieldreport.fields.registration import KOREA, KOREAN_DIGITS, as_in, digits_of, is_korean
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType


def settled(values: Values) -> Values:
    """A Korean company's registration number with its hyphens."""
    number = values["registration_number"]
    written = as_in(values["country"], number) if number else number
    return values if written == number else {**values, "registration_number": written}


def korean_number(values: Values) -> Iterator[Problem]:
    """A Korean company's registration number has ten digits, the last of which follows from the others."""
    number = values["registration_number"]
    if not number or values["country"] != KOREA or is_korean(number):
        return
    if (
        number.replace("-", "").replace(" ", "").strip("0123456789")
        or len(digits_of(number)) != KOREAN_DIGITS
    ):
        yield Problem(
            N_("“{value}” is no Korean registration number: it has ten digits, such as 123-45-67891."),
            {"value": number},
            "registration_number",
        )
        return
    yield Problem(
        N_(
            "“{value}” is no Korean registration number: its last digit does not fit the others. "
            "Please compare it with the company's certificate."
        ),
        {"value": number},
        "registration_number",
    )


ORGANISATION = RecordType(
    name="organisation",
    prefix="OR",
    label=N_("Organisation"),
    plural=N_("Organisations"),
    title=("name",),
    period_field=None,
    columns=("name", "roles", "country", "sector", "verification"),
    settled=settled,
    rules=(korean_number,),
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
        RegistrationNumber(
            name="registration_number",
            label=N_("Company registration number"),
            such_as="123-45-67891",
            help=N_("The key of a Korean company: ten digits, the last of which is checked."),
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
