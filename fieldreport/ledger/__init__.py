"""The ledger: what came of meetings and leads, deal by deal, and sums that say what they sum."""

from fieldreport.ledger.deal import Deal, Stage, deals
from fieldreport.ledger.reading import deals_about, deals_of, every_deal, quiet
from fieldreport.ledger.sums import CurrencySum, Sum, in_us_dollars, sum_of, summed

__all__ = [
    "CurrencySum",
    "Deal",
    "Stage",
    "Sum",
    "deals",
    "deals_about",
    "deals_of",
    "every_deal",
    "in_us_dollars",
    "quiet",
    "sum_of",
    "summed",
]
