"""The commands, as data: the help, the parsing and the dispatch follow from these lists."""

from __future__ import annotations

from fieldreport.cli.arguments import Command
from fieldreport.cli.commands import (
    attaching,
    bringing,
    deals,
    delivering,
    entering,
    fairs,
    following,
    headquarters,
    keeping,
    life,
    merging,
    reporting,
    supporting,
    trade,
    trusting,
)

#: In the order in which the help shows them; the office's work has a module each, between entering and reporting.
_ALL: tuple[Command, ...] = (
    *entering.COMMANDS,
    *attaching.COMMANDS,
    *bringing.COMMANDS,
    *life.COMMANDS,
    *merging.COMMANDS,
    *following.COMMANDS,
    *supporting.COMMANDS,
    *deals.COMMANDS,
    *fairs.COMMANDS,
    *trade.COMMANDS,
    *reporting.COMMANDS,
    *trusting.COMMANDS,
    *delivering.COMMANDS,
    *headquarters.COMMANDS,
    *keeping.COMMANDS,
)

COMMANDS = {one.name: one for one in _ALL}
