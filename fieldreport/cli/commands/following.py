"""The commands about what is to be followed up."""

from __future__ import annotations

from fieldreport.cli import follow_ups
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="due",
        help=N_("List what is due: follow-ups, next steps of leads, difficulties."),
        run=follow_ups.due_soon,
        options=(
            Option(name="--days", value="N", help=N_("How many days ahead; seven if left out.")),
            JSON,
        ),
    ),
    Command(
        name="no-contact",
        help=N_("List the leads and companies with which nobody has had contact for long."),
        run=follow_ups.no_contact,
        words=(Word(name="TYPE", help=N_("lead or organisation; both if left out."), required=False),),
        options=(
            Option(
                name="--days",
                value="N",
                help=N_("For how many days; 30 for leads and 180 for organisations if left out."),
            ),
            JSON,
        ),
    ),
)
