"""The tables of HS codes: which are loaded, and another one from a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Setting
from ui.tools.hs_loading import Loading
from ui.tools.hs_reading import Listed, read_list
from ui.widgets.plain import button


class CodesSection(Section):
    """What is known of HS codes here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.listed: Listed | None = None
        self.tables_heading, self.tables = self.heading(), Wrapping()
        self.tables.setProperty("role", "muted")
        self.loading = Loading(desk)
        self.search = button()
        self.searching = Setting(self.search)
        self.search.clicked.connect(lambda: desk.open_tool("hs"))
        card = self.card(heading=self.tables_heading)
        card.body.addWidget(self.tables)
        card.body.addWidget(self.loading)
        self.card(self.searching)
        self.finish()
        self.loading.loaded.connect(self.arrive)

    def arrive(self) -> None:
        self.desk.read(
            partial(read_list, words="", under="", language=self.desk.language),
            self._show,
            latest="settings codes",
        )

    def _show(self, listed: Listed) -> None:
        self.listed = listed
        self._say_tables()

    def _say_tables(self) -> None:
        say = self.desk.language.say
        self.tables.setText(
            "\n".join(self.listed.tables if self.listed is not None else ())
            or say("Only the chapters are known so far. Load the full table to find every code.")
        )

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.tables_heading.setText(say("Tables of HS codes"))
        self.searching.say(say("Find a code"), say("By number or by words in any language."))
        self.search.setText(say("Look through the codes"))
        self.loading.retranslate()
        self._say_tables()
        if self.listed is not None and self.isVisible():
            # The tables are named in the language in which they were read.
            self.arrive()
