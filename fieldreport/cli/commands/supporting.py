"""The commands about support of companies."""

from __future__ import annotations

from fieldreport.cli import support
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

_COMPANY = N_("An organisation's reference, such as OR-0012, or its UUID.")

COMMANDS: tuple[Command, ...] = (
    Command(
        name="support",
        help=N_("Show what the support chain opens, for a company also its vouchers and its triple route."),
        run=support.support,
        words=(Word(name="COMPANY", help=_COMPANY, required=False),),
        options=(
            Option(name="--all", help=N_("Also what was given or declined.")),
            JSON,
        ),
    ),
    Command(
        name="refer",
        help=N_("Raise the referrals that the support chain proposes for a company."),
        run=support.refer_on,
        words=(
            Word(name="COMPANY", help=_COMPANY),
            Word(
                name="TASK",
                help=N_("Numbers of the tasks to refer to; all that are proposed if left out."),
                required=False,
                many=True,
            ),
        ),
    ),
)
