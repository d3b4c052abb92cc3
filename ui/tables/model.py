"""The model of a list: it holds keys; rows are fetched when they are seen, a page at a time."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fieldreport.fields import Amount, Choice, HsCodes, Number, Whole
from fieldreport.language import Language
from fieldreport.record import RecordType
from fieldreport.store.query import Part
from fieldreport.store.titles import Titles
from fieldreport.values import HsCode
from ui.tables.keys import REFERENCE, Order
from ui.tables.tones import tone_of
from ui.widgets.heads import wrapped

#: Rows of one query, half a screen, so that a jump reads little that is not seen; and pages kept.
PAGE, PAGES = 16, 96
#: What the delegate asks for beside the text.
TONE, LANGUAGE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2

#: What these fields hold of the records with these keys, in their order.
Fetch = Callable[[Sequence[int], Sequence[str]], list[Part]]
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RecordsModel(QAbstractTableModel):
    """Records of one type as rows; the columns are the reference and the fields that are chosen."""

    #: The person asks for another ``Order``; whoever listens works it out and hands in new keys.
    order_wanted = Signal(object)

    def __init__(
        self,
        record_type: RecordType,
        fetch: Fetch,
        language: Language,
        titles: Titles,
        today: date,
        parent: QObject | None = None,
    ) -> None:
        """Days of the year of ``today`` are shown without their year."""
        super().__init__(parent)
        self._year = today.year
        self.type = record_type
        self.columns = (REFERENCE, *record_type.columns)
        self._fetch = fetch
        self._language = language
        self._titles = titles
        #: Says what HS codes are called, for whoever points at them.
        self.name_codes: Callable[[tuple[HsCode, ...]], str] | None = None
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, list[Part]] = OrderedDict()

    # ---- what it holds -----------------------------------------------------------------------------------------

    def keys(self) -> array[int]:
        """The keys of the rows."""
        return self._keys

    def set_keys(self, keys: array[int]) -> None:
        """Show other records, or the same ones in another order."""
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def extend(self, keys: array[int]) -> bool:
        """Show further records below the same ones; False, and nothing done, where they are not the same."""
        shown = len(self._keys)
        if not 0 < shown < len(keys) or keys[:shown] != self._keys:
            return False
        self.beginInsertRows(_NOWHERE, shown, len(keys) - 1)
        self._keys = keys
        # The last page may have had room.
        self._pages.pop(shown // PAGE, None)
        self.endInsertRows()
        return True

    def set_columns(self, names: Sequence[str]) -> None:
        """Show other fields, or the same ones in another order."""
        columns = (REFERENCE, *names)
        if sorted(columns) == sorted(self.columns):
            # What is selected and where the list stands need not be lost.
            self.columns = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            self._stir()
            return
        self.beginResetModel()
        self.columns = columns
        self._pages.clear()
        self.endResetModel()

    def set_language(self, language: Language, titles: Titles) -> None:
        """Say everything in another language."""
        self._language, self._titles = language, titles
        self.forget()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def forget(self) -> None:
        """Records or titles may have changed: fetch again what is seen."""
        self._pages.clear()
        self._titles.forget()
        self._stir()

    def _stir(self) -> None:
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(self.columns) - 1))

    def record(self, row: int) -> Part | None:
        """What is shown of the record of a row; None where it is gone meanwhile."""
        if not 0 <= row < len(self._keys):
            return None
        key, page, place = self._keys[row], self._page(row // PAGE), row % PAGE
        if place < len(page) and page[place].key == key:
            return page[place]
        return next((one for one in page if one.key == key), None)

    def row_of(self, key: int) -> int:
        """The row of a record; -1 when the list does not show it."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def _page(self, number: int) -> list[Part]:
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(self._keys[number * PAGE : (number + 1) * PAGE], self.columns[1:])
            shown = [self.type.field(name) for name in self.columns[1:]]
            self._titles.prefetch(
                linked
                for record in page
                for one in shown
                for linked in one.links(record.values.get(one.name))
            )
            self._pages[number] = page
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    # ---- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), name, short=True)
            case Qt.ItemDataRole.ToolTipRole:
                shown, named = self._text(index.row(), name), self._named(index.row(), name)
                return f"{shown}\n{named}" if named else shown
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._text(index.row(), name)
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(self._side(name) | Qt.AlignmentFlag.AlignVCenter)
            case _ if role == TONE:
                return self._tone(index.row(), name)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        name = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            if name == REFERENCE:
                return self._language.say("Reference")
            return self._language.say(self.type.field(name).label)
        return wrapped(self._side(name)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows follow when it is worked out."""
        name = self.columns[column] if 0 <= column < len(self.columns) else ""
        self.order_wanted.emit(Order(name, order is Qt.SortOrder.DescendingOrder or not name))

    def _text(self, row: int, name: str, *, short: bool = False) -> str:
        record = self.record(row)
        if record is None:
            return ""
        if name == REFERENCE:
            return self._language.reference(record.reference)
        value = record.values.get(name)
        if short and isinstance(value, date) and not isinstance(value, datetime) and value.year == self._year:
            return self._language.day(value, "short")
        shown = self.type.field(name).show(value, self._language, self._titles)
        return shown if "\n" not in shown else " ".join(shown.split())

    def _named(self, row: int, name: str) -> str:
        """What the codes of a cell are called; empty where there are none or nobody tells."""
        if self.name_codes is None or not isinstance(self.type.by_name.get(name), HsCodes):
            return ""
        record = self.record(row)
        codes = record.values.get(name) if record is not None else None
        return self.name_codes(codes) if codes else ""

    def _tone(self, row: int, name: str) -> str | None:
        field = self.type.by_name.get(name)
        record = self.record(row) if isinstance(field, Choice) else None
        if record is None or not isinstance(field, Choice) or record.values.get(name) is None:
            return None
        return tone_of(field, record.values[name])

    def is_number(self, name: str) -> bool:
        """Whether a column holds numbers or sums."""
        return isinstance(self.type.by_name.get(name), Amount | Number | Whole)

    def _side(self, name: str) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self.is_number(name) else Qt.AlignmentFlag.AlignLeft
