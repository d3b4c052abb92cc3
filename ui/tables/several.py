"""Several records that are chosen in a list: how they stand, and what is done with all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.failures import Failure, InputAtFault
from fieldreport.field import Field, Json
from fieldreport.fields import Line
from fieldreport.language import N_
from fieldreport.record import RecordType
from fieldreport.store.change import ARCHIVED
from ui.desk import Desk, Notice
from ui.forms.asking import Asking
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.tables import jobs
from ui.tables.tones import state_field
from ui.widgets.plain import Card, button, clear, label, scrolling
from ui.widgets.record_row import RecordRow

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change
    from fieldreport.together import Done, Refused
    from ui.tables.list import RecordsList

#: A pause in choosing after which it is looked at how the chosen records stand, in milliseconds.
PAUSE = 60
#: Refused records of which the pane tells.
TOLD = 20
WRITTEN = N_("Changed entries: {count}.")
SOME_REFUSED = N_("Changed entries: {count}. Entries that stay as they were: {refused}.")
NOTHING_TO_CHANGE = N_("All of them are so already; nothing was changed.")
REASON = Line(name=ARCHIVED, label=N_("Reason for archiving"), required=True)


def undo(office: Office, *, change_set: int) -> Change:
    """Take one change back."""
    return office.store.undo(office.person, change_set)


class Several(Card):
    """Stands in the place of the record's form while several are chosen, or one is to be changed from the list."""

    #: It is to be seen.
    wanted = Signal()
    #: There is nothing more to do here: back to the record.
    ended = Signal()

    def __init__(self, desk: Desk, record_type: RecordType, view: RecordsList) -> None:
        super().__init__(margins=6)
        self.desk = desk
        self.type = record_type
        self.view = view
        self.looked = jobs.Looked({}, {}, {}, {})
        self.steps: dict[str, QPushButton] = {}
        self._keys = array("q")
        self._go: Callable[[dict[str, Json]], None] = lambda raw: None
        self._refused: tuple[tuple[str, str], ...] = ()
        self._focus_steps = False
        self.heading, self.states = label("heading", wrap=True), Wrapping()
        self.states.setProperty("role", "muted")
        self.next, self.hint = label("strong", wrap=True), label("small", wrap=True)
        self.owner, self.archive, self.unarchive = button(), button(), button()
        self.export, self.copy, self.done = button(), button(), button("link")
        self.asking = Asking(desk)
        self.left, self._rows = label("strong", wrap=True), QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(10)
        self._steps_row, does = Flow(spacing=6), Flow(spacing=6)
        for one in (self.owner, self.archive, self.unarchive, self.export, self.copy, self.done):
            does.addWidget(one)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        for part in (self.heading, self.states, self.next):
            column.addWidget(part)
        column.addLayout(self._steps_row)
        column.addWidget(self.hint)
        column.addWidget(self.asking)
        column.addWidget(self.left)
        column.addLayout(self._rows)
        column.addLayout(does)
        column.addStretch(1)
        self.area = scrolling(inner)
        self.body.addWidget(self.area)
        self._into_sight = QTimer(self)
        self._into_sight.setSingleShot(True)
        self._into_sight.setInterval(0)
        self._into_sight.timeout.connect(lambda: self.area.ensureWidgetVisible(self.left, 0, 120))
        self.left.hide()
        self.next.hide()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.look)
        self.owner.clicked.connect(self.ask_owner)
        self.archive.clicked.connect(self.ask_reason)
        self.unarchive.clicked.connect(self.take_out)
        self.done.clicked.connect(self.end)
        self.asking.given.connect(self._given)
        self.asking.given_up.connect(self._given_up)
        self.desk.changed.connect(self._changed)
        for where in (self, self.view):
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), where)
            escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            escape.activated.connect(self._escape)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_chosen(self) -> None:
        """Look at what is chosen now; what was asked for others is put away."""
        self.asking.put_away()
        self.tell_refused(())
        self._say()
        self._pause.start()

    def is_busy(self) -> bool:
        """Whether it still tells of records that stay as they were."""
        return bool(self._refused)

    def end(self) -> None:
        """Go back to the record, with one chosen."""
        self.asking.put_away()
        self.tell_refused(())
        self.ended.emit()

    def _changed(self, _change: object) -> None:
        if self.isVisible():
            self._pause.start()

    def look(self) -> None:
        """See in the background how what is chosen stands."""
        self._pause.stop()
        self._keys = self.view.selection.keys()
        job = partial(jobs.look, record_type=self.type, keys=self._keys)
        self.desk.read(job, self._take, latest=f"several {id(self)}")

    def _take(self, looked: jobs.Looked) -> None:
        self.looked = looked
        if list(looked.steps) != list(self.steps):
            clear(self._steps_row)
            self.steps = {}
            for code in looked.steps:
                made = self.steps[code] = button("step")
                made.clicked.connect(partial(self.choose, code))
                self._steps_row.addWidget(made)
        self._say()
        if self._focus_steps:
            self._focus_steps = False
            next(iter([*self.steps.values(), self.done])).setFocus()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        say = self.desk.language.say
        self.owner.setText(say("Set owner …"))
        self.archive.setText(say("Archive …"))
        self.unarchive.setText(say("Take out of the archive"))
        self.export.setText(say("Export …"))
        self.copy.setText(say("Copy for a spreadsheet"))
        self.done.setText(say("Back to one entry"))
        self.asking.retranslate()
        if self.asking.isVisibleTo(self):
            self.asking.put_away()
        self._say()
        self.tell_refused(())

    def _say(self) -> None:
        language, number = self.desk.language, self.view.selection.number()
        self.heading.setText(language.plural("{count} entry is chosen", "{count} entries are chosen", number))
        self.setAccessibleName(self.heading.text())
        field, looked = state_field(self.type), self.looked
        labels = field.choices if field is not None else {}
        counts = [
            language.say("{label} {count}", label=language.say(labels[code]), count=count)
            for code, count in looked.states.items()
        ]
        self.states.setText(" · ".join(counts))
        self.states.setVisible(bool(counts))
        for code, made in self.steps.items():
            name = language.say(labels[code])
            made.setText(language.say("{label} {count}", label=name, count=looked.steps.get(code, 0)))
            made.setAccessibleName(language.say("Go on to: {status}", status=name))
        self.next.setText(language.say("Next state"))
        self.next.setVisible(bool(self.steps))
        hint = ""
        if looked.too_many:
            from fieldreport.together import MOST, TOO_MANY

            hint = language.say(TOO_MANY, longest=MOST)
        elif self.steps and self.type.life is not None:
            hint = language.say(
                "The number is how many of them have a step there; the others stay as they are."
            )
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        archived, fixed = self.view.which.archived, self.type.append_only
        for one in self.steps.values():
            one.setVisible(not archived)
        if archived:
            self.next.hide()
            self.hint.hide()
        self.owner.setVisible(bool(self.type.owner) and not archived and not fixed)
        self.archive.setVisible(not archived)
        self.unarchive.setVisible(archived)
        for one in (self.owner, self.archive, self.unarchive):
            one.setEnabled(not looked.too_many)

    # ---- what is done ------------------------------------------------------------------------------------------

    def begin_steps(self) -> None:
        """Go to the states that may follow."""
        self.wanted.emit()
        self.show_chosen()
        self._focus_steps = True

    def choose(self, code: str, _checked: bool = False) -> None:
        """Bring them into a state: ask for what that needs, or go on at once."""
        field = state_field(self.type)
        if field is None:
            return
        go = partial(
            jobs.go_on,
            record_type=self.type,
            keys=self._keys,
            state=code,
            language=self.desk.language.code,
        )
        names = self.looked.asked.get(code, ())
        if not names:
            self.asking.put_away()
            self._write(partial(go, given={}))
            return
        say = self.desk.language.say
        status = say(field.choices[code])
        hint = [say("What is given here goes to those that lack it.")]
        hint += [say(message) for message in self.looked.messages.get(code, ())]
        self._ask([self.type.field(name) for name in names], "\n".join(hint), status, {})
        self._go = lambda raw: self._write(partial(go, given={name: one for name, one in raw.items() if one}))

    def ask_owner(self) -> None:
        """Ask who looks after them from now on; whoever is working here is offered."""
        if not self.type.owner:
            return
        self._begin()
        go = partial(
            jobs.change,
            record_type=self.type,
            keys=self._keys,
            field=self.type.owner,
            language=self.desk.language.code,
        )
        field = self.type.field(self.type.owner)
        title = self.desk.language.say("Set owner")
        self._ask([field], "", title, {field.name: self.desk.office.person})
        self._go = lambda raw: self._write(partial(go, value=raw[field.name]))

    def ask_reason(self) -> None:
        """Ask why they are put away."""
        self._begin()
        go = partial(jobs.archive, record_type=self.type, keys=self._keys)
        self._ask([REASON], "", self.desk.language.say("Archive"), {})
        self._go = lambda raw: self._write(partial(go, reason=str(raw[ARCHIVED] or "")))

    def take_out(self) -> None:
        """Take them out of the archive."""
        self._begin()
        self._write(partial(jobs.unarchive, record_type=self.type, keys=self._keys))

    def _begin(self) -> None:
        self.wanted.emit()
        self._keys = self.view.selection.keys()
        self.tell_refused(())
        self._say()
        self._pause.start()

    def _ask(self, fields: Sequence[Field], hint: str, confirm: str, typed: Mapping[str, Json]) -> None:
        self.tell_refused(())
        self.asking.ask(self.type, fields, hint, confirm, typed)

    def _escape(self) -> None:
        """Out of what is asked, then back to one record."""
        if self.asking.form is not None:
            self._given_up()
        elif self.isVisible():
            self.end()

    def _given(self, raw: dict[str, Json]) -> None:
        self._go(raw)

    def _given_up(self) -> None:
        self.asking.put_away()
        next(iter([*self.steps.values(), self.done])).setFocus()

    def _write(self, job: Callable[[Office], Done]) -> None:
        self.desk.write(job, self._written, self._not_written)

    def _written(self, done: Done) -> None:
        self.asking.put_away()
        if done.change:
            self.desk.changed.emit(done.change)
        self._notice(done)
        self.tell_refused(tuple((one.id, self._why(one)) for one in done.refused))
        self._pause.start()
        if not done.refused and self.view.selection.number() <= 1:
            self.ended.emit()

    def _why(self, refused: Refused) -> str:
        language = self.desk.language
        first = refused.problems[0]
        return f"{language.reference(refused.reference)} · {language.say(first.message, **first.values)}"

    def _notice(self, done: Done) -> None:
        count, refused = len(done.change.records), len(done.refused)
        if not count and not refused:
            self.desk.notice(NOTHING_TO_CHANGE, "warn")
            return
        back = partial(self.desk.write, partial(undo, change_set=done.change.change_set))
        self.desk.noticed.emit(
            Notice(
                SOME_REFUSED if refused else WRITTEN,
                {"count": count, **({"refused": refused} if refused else {})},
                "warn" if refused else "good",
                action=N_("Undo") if count else "",
                act=back if count else None,
            )
        )

    def _not_written(self, failure: Failure) -> None:
        if self.asking.form is not None and isinstance(failure, InputAtFault):
            self.asking.show_problems(failure.problems)
            return
        self.desk.failed.emit(failure)

    def tell_refused(self, refused: tuple[tuple[str, str], ...]) -> None:
        """Tell which records stay as they were, and why; each row leads to its record."""
        self._refused = refused
        clear(self._rows)
        language = self.desk.language
        for record_id, why in refused[:TOLD]:
            self._rows.addWidget(RecordRow(self.desk, self.type.name, record_id, why))
        said = language.plural(
            "{count} entry stays as it was:", "{count} entries stay as they were:", len(refused)
        )
        if len(refused) > TOLD:
            more = language.say("Only the first {count} are shown.", count=TOLD)
            said = f"{said} {more}"
        self.left.setText(said)
        self.left.setVisible(bool(refused))
        if refused:
            # Where the window is low they would be told below its edge.
            self._into_sight.start()
