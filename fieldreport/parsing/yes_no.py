"""Yes and no in three languages."""

from __future__ import annotations

from fieldreport.catalogue import N_
from fieldreport.parsing.typed import Unreadable, plain

_YES = frozenset(["yes", "y", "true", "1", "o", "on", "예", "네", "그렇다", "있음", "হ্যাঁ", "হাঁ", "জি"])
_NO = frozenset(["no", "n", "false", "0", "x", "off", "아니오", "아니요", "아니다", "없음", "না"])


def yes_no(typed: str) -> bool:
    """Yes or no: ``예``, ``네``, ``O``, ``yes``, ``হ্যাঁ``; ``아니요``, ``X``, ``no``, ``না``. Raises ``Unreadable``."""
    line = plain(typed)
    if line in _YES:
        return True
    if line in _NO:
        return False
    raise Unreadable(N_("“{text}” is neither yes nor no. Type yes or no."), text=typed)
