"""The window's icons: strokes on a 20 × 20 grid, painted in whatever colour is asked, sharp at any scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

GRID = 20

#: A stroke of three numbers is a circle (x, y, radius), of five a box (x, y, width, height, radius),
#: of any other count a line through points (x, y, x, y, …).
Stroke = Sequence[float]

_LINES: Mapping[str, Sequence[Stroke]] = {
    "home": [(3, 9, 10, 3, 17, 9), (4.5, 8, 4.5, 17, 8, 17, 8, 12, 12, 12, 12, 17, 15.5, 17, 15.5, 8)],
    "lead": [(10, 6.5, 3.2), (3.8, 17, 4.5, 14, 7, 12.5, 13, 12.5, 15.5, 14, 16.2, 17)],
    "event": [(3, 5, 14, 12, 2), (3, 9, 17, 9), (7, 2.8, 7, 6), (13, 2.8, 13, 6)],
    "participant": [
        (7, 7, 2.8),
        (2, 16.5, 2.6, 13.5, 4.6, 12.2, 9.4, 12.2, 11.4, 13.5, 12, 16.5),
        (12, 4.6, 13.6, 4.4, 15, 5.6, 15.2, 7.4, 14, 9, 12.4, 9.3),
        (14, 12.2, 15.8, 12.6, 17.4, 14, 18, 16.5),
    ],
    "meeting": [(3, 3.5, 14, 10, 2), (7, 13.5, 7, 17, 10.5, 13.5), (6.5, 7, 13.5, 7), (6.5, 10, 11, 10)],
    "outcome": [(3, 10.5, 7.5, 15, 17, 5)],
    "difficulty": [(10, 3, 17.5, 16.5, 2.5, 16.5, 10, 3), (10, 8.2, 10, 12), (10, 14.1, 0.35)],
    "activity": [(3.5, 5.5, 16.5, 5.5), (3.5, 10, 16.5, 10), (3.5, 14.5, 11.5, 14.5)],
    "voucher": [(2.5, 5, 15, 10, 2), (7, 5, 7, 7.5), (7, 9, 7, 11), (7, 12.5, 7, 15), (10, 10, 14.5, 10)],
    "signal": [(3, 15.5, 7.5, 9.5, 11, 12.5, 17, 4.5), (12.5, 4.5, 17, 4.5, 17, 9)],
    "action": [(10, 10, 7), (10, 5.8, 10, 10, 13, 11.8)],
    "organisation": [
        (3.5, 3.5, 8, 13.5, 1),
        (11.5, 8, 16.5, 8, 16.5, 17, 11.5, 17),
        (6.2, 7, 8.8, 7),
        (6.2, 10, 8.8, 10),
        (6.2, 13, 8.8, 13),
    ],
    "contact": [
        (3, 4, 14, 12.5, 2),
        (7.5, 9, 1.8),
        (5, 13.6, 5.6, 12.4, 9.4, 12.4, 10, 13.6),
        (12.5, 8.5, 14.8, 8.5),
        (12.5, 11.5, 14.8, 11.5),
    ],
    "texts": [
        (3, 3.5, 9, 7, 1.5),
        (5.5, 7, 9.5, 7),
        (8, 13, 8, 16.5, 17, 16.5, 17, 9, 14.5, 9),
        (11, 12.8, 14, 12.8),
    ],
    "tools": [(3.5, 3.5, 5.5, 5.5, 1), (11, 3.5, 5.5, 5.5, 1), (3.5, 11, 5.5, 5.5, 1), (13.75, 13.75, 2.75)],
    "report": [
        (11.5, 2.8, 5, 2.8, 5, 17.2, 15, 17.2, 15, 6.3, 11.5, 2.8),
        (11.5, 2.8, 11.5, 6.3, 15, 6.3),
        (7.5, 10.5, 12.5, 10.5),
        (7.5, 13.5, 12.5, 13.5),
    ],
    "translation": [
        (2.5, 5, 10.5, 5),
        (6.5, 2.8, 6.5, 5),
        (9, 5, 7.6, 8.6, 3, 12.2),
        (4.2, 7.2, 6.2, 10, 9, 11.8),
        (9, 17.2, 13.2, 7.8, 17.4, 17.2),
        (10.6, 13.8, 15.8, 13.8),
    ],
    "settings": [
        (3, 5.5, 10, 5.5),
        (15, 5.5, 17, 5.5),
        (12.5, 5.5, 2),
        (3, 10, 5, 10),
        (10, 10, 17, 10),
        (7.5, 10, 2),
        (3, 14.5, 10, 14.5),
        (15, 14.5, 17, 14.5),
        (12.5, 14.5, 2),
    ],
    "help": [
        (10, 10, 7),
        (7.8, 8, 8.4, 6.4, 10, 5.9, 11.6, 6.5, 12.1, 8, 11.2, 9.4, 10, 10.3, 10, 11.6),
        (10, 14, 0.35),
    ],
    "record": [(4, 3.5, 12, 13, 2), (7, 7.5, 13, 7.5), (7, 11, 13, 11)],
    "colours": [(10, 10, 7), (10, 3, 10, 17), (12, 3.6, 12, 16.4), (14, 4.8, 14, 15.2), (15.9, 7, 15.9, 13)],
    "copy": [(3.5, 6.5, 10, 10, 1.5), (7, 6.5, 7, 3.5, 16.5, 3.5, 16.5, 13, 13.5, 13)],
    "search": [(8.8, 8.8, 5.2), (12.7, 12.7, 17, 17)],
    "plus": [(10, 4, 10, 16), (4, 10, 16, 10)],
    "close": [(5, 5, 15, 15), (15, 5, 5, 15)],
    "tick": [(4.5, 10.5, 8.5, 14.5, 15.5, 6)],
    "back": [(12.5, 4.5, 7, 10, 12.5, 15.5)],
    "forward": [(7.5, 4.5, 13, 10, 7.5, 15.5)],
    "globe": [
        (10, 10, 7),
        (3, 10, 17, 10),
        (10, 3, 7, 6.5, 6.4, 10, 7, 13.5, 10, 17, 13, 13.5, 13.6, 10, 13, 6.5, 10, 3),
    ],
}


def paint(painter: QPainter, name: str, target: QRectF, colour: QColor | str, width: float = 1.6) -> None:
    """Paint an icon into ``target``; a name without an icon of its own gets the plain record's."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(target.topLeft())
    painter.scale(target.width() / GRID, target.height() / GRID)
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _LINES.get(name, _LINES["record"]):
        painter.drawPath(_path(stroke))
    painter.restore()


def icon(name: str, colour: QColor | str, size: int = 20) -> QIcon:
    """An icon for a button or menu, drawn at twice its size for dense screens."""
    pixmap = QPixmap(QSize(size * 2, size * 2))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, name, QRectF(0, 0, size * 2, size * 2), colour)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath()
    match stroke:
        case (x, y, radius):
            path.addEllipse(QPointF(x, y), radius, radius)
        case (x, y, width, height, radius):
            path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
        case _:
            path.moveTo(stroke[0], stroke[1])
            for x, y in zip(stroke[2::2], stroke[3::2], strict=True):
                path.lineTo(x, y)
    return path
