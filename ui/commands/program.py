"""The commands of the program: its places, new entries, tools, and what can be done from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from fieldreport.language import CODES, N_, Language, N_in
from fieldreport.record import RecordType
from ui.commands.command import Command, Group
from ui.desk import Notice
from ui.widgets.sidebar import HOME, REPORT, SETTINGS, TEXTS, TOOLS, TRANSLATION

if TYPE_CHECKING:
    from pathlib import Path

    from fieldreport.office import Office
    from ui.main_window import MainWindow


#: The names of commands that the window itself asks for.
SEARCH, NEW, UNDO, REDO = "search", "new", "undo", "redo"

NOTHING_TO_UNDO = N_("Nothing was written in this window that could be taken back.")
NOTHING_TO_REDO = N_("Nothing was taken back that could be done again.")
BACKED_UP = N_("The backup is made: {path}. It carries {files} of the records.")
NO_RECORD_OPEN = N_("Please open a record first; files are put on the one that is open.")

#: Where the places that are no list of records are called by their own names.
PLACES: tuple[tuple[str, str, str], ...] = (
    (HOME, N_("Home"), "Alt+Home"),
    (TEXTS, N_("Texts to translate"), ""),
    (TOOLS, N_("Office work"), ""),
    (REPORT, N_("Report"), "Ctrl+Shift+R"),
    (TRANSLATION, N_in("place", "Translation"), ""),
    (SETTINGS, N_("Settings"), "Ctrl+,"),
)
#: New entries that are offered before anything is typed.
USUAL_NEW = ("lead", "meeting", "difficulty", "organisation", "contact", "action")
THEMES: tuple[tuple[str, str], ...] = (
    ("light", N_("Light colours")),
    ("dark", N_("Dark colours")),
    ("system", N_("Colours of the system")),
)


def at_start(types: Sequence[RecordType]) -> tuple[Command, ...]:
    """Those that have keys or stand in the window's menus: it opens without loading the tools for their names."""
    return (*_new(types), *_doing(), *_places(types))


def commands(types: Sequence[RecordType]) -> tuple[Command, ...]:
    """All of them, the most usual first."""
    return (*_new(types), *_doing(), *_places(types), *_tools())


def _new(types: Sequence[RecordType]) -> Iterator[Command]:
    for one in types:
        yield Command(
            name=f"new-{one.name}",
            group=Group.NEW,
            label=N_("New: {type}"),
            values=_label_of(one),
            run=partial(_begin, one.name),
            icon=one.name,
            usual=one.name in USUAL_NEW,
        )


def _label_of(record_type: RecordType) -> Callable[[Language], Mapping[str, object]]:
    return lambda language: {"type": language.say(record_type.label)}


def _doing() -> Iterator[Command]:
    yield Command(
        name=NEW,
        group=Group.DO,
        label=N_("New entry"),
        run=lambda window: window.begin(),
        icon="plus",
        keys="Ctrl+N",
    )
    yield Command(
        name=SEARCH,
        group=Group.DO,
        label=N_("Search everything"),
        run=lambda window: window.top.search.focus(),
        icon="search",
        keys="Ctrl+K",
    )
    yield Command(
        name=UNDO,
        group=Group.DO,
        label=N_("Take back the last change"),
        run=_undo,
        icon="back",
        keys="Ctrl+Z",
        yields=True,
        usual=True,
        words=(N_in("search word", "Undo"),),
    )
    yield Command(
        name=REDO,
        group=Group.DO,
        label=N_("Do again what was taken back"),
        run=_redo,
        icon="forward",
        keys="Ctrl+Shift+Z",
        yields=True,
        words=(N_in("search word", "Redo"),),
    )
    yield Command(
        name="export",
        group=Group.DO,
        label=N_("Export the report"),
        run=_export,
        icon="report",
        keys="Ctrl+E",
        usual=True,
        words=(N_in("search word", "Workbook"), N_in("search word", "Excel")),
    )
    yield Command(
        name="import",
        group=Group.DO,
        label=N_("Bring in a list from Excel or CSV"),
        run=lambda window: window.desk.open_tool("bringing"),
        icon="tools",
        usual=True,
        words=(N_in("search word", "Import"),),
    )
    yield Command(
        name="back-up",
        group=Group.DO,
        label=N_("Back up now"),
        run=_back_up,
        icon="copy",
        usual=True,
        words=(N_in("search word", "Save a copy"),),
    )
    yield Command(
        name="attach",
        group=Group.DO,
        label=N_("Put a file on the open record"),
        run=_attach,
        icon="record",
        words=(N_in("search word", "Photo"), N_in("search word", "Attachment")),
    )
    for code in CODES:
        yield Command(
            name=f"language-{code}",
            group=Group.DO,
            label=N_("Show everything in {language}"),
            values=_language_of(code),
            run=partial(_speak, code),
            icon="globe",
            words=(N_in("search word", "Language"),),
        )
    for name, label in THEMES:
        yield Command(
            name=f"theme-{name}",
            group=Group.DO,
            label=label,
            run=partial(_wear, name),
            icon="colours",
            words=(N_in("search word", "Theme"), N_in("search word", "Appearance")),
        )


def _language_of(code: str) -> Callable[[Language], Mapping[str, object]]:
    # Each is found by its name in each language, and by its own: whoever looks for it may read nothing else.
    return lambda language: {"language": language.language_name(code)}


def _places(types: Sequence[RecordType]) -> Iterator[Command]:
    for name, label, keys in PLACES:
        yield Command(
            name=f"go-{name}", group=Group.PAGE, label=label, run=partial(_go, name), icon=name, keys=keys
        )
    for one in types:
        yield Command(
            name=f"go-{one.name}",
            group=Group.PAGE,
            label=one.plural,
            run=partial(_go, one.name),
            icon=one.name,
        )


def _tools() -> Iterator[Command]:
    from ui.pages.office_work import TOOLS as KINDS

    for kind in KINDS:
        yield Command(
            name=f"tool-{kind.name}",
            group=Group.TOOL,
            label=kind.label,
            run=partial(_open_tool, kind.name),
            icon="tools",
        )


# ---- how they are done -----------------------------------------------------------------------------------------


def _go(place: str, window: MainWindow) -> None:
    window.desk.go(place)


def _begin(type_name: str, window: MainWindow) -> None:
    window.desk.new_record(type_name)


def _open_tool(name: str, window: MainWindow) -> None:
    window.desk.open_tool(name)


def _speak(code: str, window: MainWindow) -> None:
    window.desk.set_language(code)


def _wear(name: str, window: MainWindow) -> None:
    window.desk.keep_settings(theme=name)


def _undo(window: MainWindow) -> None:
    if not window.desk.steps.undo(told=True):
        window.desk.notice(NOTHING_TO_UNDO, "warn")


def _redo(window: MainWindow) -> None:
    if not window.desk.steps.redo(told=True):
        window.desk.notice(NOTHING_TO_REDO, "warn")


def _export(window: MainWindow) -> None:
    from ui.pages.report import EXPORT, ReportPage

    office = window.desk.office
    window.desk.open_report(office.fortnights.last_full(office.today()).code)
    page = window.page(REPORT)
    assert isinstance(page, ReportPage)
    page.show_step(EXPORT)


def _attach(window: MainWindow) -> None:
    from ui.pages.records import RecordsPage

    page = window.pages.get(window.place)
    if not (isinstance(page, RecordsPage) and page.ask_for_files()):
        window.desk.notice(NO_RECORD_OPEN, "warn")


def _back_up(window: MainWindow) -> None:
    desk = window.desk

    def say(made: tuple[Path, int]) -> None:
        path, count = made
        files = desk.language.plural("{count} file", "{count} files", count)
        desk.noticed.emit(Notice(BACKED_UP, {"path": str(path), "files": files}))

    desk.read(back_up_now, say)


def back_up_now(office: Office) -> tuple[Path, int]:
    """Make a backup among the automatic ones; and how many files of the records it carries."""
    from fieldreport import safekeeping
    from fieldreport.attachments import Attachments
    from fieldreport.office import DATABASE_NAME

    database = office.data / DATABASE_NAME
    path = safekeeping.back_up_now(database, office.data, office.settings, office.clock())
    return path, Attachments(office.store, office.data).totals()[0]
