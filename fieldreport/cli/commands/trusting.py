"""The commands about signing a report and knowing it again."""

from __future__ import annotations

from fieldreport.cli import trust
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON, PERIOD
from fieldreport.cli.periods import PERIOD_HELP
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="keys",
        help=N_("List the keys, make the manager's, export its public half, or believe another office's."),
        run=trust.keys,
        words=(
            Word(name="ACTION", help=N_("list, make, export or trust; list if left out."), required=False),
            Word(name="FILE", help=N_("Where the public key is written to or read from."), required=False),
        ),
        options=(
            Option(name="--name", value="NAME", help=N_("Whose key it is; else yours.")),
            Option(
                name="--lost",
                value="TEXT",
                help=N_("Why another key is needed where there is one, such as a lost passphrase."),
            ),
            JSON,
        ),
    ),
    Command(
        name="sign",
        help=N_("Sign the report of a period with the manager's key; it is frozen as it is then."),
        run=trust.sign,
        words=(PERIOD,),
        options=(
            Option(
                name="--step", value="N", help=N_("Only sign this step of the approval box, without a key.")
            ),
            Option(name="--by", value="NAME", help=N_("Who signs the step; you if left out.")),
        ),
    ),
    Command(
        name="signed",
        help=N_("Show who signed which report and when."),
        run=trust.signed,
        words=(Word(name="PERIOD", help=PERIOD_HELP, required=False),),
        options=(JSON,),
    ),
    Command(
        name="reissue",
        help=N_("Begin the next issue of a signed report; its workbook lists what it says otherwise."),
        run=trust.reissue,
        words=(PERIOD,),
        options=(
            Option(
                name="--reason", value="TEXT", help=N_("Why there has to be another issue."), required=True
            ),
        ),
    ),
    Command(
        name="verify",
        help=N_("Say whether a report's workbook is as it was signed, and what was changed in it if not."),
        run=trust.verify,
        words=(Word(name="FILE", help=N_("The workbook, wherever it has been.")),),
        options=(JSON,),
    ),
)
