"""Support of companies: what opens what, what became of it, vouchers, and the triple route."""

from fieldreport.support.chain import Proposal, State, proposals, refer
from fieldreport.support.routes import Route, routes
from fieldreport.support.vouchers import VoucherFacts, voucher_facts

__all__ = [
    "Proposal",
    "Route",
    "State",
    "VoucherFacts",
    "proposals",
    "refer",
    "routes",
    "voucher_facts",
]
