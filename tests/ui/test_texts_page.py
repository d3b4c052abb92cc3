"""Texts to translate: worked through by the keyboard alone, in the real window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.values import Text, TextState, Translation
from tests.ui.hands import commit, compose, write
from tests.ui.opened import clock
from ui.app import Session
from ui.pages.queue.keeping import Task
from ui.pages.texts import TextsPage
from ui.widgets.findings import gathered

PERIOD = "2026-B23"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Settled = Callable[[], None]


@pytest.fixture
def page(session: Session, settled: Settled) -> TextsPage:
    """The queue, opened from the side bar."""
    QTest.mouseClick(session.window.sidebar.places["texts"], Qt.MouseButton.LeftButton)
    settled()
    return opened(session)


def opened(session: Session) -> TextsPage:
    one = session.window.page("texts")
    assert isinstance(one, TextsPage)
    return one


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    """Press a key on whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def shown(page: TextsPage) -> tuple[str, str]:
    """The reference and field of the text in sight."""
    assert page.pane.record is not None
    assert page.pane.task is not None
    return page.pane.record.reference, page.pane.task.field


def box(page: TextsPage) -> Any:
    return page.pane.box.box


def text_of(office: Office, reference: str, field: str) -> Text:
    text = office.store.record(reference)[field]
    assert isinstance(text, Text)
    return text


def lacking(office: Office) -> int:
    return len(office.report(office.period(PERIOD)).lacking("ko"))


@pytest.mark.parametrize("code", CODES)
def test_from_a_record_in_bengali_to_a_report_that_lacks_less(
    session: Session, settled: Settled, code: str
) -> None:
    desk, office, window = session.desk, session.desk.office, session.window
    desk.set_language(code)
    raw = {"kind": "policy", "headline": "ডলার সংকটে এলসি", "source": "Daily", "seen_on": "2026-11-20"}
    desk.write(lambda one: one.add(one.store.types["signal"], raw, language="bn"))
    settled()
    before = lacking(office)
    assert window.sidebar.places["texts"].count == before

    QTest.mouseClick(window.sidebar.places["texts"], Qt.MouseButton.LeftButton)
    settled()
    page = opened(session)
    say = office.language(code).say
    assert page.title.text() == say("Texts to translate")
    assert page.list.queue.rowCount() == before
    while shown(page) != ("SG-0001", "headline"):
        press(Qt.Key.Key_Down, ALT)
    assert page.pane.original.toPlainText() == "ডলার সংকটে এলসি"
    assert QApplication.focusWidget() is box(page)

    commit(box(page), "달러 부족으로 신용")
    compose(box(page), "장")
    press(Qt.Key.Key_Return)
    assert shown(page) != ("SG-0001", "headline")
    assert QApplication.focusWidget() is box(page)
    assert box(page).typed() == ""
    settled()
    assert text_of(office, "SG-0001", "headline") == Text(
        "ডলার সংকটে এলসি", "bn", {"ko": Translation("달러 부족으로 신용장")}
    )
    assert lacking(office) == before - 1
    assert page.list.queue.rowCount() == before - 1
    assert window.sidebar.places["texts"].count == before - 1
    assert str(office.language(code).number(before - 1)) in page.number.text()
    # The report says the same.
    desk.open_report(PERIOD)
    settled()
    report = window.page("report")
    found = [one for one in report.check.model.findings if one.needs]  # type: ignore[attr-defined]
    assert sum(int(str(one.values["count"])) for one in found) == before - 1


def test_the_whole_queue_by_keyboard_until_it_says_well_done(
    session: Session, page: TextsPage, settled: Settled
) -> None:
    count = page.list.queue.rowCount()
    assert count > 5
    for number in range(count):
        write(box(page), f"번역 {number}")
        press(Qt.Key.Key_Return)
    settled()
    assert lacking(session.desk.office) == 0
    assert page.stack.currentIndex() == 1
    assert page.praise.text.text() == "Well done! Every text of 2026-B23 has Korean."
    assert session.window.sidebar.places["texts"].count == 0
    assert page.praise.review.text() == f"Review {count} translations"
    QTest.mouseClick(page.praise.review, Qt.MouseButton.LeftButton)
    settled()
    page.pane.focus()
    for _ in range(count):
        assert box(page).typed().startswith("번역")
        press(Qt.Key.Key_R)
    settled()
    assert page.praise.text.text() == "Well done! No translation into Korean waits for a review."
    states = {
        text_of(session.desk.office, name, "products").translations["ko"].state for name in ("BL-0001",)
    }
    assert states == {TextState.REVIEWED}


def test_what_is_typed_and_not_saved_is_kept_through_a_crash_and_can_be_dropped(
    application: QApplication, session: Session, page: TextsPage, settled: Settled, qtbot: QtBot
) -> None:
    office, first = session.desk.office, shown(page)
    commit(box(page), "편직")
    compose(box(page), "기")
    # Two seconds later it is on the disk, the unfinished syllable included.
    qtbot.waitUntil(lambda: len(office.drafts.all()) == 1)
    assert office.drafts.all()[0].typed["text"] == "편직기"
    with Office.open(office.data, clock=clock) as again:
        second = Session(application, again)
        second.window.start()
        second.desk.go("texts")
        for _ in range(3):
            second.desk.settle()
            QApplication.processEvents()
        other = opened(second)
        assert shown(other) == first
        assert box(other).typed() == "편직기"
        assert other.pane.note.isVisible()
        QTest.mouseClick(other.pane.discard, Qt.MouseButton.LeftButton)
        second.desk.settle()
        assert box(other).typed() == ""
        assert not other.pane.note.isVisible()
        assert office.drafts.all() == []
        second.window.close()
        second.end()
    assert text_of(office, *first).in_language("ko") is None


def test_going_to_another_text_keeps_what_is_typed_for_both(
    session: Session, page: TextsPage, settled: Settled
) -> None:
    first = shown(page)
    write(box(page), "하나")
    press(Qt.Key.Key_Down, ALT)
    second = shown(page)
    assert second != first
    assert box(page).typed() == ""
    write(box(page), "둘")
    press(Qt.Key.Key_Up, ALT)
    assert shown(page) == first
    assert box(page).typed() == "하나"
    assert page.list.queue.is_unsaved(page.list.queue.row(0))  # type: ignore[arg-type]
    session.window.show_place("home")
    settled()
    assert sorted(str(one.typed["text"]) for one in session.desk.office.drafts.all()) == ["둘", "하나"]
    session.window.show_place("texts")
    settled()
    press(Qt.Key.Key_Return)
    settled()
    assert text_of(session.desk.office, *first).in_language("ko") == "하나"
    assert [one.typed["text"] for one in session.desk.office.drafts.all()] == ["둘"]
    assert shown(page) == second
    assert box(page).typed() == "둘"


def test_undo_takes_the_last_one_back_and_goes_there(
    session: Session, page: TextsPage, settled: Settled
) -> None:
    first, count = shown(page), page.list.queue.rowCount()
    write(box(page), "잘못")
    press(Qt.Key.Key_Return)
    settled()
    assert page.list.queue.rowCount() == count - 1
    press(Qt.Key.Key_Z)
    settled()
    assert text_of(session.desk.office, *first).in_language("ko") is None
    assert page.list.queue.rowCount() == count
    assert shown(page) == first
    assert not page.pane.undo.isVisible()


@pytest.mark.parametrize("announced", [True, False], ids=["here", "in another program"])
def test_a_text_changed_by_somebody_else_meanwhile_is_not_overwritten(
    session: Session, page: TextsPage, settled: Settled, announced: bool
) -> None:
    desk, office = session.desk, session.desk.office
    reference, field = shown(page)
    write(box(page), "우리의 번역")
    theirs = {"text": "Another original", "language": "en", "translations": {"ko": "그들의 번역"}}
    if announced:
        desk.write(lambda one: one.change(reference, {field: theirs}))
        settled()
    else:
        with Office.open(office.data, clock=clock) as other:
            other.change(reference, {field: theirs})
        press(Qt.Key.Key_Return)
        settled()
    assert shown(page) == (reference, field)
    assert "changed by somebody else" in page.pane.problem.text()
    assert page.pane.problem.isVisible()
    assert page.pane.original.toPlainText() == "Another original"
    assert box(page).typed() == "우리의 번역"
    assert text_of(office, reference, field).in_language("ko") == "그들의 번역"
    assert [one.typed["text"] for one in office.drafts.all()] == ([] if announced else ["우리의 번역"])
    # Having seen it, the person decides.
    page.pane.focus()
    press(Qt.Key.Key_Return)
    settled()
    assert text_of(office, reference, field).in_language("ko") == "우리의 번역"
    assert office.drafts.all() == []


def test_a_full_disk_loses_nothing(session: Session, page: TextsPage, settled: Settled) -> None:
    """The translation comes back to the list as not saved yet, and can be saved once there is room."""
    desk, count = session.desk, page.list.queue.rowCount()
    while page.pane.field is None or page.pane.field.short:
        press(Qt.Key.Key_Down, ALT)
    wanted, at = shown(page), page.list.currentIndex().row()
    desk.write(lambda office: office.store.database.rows("PRAGMA max_page_count = 1"))
    commit(box(page), "번역 " * 9_000)
    press(Qt.Key.Key_Return)
    assert shown(page) != wanted
    settled()
    assert "disk is full" in session.window.notice.text.text()
    assert page.list.queue.rowCount() == count
    row = page.list.queue.row(at)
    assert row is not None
    assert (row.record.reference, row.field) == wanted
    assert page.list.queue.is_unsaved(row)
    desk.write(lambda office: office.store.database.rows("PRAGMA max_page_count = 1000000"))
    page.list.setCurrentIndex(page.list.queue.index(at, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shown(page) == wanted
    press(Qt.Key.Key_Return)
    settled()
    assert text_of(desk.office, *wanted).in_language("ko") == ("번역 " * 9_000).strip()


def test_marking_nothing_as_reviewed_is_refused_in_words(page: TextsPage) -> None:
    first = shown(page)
    press(Qt.Key.Key_R)
    assert shown(page) == first
    assert page.pane.problem.text().startswith("⚠ ")
    write(box(page), "번")
    assert not page.pane.problem.isVisible()


def test_nothing_typed_means_the_next_one(session: Session, page: TextsPage, settled: Settled) -> None:
    first, count = shown(page), page.list.queue.rowCount()
    press(Qt.Key.Key_Return)
    settled()
    assert shown(page) != first
    assert page.list.queue.rowCount() == count


@pytest.mark.parametrize("need", ["bn", "en"])
def test_other_languages_and_other_periods(
    session: Session, page: TextsPage, settled: Settled, need: str
) -> None:
    office = session.desk.office
    QTest.mouseClick(page.choice.languages.chips[need], Qt.MouseButton.LeftButton)
    settled()
    report = office.report(office.period(PERIOD))
    assert page.list.queue.rowCount() == len(report.lacking(need))
    QTest.mouseClick(page.choice.periods.chips[""], Qt.MouseButton.LeftButton)
    settled()
    everything = list(office.gaps(need))
    assert page.list.queue.rowCount() == len(everything) >= len(report.lacking(need))
    number = session.desk.language.number(len(everything))
    assert page.choice.periods.chips[""].text() == f"All periods {number}"


def test_a_finding_of_the_report_leads_to_its_text(session: Session, settled: Settled) -> None:
    session.desk.open_report("2026-B22")
    settled()
    check = session.window.page("report").check  # type: ignore[attr-defined]
    row = next(at for at, one in enumerate(check.model.findings) if one.needs)
    finding = check.model.findings[row]
    assert check.model.action(finding) == "Translate"
    check.list.setCurrentIndex(check.model.index(row))
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "texts"
    page = opened(session)
    assert shown(page) == (finding.record, finding.field)
    assert page.choice.choice.period == "2026-B22"
    assert QApplication.focusWidget() is box(page)


def test_home_leads_to_the_texts_of_its_period(session: Session, settled: Settled) -> None:
    home, office = session.window.page("home"), session.desk.office
    period = office.period("2026-B22")
    home.show_period(period)  # type: ignore[attr-defined]
    settled()
    found = next(one for one in gathered(office.check(period)) if one.first.needs)
    home.findings.chosen.emit(found)  # type: ignore[attr-defined]
    settled()
    assert session.window.place == "texts"
    assert opened(session).choice.choice.period == "2026-B22"
    assert opened(session).list.queue.rowCount() == len(office.report(period).lacking("ko"))


def test_the_titles_follow_the_language_and_the_record_opens(
    session: Session, page: TextsPage, settled: Settled
) -> None:
    session.desk.set_language("ko")
    settled()
    assert page.title.text() == session.desk.office.language("ko").say("Texts to translate")
    assert session.desk.titles.of(page.pane.record) == page.pane.title.text()  # type: ignore[arg-type]
    record = page.pane.record
    assert record is not None
    QTest.mouseClick(page.pane.open, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == record.type.name
    assert session.window.page(record.type.name).detail.keeper.record.id == record.id  # type: ignore[attr-defined]


def test_a_draft_is_named_by_its_text_and_language() -> None:
    assert Task("id", "said", "ko").form == "text:id:said:ko"
