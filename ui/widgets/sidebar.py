"""The window's left side: the office and its period, the places with their counts, the saving, the languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fieldreport.language import N_
from fieldreport.record import RecordType
from ui import icons
from ui.desk import Desk
from ui.theme import SMALL, TEXT, font
from ui.widgets.plain import label, rule, scrolling
from ui.widgets.state import LanguageSwitch, SavingState

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Places besides the record types.
HOME, TEXTS, TOOLS, REPORT, TRANSLATION = "home", "texts", "tools", "report", "translation"
#: Places that are reached from another one, which is marked for them.
EVENT_DAY = "event-day"
OF = {EVENT_DAY: "event"}
SETTINGS = "settings"
#: Record types and places that belong together; types not named here come after the first two groups.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("lead", "event", "participant", "meeting", "outcome"),
    ("difficulty", "activity", "voucher", "signal", "action", TEXTS),
    ("organisation", "contact", TOOLS),
)
WIDTH = 216
#: A row is at least so high, and so much higher than its text: all places are in sight in a window of usual height.
LEAST, AROUND = 32, 10
#: Where the names of places begin, after their icons.
NAME = 35


class PlaceButton(QAbstractButton):
    """One place: its icon, its name and how much is in it."""

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__()
        self.place = place
        self.count: int | None = None
        self._desk = desk
        self._measured: tuple[tuple[str, str, int | None, int], int] | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, name: str, count: int | None, said: str = N_("{place}: {count}")) -> None:
        """Show a name and a count (None: not known yet, or nothing to count); ``said`` is how both are read aloud."""
        self.count = count
        self.setText(name)
        if count is None:
            self.setAccessibleName(name)
        else:
            self.setAccessibleName(self._desk.language.say(said, place=name, count=count))
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row as high as the language needs; the width is the sidebar's."""
        return QSize(WIDTH - 24, LEAST)

    def hasHeightForWidth(self) -> bool:
        """A long name takes several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A row as high as the language needs, or as its lines do."""
        measured = (self._desk.language.code, self.text(), self.count, width)
        # Layouts ask again and again, and measuring text takes longer than anything else in them.
        if self._measured is None or self._measured[0] != measured:
            self._measured = measured, self._measure(self._desk.language.code, width)
        return self._measured[1]

    def _measure(self, code: str, width: int) -> int:
        lines = QFontMetrics(font(code, TEXT, bold=True)).boundingRect(
            QRect(0, 0, width - 2 - NAME - 8 - self._count_width(), 10_000),
            int(Qt.TextFlag.TextWordWrap),
            self.text(),
        )
        return max(LEAST, lines.height() + AROUND)

    def _count_width(self) -> int:
        """The room of the count and what keeps it apart from the name."""
        if self.count is None:
            return 0
        language = self._desk.language
        metrics = QFontMetrics(font(language.code, SMALL, bold=True))
        return metrics.horizontalAdvance(language.number(self.count)) + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, name and count on the ground of the chosen or hovered place."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.info.ground if chosen else theme.hover))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        ink = QColor(theme.accent if chosen else theme.text)
        middle = area.center().y()
        icons.paint(
            painter, self.place, QRectF(area.left() + 8, middle - 9, 18, 18), ink if chosen else theme.muted
        )
        room = area.adjusted(NAME, 0, -8, 0)
        code = self._desk.language.code
        if self.count is not None:
            painter.setFont(font(code, SMALL, bold=True))
            painter.setPen(QColor(theme.accent if chosen else theme.muted))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, side, self._desk.language.number(self.count))
        painter.setFont(font(code, TEXT, bold=chosen))
        painter.setPen(ink)
        name = room.adjusted(0, 0, -self._count_width() + 1, 0)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a place as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Sidebar(QFrame):
    """The left side of the window."""

    #: A place was chosen.
    chosen = Signal(str)

    def __init__(self, desk: Desk, types: Sequence[RecordType]) -> None:
        super().__init__()
        self._desk = desk
        self._types = {one.name: one for one in types}
        self._counts: Mapping[str, int] = {}
        self._arrived = False
        self._countries: dict[tuple[str, str], str] = {}
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        self._office = label("office", wrap=True)
        self._where = label("small", wrap=True)
        self.places: dict[str, PlaceButton] = {}
        self._group = QButtonGroup(self)
        self.saving = SavingState(desk)
        self.languages = LanguageSwitch(desk)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 20)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 12)
        head.setSpacing(3)
        head.addWidget(self._office)
        head.addWidget(self._where)
        column.addLayout(head)
        inner = QWidget()
        list_of_places = QVBoxLayout(inner)
        list_of_places.setContentsMargins(0, 0, 0, 0)
        list_of_places.setSpacing(1)
        named = {name for group in GROUPS for name in group}
        groups = [
            [name for name in group if name in self._types or name in (TEXTS, TOOLS)] for group in GROUPS
        ]
        groups[1] += [name for name in self._types if name not in named]
        for group in ([HOME], *groups, [REPORT, TRANSLATION, SETTINGS]):
            if group != [HOME]:
                list_of_places.addSpacing(9)
            for name in group:
                one = PlaceButton(self._desk, name)
                one.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
                self._group.addButton(one)
                self.places[name] = one
                list_of_places.addWidget(one)
        list_of_places.addStretch(1)
        self._area = scrolling(inner)
        self._area.setProperty("role", "places")
        column.addWidget(self._area, 1)
        column.addWidget(rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 8, 8, 0)
        foot.setSpacing(8)
        foot.addWidget(self.saving)
        foot.addWidget(self.languages)
        column.addLayout(foot)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each place holds."""
        self._counts = counts
        self._name_places()

    def mark(self, place: str) -> None:
        """Mark the place that is in sight."""
        if place in self.places:
            self.places[place].setChecked(True)
            self._area.ensureWidgetVisible(self.places[place], 0, 0)

    def retranslate(self) -> None:
        """Say every text again."""
        language, office = self._desk.language, self._desk.office
        self._office.setText(office.place.name(language.code))
        self._say_where()
        self._name_places()
        self.saving.retranslate()
        self.languages.retranslate()

    def arrive(self) -> None:
        """The window is in sight: say also what takes longer to know."""
        self._arrived = True
        self._say_where()

    def _say_where(self) -> None:
        """The country and the period; the first picture waits neither for the plan nor for a library of countries."""
        language, office = self._desk.language, self._desk.office
        if not self._arrived:
            # The line's room is kept, so that nothing moves when it comes.
            self._where.setText(" ")
            return
        period = language.reference(office.period().code)
        country = self._countries.get((language.code, office.place.country))
        if country is None:
            self._where.setText(period)
            self._desk.read(self._read_country(language.code), self._take_country, latest="country")
        else:
            self._where.setText(language.say("{country} · {period}", country=country, period=period))

    @staticmethod
    def _read_country(code: str) -> Callable[[Office], tuple[str, str, str]]:
        return lambda office: (
            code,
            office.place.country,
            office.language(code).country(office.place.country),
        )

    def _take_country(self, named: tuple[str, str, str]) -> None:
        code, country, name = named
        self._countries[code, country] = name
        if (code, country) == (self._desk.language.code, self._desk.office.place.country):
            self._say_where()

    def _name_places(self) -> None:
        language = self._desk.language
        for name, one in self.places.items():
            if name == HOME:
                due = self._counts.get(HOME) or None
                one.put(language.say("Home"), due, N_("{place}: {count} due"))
            elif name == REPORT:
                one.put(language.say("Report"), None)
            elif name == TEXTS:
                one.put(language.say("Texts to translate"), self._counts.get(TEXTS))
            elif name == TOOLS:
                one.put(language.say("Office work"), None)
            elif name == TRANSLATION:
                # Translators: the place in the side bar where the program's own texts are translated.
                one.put(language.say_in("place", "Translation"), None)
            elif name == SETTINGS:
                one.put(language.say("Settings"), None)
            else:
                one.put(language.say(self._types[name].plural), self._counts.get(name))
