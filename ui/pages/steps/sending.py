"""Sending: the signed report's way to headquarters, as far as it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.outbox import WAITING
from fieldreport.failures import Failure
from ui.courier import TOOL
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.steps.step import Prepared
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, Chip, button, label, row

if TYPE_CHECKING:
    from fieldreport.delivery.channels.configured import Configured
    from fieldreport.delivery.outbox import Package
    from fieldreport.office import Office


@dataclass(frozen=True)
class Standing:
    """How a signed issue stands: its package if it was queued, and the channel by which it goes or would go."""

    package: Package | None
    channel: Configured | None


def standing(office: Office, *, period: str, issue: int) -> Standing:
    """How the issue of a period stands."""
    delivery = Delivery.of(office)
    package = next((one for one in delivery.outbox.of_period(period) if one.issue == issue), None)
    channels = delivery.channels.all()
    named = [one for one in channels if package is not None and one.name == package.channel]
    return Standing(package, next(iter([*named, *channels]), None))


def queue(office: Office, *, period: str) -> Package:
    """Queue the signed report of a period for the first channel."""
    delivery = Delivery.of(office)
    language, channel = office.settings.workbook_language, delivery.channels.usual().name
    return delivery.outbox.queue_signed(period, language, channel, office.clock(), office.person)


class SendCard(Card):
    """Sends the signed report, and says what has become of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.desk = desk
        self.prepared: Prepared | None = None
        self.standing: Standing | None = None
        self._failure: Failure | None = None
        self.heading, self.explanation = label("heading", wrap=True), label("muted", wrap=True)
        self.state, self.said, self.problem = Chip("calm"), Wrapping(), Wrapping()
        self.send, self.ways = button(), button("link")
        self.body.addWidget(self.heading)
        self.body.addWidget(self.explanation)
        told = row(self.state, self.said)
        told.setStretch(1, 1)
        self.body.addLayout(told)
        self.body.addWidget(self.problem)
        presses = Flow(spacing=8)
        presses.addWidget(self.send)
        presses.addWidget(self.ways)
        self.body.addLayout(presses)
        self.send.clicked.connect(self._send)
        self.ways.clicked.connect(lambda: desk.open_tool(TOOL))
        desk.courier.went.connect(self._read)

    def put(self, prepared: Prepared) -> None:
        """Look at a report."""
        if self.prepared is not None and self.prepared.report.period != prepared.report.period:
            self.standing, self._failure = None, None
        self.prepared = prepared
        self._read()

    def _read(self) -> None:
        if self.prepared is None or self.prepared.lock is None:
            return
        period, issue = self.prepared.report.period.code, self.prepared.lock.signed.issue
        self.desk.read(
            lambda office: standing(office, period=period, issue=issue),
            self.show_standing,
            latest=f"sent {id(self)}",
        )

    def show_standing(self, seen: Standing) -> None:
        """Show how far the report has come."""
        self.standing = seen
        self.retranslate()

    def _send(self) -> None:
        if self.prepared is None:
            return
        self._failure = None
        period = self.prepared.report.period.code
        self.desk.write(lambda office: queue(office, period=period), self._queued, self._failed)

    def _queued(self, _package: Package) -> None:
        self.desk.courier.send()

    def _failed(self, failure: Failure) -> None:
        self._failure = failure
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        from fieldreport.delivery import wording

        language, seen = self.desk.language, self.standing
        say = language.say
        signed = self.prepared is not None and self.prepared.lock is not None
        package = seen.package if seen is not None and signed else None
        channel = seen.channel if seen is not None and signed else None
        self.heading.setText(say("Send to headquarters"))
        self.send.setText(say("Send again now") if package is not None else say("Send to headquarters"))
        self.ways.setText(say("Ways there and answers"))
        waits = package is None or package.state in WAITING
        self.send.setVisible(signed and channel is not None and waits)
        self.send.setEnabled(not self.desk.courier.busy)
        self.explanation.setVisible(package is None)
        if not signed:
            self.explanation.setText(say("Sign the report first: what is sent is what was signed."))
        elif channel is None:
            self.explanation.setText(
                say(
                    "There is no way to headquarters yet: a shared folder, a server, or letters. Please add one."
                )
            )
        else:
            self.explanation.setText(
                say("The signed workbook goes by {name}, as soon as it can be reached.", name=channel.name)
            )
        self.state.setVisible(package is not None)
        self.said.setVisible(package is not None)
        if package is not None:
            self.state.put(say(wording.STATES[package.state]), wording.LOOKS[package.state])
            self.said.setText(wording.where(package, language))
        problem = channel.problem if channel is not None and package is not None and waits else None
        problems = problems_of(self._failure) if self._failure is not None else [problem] if problem else []
        self.problem.setVisible(bool(problems))
        self.problem.setText("\n".join(say(one.message, **one.values) for one in problems))
