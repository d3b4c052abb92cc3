"""The command that brings in lists that exist."""

from __future__ import annotations

from fieldreport.cli import bringing
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="import",
        help=N_("Bring in the rows of a workbook (.xlsx) or CSV file, or take back what was brought in."),
        run=bringing.bring_in,
        words=(
            Word(
                name="TYPE",
                help=N_("The record type of the rows, such as lead or organisation."),
                required=False,
            ),
            Word(
                name="FILE", help=N_("A workbook or a CSV file with titles over its columns."), required=False
            ),
        ),
        options=(
            Option(name="--dry-run", help=N_("Only show what would happen; nothing is written.")),
            Option(
                name="--map",
                value="TITLE=FIELD",
                many=True,
                help=N_("What a column is, by its title or letter; “TITLE=” leaves it out. May be repeated."),
            ),
            Option(
                name="--set",
                value="FIELD=VALUE",
                many=True,
                help=N_("A value for all rows that have none of their own. May be repeated."),
            ),
            Option(
                name="--sheet",
                value="NAME",
                help=N_("The sheet of the workbook; the first one that is seen if left out."),
            ),
            Option(name="--currency", value="CODE", help=N_("The currency of sums that name none.")),
            Option(name="--unicode", help=N_("Convert texts in the old Bijoy encoding to Unicode.")),
            Option(name="--undo", value="BATCH", help=N_("Take back what was brought in under this name.")),
            Option(name="--list", help=N_("List what was brought in last and can be taken back.")),
            JSON,
        ),
    ),
)
