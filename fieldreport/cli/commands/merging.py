"""The commands about records that are there twice."""

from __future__ import annotations

from fieldreport.cli import twice
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="duplicates",
        help=N_(
            "List the records that are likely there twice, with the reasons, or remember that two are not."
        ),
        run=twice.duplicates,
        words=(
            Word(
                name="TYPE|ID",
                help=N_("organisation or contact, both if left out; or the reference of one record."),
                required=False,
            ),
            Word(name="ID", help=N_("The other record's reference."), required=False),
        ),
        options=(
            Option(name="--not-same", help=N_("These two are not the same; they are suggested no more.")),
            Option(name="--maybe-same", help=N_("Take back that these two are not the same.")),
            JSON,
        ),
    ),
    Command(
        name="merge",
        help=N_("Make two records one; whatever pointed at either points at the one that is kept."),
        run=twice.merging,
        words=(
            Word(name="KEEP", help=N_("The record that is kept, by its reference or UUID.")),
            Word(name="DROP", help=N_("The record that goes into it and is archived.")),
        ),
        options=(
            Option(
                name="--field",
                value="NAME=keep|drop|both",
                help=N_("Whose value a field gets; may be given for several fields."),
                many=True,
            ),
            Option(name="--dry-run", help=N_("Only show what would happen; nothing is changed.")),
            JSON,
        ),
    ),
)
