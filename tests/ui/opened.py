"""What tests of the window share: the fixed day, the few records, waiting, and typing as an input method does."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport.office import Office
from ui.app import Session

#: A Saturday in the middle of period 2026-B23, noon in Dhaka.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def clock() -> datetime:
    """The fixed moment."""
    return NOW


def fill(office: Office) -> None:
    """A few records of every kind that home and the report speak of; all of them made up."""
    types = office.store.types

    def add(type_name: str, language: str, /, **raw: object) -> str:
        return office.add(types[type_name], raw, language=language).id

    buyer = add("organisation", "en", name="Padma Star Home Textiles", roles=["buyer"], country="BD")
    company = add("organisation", "ko", name="별빛기계", roles=["company"], country="KR")
    lead = {"buyer": buyer, "status": "new", "next_step": "Send the sample list"}
    add(
        "lead",
        "en",
        **lead,
        products="Knitting machines",
        received_on="2026-11-20",
        next_step_due="2026-11-19",
    )
    add("lead", "bn", **lead, products="সেলাই মেশিন", received_on="2026-11-10", next_step_due="2026-12-19")
    add("lead", "en", **lead, products="Adhesives", received_on="2026-11-05")
    event = {
        "kind": "consultation_event",
        "status": "held",
        "starts_on": "2026-11-14",
        "ends_on": "2026-11-14",
    }
    held = add("event", "en", name="Textile machinery day", result="Six machines are wanted.", **event)
    meeting = {"company": company, "buyer": buyer, "event": held, "held_on": "2026-11-14"}
    said = {"said": "They want six machines.", "next_step": "Send an offer"}
    add("meeting", "en", **meeting, status="held", value="US$ 120,000", **said)
    add("meeting", "en", **meeting, status="held", value="US$ 30,500.50")
    add("meeting", "en", **meeting, status="no_show", absent="buyer")
    trouble = {
        "company": company,
        "kind": "customs_clearance",
        "reported_on": "2026-11-12",
        "status": "received",
    }
    add("difficulty", "en", description="Customs asks for a second certificate of origin.", **trouble)
    add("action", "en", what="Ask the bank about the L/C", due="2026-11-21", raised_on="2026-11-10")


def settle(session: Session) -> None:
    """Wait for everything that is being read and written, and for what follows from it."""
    for _ in range(5):
        session.desk.settle()
        take_down()


def take_down() -> None:
    """Let Qt destroy what has been given up, and tell what it has to tell."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def compose(widget: QWidget, unfinished: str, finished: str = "") -> None:
    """Type as an input method does: ``finished`` is committed, ``unfinished`` is still being composed."""
    event = QInputMethodEvent(unfinished, [])
    event.setCommitString(finished)
    QApplication.sendEvent(widget, event)
