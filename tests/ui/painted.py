"""What a widget paints as text: every piece of it with its font and the place of its ink.

A widget is asked to paint itself onto a drawing that keeps texts as texts and knows no clipping; so a text that the
screen would cut off is still whole here, and can be compared with the widget that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBitmap, QFont, QFontMetricsF, QImage, QPainter, QRegion, QTextLayout
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

_PIECE = re.compile(
    r'transform="matrix\(([^)]*)\)"|<text [^>]*? x="([^"]*)" y="([^"]*)" font-family="([^"]*)" font-size="([^"]*)"'
    r' font-weight="([^"]*)"[^>]*>([^<]*)</text>'
)

#: Pieces of one line follow one another this closely, in pixels.
TOUCHING = 1.5


@dataclass(frozen=True)
class Piece:
    """A run of letters, or several beside one another: ``ink`` is where they are seen, in the widget's own pixels."""

    text: str
    ink: QRectF
    families: str
    baseline: float
    start: float
    end: float


def painted(widget: QWidget) -> list[Piece]:
    """What ``widget`` paints itself, its children left out; neighbours on one line are one piece."""
    lines: list[Piece] = []
    for piece in _pieces(_drawn(widget)):
        last = lines[-1] if lines else None
        if last is not None and last.baseline == piece.baseline and abs(last.end - piece.start) < TOUCHING:
            ink = last.ink.united(piece.ink)
            lines[-1] = replace(last, text=last.text + piece.text, ink=ink, end=piece.end)
        else:
            lines.append(piece)
    return [replace(one, text=one.text.strip()) for one in lines if one.text.strip()]


def _drawn(widget: QWidget) -> str:
    drawing = QBuffer()
    drawing.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(drawing)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(), widget.size()))
    widget.render(generator, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return bytes(drawing.data().data()).decode("utf-8")


def _pieces(drawing: str) -> Iterator[Piece]:
    across = down = 0.0
    for found in _PIECE.finditer(drawing):
        matrix, x, y, families, size, weight, text = found.groups()
        if matrix is not None:
            numbers = [float(number) for number in matrix.split(",")]
            across, down = numbers[4], numbers[5]
            continue
        # Qt writes the runs of spaces between words as pieces of their own.
        shown = unescape(text)
        baseline = float(y) + down
        start = float(x) + across
        ink, advance = _measured(families, float(size), int(weight), shown)
        yield Piece(shown, ink.translated(start, baseline), families, baseline, start, start + advance)


@cache
def _font(families: str, size: float, weight: int) -> QFont:
    font = QFont()
    font.setFamilies([one.strip().strip("'\"") for one in unescape(families).split(",")])
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight(weight))
    return font


@cache
def _measured(families: str, size: float, weight: int, text: str) -> tuple[QRectF, float]:
    """The ink of a text, from the beginning of its baseline, and how far it goes.

    Found by painting it: Qt's own tight rectangle leaves out the marks under Bengali letters.
    """
    font = _font(families, size, weight)
    advance = QFontMetricsF(font).horizontalAdvance(text)
    margin, baseline = 8, 2 * round(size)
    image = QImage(round(advance) + 2 * margin, 4 * round(size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QPointF(margin, baseline), text)
    painter.end()
    ink = QRegion(QBitmap.fromImage(image.createAlphaMask())).boundingRect()
    return QRectF(ink.translated(-margin, -baseline)), advance


@cache
def has_glyphs(families: str, text: str) -> bool:
    """Whether there is a glyph for every letter of a painted text."""
    layout = QTextLayout(text, _font(families, 13, 400))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    # A font without a size is the one by which Qt draws boxes.
    return all(run.rawFont().pixelSize() > 0 and 0 not in run.glyphIndexes() for run in layout.glyphRuns())
