"""The files on a record: each with a small picture, opened by a press, taken off with undo."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from fieldreport import folders
from fieldreport.attachments import Attached, Attachments, Kind
from fieldreport.attachments.wording import sent, size
from fieldreport.language import N_
from fieldreport.record import Record
from ui import icons
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.stylesheet import stylesheet
from ui.thumbnails import thumbnail
from ui.widgets.beside import Beside
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change

#: The side of a small picture, and how many of its pixels lie on one of a screen's at 100 %.
SIDE, SHARP = 44, 2
#: Seconds after which a copy that was opened is cleared away: whoever still looks at it has it open.
KEPT_OPEN = 24 * 60 * 60
NO_PROGRAM = N_("No program on this computer opens {path}.")
ICONS = {Kind.PDF: "report", Kind.CARD: "contact", Kind.MAIL: "texts"}


@dataclass(frozen=True)
class Seen:
    """A file with its small picture, if it is one that can be shown."""

    one: Attached
    picture: QImage | None


def seen_of(office: Office, *, record_id: str, known: dict[str, QImage | None]) -> list[Seen]:
    """The files on a record; ``known`` pictures are not made again."""
    kept = Attachments(office.store, office.data)
    found: list[Seen] = []
    for one in kept.of(record_id):
        if one.sha256 in known:
            found.append(Seen(one, known[one.sha256]))
            continue
        content = kept.peek(one) if one.kind.value.picture else None
        found.append(Seen(one, thumbnail(content, one.kind, SIDE * SHARP) if content else None))
    return found


def take_off(office: Office, *, record_id: str, sha256: str) -> Change:
    """Take a file off the record."""
    return Attachments(office.store, office.data).detach(record_id, sha256, office.person)


def copy_to_open(office: Office, *, one: Attached) -> Path:
    """A copy for the system's program; what is kept itself is given to nobody, and no copy can be written over."""
    folder = folders.cache(office.data) / "opened"
    clear_opened(folder, time.time())
    path = Attachments(office.store, office.data).copy_to(one, folder / one.sha256[:12])
    with suppress(OSError):
        path.chmod(0o444)
    return path


def clear_opened(folder: Path, now: float) -> None:
    """Clear away the copies that were opened a day ago or earlier."""
    for path in folder.glob("*/*"):
        with suppress(OSError):
            if now - path.stat().st_mtime > KEPT_OPEN:
                path.chmod(0o600)
                path.unlink()
                path.parent.rmdir()


class Picture(QWidget):
    """The small picture of a file, or the sign of its kind."""

    def __init__(self, desk: Desk, seen: Seen) -> None:
        super().__init__()
        self._desk, self._seen = desk, seen
        self.setFixedSize(QSize(SIDE, SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture fills the square; it is cut rather than made narrow."""
        theme, painter, image = self._desk.theme, QPainter(self), self._seen.picture
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(area, 6, 6)
        painter.fillPath(shape, QColor(theme.calm.ground))
        if image is None:
            sign = ICONS.get(self._seen.one.kind, "record")
            icons.paint(painter, sign, area.adjusted(11, 11, -11, -11), theme.calm.ink)
            return
        painter.setClipPath(shape)
        scale = max(SIDE / image.width(), SIDE / image.height())
        width, height = image.width() * scale, image.height() * scale
        painter.drawImage(QRectF((SIDE - width) / 2, (SIDE - height) / 2, width, height), image)


class FileRow(QWidget):
    """One file: its picture, its name and what it is, and what can be done with it."""

    def __init__(self, desk: Desk, seen: Seen, *, locked: bool) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        language, one = desk.language, seen.one
        self.one = one
        said, below = Wrapping(), Wrapping()
        kind = language.say(one.kind.value.label)
        # A mail is known by what it is about rather than by the name of its file.
        said.setText(one.note or one.name)
        below.setProperty("role", "small")
        told = [sent(one, language), one.name] if one.note else []
        below.setText(" · ".join(part for part in (kind, *told, size(one.size, language)) if part))
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(said)
        column.addWidget(below)
        self.open, self.off = button("link"), button("link")
        self.open.setText(language.say_in("file on a record", "Open"))
        self.open.setAccessibleName(language.say("Open {name}", name=one.name))
        self.off.setText(language.say_in("file on a record", "Take off"))
        self.off.setAccessibleName(language.say("Take {name} off the record", name=one.name))
        self.off.setVisible(not locked)
        beside = QWidget()
        beside.setProperty("look", "clear")
        inner = Beside(beside, spacing=2, share=0.7)
        inner.addWidget(texts)
        inner.addWidget(self.open)
        inner.addWidget(self.off)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        picture = Picture(desk, seen)
        picture.setAccessibleName(kind)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(beside, 1)


class FilesPanel(Panel):
    """The files of the open record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._record: Record | None = None
        self._seen: list[Seen] = []
        self._known: dict[str, QImage | None] = {}
        self._heading, self._hint = label("heading", wrap=True), label("small", wrap=True)
        self.add: QPushButton = button("link")
        self.add.clicked.connect(self.ask_for_files)
        self.rows: list[FileRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        head = Beside()
        head.addWidget(self._heading)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addLayout(self._rows)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        if record is None or self._record is None or record.id != self._record.id:
            self._seen, self._known = [], {}
        self._record = record
        self._write()
        if record is not None:
            self.desk.read(
                partial(seen_of, record_id=record.id, known=dict(self._known)),
                partial(self._take, record.id),
                latest=f"files {id(self)}",
            )

    def retranslate(self) -> None:
        say = self.desk.language.say
        self._heading.setText(say("Files"))
        self.add.setText(say("Put a file on it"))
        self._hint.setText(say("Photos, PDFs, business cards and mails can be dropped here."))
        self._write()

    def ask_for_files(self) -> None:
        dialog = self.file_dialog()
        if dialog.exec():
            self.chosen.emit([Path(one) for one in dialog.selectedFiles()])
        dialog.deleteLater()

    def file_dialog(self) -> QFileDialog:
        """Asks for files. Qt's own dialog: the system's would speak the system's language."""
        language = self.desk.language
        dialog = QFileDialog(self, language.say("Which files?"), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setViewMode(QFileDialog.ViewMode.List)
        dialog.setStyleSheet(stylesheet(self.desk.theme, language.code))
        for places in dialog.findChildren(QListView, "sidebar"):
            # Qt remembers the width from the last time, when another language may have been on the screen.
            places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
        return dialog

    def _take(self, record_id: str, seen: list[Seen]) -> None:
        if self._record is not None and self._record.id == record_id:
            self._seen = seen
            self._known = {one.one.sha256: one.picture for one in seen}
            self._write()

    def _write(self) -> None:
        clear(self._rows)
        self.rows = []
        record = self._record
        self.setVisible(record is not None)
        if record is None:
            return
        locked = record.archived is not None
        self.add.setVisible(not locked)
        self._hint.setVisible(not locked and not self._seen)
        for seen in self._seen:
            row = FileRow(self.desk, seen, locked=locked)
            row.open.clicked.connect(partial(self._open, seen.one))
            row.off.clicked.connect(partial(self._take_off, record.id, seen.one.sha256))
            self.rows.append(row)
            self._rows.addWidget(row)

    def _open(self, one: Attached) -> None:
        self.desk.read(partial(copy_to_open, one=one), self._opened)

    def _opened(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.desk.notice(NO_PROGRAM, "warn", path=str(path))

    def _take_off(self, record_id: str, sha256: str) -> None:
        self.write(partial(take_off, record_id=record_id, sha256=sha256))
