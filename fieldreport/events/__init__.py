"""Events: who takes part, who meets whom when and where, what came of it, and the pages that each side is given."""

from fieldreport.events.gathering import Attending, Gathering, Planned, followed, gather
from fieldreport.events.grid import Slot, slots_of
from fieldreport.events.happening import as_held, mark_no_show, put_results, walk_in
from fieldreport.events.placing import Objection, Place, Seats, Verdict, move
from fieldreport.events.programme import Proposal, apply, propose
from fieldreport.events.totals import Tally, Totals, totals

__all__ = [
    "Attending",
    "Gathering",
    "Objection",
    "Place",
    "Planned",
    "Proposal",
    "Seats",
    "Slot",
    "Tally",
    "Totals",
    "Verdict",
    "apply",
    "as_held",
    "followed",
    "gather",
    "mark_no_show",
    "move",
    "propose",
    "put_results",
    "slots_of",
    "totals",
    "walk_in",
]
