"""The wishes that a proposal does not honour, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tables.rows import Cell, RowsTable
from ui.tools.fair.seen import Proposed

if TYPE_CHECKING:
    from fieldreport.scheduling import Unmet


class UnmetView(RowsTable):
    """One row a wish."""

    def show_unmet(self, proposed: Proposed | None) -> None:
        """Show the wishes that a proposal leaves."""
        from fieldreport.scheduling import REASONS

        say = self.desk.language.say

        def cell(one: Unmet, column: int) -> Cell:
            if column == 2:
                return Cell(say(REASONS[one.reason]))
            names = {} if proposed is None else proposed.names
            return Cell(names.get((one.wish.company, one.wish.buyer)[column], ""))

        heads = [say("Company"), say("Buyer"), say("Why they do not meet")]
        self.put(heads, () if proposed is None else proposed.unmet, cell, lambda one: "")
