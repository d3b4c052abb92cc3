"""The bar that offers what was typed and never saved: after a power cut, a crash, or a form left half done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.desk import Desk
from ui.widgets.beside import Beside
from ui.widgets.plain import button, label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store.drafts import Draft


def drafts_of(office: Office, *, type_name: str) -> list[Draft]:
    """The drafts of a record type, the latest first."""
    return [draft for draft in office.drafts.all() if draft.type == type_name]


class Offer(QFrame):
    """Offers one draft at a time."""

    #: Go on with this draft.
    restored = Signal(object)
    #: Forget this draft.
    discarded = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._drafts: list[Draft] = []
        self.setProperty("look", "bar")
        self.text = label(wrap=True)
        self.restore, self.discard = button("main"), button()
        self.restore.clicked.connect(lambda: self._decide(self.restored))
        self.discard.clicked.connect(lambda: self._decide(self.discarded))
        line = Beside(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.addWidget(self.text)
        line.addWidget(self.restore)
        line.addWidget(self.discard)
        self.hide()

    def offer(self, drafts: list[Draft]) -> None:
        """Offer these, the latest first."""
        self._drafts = list(drafts)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        language, office = self.desk.language, self.desk.office
        self.restore.setText(language.say("Restore"))
        self.discard.setText(language.say("Discard"))
        self.setVisible(bool(self._drafts))
        if not self._drafts:
            return
        draft = self._drafts[0]
        moment = draft.at.astimezone(office.zone)
        if draft.record_id is None:
            said = language.say(
                "Unsaved text of a new entry ({type}) was kept, {moment}.",
                type=language.say(office.record_type(draft.type).label),
                moment=moment,
            )
        else:
            said = language.say(
                "Unsaved text of “{title}” was kept, {moment}.",
                title=office.titles(language)(draft.record_id),
                moment=moment,
            )
        more = len(self._drafts) - 1
        if more:
            said = "\n".join([said, language.plural("{count} more is kept.", "{count} more are kept.", more)])
        self.text.setText(said)
        self.setAccessibleName(said)

    def _decide(self, signal: object) -> None:
        draft = self._drafts.pop(0)
        self.retranslate()
        signal.emit(draft)  # type: ignore[attr-defined]
