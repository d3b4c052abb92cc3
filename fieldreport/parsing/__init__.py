"""What people type, in three languages, made into values; or a refusal that says what to do.

Everything here takes ASCII, Bengali and full-width digits, raises only ``Unreadable``, and reads back what
``language`` shows.
"""

from fieldreport.parsing.days import day
from fieldreport.parsing.lists import each, listed, pieces
from fieldreport.parsing.numbers import number, whole
from fieldreport.parsing.sums import amount, is_currency
from fieldreport.parsing.times import clock, moment
from fieldreport.parsing.typed import Unreadable
from fieldreport.parsing.yes_no import yes_no

__all__ = [
    "Unreadable",
    "amount",
    "clock",
    "day",
    "each",
    "is_currency",
    "listed",
    "moment",
    "number",
    "pieces",
    "whole",
    "yes_no",
]
