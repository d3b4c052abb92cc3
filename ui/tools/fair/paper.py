"""Paper: the pages of an event's participants painted onto a PDF file or a printer, each in its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from fieldreport import files
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.text import language_of
from ui.theme import FALLBACKS, FAMILIES

if TYPE_CHECKING:
    from fieldreport.events.pages import Line, Pages
    from fieldreport.office import Office

#: Told how many pages are done of how many; what it raises ends the work.
Progress = Callable[[int, int], None]

NOT_WRITTEN = N_("The file {path} could not be written. Is it open in another program, or the disk full?")
NOT_PRINTED = N_("The printer {printer} did not take the pages. Is it switched on and connected?")

#: Dots per inch in which everything is measured.
DPI = 300
#: Margins in millimetres.
MARGIN = 15.0
#: The shares of the width that the columns of a page have.
SHARES = (0.17, 0.11, 0.08, 0.30, 0.22, 0.12)
#: Sizes of letters in points, by what a line is, and whether it is bold.
SIZES: dict[str, tuple[float, bool]] = {
    "about": (9, False),
    "name": (16, True),
    "note": (11, False),
    "head": (9, True),
    "row": (11, False),
}
INK, MUTED, RULE, PALE = "#18212F", "#5B6777", "#C9D0D9", "#F0F3F7"
#: Space above and below a text in its row, in points.
PADDING = 4.0


class Stopped(Exception):
    """A person did not want to wait any longer."""


@dataclass(frozen=True)
class Written:
    """How many participants have their pages, and where: the file, or None for a printer."""

    participants: int
    path: Path | None = None


def write_pdf(
    office: Office, event: str, side: str, path: Path, language: str | None, progress: Progress
) -> Written:
    """Write the pages of one side as a PDF; an earlier file stays as it was where that fails.

    Raises ``InputAtFault`` where nobody takes part on that side, ``MachineAtFault`` for the file.
    """
    from fieldreport.events.pages import pages_of

    office.refuse_own(path)
    pages = pages_of(office, event, side, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as unfinished:
        device = QPdfWriter(str(unfinished))
        device.setTitle(pages.title)
        device.setCreator("Fieldreport")
        device.setResolution(DPI)
        if not _painted(device, pages, progress):
            raise MachineAtFault(NOT_WRITTEN, path=str(path))
        del device
    return Written(pages.count, path)


def print_pages(
    office: Office, event: str, side: str, printer: str, language: str | None, progress: Progress
) -> Written:
    """Print the pages of one side; raises as ``write_pdf``, and ``MachineAtFault`` for the printer."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from fieldreport.events.pages import pages_of

    pages = pages_of(office, event, side, language)
    known = QPrinterInfo.printerInfo(printer)
    if known.isNull():
        raise MachineAtFault(NOT_PRINTED, printer=printer)
    device = QPrinter(known, QPrinter.PrinterMode.HighResolution)
    device.setDocName(pages.title)
    device.setResolution(DPI)
    if not device.isValid() or not _painted(device, pages, progress):
        raise MachineAtFault(NOT_PRINTED, printer=printer)
    return Written(pages.count)


def _painted(device: QPagedPaintDevice, pages: Pages, progress: Progress) -> bool:
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter()
    if not painter.begin(device):
        return False
    done = 0
    try:
        for code in pages.codes:
            sheet = _Sheet(painter, device, code)
            for page in pages.of_language(code):
                progress(done, pages.count)
                if done:
                    device.newPage()
                sheet.paint(page)
                done += 1
    finally:
        painter.end()
    progress(done, pages.count)
    return True


class _Sheet:
    """The pages of one language."""

    def __init__(self, painter: QPainter, device: QPagedPaintDevice, code: str) -> None:
        self._painter, self._device, self._code = painter, device, code
        self._dot = device.logicalDpiY() / 72
        self._width, self._height = painter.viewport().width(), painter.viewport().height()
        edges = [0.0]
        for share in SHARES:
            edges.append(edges[-1] + share)
        self._columns = [(left * self._width, right * self._width) for left, right in pairwise(edges)]
        self._fonts: dict[tuple[str, float, bool], tuple[QFont, QFontMetrics]] = {}

    def paint(self, page: Sequence[Line]) -> None:
        """One participant's page, or several where it has many meetings: then the heads stand on each."""
        top, head = 0.0, None
        for line in page:
            height = self._height_of(line)
            if line.kind == "head":
                head = line
            if top and top + height > self._height:
                self._device.newPage()
                top = 0.0
                if head is not None and line.kind == "row":
                    top = self._line(head, top, self._height_of(head))
            top = self._line(line, top, height)

    def _line(self, line: Line, top: float, height: float) -> float:
        painter, pad = self._painter, PADDING * self._dot
        if line.kind == "head":
            painter.fillRect(QRectF(0, top, self._width, height), QColor(PALE))
        for text, room in self._cells(line):
            font, _ = self._font(text, line.kind)
            painter.setFont(font)
            painter.setPen(QColor(MUTED if line.kind == "about" else INK))
            box = QRectF(
                room[0] + (pad if len(line.cells) > 1 else 0),
                top + pad,
                room[1] - room[0] - pad,
                height - pad,
            )
            painter.drawText(box, _FLAGS, text)
        if line.kind in ("head", "row"):
            painter.setPen(QColor(RULE))
            painter.drawLine(0, round(top + height), self._width, round(top + height))
        return top + height

    def _cells(self, line: Line) -> Iterator[tuple[str, tuple[float, float]]]:
        if len(line.cells) == 1:
            yield line.cells[0], (0.0, float(self._width))
        else:
            yield from zip(line.cells, self._columns, strict=True)

    def _height_of(self, line: Line) -> float:
        """That of its longest text in its column."""
        pad = PADDING * self._dot
        heights = [0.0]
        for text, (left, right) in self._cells(line):
            _, metrics = self._font(text, line.kind)
            room = QRect(0, 0, max(round(right - left - 2 * pad), 1), 1_000_000)
            heights.append(float(metrics.boundingRect(room, _FLAGS, text).height()))
        return max(heights) + 2 * pad

    def _font(self, text: str, kind: str) -> tuple[QFont, QFontMetrics]:
        """The font of a text's own script; names stand in any of the three on pages in any language."""
        size, bold = SIZES[kind]
        wanted = (language_of(text) or self._code, size, bold)
        if wanted not in self._fonts:
            made = QFont()
            made.setFamilies([*FAMILIES[wanted[0]], *FALLBACKS[wanted[0]]])
            made.setPixelSize(round(size * self._dot))
            if bold:
                made.setWeight(QFont.Weight.Bold)
            self._fonts[wanted] = made, QFontMetrics(made, self._device)
        return self._fonts[wanted]


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
