"""The bar of a new record that says which record may be there already, while it is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from ui.desk import Desk
from ui.forms.editor import Editor, Wrapping, holds_focus
from ui.forms.form import Form
from ui.widgets.beside import Beside
from ui.widgets.plain import button, clear

if TYPE_CHECKING:
    from fieldreport.duplicates import Likely
    from fieldreport.office import Office

#: Milliseconds without a key before the records are looked through.
PAUSE = 300
#: Records told of at once.
MOST = 3
#: Records looked at for the first time in one go: the search and the lists wait no longer than for these.
SLICE = 500

#: What may be done with a record that is there already.
OPEN, USE = N_("Open record"), N_("Use it")


@dataclass(frozen=True)
class Found:
    """What was found for what was typed: each record with its title, and whether there is more to look through."""

    likely: tuple[tuple[Likely, str], ...]
    more: bool


def look(office: Office, type_name: str, raw: Mapping[str, Json], language: Language) -> Found:
    """The records that may be the one being typed; what cannot be read yet is passed over."""
    record_type, reading = office.record_type(type_name), office.reading(language.code)
    values = {}
    for name, typed in raw.items():
        try:
            values[name] = record_type.field(name).read(typed, reading)
        except Unreadable:
            continue
    more = office.duplicates.update(SLICE)
    likely = office.duplicates.of(record_type, values, limit=MOST)
    titles = office.titles(language)
    titles.prefetch(one.id for one in likely)
    return Found(tuple((one, titles(one.id)) for one in likely), more)


class LikelyBar(QFrame):
    """Shows itself beneath the field that says most, and only while a new record is being typed."""

    def __init__(
        self,
        desk: Desk,
        form: Form,
        is_new: Callable[[], bool],
        act: Callable[[str, str], None] | None = None,
        action: str = OPEN,
    ) -> None:
        """``act`` gets the id and the title of the record that a person takes instead; else it is opened."""
        super().__init__(form)
        self.desk, self.form = desk, form
        self._is_new, self._act, self._action = is_new, act or self._open, action
        self._asked: Mapping[str, Json] = {}
        self._found: tuple[tuple[Likely, str], ...] = ()
        self._column: QVBoxLayout | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self.hide()
        from fieldreport.duplicates import SUBJECTS

        self._of_interest = form.type.name in SUBJECTS
        if self._of_interest:
            form.edited.connect(self._stirred)

    def reset(self) -> None:
        """Another record is in the form."""
        self._asked = {}
        self._pause.stop()
        self._take(())

    def look(self) -> None:
        """Look for what is typed now, the unfinished composition included."""
        self._pause.stop()
        if not (self._of_interest and self._is_new()):
            return
        raw = self._typed()
        if raw != self._asked:
            self._asked = raw
            self._ask()

    def retranslate(self) -> None:
        """Say it in the desk's language; the titles too."""
        if self._asked and self._is_new():
            self._ask()

    def _typed(self) -> Mapping[str, Json]:
        from fieldreport.duplicates import Duplicates

        names = Duplicates.fields_of(self.form.type)
        return {name: self.form.editors[name].raw() for name in names if name in self.form.editors}

    def _ask(self) -> None:
        self.desk.read(
            partial(look, type_name=self.form.type.name, raw=self._asked, language=self.desk.language),
            partial(self._answered, self._asked),
            latest=f"likely {id(self)}",
        )

    def _stirred(self, _editor: Editor) -> None:
        if self._is_new():
            self._pause.start()

    def _answered(self, asked: Mapping[str, Json], found: Found) -> None:
        if asked is not self._asked or not self._is_new():
            return
        self._take(found.likely)
        if found.more:
            self._ask()

    def _take(self, found: tuple[tuple[Likely, str], ...]) -> None:
        self._found = found
        held = holds_focus(self)
        below = self._editor_below()
        if self._column is not None:
            clear(self._column)
        if not found:
            self.hide()
            if held and below is not None:
                below.focus()
            return
        if self._column is None:
            self.setProperty("look", "bar")
            self._column = QVBoxLayout(self)
            self._column.setContentsMargins(12, 8, 8, 8)
            self._column.setSpacing(4)
        said = [self._line(self._column, likely, title) for likely, title in found]
        self.setAccessibleName("\n".join(said))
        if below is not None:
            below.body.addWidget(self)
            buttons = self.findChildren(type(button()))
            for before, after in zip([below.inputs()[-1], *buttons], buttons, strict=False):
                QWidget.setTabOrder(before, after)
        self.style().polish(self)
        self.show()

    def _line(self, column: QVBoxLayout, likely: Likely, title: str) -> str:
        language = self.desk.language
        reasons = language.listing([language.say(one.message, **one.values) for one in likely.reasons])
        said = language.say(
            "May be there already: {reference} {title} ({reasons})",
            reference=language.reference(likely.reference),
            title=title,
            reasons=reasons,
        )
        text, act = Wrapping(), button("link")
        text.setText(said)
        act.setText(language.say(self._action))
        act.setAccessibleName(f"{act.text()}: {title}")
        act.clicked.connect(lambda _=False, one=likely: self._act(one.id, title))
        line = Beside()
        line.addWidget(text)
        line.addWidget(act)
        column.addLayout(line)
        return said

    def _editor_below(self) -> Editor | None:
        for likely, _ in self._found:
            for reason in likely.reasons:
                if reason.field in self.form.editors:
                    return self.form.editors[reason.field]
        return next(iter(self.form.editors.values()), None)

    def _open(self, record_id: str, _title: str) -> None:
        self.desk.open_record(self.form.type.name, record_id)
