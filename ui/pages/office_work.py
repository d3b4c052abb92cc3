"""The page of the office's work: what is more than one record, a tool each, chosen from cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk
from ui.pages.page import Page
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.columns import Columns
from ui.widgets.plain import Card, button, label, scrolling


class Tool(Page):
    """One tool: a page of its own inside the place of the office's work."""

    def open_subject(self, subject: str) -> None:
        """Turn to what somebody came for: a record's id, or whatever else the tool says it takes."""


@dataclass(frozen=True)
class ToolKind:
    """A tool: its ``label`` and what it is for (``help``), both catalogue texts; ``load`` imports its class."""

    name: str
    label: str
    help: str
    load: Callable[[], type[Tool]]


def _plan() -> type[Tool]:
    from ui.tools.plan.tool import PlanTool

    return PlanTool


def _duplicates() -> type[Tool]:
    from ui.tools.twice.tool import DuplicatesTool

    return DuplicatesTool


def _ledger() -> type[Tool]:
    from ui.tools.ledger import LedgerTool

    return LedgerTool


def _follow_ups() -> type[Tool]:
    from ui.tools.follow_ups import FollowUpsTool

    return FollowUpsTool


def _bringing() -> type[Tool]:
    from ui.tools.bringing import BringingTool

    return BringingTool


def _tradekorea() -> type[Tool]:
    from ui.tools.tradekorea import TradeKoreaTool

    return TradeKoreaTool


def _difficulties() -> type[Tool]:
    from ui.tools.difficulties import DifficultiesTool

    return DifficultiesTool


def _support() -> type[Tool]:
    from ui.tools.support import SupportTool

    return SupportTool


def _hs() -> type[Tool]:
    from ui.tools.hs import HsTool

    return HsTool


def _verifying() -> type[Tool]:
    from ui.tools.verifying import VerifyingTool

    return VerifyingTool


def _delivery() -> type[Tool]:
    from ui.tools.delivery.tool import DeliveryTool

    return DeliveryTool


#: In the order of the cards.
TOOLS: tuple[ToolKind, ...] = (
    ToolKind(
        "plan",
        N_("Plan"),
        N_("Where each task is going, the roadmap, remedial actions; another plan pack."),
        _plan,
    ),
    ToolKind(
        "duplicates",
        N_("What is there twice"),
        N_(
            "Companies and people that are likely there twice, with the reasons; compared, merged or told apart."
        ),
        _duplicates,
    ),
    ToolKind(
        "follow-ups",
        N_("What is to be followed up"),
        N_("Everything that is due, and the leads and companies with which nobody has had contact for long."),
        _follow_ups,
    ),
    ToolKind(
        "support",
        N_("Support chain"),
        N_("What support opens further support for which company, and what became of it."),
        _support,
    ),
    ToolKind(
        "ledger",
        N_("What came of it"),
        N_("Contracts and memoranda, each kind summed by itself, and the deals that have gone quiet."),
        _ledger,
    ),
    ToolKind(
        "bringing",
        N_("Bring in a file"),
        N_(
            "Lists of companies, people, leads or meetings from Excel or CSV; what was brought in can be taken back."
        ),
        _bringing,
    ),
    ToolKind(
        "tradekorea",
        N_("TradeKorea registration"),
        N_(
            "The leads that are not registered yet: out as a file for the upload, and back with their numbers."
        ),
        _tradekorea,
    ),
    ToolKind(
        "difficulties",
        N_("Open difficulties by age"),
        N_("How long each has stood, on whom it waits, what is overdue and what is with headquarters."),
        _difficulties,
    ),
    ToolKind(
        "hs",
        N_("HS codes"),
        N_("Find a code by number or by words in any language, and load the full table of codes."),
        _hs,
    ),
    ToolKind(
        "delivery",
        N_("To headquarters and back"),
        N_("What was sent and acknowledged, what headquarters has returned or sent, and the ways there."),
        _delivery,
    ),
    ToolKind(
        "verify",
        N_("Verify a workbook"),
        N_("Whether a report's workbook is as it was signed; and the keys that are believed."),
        _verifying,
    ),
)


class ToolCard(Card):
    """A tool's name and what it is for; pressed as a whole."""

    def __init__(self, desk: Desk, kind: ToolKind) -> None:
        super().__init__(margins=8)
        self.desk = desk
        self.kind = kind
        self.button = ClickableRow(desk, "")
        self.name, self.help = label("heading", wrap=True), label("muted", wrap=True)
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addWidget(self.help)
        self.button.add(texts, 1)
        self.body.addWidget(self.button)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self.desk.language.say
        self.name.setText(say(self.kind.label))
        self.help.setText(say(self.kind.help))
        self.button.setAccessibleName(say(self.kind.label))


class ToolsPage(Page):
    """The cards of all tools, or the one that was chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setProperty("look", "page")
        self.kinds = {one.name: one for one in TOOLS}
        self.tools: dict[str, Tool] = {}
        self.tool = ""
        self.title, self.back = label("title", wrap=True), button("link")
        self.cards = {name: ToolCard(desk, one) for name, one in self.kinds.items()}
        self.stack = QStackedWidget()
        self._lay_out()
        self.back.clicked.connect(self.show_cards)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.show_cards)

    def _lay_out(self) -> None:
        head = Beside(spacing=12)
        head.addWidget(self.title)
        head.addWidget(self.back)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        grid = Columns(spacing=12)
        for name, card in self.cards.items():
            card.setMinimumWidth(260)
            card.button.clicked.connect(partial(self.show_tool, name))
            grid.addWidget(card)
        column.addLayout(grid)
        column.addStretch(1)
        self.stack.addWidget(scrolling(inner))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(self.stack, 1)

    def show_cards(self) -> None:
        """Go back to the cards of all tools."""
        if self.tool:
            self.tools[self.tool].leave()
        came_from, self.tool = self.tool, ""
        self.stack.setCurrentIndex(0)
        self._say_head()
        if came_from:
            self.cards[came_from].button.setFocus()

    def show_tool(self, name: str, subject: str = "") -> None:
        """Open a tool, made at its first visit; ``subject`` is what somebody came for, as the tool understands it."""
        if self.tool and self.tool != name:
            self.tools[self.tool].leave()
        if name not in self.tools:
            made = self.kinds[name].load()(self.desk)
            self.tools[name] = made
            self.stack.addWidget(made)
            made.retranslate()
        self.tool = name
        tool = self.tools[name]
        self.stack.setCurrentWidget(tool)
        self._say_head()
        if subject:
            tool.open_subject(subject)
        tool.arrive()

    def arrive(self) -> None:
        if self.tool:
            self.tools[self.tool].arrive()

    def leave(self) -> None:
        if self.tool:
            self.tools[self.tool].leave()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.back.setText(say("All tools"))
        for card in self.cards.values():
            card.retranslate()
        for tool in self.tools.values():
            tool.retranslate()
        self._say_head()

    def _say_head(self) -> None:
        say = self.desk.language.say
        self.title.setText(say(self.kinds[self.tool].label) if self.tool else say("Office work"))
        self.back.setVisible(bool(self.tool))
