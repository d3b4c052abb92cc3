"""The commands about what came of meetings and leads."""

from __future__ import annotations

from fieldreport.cli import ledger
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.cli.periods import PERIOD_HELP
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="ledger",
        help=N_("Show what came of a lead, a meeting, an event or an organisation, and sums by kind."),
        run=ledger.ledger,
        words=(
            Word(
                name="ID",
                help=N_("A record's reference, such as BL-0012; everything if left out."),
                required=False,
            ),
        ),
        options=(
            Option(name="--period", value="PERIOD", help=PERIOD_HELP),
            Option(
                name="--quiet", help=N_("The deals in progress about which nothing was entered for long.")
            ),
            JSON,
        ),
    ),
)
