"""What a person made of a list: which columns in which order, how wide, and by which the list is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fieldreport.record import RecordType
from ui.tables.keys import REFERENCE, Order
from ui.tables.widths import NARROWEST

#: No column is remembered wider than this, in pixels: it would hide all others.
MOST_WIDE = 1_200


@dataclass(frozen=True)
class Layout:
    """``columns`` are fields in their order, after the reference.

    ``widths`` are those to which somebody pulled columns, in pixels.
    """

    columns: tuple[str, ...]
    order: Order = field(default_factory=Order)
    widths: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def usual(cls, record_type: RecordType) -> Layout:
        """As the record type has it."""
        return cls(record_type.columns)

    @classmethod
    def read(cls, kept: object, record_type: RecordType) -> Layout:
        """What was kept; whatever the program does not know (a field that is no more) is passed over."""
        usual = cls.usual(record_type)
        if not isinstance(kept, Mapping):
            return usual
        names = kept.get("columns")
        is_list = isinstance(names, Sequence) and not isinstance(names, str)
        known = [one for one in names or () if one in record_type.by_name] if is_list else []
        by = kept.get("order")
        is_order = isinstance(by, str) and (by == REFERENCE or by in record_type.by_name)
        descending = kept.get("descending")
        pulled = kept.get("widths")
        return cls(
            tuple(dict.fromkeys(known)) or usual.columns,
            Order(str(by), descending is True) if is_order else Order(),
            {
                name: width
                for name, width in (pulled.items() if isinstance(pulled, Mapping) else ())
                if (name == REFERENCE or name in record_type.by_name)
                and isinstance(width, int)
                and NARROWEST <= width <= MOST_WIDE
            },
        )

    def to_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "columns": list(self.columns),
            "order": self.order.field,
            "descending": self.order.descending,
            "widths": dict(self.widths),
        }

    def moved(self, name: str, to: int) -> Layout:
        """With a column at another place."""
        rest = [one for one in self.columns if one != name]
        at = min(max(to, 0), len(rest))
        return replace(self, columns=(*rest[:at], name, *rest[at:]))

    def without(self, name: str) -> Layout:
        """Without a column; the last one stays, and a list is not ordered by what nobody sees."""
        if self.columns == (name,) or name not in self.columns:
            return self
        order = Order() if self.order.field == name else self.order
        return replace(self, columns=tuple(one for one in self.columns if one != name), order=order)

    def pulled(self, name: str, width: int) -> Layout:
        """With a column that somebody pulled to a width."""
        return replace(self, widths={**self.widths, name: min(max(width, NARROWEST), MOST_WIDE)})
