"""The PO files while the program runs: watched, read again when they are saved, reviewed for those who translate."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from fieldreport import folders
from fieldreport.catalogue.loaded import po_file
from fieldreport.catalogue.review import LANGUAGES, Review, review
from fieldreport.language import Language, Proof

if TYPE_CHECKING:
    from fieldreport.catalogue import Catalogue
    from fieldreport.office import Office
    from ui.desk import Desk
    from ui.whence import Whence

#: How long a PO file must have been left alone before it is read, in milliseconds: editors save in several steps.
PAUSE = 120

logger = logging.getLogger("fieldreport.translations")


def renewed(catalogues: Sequence[Catalogue]) -> list[Catalogue]:
    """Those of the catalogues whose files have changed, read anew."""
    return [fresh for one in catalogues if (fresh := one.renewed()) is not None]


class Translations(QObject):
    """Keeps the screen's texts to what is in the PO files, and the reviews of the languages to the same.

    Everything is read in the background. Reviews are made only from the moment that somebody wants them.
    """

    #: The review of a language has been made anew (its code); it is in ``reviews``.
    reviewed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.reviews: dict[str, Review] = {}
        self._is_wanted = False
        self._whence: Whence | None = None
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        for changed in (self._watcher.fileChanged, self._watcher.directoryChanged):
            changed.connect(lambda _: self._pause.start())

    @property
    def own(self) -> Path:
        """The folder of the copies that people edit."""
        return folders.own_locales(self._desk.office.data)

    # ---- watching --------------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Follow the PO files from now on."""
        if not self._watcher.files():
            # What is wrong already is logged when the log has been started.
            QTimer.singleShot(0, self, lambda: self._log(self._catalogues()))
        self._follow()

    def _follow(self) -> None:
        """Watch files and folders: an editor may write into a file or put a new one in its place."""
        files = [po_file(folder, code) for folder in (folders.locales(), self.own) for code in LANGUAGES]
        paths = {str(one) for file in files for one in (file, file.parent) if one.exists()}
        missing = sorted(paths - {*self._watcher.files(), *self._watcher.directories()})
        if missing:
            self._watcher.addPaths(missing)

    def _catalogues(self) -> list[Catalogue]:
        return [self._desk.office.catalogue(code) for code in LANGUAGES]

    def look(self) -> None:
        """Read the files that have changed, and say their texts at once."""
        # A file that was replaced is no longer watched; it is again before it is read, so that nothing is missed.
        self._follow()
        catalogues = self._catalogues()
        self._desk.read(lambda _: renewed(catalogues), self._take, latest="translations")

    def _take(self, fresh: Sequence[Catalogue]) -> None:
        if not fresh:
            return
        self._log(fresh)
        self._desk.speak_with(fresh)
        if self._is_wanted:
            self._review(*(one.language for one in fresh))

    def _log(self, catalogues: Sequence[Catalogue]) -> None:
        english = Language("en")
        for catalogue in catalogues:
            for one in catalogue.mistakes:
                said = english.say(one.message, **one.values)
                logger.warning("%s/%s:%d: %s", catalogue.language, one.file.name, one.line, said)

    # ---- reviewing -------------------------------------------------------------------------------------------

    def want_reviews(self) -> None:
        """Make the reviews, and make them anew whenever a file is saved."""
        self.look()
        if not self._is_wanted:
            self._is_wanted = True
            self._review(*LANGUAGES, "en")

    def _review(self, *codes: str) -> None:
        folder, own = folders.locales(), self.own
        for code in codes:
            job: Callable[[Office], Review] = partial(_review_one, code=code, folder=folder, own=own)
            self._desk.read(job, self._keep, latest=f"review of {code}")

    def _keep(self, made: Review) -> None:
        self.reviews[made.language] = made
        self.reviewed.emit(made.language)

    # ---- showing ---------------------------------------------------------------------------------------------

    def show_as(self, proof: Proof) -> None:
        """Show the screen's texts as those who translate want to see them, or again as everybody does."""
        if proof:
            self.want_reviews()
        application = QApplication.instance()
        if application is not None and bool(proof) != (self._whence is not None):
            if self._whence is None:
                from ui.whence import Whence

                self._whence = Whence(self._desk, self)
                application.installEventFilter(self._whence)
            else:
                application.removeEventFilter(self._whence)
                self._whence = None
        self._desk.set_proof(proof)

    def close(self) -> None:
        """Stop watching and telling."""
        self._pause.stop()
        paths = [*self._watcher.files(), *self._watcher.directories()]
        if paths:
            self._watcher.removePaths(paths)
        application = QApplication.instance()
        if self._whence is not None and application is not None:
            application.removeEventFilter(self._whence)
            self._whence = None


def _review_one(office: Office, *, code: str, folder: Path, own: Path) -> Review:
    return review(code, folder, own)
