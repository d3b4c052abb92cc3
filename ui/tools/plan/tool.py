"""The tool of the plan: where its tasks are going, its roadmap, what is done about shortfalls; and other packs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk, Notice
from ui.pages.office_work import Tool
from ui.tools.plan.offer import OfferView
from ui.tools.plan.seen import Offered, Seen, read_former, read_offered, read_seen
from ui.tools.plan.tasks import fill, missing_row, months, remedy_row, stacked, task_row
from ui.widgets.beside import Beside
from ui.widgets.file_dialog import ask, file_dialog
from ui.widgets.plain import Card, button, clear, label, scrolling

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change

MOTION, OFFER = range(2)
#: What one may come for besides a file: to choose one, or to go back to the plan before.
TAKE, BACK = "take", "back"
#: What a change of the plan is called where changes of records are told.
PLAN = "plan"


class PlanTool(Tool):
    """The plan as it stands today, or a pack that is offered."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: Seen | None = None
        self.stack = QStackedWidget()
        self.name, self.note = label("heading", wrap=True), label("muted", wrap=True)
        self.take, self.back = button(), button("link")
        self.take.clicked.connect(self._choose)
        self.back.clicked.connect(lambda: self._offer(read_former))
        self.headings = {
            name: label("heading", wrap=True) for name in ("tasks", "roadmap", "remedies", "held")
        }
        self.formula = label("muted", wrap=True)
        self.tasks, self.remedies, self.held = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.roadmap = QVBoxLayout()
        self.offer = OfferView(desk)
        self.offer.accepted.connect(self._accept)
        self.offer.declined.connect(self.show_motion)
        self._lay_out()
        desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        head = Card()
        line = Beside(spacing=12)
        words, column = stacked()
        column.addWidget(self.name)
        column.addWidget(self.note)
        line.addWidget(words)
        line.addWidget(self.back)
        line.addWidget(self.take)
        head.body.addLayout(line)
        inner, outer = stacked(spacing=12)
        outer.addWidget(head)
        for name, rows in (
            ("tasks", self.tasks),
            ("remedies", self.remedies),
            ("roadmap", self.roadmap),
            ("held", self.held),
        ):
            card = Card(spacing=6)
            card.body.addWidget(self.headings[name])
            if name == "tasks":
                card.body.addWidget(self.formula)
            rows.setSpacing(6)
            card.body.addLayout(rows)
            outer.addWidget(card)
        outer.addStretch(1)
        self.stack.addWidget(scrolling(inner))
        self.stack.addWidget(self.offer)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.stack)

    # ---- the plan in motion ------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The tool comes into sight: read the plan anew."""
        self.refresh()

    def refresh(self) -> None:
        """Read the plan, its course and its remedial actions, in the background."""
        self.desk.read(read_seen, self._show, latest="plan")

    def _changed(self, change: Change) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self._say_motion()

    def show_motion(self) -> None:
        """Go back to the plan in use."""
        self.stack.setCurrentIndex(MOTION)
        self.take.setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        say = self.desk.language.say
        self.take.setText(say("Take another plan pack…"))
        self.back.setText(say("Go back to the former plan…"))
        self.headings["tasks"].setText(say("Tasks and where they are going"))
        self.headings["roadmap"].setText(say("Roadmap"))
        self.headings["remedies"].setText(say("Remedial actions"))
        self.headings["held"].setText(say("Plans so far"))
        self.formula.setText(
            say(
                "The forecast takes two paces on to the plan's last day, the one since the launch and that of the last "
                "periods. They are its range; their middle is compared with the target."
            )
        )
        self._say_motion()
        self.offer.retranslate()

    def _say_motion(self) -> None:
        if self.seen is None:
            self.back.hide()
            return
        from fieldreport.store.plans import held_in_words

        language, motion = self.desk.language, self.seen.motion
        plan = motion.plan
        self.name.setText(
            language.say(
                "{name} ({version})",
                name=plan.names.in_language(language.code),
                version=language.reference(plan.version),
            )
        )
        self.note.setText(
            language.say(
                "{days}; figures of {today}", days=language.days(plan.start, plan.end), today=motion.day
            )
        )
        self.back.setVisible(len(self.seen.held) > 1)
        fill(self.tasks, [task_row(self.desk, one, plan) for one in motion.courses])
        fill(self.remedies, self._remedy_rows(self.seen))
        clear(self.roadmap)
        self.roadmap.addLayout(months(self.desk, motion.roadmap))
        fill(
            self.held,
            [
                label(
                    wrap=True,
                    text=language.say(
                        "{version}: {held}",
                        version=language.reference(one.plan.version),
                        held=held_in_words(one, language),
                    ),
                )
                for one in reversed(self.seen.held)
            ],
        )

    def _remedy_rows(self, seen: Seen) -> list[QWidget]:
        rows: list[QWidget] = []
        for course in seen.motion.courses:
            actions = seen.remedies.get(course.task.number, ())
            if course.progress.remedial and not actions:
                rows.append(missing_row(self.desk, course))
            rows += [remedy_row(self.desk, course, action) for action in actions]
        if not rows:
            rows.append(label("muted", wrap=True, text=self.desk.language.say("No task falls short.")))
        return rows

    # ---- another plan ------------------------------------------------------------------------------------------

    def open_subject(self, subject: str) -> None:
        """Offer the plan pack in this file; ``TAKE`` asks for one, ``BACK`` offers the former plan."""
        if subject == TAKE:
            # After the tool has come into sight: the dialog stands over it.
            QTimer.singleShot(0, self._choose)
            return
        if subject == BACK:
            self._offer(read_former)
            return
        path = Path(subject)
        self._offer(lambda office: read_offered(office, path))

    def pack_dialog(self) -> QFileDialog:
        """Asks for a plan pack."""
        say = self.desk.language.say
        return file_dialog(self, self.desk, say("Which plan pack?"), names=say("Plan packs (*.json)"))

    def _choose(self) -> None:
        chosen = ask(self.pack_dialog())
        if chosen is not None:
            self.open_subject(str(chosen))

    def _offer(self, read: Callable[[Office], Offered]) -> None:
        self.desk.read(read, self.show_offered, latest="plan-offer")

    def show_offered(self, offered: Offered) -> None:
        """Show what a pack changes, before anybody accepts it."""
        self.offer.put(offered)
        self.stack.setCurrentIndex(OFFER)
        self.offer.decline.setFocus()

    def _accept(self) -> None:
        offered = self.offer.offered
        if offered is None:
            return

        def accept(office: Office) -> Change:
            from fieldreport.store import Change

            office.accept_plan(offered.content, offered.path)
            # No record has changed, but what every page says of the plan has.
            return Change(0, ((PLAN, ""),))

        self.offer.accept.setEnabled(False)
        self.desk.write(accept, self._accepted, self._not_accepted)

    def _accepted(self, change: object) -> None:
        self.offer.accept.setEnabled(True)
        self.offer.offered = None
        self.show_motion()
        self.refresh()
        self.desk.noticed.emit(
            Notice(
                N_("The plan has been accepted. The former one is kept; you can go back to it."),
                action=N_("Go back…"),
                act=lambda: self._offer(read_former),
            )
        )

    def _not_accepted(self, failure: object) -> None:
        self.offer.accept.setEnabled(True)
        self.desk.failed.emit(failure)
