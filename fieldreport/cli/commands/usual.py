"""Words and options that many commands share."""

from __future__ import annotations

from fieldreport.cli import periods
from fieldreport.cli.arguments import Option, Word
from fieldreport.language import N_

JSON = Option(name="--json", help=N_("As JSON, for other programs."))
TYPE = Word(name="TYPE", help=N_("A record type, such as lead, meeting or difficulty."))
ID = Word(name="ID", help=N_("A record's reference, such as BL-0012, or its UUID."))
PERIOD = Word(name="PERIOD", help=periods.PERIOD_HELP)
PERIOD_OR_CURRENT = Word(name="PERIOD", help=periods.PERIOD_HELP, required=False)
