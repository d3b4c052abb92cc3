"""Restoring: which backup, what it would replace, and the restore itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.records import RECORD_TYPES
from fieldreport.safekeeping import Contents, Kept, contents, look_into
from ui.desk import Desk, Notice
from ui.forms.chosen import Combo
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.settings.setting import Setting
from ui.widgets.file_dialog import ask, file_dialog
from ui.widgets.plain import button

#: Backups offered by their moments; older ones are chosen as files.
MOST = 100
RESTORED = N_("The office is what it was in the backup. What was there before is kept in {path}.")


@dataclass(frozen=True)
class Compared:
    """What is here and what is in a backup."""

    path: Path
    here: Contents
    there: Contents


def compare(office: Office, path: Path) -> Compared:
    """Look into a backup; raises what a restore would."""
    there = look_into(path, office.data / DATABASE_NAME, RECORD_TYPES)
    return Compared(path, contents(office.store), there)


def lines(compared: Compared, language: Language) -> list[str]:
    """What a restore would change, in words."""
    here, there = compared.here, compared.there
    say = language.say
    said = []
    for one, when in (
        (here, N_("Last change here: {moment} by {name}")),
        (there, N_("Last change in the backup: {moment} by {name}")),
    ):
        if one.changed_at is not None:
            said.append(say(when, moment=one.changed_at, name=one.changed_by))
    for record_type in RECORD_TYPES:
        now, then = here.counts.get(record_type.name, 0), there.counts.get(record_type.name, 0)
        if now != then:
            said.append(
                say(
                    "{name}: {here} here, {there} in the backup",
                    name=say(record_type.plural),
                    here=now,
                    there=then,
                )
            )
    if here.counts == there.counts:
        said.append(say("There are as many records of each kind in the backup as here."))
    return said


class Restoring(QWidget):
    """Nothing is replaced before it was shown what would be; what is here is backed up first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "clear")
        self.desk = desk
        self.found: dict[str, Kept] = {}
        self.compared: Compared | None = None
        #: The file that is being looked into, or was last.
        self.asked: Path | None = None
        self._failure: Failure | None = None
        self.list, self.choose, self.restore = Combo(), button("link"), button()
        self.list.setMinimumWidth(220)
        ways = QWidget()
        ways.setProperty("look", "clear")
        flow = Flow(ways, 8)
        flow.addWidget(self.list)
        flow.addWidget(self.choose)
        self.which = Setting(ways)
        self.told, self.bar = Wrapping(), QProgressBar()
        # Looking into a backup and going back to it take as long as the office is large.
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.which)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        presses = Flow()
        presses.addWidget(self.restore)
        column.addLayout(presses)
        self.bar.hide()
        self.told.hide()
        self.restore.hide()
        self.list.activated.connect(lambda _: self._look_at_chosen())
        self.choose.clicked.connect(self._choose)
        self.restore.clicked.connect(self._restore)

    def offer(self, found: Sequence[Kept]) -> None:
        """Offer these backups."""
        self.found = {str(one.path): one for one in found[:MOST]}
        self._say_list()

    def look_at(self, path: Path) -> None:
        """Say what a restore from this file would replace."""
        self.compared, self._failure = None, None
        self._say()
        self.bar.show()
        self.asked = path
        self.desk.read(partial(compare, path=path), self._show, self._refused, latest="settings restore")

    # ---- showing -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self.desk.language.say
        self.which.say(
            say("Which backup?"),
            say(
                "First you are shown what it would replace. What is here now is backed up before anything is replaced."
            ),
        )
        self.list.setAccessibleName(say("Which backup?"))
        self.bar.setAccessibleName(say("How far it is"))
        self.choose.setText(say("Choose a file…"))
        self.restore.setText(say("Restore this backup"))
        self._say_list()
        self._say()

    def _say_list(self) -> None:
        language = self.desk.language
        labels: dict[Json, str] = {None: language.say("(please choose)")}
        for path, one in self.found.items():
            moment = language.moment(one.made_at)
            labels[path] = (
                language.say("{moment} (replaced by a restore)", moment=moment)
                if one.before_restore
                else moment
            )
        chosen = self.list.chosen()
        self.list.offer(labels, chosen if chosen in labels else None)

    def _show(self, compared: Compared) -> None:
        if compared.path != self.asked:
            return
        self.bar.hide()
        self.compared = compared
        self._say()

    def _refused(self, failure: Failure) -> None:
        self.bar.hide()
        self._failure = failure
        self._say()

    def _say(self) -> None:
        language, compared = self.desk.language, self.compared
        self.which.refuse(self._failure, language)
        self.told.setVisible(compared is not None)
        ours = compared is not None and compared.there.office == self.desk.office.code
        self.restore.setVisible(ours)
        if compared is None:
            return
        said = lines(compared, language)
        if not ours:
            said = [
                language.say(
                    "It is a backup of the office {other}, and this is the office {code}.",
                    other=compared.there.office,
                    code=self.desk.office.code,
                )
            ]
        self.told.setText("\n".join([compared.path.name, *said]))

    # ---- doing -------------------------------------------------------------------------------------------------

    def _look_at_chosen(self) -> None:
        chosen = self.list.chosen()
        if chosen is None:
            self.compared, self._failure, self.asked = None, None, None
            self.bar.hide()
            self._say()
        else:
            self.look_at(Path(str(chosen)))

    def _choose(self) -> None:
        say = self.desk.language.say
        dialog = file_dialog(self, self.desk, say("Which backup?"), names=say("Backups (*.db)"))
        chosen = ask(dialog)
        if chosen is not None:
            self.list.choose(None)
            self.look_at(chosen)

    def _restore(self) -> None:
        if self.compared is None:
            return
        path = self.compared.path
        self.restore.setEnabled(False)
        self.bar.show()

        def work(office: Office) -> Path | None:
            return Office.restore(office.data, path, clock=office.clock)

        self.desk.write(work, self._restored, self._not_restored)

    def _restored(self, kept: Path | None) -> None:
        self.restore.setEnabled(True)
        # Opened anew from the ground up: nothing of what was read before holds any more.
        notice = Notice(RESTORED, {"path": str(kept)}, "warn") if kept is not None else None
        self.desk.office_wanted.emit(self.desk.office.data, notice)

    def _not_restored(self, failure: Failure) -> None:
        self.restore.setEnabled(True)
        self._refused(failure)
