"""Where backups are, one made now, and the way back from one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldreport.failures import Failure
from fieldreport.language import N_
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.safekeeping import Kept, back_up_now, kept
from fieldreport.settings import BACKUP_DAYS
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.settings.restoring import Restoring
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices, Setting
from ui.widgets.file_dialog import ask, file_dialog
from ui.widgets.job import Job, Stopped
from ui.widgets.plain import button, label

MEGABYTE = 1_000_000
MADE = N_("The backup is made: {path}")
STOPPED = N_("Stopped. No backup was made.")


@dataclass(frozen=True)
class Backups:
    """Where backups go now, and which there are."""

    folder: Path
    found: tuple[Kept, ...]


def read(office: Office) -> Backups:
    """Which backups there are."""
    return Backups(office.settings.backups_in(office.data), tuple(kept(office.data, office.settings)))


class BackupsSection(Section):
    """Automatic backups and restoring from one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: Backups | None = None
        self.now, self.choose, self.usual = button("main"), button(), button("link")
        self.last, self.where = label("muted", wrap=True), Wrapping()
        self.where.setProperty("role", "muted")
        self.job = Job(desk)
        self.making = Setting(self.now)
        places = QWidget()
        places.setProperty("look", "clear")
        flow = Flow(places)
        flow.addWidget(self.choose)
        flow.addWidget(self.usual)
        self.folder = self.controlled("backup_folder", Setting(places))
        self.days = self.option("backup_days", Choices(BACKUP_DAYS))
        self.restoring = Restoring(desk)
        self.restore_heading = self.heading()
        card = self.card(self.making)
        card.body.addWidget(self.job)
        card.body.addWidget(self.last)
        card = self.card(self.folder)
        card.body.addWidget(self.where)
        self.card(self.days)
        self.card(self.restoring, heading=self.restore_heading)
        self.finish()
        self.now.clicked.connect(self._back_up)
        self.choose.clicked.connect(self._choose)
        self.usual.clicked.connect(lambda: self._take(""))

    def arrive(self) -> None:
        self.desk.read(read, self._show, latest="settings backups")

    def _show(self, seen: Backups) -> None:
        self.seen = seen
        self.restoring.offer(seen.found)
        self._say_what_is_there()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.making.say(
            say("Back up now"),
            say("Otherwise a backup is made by itself every hour in which something has changed."),
        )
        self.now.setText(say("Back up"))
        self.folder.say(
            say("Where backups go"),
            say(
                "Best on another disk: a stick or a shared folder. While it is away, they go into the data folder."
            ),
        )
        self.choose.setText(say("Choose folder …"))
        self.usual.setText(say("Use the data folder"))
        self.usual.setVisible(bool(self.desk.office.settings.backup_folder))
        self.days.say(
            say("How long one a day is kept"),
            say("Of the last day every hour is kept; of older times one a month."),
        )
        labels = {
            7: say("A week"),
            31: say("A month"),
            92: say("Three months"),
            366: say("A year"),
        }
        self.say_choices("backup_days", self.days, labels)
        self.restore_heading.setText(say("Go back to a backup"))
        self.restoring.retranslate()
        self.job.retranslate()
        self._say_what_is_there()

    def _say_what_is_there(self) -> None:
        language, seen = self.desk.language, self.seen
        chosen = self.desk.office.settings.backup_folder
        self.where.setText(str(seen.folder if seen is not None else chosen or ""))
        if seen is None or not seen.found:
            self.last.setText(language.say("There is no backup yet."))
        else:
            size = sum(one.size for one in seen.found)
            self.last.setText(
                language.say(
                    "The last one was made on {moment}. Backups kept: {count}, together {size} MB.",
                    moment=seen.found[0].made_at,
                    count=len(seen.found),
                    size=max(1, round(size / MEGABYTE)),
                )
            )
        if seen is not None and chosen and Path(chosen) != seen.folder:
            self.where.setText(
                language.say(
                    "{chosen} is not there now; backups go to {path}.",
                    chosen=chosen,
                    path=str(seen.folder),
                )
            )

    # ---- changing ----------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        title = self.desk.language.say("Where should backups go?")
        chosen = ask(file_dialog(self, self.desk, title, folder=True))
        if chosen is not None:
            self._take(str(chosen))

    def _take(self, folder: str) -> None:
        before = self.desk.office.settings.backup_folder
        self.keep("backup_folder", folder)
        self.arrive()
        if folder != before:
            self.say_saved(partial(self._take, before))

    def _back_up(self) -> None:
        if self.job.running():
            return
        progress = self.job.begin()
        self.now.setEnabled(False)

        def work(office: Office) -> Path:
            return back_up_now(
                office.data / DATABASE_NAME, office.data, office.settings, office.clock(), progress
            )

        self.desk.read(work, self._made, self._not_made)

    def _made(self, path: Path) -> None:
        self._over()
        self.desk.notice(MADE, path=str(path))
        self.arrive()

    def _not_made(self, failure: Failure) -> None:
        self._over()
        if isinstance(failure, Stopped):
            self.desk.notice(STOPPED, "warn")
        else:
            self.desk.failed.emit(failure)

    def _over(self) -> None:
        self.job.end()
        self.now.setEnabled(True)
