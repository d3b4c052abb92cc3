"""Offer: what a plan pack changes, to be read before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.tools.plan.tasks import fill, stacked
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label, scrolling
from ui.widgets.task_table import state_of

if TYPE_CHECKING:
    from fieldreport.plan import Difference
    from fieldreport.progress import Effect
    from ui.tools.plan.seen import Offered

#: Characters of what was and what will be that are read more easily on one line than on two.
ONE_LINE = 80
TONES = {"added": "good", "removed": "bad", "changed": "info"}


class OfferView(QWidget):
    """The differences, thing by thing, and the question whether to accept the pack."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.offered: Offered | None = None
        self.heading, self.note = label("heading", wrap=True), label("muted", wrap=True)
        self.warning = label("strong", wrap=True)
        self.accept, self.decline = button("main"), button()
        self.accept.clicked.connect(self.accepted)
        self.decline.clicked.connect(self.declined)
        self.effects_heading = label("heading", wrap=True)
        self.rows, self.effects = QVBoxLayout(), QVBoxLayout()
        self.rows.setSpacing(6)
        self.effects.setSpacing(6)
        card = Card()
        head = Beside(spacing=12)
        words, column = stacked(spacing=4)
        for one in (self.heading, self.note, self.warning):
            column.addWidget(one)
        head.addWidget(words)
        head.addWidget(self.decline)
        head.addWidget(self.accept)
        card.body.addLayout(head)
        listed, self.told = Card(), Card()
        listed.body.addLayout(self.rows)
        self.told.body.addWidget(self.effects_heading)
        self.told.body.addLayout(self.effects)
        inner, outer = stacked(spacing=12)
        outer.addWidget(card)
        outer.addWidget(listed)
        outer.addWidget(self.told)
        outer.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolling(inner))

    def put(self, offered: Offered) -> None:
        """Show what a pack changes."""
        self.offered = offered
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        if self.offered is None:
            return
        from fieldreport.plan import wording

        language, changes = self.desk.language, self.offered.changes
        say = language.say
        self.heading.setText(
            say(
                "{name} ({version})",
                name=changes.new.names.in_language(language.code),
                version=language.reference(changes.new.version),
            )
        )
        self.note.setText(
            say(
                "Accepted today, it holds for this period and those that follow. Reports on earlier periods keep the "
                "plan of their time."
            )
        )
        warnings = [wording.version_in_words(changes, language)]
        if changes.moves_periods:
            warnings.append(say("The periods become others: their codes will name other days than before."))
        said = " ".join(one for one in warnings if one)
        self.warning.setText(said)
        self.warning.setVisible(bool(said))
        self.accept.setText(say("Accept this plan"))
        self.accept.setVisible(changes.is_something)
        self.decline.setText(say("Keep the plan in use"))
        same = label("muted", wrap=True, text=say("This pack says the same as the plan in use."))
        fill(self.rows, [self._row(one) for one in changes.differences] or [same])
        self.effects_heading.setText(say("What this makes of the tasks today"))
        self.told.setVisible(bool(self.offered.effects))
        fill(self.effects, [self._effect(one) for one in self.offered.effects])

    def _effect(self, one: Effect) -> QWidget:
        from fieldreport.progress import wording

        language = self.desk.language
        words, column = stacked()
        name = language.say("{number}. {name}", number=one.task.number, name=one.task.name(language.code))
        column.addWidget(label("strong", wrap=True, text=name))
        column.addWidget(label(wrap=True, text=wording.effect(one, language)))
        made = QWidget()
        made.setProperty("look", "clear")
        line = Beside(made, spacing=12)
        line.addWidget(words)
        if one.after is None:
            line.addWidget(Chip("calm", language.say_in("milestone state", "Not ours")))
        else:
            text, tone = state_of(one.after, language)
            line.addWidget(Chip(tone, text))
        return made

    def _row(self, one: Difference) -> QWidget:
        from fieldreport.plan import wording

        assert self.offered is not None
        language = self.desk.language
        old, new = wording.sides_in_words(one, language)
        words, column = stacked()
        place = wording.place_in_words(one, self.offered.changes, language)
        column.addWidget(label("small", wrap=True, text=place))
        column.addWidget(label("strong", wrap=True, text=language.say(one.what)))
        if len(old) + len(new) <= ONE_LINE:
            column.addWidget(label(wrap=True, text=language.say("{old} → {new}", old=old, new=new)))
        else:
            column.addWidget(label("muted", wrap=True, text=language.say("So far: {text}", text=old)))
            column.addWidget(label(wrap=True, text=language.say("From now on: {text}", text=new)))
        made = QWidget()
        made.setProperty("look", "clear")
        line = Beside(made, spacing=12)
        line.addWidget(words)
        line.addWidget(Chip(TONES[str(one.kind)], language.say(wording.KINDS[one.kind])))
        return made
