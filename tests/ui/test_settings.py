"""The settings page: everything that can be chosen is chosen here, kept at once, and taken back where it was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from fieldreport import people
from fieldreport.cli.options import OPTIONS
from fieldreport.nomenclature import Nomenclature
from fieldreport.office import Office
from fieldreport.people import MANAGER, STAFF, Person
from fieldreport.settings import Settings
from tests.ui.opened import clock, compose
from ui.app import Session
from ui.pages.settings.backups import BackupsSection
from ui.pages.settings.codes import CodesSection
from ui.pages.settings.look import LookSection
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.page import SECTIONS, SettingsPage
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.plan import PlanSection
from ui.pages.settings.reminders import RemindersSection
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices, TypedSetting
from ui.theme import Theme
from ui.widgets.sidebar import SETTINGS

Settled = Callable[[], None]


def page_of(session: Session) -> SettingsPage:
    page = session.window.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def go(session: Session, settled: Settled) -> Callable[[str], Section]:
    """Opens a part of the settings."""

    def to(name: str) -> Section:
        session.desk.open_settings(name)
        settled()
        return page_of(session).sections[name]

    return to


def kept(session: Session) -> Settings:
    """The options as they are on the disk."""
    return Settings.load(session.desk.office.data)


def press(section: Section, option: str, value: object) -> None:
    """Choose one of the few choices of an option."""
    choices = section.controls[option]
    assert isinstance(choices, Choices)
    QTest.mouseClick(choices.buttons[value], Qt.MouseButton.LeftButton)  # type: ignore[index]


def enter(setting: TypedSetting, text: str) -> None:
    """Type something else and press Enter."""
    setting.line.setFocus()
    setting.line.set_typed(text)
    QTest.keyClick(setting.line, Qt.Key.Key_Return)


def undo(session: Session) -> None:
    """Press the notice's button."""
    assert session.window.notice.action.text() == "Undo"
    session.window.notice.action.click()


# ---- all of them ---------------------------------------------------------------------------------------------


def test_every_option_of_the_command_has_its_control_here(go: Callable[[str], Section]) -> None:
    controls: dict[str, QWidget] = {}
    for kind in SECTIONS:
        section = go(kind.name)
        for name, control in section.controls.items():
            assert control.isVisibleTo(section), name
            assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), name
            assert name not in controls
            controls[name] = control
    assert controls.keys() == set(OPTIONS)


def test_the_place_is_reached_from_the_sidebar_and_remembers_its_part(
    session: Session, settled: Settled
) -> None:
    place = session.window.sidebar.places[SETTINGS]
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    settled()
    page = page_of(session)
    assert (session.window.place, page.section) == (SETTINGS, "office")
    QTest.mouseClick(page.tabs["backups"], Qt.MouseButton.LeftButton)
    session.window.show_place("home")
    session.window.show_place(SETTINGS)
    assert page.section == "backups"
    assert [name for name, one in page.tabs.items() if one.isChecked()] == ["backups"]


@pytest.mark.parametrize("code", ["ko", "en", "bn"])
def test_everything_that_takes_the_focus_has_a_name(
    session: Session, go: Callable[[str], Section], settled: Settled, code: str
) -> None:
    session.desk.set_language(code)
    for kind in SECTIONS:
        section = go(kind.name)
        nameless = [
            type(one).__name__
            for one in section.findChildren(QWidget)
            if one.isVisibleTo(section)
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
        ]
        assert not nameless, kind.name


# ---- language, look ------------------------------------------------------------------------------------------


def test_languages_and_digits_are_taken_at_once(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("language")
    press(section, "language", "bn")
    settled()
    assert session.window.windowTitle().startswith("ঢাকা")
    assert session.desk.language.number(12) == "১২"
    press(section, "bengali_digits", False)
    settled()
    assert session.desk.language.number(12) == "12"
    press(section, "workbook_language", "en")
    settled()
    assert (kept(session).language, kept(session).bengali_digits, kept(session).workbook_language) == (
        "bn",
        False,
        "en",
    )
    found: list[str] = []
    session.desk.read(lambda office: office.language().number(12), found.append)
    settled()
    assert found == ["12"]


def test_colours_are_taken_at_once(session: Session, go: Callable[[str], Section]) -> None:
    section = go("look")
    press(section, "theme", "dark")
    assert session.desk.theme.name == "dark"
    assert kept(session).theme == "dark"
    press(section, "theme", "light")
    assert session.desk.theme.name == "light"
    # Whatever else is chosen leaves the colours alone.
    session.wear(Theme.dark())
    press(section, "scale", 125)
    assert session.desk.theme.name == "dark"


def test_the_size_is_taken_by_starting_again(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("look")
    assert isinstance(section, LookSection)
    assert not section.again_card.isVisibleTo(section)
    press(section, "scale", 150)
    settled()
    assert kept(session).scale == 150
    assert section.again_card.isVisibleTo(section)
    section.restart.click()
    assert session.wanted is not None
    assert session.wanted.anew
    assert not session.window.isVisible()


# ---- the office and its people -------------------------------------------------------------------------------


def test_the_office_is_called_what_is_typed_and_undo_takes_it_back(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("office")
    assert isinstance(section, OfficeSection)
    enter(section.names["en"], "Dhaka Office Two")
    settled()
    assert session.window.windowTitle() == "Dhaka Office Two – Fieldreport"
    with Office.open(session.desk.office.data, clock=clock) as again:
        assert again.place.name("en") == "Dhaka Office Two"
        assert again.place.name("ko") == "다카무역관"
    found: list[str] = []
    session.desk.read(lambda office: office.place.name("en"), found.append)
    settled()
    assert found == ["Dhaka Office Two"]
    undo(session)
    settled()
    assert session.window.windowTitle() == "Dhaka Trade Office – Fieldreport"
    assert section.names["en"].line.text() == "Dhaka Trade Office"


def test_an_empty_name_is_refused_beside_its_line(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("office")
    assert isinstance(section, OfficeSection)
    enter(section.names["bn"], "  ")
    settled()
    assert section.names["bn"].problem.text() == "⚠ Please write the office's name in this language."
    assert section.names["bn"].problem.isVisible()
    assert not section.names["ko"].problem.isVisible()
    assert session.desk.office.place.name("bn") == "ঢাকা বাণিজ্য দপ্তর"


def test_a_name_that_is_still_being_composed_is_kept_when_one_goes_elsewhere(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("office")
    assert isinstance(section, OfficeSection)
    line = section.names["ko"].line
    line.setFocus()
    line.set_typed("")
    compose(line, "", "다카")
    compose(line, "관")
    session.window.show_place("home")
    settled()
    assert session.desk.office.place.name("ko") == "다카관"


def test_country_region_and_days_off_are_chosen(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("office")
    assert isinstance(section, OfficeSection)
    assert section.country.currentText() == "Bangladesh"
    assert section.region.currentText() == "India and South Asia"
    section.country.choose("NP")
    section.country.activated.emit(section.country.currentIndex())
    settled()
    QTest.mouseClick(section.days[6], Qt.MouseButton.LeftButton)
    settled()
    place = session.desk.office.place
    assert (place.country, place.weekend) == ("NP", frozenset({4, 5, 6}))
    assert section.days[6].text() == "✓ Sunday"
    assert session.window.sidebar._where.text().startswith("Nepal")
    section.reset.click()
    settled()
    assert (session.desk.office.place.country, session.desk.office.place.weekend) == ("BD", frozenset({4, 5}))


def test_people_are_added_given_roles_and_taken_off(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("people")
    assert isinstance(section, PeopleSection)

    def listed() -> list[Person]:
        settled()
        return list(people.people(session.desk.office.store))

    section.line.setFocus()
    compose(section.line, "", "윤가")
    compose(section.line, "람")
    section.add.click()
    # Whoever sits here works here.
    assert listed() == [Person("Officer", STAFF), Person("윤가람", STAFF)]
    assert section.line.text() == ""
    section.rows[1].roles.buttons[MANAGER].click()
    assert listed()[1] == Person("윤가람", MANAGER)
    section.here.choose("윤가람")
    section.here.activated.emit(section.here.currentIndex())
    assert kept(session).person == "윤가람"
    undo(session)
    assert kept(session).person == "Officer"
    section.rows[1].remove.click()
    assert listed() == [Person("Officer", STAFF)]
    undo(session)
    assert listed() == [Person("Officer", STAFF), Person("윤가람", MANAGER)]


def test_a_name_that_is_there_is_refused_and_one_that_was_typed_is_not_forgotten(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("people")
    assert isinstance(section, PeopleSection)
    section.line.set_typed("officer")
    session.window.show_place("home")
    settled()
    assert [one.name for one in people.people(session.desk.office.store)] == ["officer"]
    go("people")
    section.line.set_typed("OFFICER")
    section.add.click()
    settled()
    assert section.adding.problem.text() == "⚠ OFFICER is in the list already."
    assert section.line.text() == "OFFICER"
    section.line.set_typed("")


# ---- reminders, plan, codes ----------------------------------------------------------------------------------


def test_quiet_hours_and_quiet_for_today(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("reminders")
    assert isinstance(section, RemindersSection)
    combo = section.controls["quiet_from"]
    combo.choose("21:00")  # type: ignore[attr-defined]
    combo.activated.emit(21)  # type: ignore[attr-defined]
    press(section, "reminders", False)
    press(section, "remind_days", 5)
    assert (kept(session).quiet_from, kept(session).reminders, kept(session).remind_days) == (
        "21:00",
        False,
        5,
    )
    section.quiet.click()
    assert kept(session).reminded == {"quiet": "2026-11-21"}
    assert section.quiet.text() == "Remind me today after all"
    section.quiet.click()
    assert kept(session).reminded == {}


def test_the_plan_leads_to_its_tool(session: Session, go: Callable[[str], Section], settled: Settled) -> None:
    section = go("plan")
    assert isinstance(section, PlanSection)
    assert section.name.text() == "Cross-ministry emergency export plan (2026.1)"
    assert not section.back_card.isVisibleTo(section)
    section.look.click()
    settled()
    assert session.window.topic() == "tool-plan"
    pack = Path("resources/plan/emergency-export-2026.json")
    session.desk.write(lambda office: office.accept_plan(pack.read_bytes(), pack))
    settled()
    go("plan")
    assert section.back_card.isVisibleTo(section)
    section.back.click()
    settled()
    tool = session.window.page("tools").tools["plan"]  # type: ignore[attr-defined]
    assert tool.offer.offered is not None


def test_loading_a_table_of_codes_can_be_stopped(
    session: Session, go: Callable[[str], Section], settled: Settled, tmp_path: Path
) -> None:
    section = go("codes")
    assert isinstance(section, CodesSection)
    table = tmp_path / "table.csv"
    lines = [f"{chapter:02}{rest:04},Thing {rest}\n" for chapter in (84, 85) for rest in range(1000, 9999)]
    table.write_text("code,name\n84,Machines\n85,Electric\n" + "".join(lines), encoding="utf-8")
    loading = section.loading
    loading.open.click()
    loading.take(table)
    loading.begin()
    assert loading.job.running()
    assert loading.job.stop.isVisible()
    loading.job.stop.click()
    settled()
    assert not loading.job.running()
    assert loading.said.text() == "Stopped. The tables are as they were."
    with Nomenclature(session.desk.office.data) as nomenclature:
        assert nomenclature.shelf.editions() == []
    loading.begin()
    settled()
    assert "18,000 codes" in section.tables.text()


# ---- backups -------------------------------------------------------------------------------------------------


def count(session: Session) -> int:
    store = session.desk.office.store
    return store.count(store.types["lead"])


def test_what_a_restore_would_replace_is_shown_and_what_is_here_is_kept(
    session: Session, go: Callable[[str], Section], settled: Settled
) -> None:
    section = go("backups")
    assert isinstance(section, BackupsSection)
    assert section.last.text() == "There is no backup yet."
    section.now.click()
    settled()
    assert section.last.text().startswith("The last one was made on 21 Nov 2026, 12:00. Backups kept: 1")
    lead = {"products": "Yarn", "received_on": "2026-11-20", "status": "new"}
    buyer = session.desk.office.store.page(
        session.desk.office.store.types["organisation"],
        session.desk.office.store.keys(session.desk.office.store.types["organisation"])[:1],
    )[0].id
    session.desk.write(lambda office: office.add(office.record_type("lead"), lead | {"buyer": buyer}))
    settled()
    assert count(session) == 4
    restoring = section.restoring
    assert not restoring.restore.isVisible()
    restoring.list.setCurrentIndex(1)
    restoring.list.activated.emit(1)
    assert restoring.bar.isVisible()
    settled()
    assert not restoring.bar.isVisible()
    assert "Buyer leads: 4 here, 3 in the backup" in restoring.told.text().splitlines()
    assert restoring.restore.isVisible()
    restoring.restore.click()
    settled()
    assert session.wanted is not None
    assert session.wanted.data == session.desk.office.data
    assert session.wanted.notice is not None
    aside = Path(str(session.wanted.notice.values["path"]))
    assert aside.exists()
    with Office.open(session.desk.office.data, clock=clock) as again:
        assert again.store.count(again.store.types["lead"]) == 3


def test_a_file_that_is_no_backup_is_refused_beside_it(
    session: Session, go: Callable[[str], Section], settled: Settled, tmp_path: Path
) -> None:
    section = go("backups")
    assert isinstance(section, BackupsSection)
    (tmp_path / "letter.db").write_text("Dear colleague", encoding="utf-8")
    section.restoring.look_at(tmp_path / "letter.db")
    settled()
    assert "is not a backup of Fieldreport" in section.restoring.which.problem.text()
    assert not section.restoring.restore.isVisible()


def test_a_backup_can_be_stopped(session: Session, go: Callable[[str], Section], settled: Settled) -> None:
    section = go("backups")
    assert isinstance(section, BackupsSection)
    section.now.click()
    section.job.stop.click()
    settled()
    assert session.window.notice.text.text() == "Stopped. No backup was made."
    assert list((session.desk.office.data / "backups").iterdir()) == []


def test_backups_go_where_they_are_wanted(
    session: Session, go: Callable[[str], Section], settled: Settled, tmp_path: Path
) -> None:
    section = go("backups")
    assert isinstance(section, BackupsSection)
    stick = tmp_path / "stick"
    stick.mkdir()

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(stick))
        dialog.selectFile(str(stick))
        dialog.done(QFileDialog.DialogCode.Accepted)

    QTimer.singleShot(0, choose)
    section.choose.click()
    settled()
    assert kept(session).backup_folder == str(stick)
    assert section.where.text() == str(stick)
    section.now.click()
    settled()
    assert [one.suffix for one in stick.iterdir()] == [".db"]
    press(section, "backup_days", 366)
    assert kept(session).backup_days == 366
    stick.rename(tmp_path / "away")
    go("backups")
    assert section.where.text().startswith(f"{stick} is not there now; backups go to ")
    section.usual.click()
    settled()
    assert kept(session).backup_folder == ""
    undo(session)
    settled()
    assert kept(session).backup_folder == str(stick)
