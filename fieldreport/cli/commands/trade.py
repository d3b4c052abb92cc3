"""The commands about what is traded: HS codes, and who fits whom."""

from __future__ import annotations

from fieldreport.cli import hs, match
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import ID, JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="hs",
        help=N_(
            "Find HS codes by number or words, or load a full table; alone it says which tables are loaded."
        ),
        run=hs.hs,
        words=(
            Word(
                name="WORDS",
                help=N_("The beginning of a code, or words in Korean, English or Bengali."),
                required=False,
                many=True,
            ),
        ),
        options=(
            Option(name="--load", value="FILE", help=N_("A CSV file with codes and names to load.")),
            Option(name="--nomenclature", value="HS|HSK|BCT", help=N_("Which nomenclature the file holds.")),
            Option(name="--edition", value="YEAR", help=N_("The year of its edition, such as 2022.")),
            JSON,
        ),
    ),
    Command(
        name="match",
        help=N_("For a lead list the Korean companies that fit, for a company the leads, with the reasons."),
        run=match.match,
        words=(ID,),
        options=(Option(name="--limit", value="N", help=N_("How many at most; ten if left out.")), JSON),
    ),
)
