"""The commands about the life of leads and difficulties."""

from __future__ import annotations

from fieldreport.cli import difficulties, periods, steps, tradekorea
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import ID, JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="steps",
        help=N_("Show which steps are possible for a record, and what each needs."),
        run=steps.steps,
        words=(ID,),
        options=(JSON,),
    ),
    Command(
        name="step",
        help=N_("Take a record to its next state, with the fields that the step needs."),
        run=steps.step,
        words=(
            ID,
            Word(name="STATUS", help=N_("The state to go to, such as qualified or waiting.")),
            Word(
                name="FIELD=VALUE",
                help=N_("A field and its new value, text or JSON; “FIELD=” empties it."),
                many=True,
                required=False,
            ),
        ),
        options=(JSON,),
    ),
    Command(
        name="tradekorea",
        help=N_("List the leads that are not registered on TradeKorea, or take back their numbers."),
        run=tradekorea.tradekorea,
        options=(
            Option(name="--csv", value="FILE", help=N_("Write them as CSV for the upload.")),
            Option(name="--period", value="PERIOD", help=periods.PERIOD_HELP),
            Option(
                name="--registered",
                value="FILE",
                help=N_(
                    "Take numbers and dates from the CSV, filled in; wrong lines are refused one by one."
                ),
            ),
            JSON,
        ),
    ),
    Command(
        name="difficulties",
        help=N_("List the open difficulties: how old they are, on whom they wait, what is overdue."),
        run=difficulties.difficulties,
        options=(
            Option(name="--overdue", help=N_("Only those past their due day.")),
            Option(name="--waiting", help=N_("Only those that wait on somebody.")),
            JSON,
        ),
    ),
    Command(
        name="escalate",
        help=N_("Escalate an open difficulty to headquarters."),
        run=difficulties.escalate,
        words=(ID,),
        options=(
            Option(name="--reason", value="TEXT", required=True, help=N_("Why headquarters is needed.")),
            JSON,
        ),
    ),
    Command(
        name="similar",
        help=N_("List resolved difficulties like this one, with what solved them."),
        run=difficulties.similar_cases,
        words=(ID,),
        options=(JSON,),
    ),
)
