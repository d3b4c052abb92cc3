"""Nothing on the screen is cut off or lies over anything else, in any language, theme or size of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from fieldreport.office import Office
from tests.ui.geometry import Fault, faults
from tests.ui.opened import clock, settle, take_down
from tests.ui.painted import painted
from ui.app import Session
from ui.forms.chosen import Combo
from ui.forms.composing import ComposingLine
from ui.forms.editor import Wrapping
from ui.forms.look import sheet
from ui.pages.records import RecordsPage
from ui.sights import leave, sights
from ui.stylesheet import dress, stylesheet
from ui.theme import Theme
from ui.widgets.plain import Chip, button, label

#: The window of the sketches, and the smallest screen that the program is made for.
LARGE, SMALL = (1280, 800), (1024, 640)
#: Qt lays its own dialog out; the made-up long texts are only for ours.
QTS_OWN = "dialog-folder"
#: Conjuncts, signs above and below, and the dot below: as tall as Bengali gets.
CONJUNCTS = "ক্ষ্ম স্ত্রী র্ক্যুঁ দ্দ্বূ"


@pytest.fixture(scope="module")
def sample(application: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The window on the sample office, one for all walks."""
    data: Path = tmp_path_factory.mktemp("sample") / "office"
    with Office.create(data, "DHK", person="Officer", sample=True, clock=clock) as office:
        session = Session(application, office)
        session.window.start()
        settle(session)
        yield session
        session.window.close()
        session.end()
        take_down()


def walk(session: Session, size: tuple[int, int], *, stretched: bool = False) -> list[str]:
    """What is wrong anywhere, each fault with the first sight that it was seen in."""
    session.window.resize(*size)
    found: dict[Fault, str] = {}
    for sight in sights(session):
        if stretched and sight.name == QTS_OWN:
            continue
        seen = sight.go()
        settle(session)
        for fault in faults(seen, told=stretched):
            found.setdefault(fault, sight.name)
        leave(session, seen)
    return [f"{name}: {fault}" for fault, name in found.items()]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("size", "theme"), [(LARGE, Theme.light()), (SMALL, Theme.dark())], ids=["large", "small"]
)
def test_every_text_is_whole(sample: Session, size: tuple[int, int], theme: Theme, code: str) -> None:
    sample.desk.set_proof("")
    sample.wear(theme)
    sample.desk.set_language(code)
    assert walk(sample, size) == []


@pytest.mark.parametrize(("code", "size"), [("en", LARGE), ("en", SMALL), ("bn", LARGE)])
def test_texts_of_four_times_the_length_find_room(sample: Session, code: str, size: tuple[int, int]) -> None:
    sample.wear(Theme.light())
    sample.desk.set_language(code)
    sample.desk.set_proof("stretched")
    assert walk(sample, size, stretched=True) == []


# ---- Bengali -------------------------------------------------------------------------------------------------


def bengali(kind: str) -> QWidget:
    """A widget of a kind, with a text as tall as Bengali gets."""
    if kind.startswith("label"):
        return label(kind.removeprefix("label "), text=CONJUNCTS)
    if kind.startswith("wrapped"):
        return label("strong", wrap=True, text=" ".join([CONJUNCTS] * 6))
    if kind.startswith("button"):
        made = button(kind.removeprefix("button "))
        made.setText(CONJUNCTS)
        return made
    return _other(kind)


def _other(kind: str) -> QWidget:
    if kind == "chip":
        return Chip("good", CONJUNCTS)
    if kind == "wrapping":
        made = Wrapping()
        made.setText(CONJUNCTS)
        return made
    if kind == "combo":
        combo = Combo()
        combo.offer({"a": CONJUNCTS}, "a")
        return combo
    if kind == "line":
        line = ComposingLine()
        line.setPlaceholderText(CONJUNCTS)
        return line
    return QCheckBox(CONJUNCTS) if kind == "check box" else QRadioButton(CONJUNCTS)


KINDS = [
    *(
        f"label {role}"
        for role in ("", "office", "title", "heading", "strong", "figure", "muted", "small", "head")
    ),
    *(f"button {role}" for role in ("", "main", "link", "language", "filter")),
    *("label problem", "wrapped", "chip", "wrapping", "combo", "line", "check box", "radio button"),
]


@pytest.mark.parametrize("code", CODES)
def test_bengali_conjuncts_are_whole_in_every_kind_of_widget(
    application: QApplication, qtbot: QtBot, code: str
) -> None:
    theme = Theme.light()
    dress(application, theme, code)
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(stylesheet(theme, code) + sheet(theme))
    column = QVBoxLayout(window)
    for kind in KINDS:
        line = QHBoxLayout()
        line.addWidget(bengali(kind))
        line.addStretch(1)
        column.addLayout(line)
    with qtbot.waitExposed(window):
        window.show()
    assert faults(window) == []
    shown = [piece.text for one in window.findChildren(QWidget) for piece in painted(one)]
    assert len([text for text in shown if text.startswith("ক্ষ্ম")]) >= len(KINDS)


@pytest.mark.parametrize("code", CODES)
def test_bengali_conjuncts_are_whole_in_lists_and_forms(
    session: Session, settled: Callable[[], None], code: str
) -> None:
    office = session.desk.office
    buyer = office.add(
        office.record_type("organisation"),
        {"name": CONJUNCTS, "roles": ["buyer"], "country": "BD", "address": "\n".join([CONJUNCTS] * 3)},
        language="bn",
    )
    lead = {"buyer": buyer.id, "status": "new", "products": CONJUNCTS, "received_on": "2026-11-20"}
    office.add(office.record_type("lead"), lead, language="bn")
    session.desk.set_language(code)
    session.desk.open_record("organisation", buyer.id)
    settled()
    assert faults(session.window) == []
    session.desk.go("lead")
    settled()
    assert faults(session.window) == []
    page = session.window.page("lead")
    assert isinstance(page, RecordsPage)
    assert [piece.text for piece in painted(page.list.viewport())].count(CONJUNCTS) == 2


# ---- what the proof itself sees ------------------------------------------------------------------------------


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """A window with widgets where they have been put, laid out by nobody."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    for one in widgets:
        one.setParent(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def kinds_of_faults(window: QWidget) -> list[str]:
    """What is wrong, without where."""
    return [fault.what for fault in faults(window)]


def test_a_label_with_room_has_no_fault(application: QApplication, qtbot: QtBot) -> None:
    words = label(text="A text with room")
    words.setGeometry(10, 10, 200, 30)
    assert kinds_of_faults(shown(qtbot, words)) == []


@pytest.mark.parametrize("area", [(10, 10, 40, 30), (10, 10, 200, 6), (350, 10, 200, 30), (10, 190, 200, 30)])
def test_a_text_that_is_clipped_is_found(
    application: QApplication, qtbot: QtBot, area: tuple[int, int, int, int]
) -> None:
    words = label(text="A text without room")
    words.setGeometry(*area)
    assert len(kinds_of_faults(shown(qtbot, words))) == 1


def test_lines_that_are_not_painted_any_more_are_found(application: QApplication, qtbot: QtBot) -> None:
    words = label(wrap=True, text="So many words that they need several lines, of which only one is in sight")
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    words.setGeometry(10, 10, 120, 18)
    assert "is too low for its lines" in kinds_of_faults(shown(qtbot, words))


def test_an_ellipsis_is_found_unless_it_is_in_the_text(application: QApplication, qtbot: QtBot) -> None:
    cut, whole = QLineEdit(), label(text="Choose folder …")
    cut.setPlaceholderText("Search buyers, events, difficulties")
    cut.setGeometry(10, 10, 90, 30)
    whole.setGeometry(10, 60, 200, 30)
    window = shown(qtbot, cut, whole)
    assert kinds_of_faults(window) == ["is cut off by an ellipsis"]
    cut.setToolTip(cut.placeholderText())
    assert faults(window, told=True) == []


def test_a_cell_may_be_cut_off_where_it_tells_its_text(application: QApplication, qtbot: QtBot) -> None:
    cells, view = QStandardItemModel(), QTableView()
    cells.appendRow(QStandardItem("A name that is longer than its column"))
    view.setModel(cells)
    view.setColumnWidth(0, 60)
    view.setWordWrap(False)
    view.setGeometry(0, 0, 300, 150)
    window = shown(qtbot, view)
    assert kinds_of_faults(window) == ["is cut off by an ellipsis"]
    cells.item(0).setToolTip(cells.item(0).text())
    assert kinds_of_faults(window) == []


def test_texts_and_widgets_over_one_another_are_found(application: QApplication, qtbot: QtBot) -> None:
    first, second = label(text="The first text"), label(text="The second text")
    first.setGeometry(10, 10, 200, 30)
    second.setGeometry(20, 14, 200, 30)
    assert kinds_of_faults(shown(qtbot, first, second)) == ["overlaps 'The second text'"]


def test_a_letter_without_a_glyph_is_found(application: QApplication, qtbot: QtBot) -> None:
    words = label(text="\U0010fffd")
    words.setGeometry(10, 10, 200, 30)
    # A box in its place may be larger than the letters of this computer's fonts.
    assert "has no glyph" in kinds_of_faults(shown(qtbot, words))


def test_a_fixed_width_is_found(application: QApplication, qtbot: QtBot) -> None:
    words = label(text="Short")
    words.setFixedWidth(120)
    assert kinds_of_faults(shown(qtbot, words)) == ["has a fixed width"]


def test_a_placeholder_that_nobody_can_scroll_to_is_found(application: QApplication, qtbot: QtBot) -> None:
    box = QPlainTextEdit()
    box.setPlaceholderText("One line\nand another\nand a third one\nand a fourth")
    box.setGeometry(10, 10, 200, 40)
    assert kinds_of_faults(shown(qtbot, box)) == ["is too low for its placeholder"]
