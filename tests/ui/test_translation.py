"""The place for translators in the real window: progress, mistakes, saved files, marks, where a text comes from."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from fieldreport import folders
from fieldreport.catalogue.loaded import po_file
from fieldreport.catalogue.review import LANGUAGES, TRANSLATED, review
from fieldreport.cli import run
from fieldreport.cli.arguments import UNKNOWN_COMMAND
from fieldreport.office import Office
from tests.ui.hands import compose, rewrite
from tests.ui.opened import clock
from ui.app import Session
from ui.pages.records import RecordsPage
from ui.pages.translating.points import Point
from ui.pages.translation import TranslationPage
from ui.widgets.sidebar import TRANSLATION

#: How long after a PO file is saved the window may take to show it, in milliseconds.
SOON = 1000


class Editor(QObject):
    """What this computer opens files with: keeps their paths."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def editor() -> Iterator[Editor]:
    """The program that opens PO files."""
    one = Editor()
    # The types ask for bytes, the bindings for a str.
    QDesktopServices.setUrlHandler("file", one, "open")  # type: ignore[arg-type]
    yield one
    QDesktopServices.unsetUrlHandler("file")


@dataclass
class Translator:
    """Somebody who translates: the page, and the copy of the Korean file in an editor."""

    session: Session
    page: TranslationPage
    path: Path

    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def save(self, content: str | bytes, *, replacing: bool = False) -> None:
        """Save the PO file: into the file that is there, or as a new file in its place."""
        raw = content.encode("utf-8") if isinstance(content, str) else content
        if replacing:
            new = self.path.with_name("fieldreport.po.new")
            new.write_bytes(raw)
            new.replace(self.path)
        else:
            self.path.write_bytes(raw)

    def translate(
        self, source: str, translation: str, *, fuzzy: bool = False, replacing: bool = False
    ) -> None:
        """Give a text another translation and save."""
        self.save(changed(self.text(), source, translation, fuzzy=fuzzy), replacing=replacing)


def changed(content: str, source: str, translation: str, *, fuzzy: bool = False) -> str:
    """A PO file's content with another translation for a text of one line that has no context."""
    pattern = re.compile(
        rf'^(#[:,.].*\n)(msgid "{re.escape(source)}"\n)msgstr ".*"\n(?:".*"\n)*', re.MULTILINE
    )
    assert pattern.search(content)
    mark = "#, fuzzy\n" if fuzzy else ""
    return pattern.sub(lambda found: f'{found[1]}{mark}{found[2]}msgstr "{translation}"\n', content)


@pytest.fixture
def page(session: Session, settled: Callable[[], None]) -> TranslationPage:
    """The page, opened by its place."""
    session.window.sidebar.places[TRANSLATION].click()
    settled()
    made = session.window.page(TRANSLATION)
    assert isinstance(made, TranslationPage)
    return made


@pytest.fixture
def translator(
    session: Session, page: TranslationPage, editor: Editor, settled: Callable[[], None]
) -> Translator:
    """The window in Korean, with a copy of the Korean file to edit."""
    session.desk.set_language("ko")
    page.cards["ko"].copy.click()
    settled()
    [path] = editor.opened
    return Translator(session, page, path)


def home_name(session: Session) -> str:
    """What the first place is called on the screen."""
    return session.window.sidebar.places["home"].text()


def points(page: TranslationPage) -> list[Point]:
    """The points that are listed."""
    return list(page.list.points.points)


def tooltip(widget: QWidget, point: QPoint | None = None) -> str:
    """What is told when the pointer rests on a widget."""
    at = point or widget.rect().center()
    QToolTip.hideText()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text()


# ---- progress ------------------------------------------------------------------------------------------------


def test_each_language_says_how_far_it_is(session: Session, page: TranslationPage) -> None:
    for code in LANGUAGES:
        card, expected = page.cards[code], review(code, folders.locales())
        assert card.bar.maximum() == len(expected.entries) > 800
        assert card.bar.value() == expected.counts[TRANSLATED]
        assert card.words.text().startswith(
            f"{card.bar.value():,} of {card.bar.maximum():,} texts translated"
        )
        assert card.where.text().replace("\u200b", "") == str(po_file(folders.locales(), code))
        assert card.words.text() in card.bar.accessibleName()


def test_what_is_left_is_listed_by_kind_with_its_notes(
    translator: Translator, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page = translator.page
    before = len(points(page))
    content = changed(translator.text(), "Home", "")
    translator.save(changed(content, "Report", "보고", fuzzy=True))
    qtbot.waitUntil(lambda: len(points(page)) == before + 2)
    assert home_name(translator.session) == "Home"
    page.kinds["fuzzy"].click()
    settled()
    [fuzzy] = points(page)
    assert fuzzy.entry is not None
    assert (fuzzy.entry.source, fuzzy.entry.translations) == ("Report", ("보고",))
    line = translator.text().splitlines()[fuzzy.line - 1]
    assert "Report" in line
    told = [one.text() for one in page.detail.findChildren(QLabel) if one.isVisible()]
    assert {"Report", "보고", "report: 보고서", *fuzzy.entry.places} <= set(told)
    page.kinds["fuzzy"].click()
    page.kinds["untranslated"].click()
    assert "Home" in [one.entry.source for one in points(page) if one.entry is not None]
    assert page.kinds["untranslated"].text().endswith(str(len(points(page))))


# ---- saving a PO file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("replacing", [False, True], ids=["in place", "a new file in its place"])
def test_the_window_shows_what_was_saved_within_a_second_every_time(
    translator: Translator, qtbot: QtBot, replacing: bool
) -> None:
    session = translator.session
    session.window.show_place("home")
    for word in ("첫 화면", "처음", "시작 화면"):
        translator.translate("Home", word, replacing=replacing)
        qtbot.waitUntil(lambda word=word: home_name(session) == word, timeout=SOON)  # type: ignore[misc]


def test_pages_out_of_sight_and_background_work_follow(
    translator: Translator, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session = translator.session
    session.window.show_place("lead")
    leads = session.window.page("lead")
    assert isinstance(leads, RecordsPage)
    settled()
    session.window.show_place(TRANSLATION)
    translator.translate("Buyer leads", "구매 문의")
    qtbot.waitUntil(lambda: session.window.sidebar.places["lead"].text() == "구매 문의", timeout=SOON)
    session.window.show_place("lead")
    assert leads.title.text() == "구매 문의"
    heard: list[str] = []
    session.desk.read(lambda office: office.language("ko").say("Buyer leads"), heard.append)
    session.desk.write(lambda office: office.language("ko").say("Buyer leads"), heard.append)
    settled()
    assert heard == ["구매 문의", "구매 문의"]


def test_what_is_being_typed_stays_when_the_texts_change(
    translator: Translator, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session = translator.session
    session.desk.new_record("organisation")
    settled()
    focus = QApplication.focusWidget()
    assert focus is not None
    rewrite(focus, "Surma Leaf")
    compose(focus, "삼")
    translator.translate("Home", "첫 화면")
    qtbot.waitUntil(lambda: home_name(session) == "첫 화면", timeout=SOON)
    assert QApplication.focusWidget() is focus
    assert focus.text() == "Surma Leaf"  # type: ignore[attr-defined]
    assert focus.typed() == "Surma Leaf삼"  # type: ignore[attr-defined]


# ---- broken files --------------------------------------------------------------------------------------------


def break_placeholder(content: str) -> bytes:
    return changed(content, "Report {period}", "{preiod} 보고서").encode()


def break_plural(content: str) -> bytes:
    one = 'msgid_plural "{count} tasks"\n'
    return content.replace(f'{one}msgstr[0] "', f'{one}msgstr[1] "둘"\nmsgstr[0] "', 1).encode()


def break_encoding(content: str) -> bytes:
    return content.encode("cp949", errors="replace")


def break_merge(content: str) -> bytes:
    head, _, rest = content.partition('msgid "Home"\n')
    return f'{head}<<<<<<< HEAD\nmsgid "Home"\n=======\n>>>>>>> theirs\n{rest}'.encode()


@pytest.mark.parametrize(
    ("broken", "reason", "says", "source"),
    [
        (break_placeholder, "differ in", lambda say: say.say("Report {period}", period="B"), "Report B"),
        (break_plural, "partner", lambda say: say.plural("{count} task", "{count} tasks", 2), "2 tasks"),
        (break_encoding, "UTF-8", lambda say: say.say("Home"), "Home"),
        (break_merge, "Two versions", lambda say: say.say("Home"), "Home"),
    ],
    ids=["placeholder", "plural", "encoding", "merge"],
)
def test_a_broken_file_shows_the_source_and_is_told_with_its_line_until_it_is_mended(
    translator: Translator,
    qtbot: QtBot,
    settled: Callable[[], None],
    broken: Callable[[str], bytes],
    reason: str,
    says: Callable[..., str],
    source: str,
) -> None:
    page, desk, sound = translator.page, translator.session.desk, translator.text()
    before = [one.mistake for one in points(page) if one.mistake is not None]
    translator.save(broken(sound))
    qtbot.waitUntil(lambda: bool(desk.language.catalogue.mistakes), timeout=SOON)
    settled()
    listed = [one for one in points(page) if one.mistake is not None and one.mistake not in before]
    assert listed
    first = listed[0]
    assert first.mistake is not None
    assert first.mistake.harmful
    english = desk.office.language("en").say(first.mistake.message, **first.mistake.values)
    assert reason in english
    rows = broken(sound).splitlines()
    assert rows[first.line - 1].strip()
    # What the person reads is in the person's language, with the line.
    model = page.list.points
    row = points(page).index(first)
    shown = str(model.data(model.index(row)))
    assert desk.language.say(first.mistake.message, **first.mistake.values) in shown
    assert str(first.line) in shown
    if broken is not break_plural:
        assert says(desk.language) == source
    for place in ("home", "report", TRANSLATION):
        translator.session.window.show_place(place)
        settled()
    translator.save(sound)
    qtbot.waitUntil(lambda: not desk.language.catalogue.mistakes, timeout=SOON)
    settled()
    assert [one.mistake for one in points(page) if one.mistake is not None] == before
    assert says(desk.language) != source


def test_two_forms_where_korean_has_one_leave_the_source_text(translator: Translator, qtbot: QtBot) -> None:
    session = translator.session
    before = session.desk.language.plural("{count} task", "{count} tasks", 2)
    assert before != "2 tasks"
    one = 'msgid_plural "{count} tasks"\n'
    content = re.sub(rf'({re.escape(one)})msgstr\[0\] ".*"\n', r'\1msgstr[0] ""\n', translator.text())
    translator.save(content)
    say = session.desk
    qtbot.waitUntil(
        lambda: say.language.plural("{count} task", "{count} tasks", 2) == "2 tasks", timeout=SOON
    )


# ---- marks and whence ----------------------------------------------------------------------------------------


def test_marks_show_what_is_missing_and_go_again(translator: Translator, qtbot: QtBot) -> None:
    session, page = translator.session, translator.page
    content = changed(translator.text(), "Home", "")
    translator.save(changed(content, "Report", "보고서", fuzzy=True))
    qtbot.waitUntil(lambda: home_name(session) == "Home", timeout=SOON)
    page.proof.choices["marked"].click()
    names = {name: one.text() for name, one in session.window.sidebar.places.items()}
    assert (names["home"], names["report"]) == ("⟦Home⟧", "⟦Report⟧")
    assert "⟦" not in names["lead"]
    # Switching the language keeps the marks; English has no file and misses nothing.
    session.desk.set_language("bn")
    assert session.desk.language.proof == "marked"
    session.desk.set_language("ko")
    assert home_name(session) == "⟦Home⟧"
    translator.translate("Home", "첫 화면")
    qtbot.waitUntil(lambda: home_name(session) == "첫 화면", timeout=SOON)
    page.proof.choices[""].click()
    assert session.window.sidebar.places["report"].text() == "Report"


def test_stretching_reaches_every_text_of_the_window_and_no_file(
    session: Session, page: TranslationPage, settled: Callable[[], None]
) -> None:
    page.proof.choices["stretched"].click()
    settled()
    assert re.fullmatch(r"\[Hómé[ ~]+\]", home_name(session))
    named = [page.title, page.subtitle, page.proof.heading, page.proof.hint, page.cards["ko"].words]
    pressed = [*page.kinds.values(), *page.proof.choices.values(), page.detail.open, page.cards["bn"].copy]
    for text in (*(one.text() for one in named), *(one.text() for one in pressed)):
        assert re.fullmatch(r"\[.*\]", text)
    office = session.desk.office
    assert office.language("en").say("Home") == "Home"
    report = office.report(office.fortnights.last_full(office.today()))
    assert "~" not in report.filename(office.language("en"))
    page.proof.choices[""].click()
    assert home_name(session) == "Home"


def test_the_pointer_tells_where_a_text_comes_from_only_while_texts_are_proofed(
    translator: Translator, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session, page = translator.session, translator.page
    home = session.window.sidebar.places["home"]
    assert "sidebar.py" not in tooltip(home)
    page.proof.choices["marked"].click()
    settled()
    told = tooltip(home)
    assert "“Home”" in told
    assert "ui/widgets/sidebar.py" in told
    line = next(at for at, row in enumerate(translator.text().splitlines(), start=1) if row == 'msgid "Home"')
    assert f"fieldreport.po, {line}" in told
    # A label, a text with a meaning of its own, a text in a list, a text inside a row that is one button.
    assert "ui/pages/translation.py" in tooltip(page.subtitle)
    assert "“Translation”" in tooltip(page.title)
    translator.translate("Home", "")
    qtbot.waitUntil(lambda: home_name(session) == "⟦Home⟧", timeout=SOON)
    settled()
    assert session.desk.office.language("ko").say("Not translated") in tooltip(home)
    viewport, first = page.list.viewport(), page.list.visualRect(page.list.model().index(0, 0))
    assert "ui/pages/translating/points.py" in tooltip(viewport, first.center())
    session.window.show_place("home")
    settled()
    table = session.window.page("home").tasks  # type: ignore[attr-defined]
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 5, 5)
    assert "“Task”" in tooltip(header.viewport(), at)
    finding = session.window.page("home").findings.rows[0]  # type: ignore[attr-defined]
    label = next(one for one in finding.findChildren(QLabel) if one.text())
    assert "fieldreport/report/checks.py" in tooltip(finding, label.mapTo(finding, QPoint(4, 4)))
    page.proof.choices[""].click()
    assert "sidebar.py" not in tooltip(home)


def test_text_that_looks_like_html_is_told_as_it_is(session: Session, page: TranslationPage) -> None:
    page.proof.choices["marked"].click()
    page.title.setText(session.desk.language.say("{name} came", name="<b>Rahim</b>"))
    assert "{name} came" in tooltip(page.title)
    page.title.setText("<b>Rahim</b>")
    assert "Rahim" not in tooltip(page.title)


def test_the_keyboard_asks_where_the_focus_text_comes_from(session: Session, page: TranslationPage) -> None:
    page.proof.choices["marked"].click()
    button = page.cards["ko"].open
    button.setFocus()
    QToolTip.hideText()
    QTest.keyClick(button, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert "“Open the PO file”" in QToolTip.text()


# ---- files ---------------------------------------------------------------------------------------------------


def test_the_file_opens_by_button_double_click_and_enter(
    session: Session, page: TranslationPage, editor: Editor, settled: Callable[[], None], qtbot: QtBot
) -> None:
    own = po_file(session.desk.translations.own, "bn")
    page.cards["bn"].copy.click()
    settled()
    assert editor.opened == [own]
    page.languages["bn"].click()
    own.write_text(changed(own.read_text(encoding="utf-8"), "Home", ""), encoding="utf-8", newline="\n")
    qtbot.waitUntil(lambda: page.list.model().rowCount() > 0, timeout=SOON)
    editor.opened.clear()
    page.cards["bn"].open.click()
    page.cards["bn"].folder.click()
    assert editor.opened == [own, own.parent]
    editor.opened.clear()
    place = page.list.visualRect(page.list.currentIndex()).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    page.detail.open.click()
    assert editor.opened == [own] * 3


def test_a_copy_of_an_older_program_is_brought_up_to_date(
    translator: Translator, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    page, card = translator.page, translator.page.cards["ko"]
    assert not card.copy.isVisible()
    content = re.sub(r'#: .*\nmsgid "Home"\nmsgstr ".*"\n', "", translator.text())
    assert 'msgid "Home"' not in content
    translator.save(content.replace('msgid "Report"\nmsgstr "보고서"', 'msgid "Report"\nmsgstr "리포트"'))
    places = translator.session.window.sidebar.places
    qtbot.waitUntil(lambda: places["report"].text() == "리포트", timeout=SOON)
    qtbot.waitUntil(card.copy.isVisible)
    # What the copy does not hold comes from the program meanwhile.
    assert home_name(translator.session) == "홈"
    missing = next(one for one in points(page) if one.entry is not None and one.entry.source == "Home")
    assert missing.line == 0
    card.copy.click()
    settled()
    qtbot.waitUntil(lambda: not card.copy.isVisible())
    assert 'msgid "Home"\nmsgstr "홈"' in translator.text()
    assert places["report"].text() == "리포트"


def test_a_copy_is_set_aside_and_that_can_be_undone(
    translator: Translator, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session, card = translator.session, translator.page.cards["ko"]
    translator.translate("Home", "첫 화면")
    qtbot.waitUntil(lambda: home_name(session) == "첫 화면", timeout=SOON)
    card.aside.click()
    settled()
    qtbot.waitUntil(lambda: home_name(session) == "홈", timeout=SOON)
    assert not translator.path.exists()
    session.window.notice.action.click()
    settled()
    qtbot.waitUntil(lambda: home_name(session) == "첫 화면", timeout=SOON)
    assert translator.path.exists()


def test_a_copy_that_cannot_be_made_is_said(
    session: Session, page: TranslationPage, editor: Editor, settled: Callable[[], None]
) -> None:
    session.desk.translations.own.write_text("a file where the folder should be", encoding="utf-8")
    page.cards["ko"].copy.click()
    settled()
    assert session.window.notice.isVisible()
    assert str(session.desk.translations.own) in session.window.notice.text.text()
    assert editor.opened == []


def test_the_copy_is_used_at_the_next_start_and_on_the_command_line(translator: Translator) -> None:
    translator.translate(UNKNOWN_COMMAND, "{name}?")
    data = translator.session.desk.office.data
    with Office.open(data, clock=clock) as again:
        assert again.language("ko").say(UNKNOWN_COMMAND, name="fly") == "fly?"
    out, err = io.StringIO(), io.StringIO()
    assert run(["--data", str(data), "--language", "ko", "fly"], io.BytesIO(), out, err) == 2
    assert "fly?" in err.getvalue()
