"""Trend: a task's achievement period by period as a small line, with the plan's threshold across it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from fieldreport.progress import Course
    from fieldreport.progress.course import Point

#: In pixels; achievement above this is drawn at the top.
WIDTH, HEIGHT = 132, 38
MOST = Fraction(3, 2)


class TrendLine(QWidget):
    """The points since the task's launch; what it shows is told to screen readers and when pointed at."""

    def __init__(self, desk: Desk, course: Course, threshold: Fraction) -> None:
        super().__init__()
        self._desk = desk
        self._late = course.progress.remedial
        self._threshold = threshold
        self.points: Sequence[Point] = [one for one in course.trend if one.achievement is not None]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        language = desk.language
        said = [
            language.say(
                "{period}: {achievement}",
                period=language.reference(one.period.code),
                achievement=language.percent(one.achievement or Fraction(0)),
            )
            for one in self.points
        ]
        name = language.say("Achievement by period")
        self.setAccessibleName(name)
        self.setAccessibleDescription(language.listing(said))
        self.setToolTip("\n".join([name, *said]))

    def sizeHint(self) -> QSize:
        """Small enough to stand beside a name."""
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, its last point, and the threshold."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 5, -5, -5)
        at = self._height(area, self._threshold)
        painter.setPen(QPen(QColor(theme.field_line), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        places = [
            QPointF(self._across(area, number), self._height(area, one.achievement or Fraction(0)))
            for number, one in enumerate(self.points)
        ]
        if not places:
            return
        colour = QColor(theme.bar_late if self._late else theme.bar)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(places)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(places[-1], 3.5, 3.5)

    def _across(self, area: QRectF, number: int) -> float:
        steps = max(len(self.points) - 1, 1)
        return area.right() - area.width() * (len(self.points) - 1 - number) / steps

    @staticmethod
    def _height(area: QRectF, achievement: Fraction) -> float:
        return area.bottom() - area.height() * float(min(achievement, MOST) / MOST)
