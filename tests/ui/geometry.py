"""What is wrong with the geometry of a window: texts clipped, cut off with an ellipsis, overlapping, or without glyphs.

Found from the widgets themselves: each is asked what it paints (``tests.ui.painted``), and that is compared with the
widget's own place, with those of everything around it, and with its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from tests.ui.painted import Piece, has_glyphs, painted

#: Antialiasing and rounding move an edge by this much, in pixels.
SLACK = 1.0
ELLIPSIS = "…"
#: What shows a text of the program or of a record.
TEXT_WIDGETS = (QLabel, QPushButton, QToolButton, QComboBox, QLineEdit)


@dataclass(frozen=True, order=True)
class Fault:
    """One text that is not as it should be, and the widget that it is in."""

    what: str
    widget: str
    text: str
    size: str

    def __str__(self) -> str:
        return f"{self.what}: {self.text!r} in {self.widget} {self.size}"


def faults(window: QWidget, *, told: bool = False) -> list[Fault]:
    """Everything that is wrong with what ``window`` shows now, each once.

    Cells of lists may be cut off where pointing at them tells all of their text; with ``told`` all else may, too.
    """
    found: set[Fault] = set()
    seen: list[tuple[QWidget, QRectF, str]] = []
    for widget in visible(window):
        found.update(_of_widget(widget))
        if isinstance(widget, QPlainTextEdit):
            found.update(_placeholder(widget))
        if _scrolls_text(widget):
            continue
        for piece in painted(widget):
            found.update(_of_piece(widget, piece, window, told=told))
            shown = _shown(widget, piece.ink, window)
            if not shown.isEmpty():
                seen.append((widget, shown, piece.text))
    found.update(_overlapping(seen))
    found.update(_siblings(window))
    return sorted(found)


def visible(window: QWidget) -> Iterator[QWidget]:
    """A window and every widget in it that is shown."""
    yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not widget.isWindow() and not widget.size().isEmpty():
            yield widget


def _scrolls_text(widget: QWidget) -> bool:
    """Whether a person scrolls in the widget's own text, so that it need not be whole."""
    return isinstance(widget.parentWidget(), QPlainTextEdit) or (
        isinstance(widget, QLineEdit) and bool(widget.text())
    )


def _fault(what: str, widget: QWidget, text: str, size: str = "") -> Fault:
    named = widget.property("role") or widget.property("look") or widget.property("chip") or ""
    parent = type(widget.parentWidget()).__name__
    return Fault(
        what,
        f"{type(widget).__name__}({named}) of {parent}",
        text,
        size or f"{widget.width()}×{widget.height()}",
    )


# ---- each widget by itself -----------------------------------------------------------------------------------


def _of_widget(widget: QWidget) -> Iterator[Fault]:
    if isinstance(widget, TEXT_WIDGETS) and _text(widget) and widget.minimumWidth() == widget.maximumWidth():
        yield _fault("has a fixed width", widget, _text(widget))
    if isinstance(widget, QLabel) and widget.wordWrap() and _is_too_low(widget):
        yield _fault("is too low for its lines", widget, widget.text())


def _is_too_low(words: QLabel) -> bool:
    return bool(words.text()) and words.height() + SLACK < words.heightForWidth(words.width())


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _placeholder(box: QPlainTextEdit) -> Iterator[Fault]:
    """A placeholder is nothing one could scroll to."""
    text = box.placeholderText()
    if box.toPlainText() or not text:
        return
    room = box.viewport().rect().adjusted(4, 4, -4, -4)
    needed = box.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
    if needed.height() > room.height() + SLACK or needed.width() > room.width() + SLACK:
        yield _fault("is too low for its placeholder", box, text)


def _told(view: QAbstractItemView, at: QPoint, text: str) -> bool:
    """Whether pointing at a cell tells all of its text."""
    tip = view.indexAt(at).data(Qt.ItemDataRole.ToolTipRole)
    return bool(tip) and _plain(text) in _plain(str(tip))


def _plain(text: str) -> str:
    return " ".join(text.split())


# ---- each text -----------------------------------------------------------------------------------------------


def _of_piece(widget: QWidget, piece: Piece, window: QWidget, *, told: bool) -> Iterator[Fault]:
    if not has_glyphs(piece.families, piece.text):
        yield _fault("has no glyph", widget, piece.text)
    if _is_cut(widget, piece) and not (told and _plain(piece.text[:-1]) in _plain(widget.toolTip())):
        yield _fault("is cut off by an ellipsis", widget, piece.text)
    room = _room(widget, piece)
    if room is not None and not _within(piece.ink, room):
        yield _fault("is larger than its widget", widget, piece.text, _compared(piece.ink, room))
    elif room is not None and (around := _clipped_by(widget, piece, window)) is not None:
        yield _fault(f"is clipped by {type(around).__name__}", widget, piece.text)


def _is_cut(widget: QWidget, piece: Piece) -> bool:
    if not piece.text.endswith(ELLIPSIS):
        return False
    whole = [_text(widget), widget.accessibleName()]
    if isinstance(widget, QLineEdit):
        whole.append(widget.placeholderText())
    if isinstance(widget, QMenu):
        whole += (action.text() for action in widget.actions())
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and not isinstance(view, QHeaderView):
        at = piece.ink.center().toPoint()
        whole.append(str(view.indexAt(at).data() or ""))
        if _told(view, at, piece.text[:-1]):
            return False
    return not any(_plain(piece.text) in _plain(text) for text in whole)


def _room(widget: QWidget, piece: Piece) -> QRect | None:
    """Where a text of the widget may be; None where it may be anywhere, for it is scrolled into sight."""
    view = widget.parentWidget()
    if isinstance(view, QHeaderView) and widget is view.viewport():
        at = view.logicalIndexAt(piece.ink.center().toPoint())
        if at < 0:
            return widget.rect()
        if view.orientation() is Qt.Orientation.Vertical:
            return QRect(0, view.sectionViewportPosition(at), view.width(), view.sectionSize(at))
        return QRect(view.sectionViewportPosition(at), 0, view.sectionSize(at), view.height())
    if isinstance(view, QAbstractItemView) and widget is view.viewport():
        index = view.indexAt(piece.ink.center().toPoint())
        return view.visualRect(index) if index.isValid() else None
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        return widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
    return widget.rect()


def _compared(ink: QRectF, room: QRect) -> str:
    spans = (
        (ink.left(), ink.right(), room.left(), room.right()),
        (ink.top(), ink.bottom(), room.top(), room.bottom()),
    )
    return " ".join(f"{first:.0f}–{last:.0f} in {low}–{high}" for first, last, low, high in spans)


def _within(ink: QRectF, room: QRect) -> bool:
    return QRectF(room).adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(ink)


def _clipped_by(widget: QWidget, piece: Piece, window: QWidget) -> QWidget | None:
    """The first widget around that cuts something off which nobody can scroll into sight."""
    one: QWidget | None
    ink, one = piece.ink, widget
    if isinstance(widget.parentWidget(), QAbstractScrollArea) and not widget.isWindow():
        ink, one = QRectF(widget.rect()), widget.parentWidget()
    while one is not None and one is not window and not one.isWindow():
        around = one.parentWidget()
        if around is None:
            return None
        ink = ink.translated(one.x(), one.y())
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and around is area.viewport():
            # What a person scrolls up and down; to the side only tables are.
            aside = ink.left() < -SLACK or ink.right() > around.width() + SLACK
            return area if aside and isinstance(area, QScrollArea) else None
        if not _within(ink, around.rect()):
            return around
        one = around
    return None


# ---- texts beside one another --------------------------------------------------------------------------------


def _shown(widget: QWidget, ink: QRectF, window: QWidget) -> QRectF:
    """The part of a text that is in sight, in the window's pixels."""
    one: QWidget | None = widget
    area = ink
    while one is not None:
        area = area.intersected(QRectF(one.rect()))
        if one is window:
            return area
        area = area.translated(one.x(), one.y())
        one = one.parentWidget()
    return area


def _overlapping(seen: list[tuple[QWidget, QRectF, str]]) -> Iterator[Fault]:
    by_top = sorted(seen, key=lambda one: one[1].top())
    for at, (widget, area, text) in enumerate(by_top):
        for other, beside, words in by_top[at + 1 :]:
            if beside.top() >= area.bottom() - SLACK:
                break
            both = area.intersected(beside)
            if (
                both.width() > SLACK
                and both.height() > SLACK
                and not (widget.isAncestorOf(other) or other.isAncestorOf(widget))
            ):
                yield _fault(f"overlaps {words!r}", widget, text)


def _siblings(window: QWidget) -> Iterator[Fault]:
    """Widgets that a layout has put side by side do not lie over one another."""
    for parent in visible(window):
        layout = parent.layout()
        if layout is None:
            continue
        children = [
            one
            for one in parent.children()
            if isinstance(one, QWidget)
            and one.isVisibleTo(window)
            and not one.isWindow()
            and not isinstance(one, QScrollBar)
            and layout.indexOf(one) >= 0
        ]
        for one, other in combinations(children, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > SLACK and both.height() > SLACK:
                yield _fault(f"lies over {type(other).__name__}", one, _text(one))
