"""Where a text on the screen comes from: told at the pointer, or of the control in focus, while texts are proofed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from fieldreport.catalogue.review import FUZZY, TRANSLATED, UNTRANSLATED, WRONG, Entry
from fieldreport.language import N_

if TYPE_CHECKING:
    from fieldreport.language import Language
    from ui.desk import Desk
    from ui.translations import Translations

#: Texts told at once: more would not be read.
MOST = 4
#: How a text's state is said.
STATES = {
    TRANSLATED: N_("Translated"),
    FUZZY: N_("Fuzzy: not shown until somebody confirms it"),
    WRONG: N_("Not shown, because of a mistake in it"),
    UNTRANSLATED: N_("Not translated"),
}


def texts_at(widget: QWidget, point: QPoint) -> Iterator[str]:
    """The texts that a widget shows at a point of its own, the innermost first; last what a screen reader says."""
    for child in reversed(widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)):
        # Not childAt: rows let the pointer through to themselves, and their labels would never be found.
        if child.isVisible() and not child.isWindow() and child.geometry().contains(point):
            yield from texts_at(child, child.mapFrom(widget, point))
    yield from _own_texts(widget, point)
    yield widget.toolTip()
    yield widget.accessibleName()


def _own_texts(widget: QWidget, point: QPoint) -> Iterator[str]:
    view = widget.parent()
    if isinstance(view, QHeaderView) and widget is view.viewport():
        section = view.logicalIndexAt(point)
        yield str(view.model().headerData(section, view.orientation()) or "")
    elif isinstance(view, QAbstractItemView) and widget is view.viewport():
        index = view.indexAt(point)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(index.data(role) or "")
    match widget:
        case QMenu():
            # Qt gives None between two entries, whatever its types say.
            action: QAction | None = next(iter([widget.actionAt(point)]), None)
            yield "" if action is None else action.text().partition("\t")[0]
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QComboBox():
            yield widget.currentText()
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            yield widget.placeholderText()
        case QGroupBox():
            yield widget.title()
        case _:
            pass


class Whence(QObject):
    """An event filter of the application: tooltips tell where texts come from; Shift F1 does for the focus."""

    def __init__(self, desk: Desk, translations: Translations) -> None:
        super().__init__(translations)
        self._desk = desk
        self._translations = translations

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer what asks for help; everything else goes its way."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return isinstance(watched, QWidget) and self._tell(watched, event.pos(), event.globalPos())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_asked = event.key() == Qt.Key.Key_F1 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            focus = QApplication.focusWidget()
            if is_asked and focus is not None and watched is focus:
                place = _place_of(focus)
                return self._tell(focus, place, focus.mapToGlobal(place))
        return False

    def _tell(self, widget: QWidget, point: QPoint, where: QPoint) -> bool:
        told = self.about(widget, point)
        if told:
            import html

            # Escaped, for a text may hold what Qt would take for HTML.
            QToolTip.showText(where, f'<p style="white-space:pre-wrap">{html.escape(told)}</p>', widget)
        return bool(told)

    def about(self, widget: QWidget, point: QPoint) -> str:
        """Where the texts at a point of a widget come from; empty where nothing there is the program's own."""
        said = self._desk.language.said
        if said is None:
            return ""
        shown: QWidget | None = widget
        while shown is not None:
            for text in texts_at(shown, point):
                messages = said.messages(text) if text else []
                if messages:
                    return "\n\n".join(self._describe(one) for one in messages[:MOST])
            if shown.isWindow():
                break
            point, shown = shown.mapToParent(point), shown.parentWidget()
        return ""

    def _describe(self, message: str) -> str:
        # In plain words of the language: those of the screen are marked or stretched now.
        language = self._desk.office.language(self._desk.language.code)
        made = self._translations.reviews.get(language.code)
        entry = made.entry(message) if made is not None else None
        context, _, source = message.rpartition("\x04")
        lines = [language.say("“{text}”", text=source)]
        if context:
            lines.append(language.say("Meaning: {context}", context=context))
        if made is not None and entry is not None:
            lines += list(_details(language, entry, made.path.name))
        return "\n".join(lines)


def _details(language: Language, entry: Entry, file: str) -> Iterator[str]:
    if language.code != "en":
        yield language.say(STATES[entry.state])
        if entry.line:
            yield language.say("{file}, line {line}", file=file, line=language.reference(str(entry.line)))
    yield language.say("Used in: {files}", files=list(entry.places))
    yield from entry.notes


def _place_of(widget: QWidget) -> QPoint:
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return widget.viewport().mapTo(widget, widget.visualRect(widget.currentIndex()).center())
    return widget.rect().center()
