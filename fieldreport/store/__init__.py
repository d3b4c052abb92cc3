"""The database and everything that reads and writes it."""

from fieldreport.store.change import Change, FieldChange, Revision
from fieldreport.store.query import Filter
from fieldreport.store.store import Clock, New, Store

__all__ = ["Change", "Clock", "FieldChange", "Filter", "New", "Revision", "Store"]
