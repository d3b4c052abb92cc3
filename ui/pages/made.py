"""Made: which page stands at a place of the window."""

from __future__ import annotations

from collections.abc import Mapping

from fieldreport.record import RecordType
from ui.desk import Desk
from ui.pages.page import Page
from ui.widgets.sidebar import EVENT_DAY, HOME, REPORT, SETTINGS, TEXTS, TOOLS, TRANSLATION


def made(place: str, desk: Desk, types: Mapping[str, RecordType]) -> Page:
    """The page of a place; its module is loaded now, so that the window opens without waiting for all of them."""
    if place == HOME:
        from ui.pages.home import HomePage

        return HomePage(desk)
    if place == TEXTS:
        from ui.pages.texts import TextsPage

        return TextsPage(desk)
    if place == TOOLS:
        from ui.pages.office_work import ToolsPage

        return ToolsPage(desk)
    if place == REPORT:
        from ui.pages.report import ReportPage

        return ReportPage(desk)
    if place == EVENT_DAY:
        from ui.pages.event_day import EventDay

        return EventDay(desk)
    if place == TRANSLATION:
        from ui.pages.translation import TranslationPage

        return TranslationPage(desk)
    if place == SETTINGS:
        from ui.pages.settings.page import SettingsPage

        return SettingsPage(desk)
    from ui.pages.records import RecordsPage

    return RecordsPage(desk, types[place])
