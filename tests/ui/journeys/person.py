"""What a person does in the window, as the journeys need it: fill forms, take steps, press buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.office import Office
from fieldreport.record import Record
from tests.ui.hands import rewrite
from ui.app import Session
from ui.forms.panels import Panel
from ui.forms.pick import PickEditor, PickManyEditor
from ui.forms.suggestions import Option
from ui.pages.office_work import Tool, ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.steps import StepsPanel

P = TypeVar("P", bound=Panel)
T = TypeVar("T", bound=Tool)


class Person:
    """Somebody at the window of ``session``; ``settled`` waits until it has nothing left to do."""

    def __init__(self, session: Session, settled: Callable[[], None]) -> None:
        self.session, self.settled = session, settled
        self.office: Office = session.desk.office

    @property
    def language(self) -> Language:
        """The screen's."""
        return self.session.desk.language

    def page(self, name: str) -> RecordsPage:
        """The list and form of a type of record."""
        found = self.session.window.page(name)
        assert isinstance(found, RecordsPage)
        return found

    def tool(self, name: str, kind: type[T]) -> T:
        """Go to a tool of the office's work."""
        self.session.desk.open_tool(name)
        self.settled()
        tools = self.session.window.page("tools")
        assert isinstance(tools, ToolsPage)
        found = tools.tools[name]
        assert isinstance(found, kind)
        return found

    def presses(self, button: QPushButton) -> None:
        """Press what can be seen and pressed, and wait for what follows."""
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settled()

    def fills(self, name: str, typed: Mapping[str, str], chosen: Mapping[str, Json | Record]) -> Record:
        """Begin a new record, type into its form, and save it."""
        self.session.desk.new_record(name)
        self.settled()
        return self.completes(name, typed, chosen)

    def completes(self, name: str, typed: Mapping[str, str], chosen: Mapping[str, Json | Record]) -> Record:
        """Type into the form that is open, and save it."""
        detail = self.page(name).detail
        for field, text in typed.items():
            rewrite(detail.form.editors[field].inputs()[0], text)
        for field, value in chosen.items():
            editor = detail.form.editors[field]
            if isinstance(value, Record):
                assert isinstance(editor, PickEditor | PickManyEditor)
                editor.take(Option(value.id, self.session.desk.titles.of(value)))
            else:
                editor.restore(value)
        detail.keeper.save()
        self.settled()
        record = detail.keeper.record
        assert record is not None, name
        return record

    def opens(self, record: Record) -> RecordsPage:
        """Go to a record."""
        self.session.desk.open_record(record.type.name, record.id)
        self.settled()
        return self.page(record.type.name)

    def panel(self, record: Record, kind: type[P]) -> P:
        """A panel of a record that is opened."""
        (found,) = self.opens(record).detail.findChildren(kind)
        return found

    def looks_for(self, field: PickEditor, words: str, qtbot: QtBot) -> None:
        """Type a name that is looked for while it is typed, and take what is offered first."""
        rewrite(field.finder.line, words)
        qtbot.waitUntil(field.finder.suggestions.isVisible)
        QTest.keyClick(field.finder.line, Qt.Key.Key_Return)
        self.settled()

    def steps(self, record: Record, to: str, **typed: str) -> None:
        """Go on to the next state by the panel above the form, giving what it asks for."""
        panel = self.panel(record, StepsPanel)
        self.presses(panel.buttons[to])
        if panel.step is not None:
            for field, text in typed.items():
                assert panel.form is not None
                rewrite(panel.form.editors[field].inputs()[0], text)
            self.presses(panel.asking.confirm)
        assert self.now(record)["status"] == to

    def now(self, record: Record) -> Record:
        """The record as it is saved."""
        return self.office.store.record(record.id)
