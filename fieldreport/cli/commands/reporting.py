"""The commands about the plan, the periods and their report."""

from __future__ import annotations

from fieldreport.cli import periods, upkeep
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON, PERIOD, PERIOD_OR_CURRENT
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="period",
        help=N_("Show the reporting period of a day."),
        run=periods.period,
        words=(Word(name="DATE", help=N_("A day, such as 2026-11-20; today if left out."), required=False),),
        options=(JSON,),
    ),
    Command(
        name="progress",
        help=N_("Show every task of the plan against its target."),
        run=periods.progress,
        words=(PERIOD_OR_CURRENT,),
        options=(JSON,),
    ),
    Command(
        name="check",
        help=N_("Show what the report of a period still needs."),
        run=periods.check,
        words=(PERIOD,),
        options=(JSON,),
    ),
    Command(
        name="export",
        help=N_("Write the report of a period as an Excel workbook."),
        run=periods.export,
        words=(PERIOD,),
        options=(
            Option(name="--out", value="FILE", help=N_("Where to write it; else into the data folder.")),
        ),
    ),
    Command(
        name="plan",
        help=N_("Show the plan in use, or take another one from a file of headquarters."),
        run=upkeep.plan,
        words=(Word(name="FILE", help=N_("A plan pack."), required=False),),
    ),
)
