"""Contact: a person at an organisation."""

from fieldreport.fields import Choice, Day, Email, Line, Link, PhoneNumber, TextField
from fieldreport.language import N_, N_in
from fieldreport.record import RecordType

CONTACT = RecordType(
    name="contact",
    prefix="CT",
    label=N_("Contact"),
    plural=N_("Contacts"),
    title=("name",),
    period_field=None,
    columns=("name", "organisation", "title", "phone", "email"),
    fields=(
        TextField(name="name", label=N_("Full name"), required=True, short=True),
        Line(name="given_name", label=N_("Given name"), such_as="Sajal"),
        Line(name="family_name", label=N_("Family name"), such_as="Ahmed"),
        Link(name="organisation", label=N_("Organisation"), to=("organisation",), required=True),
        TextField(name="title", label=N_("Job title"), short=True),
        PhoneNumber(name="phone", label=N_("Phone")),
        Email(name="email", label=N_("E-mail")),
        PhoneNumber(name="whatsapp", label=N_("WhatsApp")),
        Choice(
            name="preferred_language",
            label=N_("Preferred language"),
            choices={
                "ko": N_in("language", "Korean"),
                "en": N_in("language", "English"),
                "bn": N_in("language", "Bengali"),
            },
        ),
        Choice(
            name="consent",
            label=N_("Consent"),
            help=N_(
                "Whether this person has agreed to being contacted and to their details being passed on."
            ),
            default="not_asked",
            choices={
                "not_asked": N_in("consent", "Not asked"),
                "given": N_in("consent", "Given"),
                "refused": N_in("consent", "Refused"),
                "withdrawn": N_in("consent", "Withdrawn"),
            },
        ),
        Day(name="consent_on", label=N_("Consent given on")),
        TextField(name="note", label=N_("Note")),
    ),
)
