"""The editor of HS codes: while a number or words are typed it offers codes, and says what the chosen ones are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from fieldreport import text
from fieldreport.field import Field, Json, Reading
from fieldreport.fields import HsCodes
from fieldreport.fields.trade import dotted
from fieldreport.parsing import Unreadable
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.lines import LineEditor
from ui.forms.look import popup
from ui.forms.pick import PAUSE
from ui.forms.suggestions import Option, Suggestions

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office
    from fieldreport.values import HsCode

#: How many codes are offered.
MOST = 12
#: What stands between two codes.
_SEPARATORS = str.maketrans({"，": ",", ";": ",", "；": ",", "、": ","})


def codes_called(office: Office, *, words: str, code: str) -> list[Option]:
    """The codes that words or the beginning of a number mean; none when it is one code and nothing is below it."""
    from fieldreport.nomenclature import Nomenclature

    if len(words) < 2:
        return []
    with Nomenclature(office.data) as nomenclature:
        hits = nomenclature.find(words, MOST)
    options = [
        Option(dotted(hit.entry.code), f"{dotted(hit.entry.code)}  {hit.entry.name(code)}") for hit in hits
    ]
    typed = text.ascii_digits(words).replace(".", "").replace(" ", "")
    return [] if [hit.entry.code.code for hit in hits] == [typed] else options


def codes_said(office: Office, *, codes: tuple[HsCode, ...], language: Language) -> str:
    """What the codes are, a line each."""
    from fieldreport.nomenclature import Nomenclature
    from fieldreport.nomenclature.saying import said_all

    with Nomenclature(office.data) as nomenclature:
        return said_all(nomenclature, codes, language)


class HsCodesEditor(LineEditor):
    """HS codes with points, separated by commas; a code that stays keeps its nomenclature and edition."""

    field: HsCodes

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        # The names of the codes stand below them.
        self.half = False
        self.suggestions = Suggestions(self.line)
        self.note = Wrapping()
        self.note.setProperty("role", "small")
        self.note.hide()
        self.body.addWidget(self.note)
        self._asked = ""
        self._named: tuple[HsCode, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.line.typed_changed.connect(self._pause.start)
        self.suggestions.taken.connect(self._take)
        self.suggestions.asked.connect(self._ask)

    # ---- what every editor does --------------------------------------------------------------------------------

    def display(self) -> None:
        super().display()
        self.suggestions.forget()
        self._say_codes()

    def say(self) -> None:
        super().say()
        self._named = ()
        self._say_codes()

    def raw(self) -> Json:
        if not self.changed():
            return super().raw()
        known = {dotted(code): self.field.to_json((code,))[0] for code in self._value or ()}
        return [known.get(piece, piece) for piece in self._pieces() if piece]

    # ---- finding -----------------------------------------------------------------------------------------------

    def _pieces(self) -> list[str]:
        return [piece.strip() for piece in str(self.typed()).translate(_SEPARATORS).split(",")]

    def _at(self) -> int:
        """In which of the pieces the cursor is."""
        before = self.line.text()[: self.line.cursorPosition()]
        return min(before.translate(_SEPARATORS).count(","), len(self._pieces()) - 1)

    def _ask(self) -> None:
        self._pause.stop()
        self._asked = self._pieces()[self._at()]
        self._say_codes()
        if not self._asked:
            self.suggestions.forget()
            return
        self.desk.read(
            partial(codes_called, words=self._asked, code=self.desk.language.code),
            partial(self._offer, self._asked),
            latest=f"codes {id(self)}",
        )

    def _offer(self, words: str, options: list[Option]) -> None:
        if words == self._asked == self._pieces()[self._at()]:
            self.suggestions.setStyleSheet(popup(self.desk.theme))
            self.suggestions.offer(options)

    def _take(self, option: Option) -> None:
        self.line.settle()
        pieces, at = self._pieces(), self._at()
        pieces[at] = option.value
        self._pause.stop()
        self.line.set_typed(", ".join(pieces))
        self.line.setCursorPosition(len(", ".join(pieces[: at + 1])))
        self._say_codes()
        self.edited.emit()

    # ---- saying ------------------------------------------------------------------------------------------------

    def _codes(self) -> tuple[HsCode, ...]:
        """The codes that can be read of what is typed; what cannot is the field's to judge."""
        reading = Reading(self.desk.language.code, self.desk.office.today())
        found: list[HsCode] = []
        for piece in self.raw() or ():
            try:
                found += self.field.read([piece], reading)
            except Unreadable:
                continue
        return tuple(dict.fromkeys(found))

    def _say_codes(self) -> None:
        codes = self._codes()
        if codes == self._named:
            return
        self._named = codes
        if not codes:
            self._put("")
            return
        self.desk.read(
            partial(codes_said, codes=codes, language=self.desk.language),
            self._put,
            latest=f"named {id(self)}",
        )

    def _put(self, said: str) -> None:
        self.note.setText(said if self._named else "")
        self.note.setVisible(bool(said and self._named))
        self.line.setAccessibleDescription(said)
