"""The wishes that a proposal does not honour, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tools.fair.rows import RowsView, Shown
from ui.tools.fair.seen import Proposed

if TYPE_CHECKING:
    from fieldreport.scheduling import Unmet


class UnmetView(RowsView):
    """One row a wish."""

    def show_unmet(self, proposed: Proposed | None) -> None:
        """Show the wishes that a proposal leaves."""
        from fieldreport.scheduling import REASONS

        say = self.desk.language.say

        def cell(one: Unmet, column: int) -> Shown:
            if column == 2:
                return Shown(say(REASONS[one.reason]))
            names = {} if proposed is None else proposed.names
            return Shown(names.get((one.wish.company, one.wish.buyer)[column], ""))

        heads = [say("Company"), say("Buyer"), say("Why they do not meet")]
        self.show_rows(heads, () if proposed is None else proposed.unmet, cell)
