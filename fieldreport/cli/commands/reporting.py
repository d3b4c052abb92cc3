"""The commands about the plan, the periods and their report."""

from __future__ import annotations

from fieldreport.cli import periods, planning, templates
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
        help=N_("Show every task of the plan against its target, with its forecast."),
        run=planning.progress,
        words=(PERIOD_OR_CURRENT,),
        options=(JSON,),
    ),
    Command(
        name="roadmap",
        help=N_(
            "Show what each month of the plan expects and what has been reached, today or at a period's end."
        ),
        run=planning.roadmap,
        words=(Word(name="PERIOD", help=periods.PERIOD_HELP, required=False),),
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
            Option(
                name="--template",
                value="FILE",
                help=N_("A form of headquarters' own to fill, or the name of one of the product's."),
            ),
        ),
    ),
    Command(
        name="template",
        help=N_("List the forms of the report and the names of their places, make one, or check a workbook."),
        run=templates.template,
        words=(
            Word(name="ACTION", help=N_("list, names, make or check; list if left out."), required=False),
            Word(
                name="FILE",
                help=N_("The workbook to check, or the name of the form to make."),
                required=False,
            ),
        ),
        options=(
            Option(name="--out", value="FILE", help=N_("Where the form is to be written.")),
            JSON,
        ),
    ),
    Command(
        name="plan",
        help=N_(
            "Show the plan in use, or what a plan pack of headquarters changes of it, and accept the pack."
        ),
        run=planning.plan,
        words=(Word(name="FILE", help=N_("A plan pack."), required=False),),
        options=(
            Option(name="--dry-run", help=N_("Only show what it changes, as without --accept.")),
            Option(name="--accept", help=N_("Let the pack hold from today on.")),
            Option(
                name="--back",
                help=N_("The plan in use before, instead of a file; without --accept it is only shown."),
            ),
            Option(name="--history", help=N_("Every plan, and from when to when it was in use.")),
            JSON,
        ),
    ),
)
