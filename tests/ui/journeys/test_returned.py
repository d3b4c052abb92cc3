"""A report that headquarters returns is mended and issued again, in the real window, in each of the three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldreport.delivery.envelopes import Returned
from fieldreport.language import CODES
from fieldreport.store.frozen import FrozenReports
from tests.core.delivery.conftest import files_in, whole
from tests.core.delivery.headquarters import MadeUp
from tests.core.delivery.test_outbox import lay_down
from tests.mending import mend
from tests.ui.hands import rewrite
from tests.ui.journeys.person import Person
from ui.app import Session
from ui.pages.report import EXPORT, SIGNING, ReportPage
from ui.panels.returned import ReturnedPanel
from ui.tools.delivery.tool import DeliveryTool
from ui.widgets.record_row import RecordRow

#: The period before the one that runs: it is over.
PERIOD = "2026-B22"
PASSPHRASE = "four words are enough"
#: What headquarters writes of the lead, what is written into it then, and why there is another issue.
TOLD = {
    "ko": ("수량이 빠졌음", "6대", "수량을 보완함"),
    "en": ("The quantity is missing", "6 sets", "The quantity was added"),
    "bn": ("পরিমাণ নেই", "৬টি", "পরিমাণ যোগ করা হয়েছে"),
}


class Manager(Person):
    """Whoever signs and sends the report."""

    def report(self, step: int) -> ReportPage:
        """A step of the period's report."""
        self.session.desk.open_report(PERIOD)
        self.settled()
        page = self.session.window.page("report")
        assert isinstance(page, ReportPage)
        page.show_step(step)
        self.settled()
        return page

    def seals(self) -> None:
        """Have everybody sign, and seal by the key."""
        page = self.report(SIGNING)
        for line, name in zip(page.signing.lines, ("Officer", "Deputy", "Head"), strict=True):
            line.by.set_typed(name)
            self.presses(line.button)
        page.signing.seal.passphrase.setText(PASSPHRASE)
        self.presses(page.signing.seal.press)
        assert not page.signing.seal.passphrase.isVisible()

    def sends(self) -> str:
        """Send it; gives the state in which it is then."""
        card = self.report(EXPORT).export.sending
        self.presses(card.send)
        return card.state.text()

    def state(self) -> str:
        """What the export step says of it."""
        return self.report(EXPORT).export.sending.state.text()


@pytest.mark.parametrize("code", CODES)
def test_a_returned_report_is_mended_and_issued_again(
    session: Session, settled: Callable[[], None], tmp_path: Path, code: str
) -> None:
    session.desk.set_language(code)
    manager = Manager(session, settled)
    office, say_in = manager.office, manager.language.say_in
    comment, quantity, reason = TOLD[code]
    mend(office, PERIOD)
    there = tmp_path / "there"
    there.mkdir()
    headquarters = MadeUp(tmp_path / "headquarters")
    headquarters.trusted_by(office.data)
    lead = next(
        one
        for one in office.store.records(office.record_type("lead"))
        if office.period(PERIOD).first <= one["received_on"] <= office.period(PERIOD).last
    )

    # The key is made, everybody signs, the report is frozen and sent by a way that is told once.
    seal = manager.report(SIGNING).signing.seal
    seal.passphrase.setText(PASSPHRASE)
    seal.again.setText(PASSPHRASE)
    manager.presses(seal.press)
    manager.seals()
    tool = manager.tool("delivery", DeliveryTool)
    tool.ways.lines["name"].setText("share")
    tool.ways.lines["address"].setText(str(there))
    manager.presses(tool.ways.press)
    assert manager.sends() == say_in("outbox", "delivered")
    first = set(whole(files_in(there)).values())
    assert len(first) == 1

    # Headquarters returns it with a comment on a record; the comment stands above the record.
    lay_down(
        there,
        headquarters.signed(
            office="DHK", period=PERIOD, package=next(iter(first)), returned=(Returned(lead.id, comment),)
        ),
    )
    tool = manager.tool("delivery", DeliveryTool)
    manager.presses(tool.send)
    assert manager.state() == say_in("outbox", "returned")
    tool = manager.tool("delivery", DeliveryTool)
    (row,) = (one for one in tool.findChildren(RecordRow) if one.record_id == lead.id)
    assert comment in row.accessibleName()
    row.click()
    settled()
    assert session.window.place == "lead"
    (panel,) = (one for one in session.window.findChildren(ReturnedPanel) if one.isVisible())
    assert comment in panel.said.text()

    # It is mended there, and the next issue begins with the reason.
    detail = manager.page("lead").detail
    rewrite(detail.form.editors["quantity"].inputs()[0], quantity)
    detail.keeper.save()
    settled()
    assert manager.now(lead)["quantity"] == quantity
    seal = manager.report(SIGNING).signing.seal
    seal.reason.set_typed(reason)
    manager.presses(seal.press)
    stored = office.reports.get(PERIOD)
    assert (stored.issue, stored.reason) == (2, reason)
    manager.seals()
    assert [one.issue for one in FrozenReports(office.store.database).all()] == [1, 2]
    assert manager.sends() == say_in("outbox", "delivered")
    (second,) = set(whole(files_in(there)).values()) - first

    # Headquarters accepts it; nothing is said above the record any more.
    lay_down(
        there,
        headquarters.signed(office="DHK", period=PERIOD, issue=2, package=second, accepted=(lead.id,)),
        "00000002-receipt.envelope.json",
    )
    tool = manager.tool("delivery", DeliveryTool)
    manager.presses(tool.send)
    assert manager.state() == say_in("outbox", "acknowledged")
    manager.opens(lead)
    assert not [one for one in session.window.findChildren(ReturnedPanel) if one.isVisible()]
