"""The bar below a box that offers to turn old Bijoy text into Unicode. Nothing is changed unasked."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from fieldreport import bijoy
from fieldreport.language import Language
from ui.forms.composing import ComposingLine, ComposingText
from ui.forms.editor import Wrapping
from ui.widgets.plain import button

#: Milliseconds without a key before a text is looked at: a paste is answered at once, typing is not disturbed.
PAUSE = 300
#: Characters of the preview.
LONGEST_PREVIEW = 240


class _Bar:
    """A sentence, the text as it would be, and two buttons."""

    def __init__(self, frame: QFrame) -> None:
        frame.setProperty("look", "bar")
        self.said, self.preview = Wrapping(), Wrapping()
        self.preview.setProperty("role", "strong")
        self.use, self.keep = button("main"), button()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.use)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addWidget(self.preview)
        column.addLayout(buttons)
        frame.style().polish(frame)


class BijoyOffer(QFrame):
    """Looks at what is pasted or typed into a box, and shows itself when that is in the old encoding."""

    def __init__(self, box: ComposingLine | ComposingText, language: Language) -> None:
        super().__init__()
        self.box = box
        self._language = language
        self._bar: _Bar | None = None
        # Said to be fine as it is: not asked about again.
        self._kept = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        box.typed_changed.connect(self.look_soon)
        self.hide()

    @property
    def bar(self) -> _Bar:
        """What the offer shows: made when it is first needed, for nearly no box ever needs one."""
        if self._bar is None:
            self._bar = _Bar(self)
            self._bar.use.clicked.connect(self._use)
            self._bar.keep.clicked.connect(self._keep)
            self.say(self._language)
        return self._bar

    def look_soon(self) -> None:
        """Look at the text when nothing more is typed for a moment; what is there may be no longer true."""
        if not self.isHidden():
            self.look()
        self._pause.start()

    def look(self) -> None:
        """Offer what is in the box, if it is in the old encoding and may be changed."""
        self._pause.stop()
        text = self.box.typed()
        offered = not (
            self.box.composition or self.box.isReadOnly() or not self.box.isEnabled()
        ) and bijoy.looks_like_bijoy(text.replace(self._kept, "") if self._kept else text)
        if offered:
            unicode = bijoy.to_unicode(text)
            cut = unicode if len(unicode) <= LONGEST_PREVIEW else f"{unicode[: LONGEST_PREVIEW - 1]}…"
            self.bar.preview.setText(cut)
            self.setAccessibleDescription(cut)
        elif self._bar is not None and (self._bar.use.hasFocus() or self._bar.keep.hasFocus()):
            self.box.setFocus()
        self.setVisible(offered)

    def say(self, language: Language) -> None:
        """Say it in a language."""
        self._language = language
        if self._bar is not None:
            said = language.say("This looks like old Bijoy text. In Unicode it is:")
            self._bar.said.setText(said)
            self.setAccessibleName(said)
            self._bar.use.setText(language.say("Use Unicode"))
            self._bar.keep.setText(language.say("Keep as it is"))

    def _use(self) -> None:
        # Whoever takes it back with Ctrl Z wants it as it was.
        self._kept = self.box.typed()
        replace(self.box, bijoy.to_unicode(self._kept))
        self.box.setFocus()
        self.hide()

    def _keep(self) -> None:
        self._kept = self.box.typed()
        self.box.setFocus()
        self.hide()


def replace(box: ComposingLine | ComposingText, text: str) -> None:
    """Put ``text`` in the place of everything in a box, as a person's own change that Ctrl Z takes back."""
    if isinstance(box, ComposingText):
        cursor = QTextCursor(box.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        return
    box.selectAll()
    box.insert(text)
    # Qt tells only of what comes from the keyboard.
    box.typed_changed.emit()
