"""The command of headquarters."""

from __future__ import annotations

from fieldreport.cli import hq
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="hq",
        help=N_(
            "Headquarters: collect the offices' reports, see who has reported and how the plan stands, answer."
        ),
        run=hq.hq,
        words=(
            Word(
                name="ACTION",
                help=N_(
                    "init, offices [FILE], collect SOURCE, board PERIOD, progress PERIOD, review PERIOD,"
                    " return OFFICE PERIOD, receipts, remind PERIOD, records PERIOD, difficulties PERIOD,"
                    " buyers PERIOD, parquet FOLDER, key [FILE] or seal FILE."
                ),
                many=True,
            ),
        ),
        options=(
            Option(
                name="--store",
                value="URL",
                help=N_(
                    "Headquarters' database: a file, sqlite:///FILE or postgresql://USER@SERVER/DATABASE."
                ),
                required=True,
            ),
            Option(
                name="--plan",
                value="FILE",
                help=N_("For init: the plan pack, in the place of the program's."),
            ),
            Option(
                name="--offices",
                value="FILE",
                help=N_("For init: the list of offices, in the place of the program's."),
            ),
            Option(
                name="--day",
                value="DAY",
                help=N_("As of this day; for init the day from which the plan pack holds."),
            ),
            Option(
                name="--identity",
                value="FILE",
                help=N_("For collect: the secret key that opens sealed reports."),
            ),
            Option(name="--signed-only", help=N_("For collect: take only what a believed key has signed.")),
            Option(
                name="--out",
                value="FILE",
                help=N_("For review: the workbook, in Korean unless --language is given."),
            ),
            Option(name="--task", value="N", help=N_("For records: the number of the task.")),
            Option(name="--office", value="CODE", help=N_("For records: of this office only.")),
            Option(name="--why", value="TEXT", help=N_("For return: the reason, which the office reads.")),
            Option(
                name="--record",
                value="UUID",
                help=N_("For return: give back this record only; may be given several times."),
                many=True,
            ),
            Option(
                name="--to",
                value="FOLDER",
                help=N_(
                    "For receipts and remind: sign them and lay them down below this folder, for the offices."
                ),
            ),
            Option(name="--name", value="NAME", help=N_("For key: whose key it is.")),
            Option(name="--lost", value="TEXT", help=N_("For key: why another one is needed.")),
            JSON,
        ),
    ),
)
