"""A walk over every page, state and dialog: what a screen reader is told of each control; the focus is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScrollArea, QWidget

from fieldreport.language import CODES
from fieldreport.office import Office
from tests.ui.opened import clock, settle, take_down
from ui.app import Session
from ui.sights import leave, sights
from ui.theme import Theme

#: Roles that tell a screen reader nothing of what can be done.
MUTE = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.StaticText,
    QAccessible.Role.Pane,
}
#: Qt's own dialogs speak for themselves.
QTS_OWN = ("dialog-folder", "dialog-files", "dialog-list-file", "dialog-plan-pack")


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


def controls(seen: QWidget) -> list[QWidget]:
    """Every visible widget that Tab can reach; the views inside scroll areas speak for themselves."""
    return [
        one
        for one in seen.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one.parent(), QAbstractScrollArea)
    ]


def wrong(one: QWidget) -> str:
    """What a screen reader lacks of a control; empty where it lacks nothing."""
    told = QAccessible.queryAccessibleInterface(one)
    if not told.text(QAccessible.Text.Name).strip():
        return "has no name"
    # Qt has no role for an area that is only scrolled by keys.
    if told.role() in MUTE and not isinstance(one, QScrollArea):
        return f"has only the role {told.role().name}"
    state = told.state()
    if not state.focusable:
        return "is not said to take the focus"
    checkable = getattr(one, "isCheckable", None)
    if checkable is not None and checkable() and not state.checkable:
        return "is not said to be one that is switched"
    return ""


@pytest.mark.parametrize("code", CODES)
def test_every_control_has_a_name_a_role_and_its_states(sample: Session, code: str) -> None:
    sample.desk.set_language(code)
    found: dict[str, str] = {}
    number = 0
    for sight in sights(sample):
        if sight.name in QTS_OWN:
            continue
        seen = sight.go()
        settle(sample)
        for one in controls(seen):
            number += 1
            fault = wrong(one)
            if fault:
                found.setdefault(f"{type(one).__name__} {one.objectName()} {fault}", sight.name)
        leave(sample, seen)
    assert not found
    assert number > 1_000


def kind_of(one: QWidget) -> tuple[object, ...]:
    """What decides how a control looks: its class and the properties that the style sheet asks for."""
    asked = ("role", "look", "tone", "state", "mark", "chosen")
    return (type(one), *(str(one.property(name)) for name in asked))


def picture(one: QWidget) -> QImage:
    """A control as it stands in its window, with a little of what is around it."""
    window = one.window()
    place = one.rect().translated(one.mapTo(window, QPoint(0, 0))).adjusted(-4, -4, 4, 4)
    QApplication.sendPostedEvents()
    return window.grab(place & window.rect()).toImage()


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=lambda theme: theme.name)
def test_the_focus_is_seen_on_every_kind_of_control(sample: Session, theme: Theme) -> None:
    sample.wear(theme)
    sample.desk.set_language("en")
    looked: dict[tuple[object, ...], str] = {}
    unseen: list[str] = []
    for sight in sights(sample):
        if sight.name in QTS_OWN:
            continue
        seen = sight.go()
        settle(sample)
        seen.window().activateWindow()
        for one in controls(seen):
            kind = kind_of(one)
            # An empty list has nothing to mark.
            is_empty = isinstance(one, QAbstractItemView) and (
                one.model() is None or not one.model().rowCount()
            )
            if kind in looked or is_empty or not one.visibleRegion().contains(one.rect().center()):
                continue
            looked[kind] = sight.name
            one.clearFocus()
            before = picture(one)
            one.setFocus(Qt.FocusReason.TabFocusReason)
            if not one.hasFocus():
                continue
            if isinstance(one, QAbstractItemView) and picture(one) == before:
                # Where nothing is chosen yet, the first arrow key chooses.
                QTest.keyClick(one, Qt.Key.Key_Down)
            if picture(one) == before:
                unseen.append(f"{sight.name}: {kind}")
            one.clearFocus()
        leave(sample, seen)
    assert not unseen
    assert len(looked) > 15
