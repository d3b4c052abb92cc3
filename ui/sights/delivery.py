"""Delivery as it looks with reports on their way, answers of headquarters, and a channel that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldreport.delivery.channels.configured import NEEDS_HOST_KEY, ChannelKind, Configured
from fieldreport.delivery.channels.connection import OTHER_HOST_KEY
from fieldreport.delivery.envelopes import Envelope, Kind, Returned
from fieldreport.delivery.inbox import Received
from fieldreport.delivery.outbox import Package, State
from fieldreport.failures import InputAtFault, Problem
from fieldreport.signing import Lock
from fieldreport.store.frozen import Frozen
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.report import EXPORT, ReportPage
from ui.pages.steps.sending import Standing
from ui.tools.delivery.seen import Named, Seen
from ui.tools.delivery.tool import DeliveryTool
from ui.widgets.sidebar import REPORT, TOOLS

AT = datetime(2026, 11, 10, 4, 30, tzinfo=UTC)
#: Nobody's server, with the fingerprint of nobody's key.
FOUND = "SHA256:9TqK0ZcXbP2mYwVdR5hJ7sLfN3gA1eUoQiD8tMxCvBk"
PROBLEM = Problem(OTHER_HOST_KEY, {"channel": "sftp://reports.example:22", "found": FOUND})
WAITS = Package("00" * 32, "2026-B22", 2, "ko", 182_000, "k3x9", "hq", State.QUEUED, AT, "Rahim")
CHANNEL = Configured(
    "hq", ChannelKind.SFTP, "sftp://reports.example/reports", {"user": "dhaka"}, 3, AT, AT, PROBLEM
)
ADDRESS = "sftp://dhaka@reports.example/reports"
RECORD = "0193b7a0-0000-7000-8000-000000000001"


def seen_of_delivery(
    session: Session, settle: Callable[[Session], None]
) -> list[tuple[str, Callable[[], QWidget]]]:
    """Each sight's name and how to get there."""
    return [
        (f"{REPORT}-4-sending", partial(_sending, session, settle)),
        (f"{TOOLS}-delivery-answered", partial(_answered, session, settle)),
        (f"{TOOLS}-delivery-key", partial(_key, session, settle)),
    ]


def _sending(session: Session, settle: Callable[[Session], None]) -> QWidget:
    """A signed report that waits for a server which shows another key."""
    office = session.desk.office
    session.desk.open_report(office.fortnights.last_full(office.today()).code)
    settle(session)
    page = session.window.page(REPORT)
    assert isinstance(page, ReportPage)
    page.show_step(EXPORT)
    if page.prepared is not None:
        period = page.prepared.report.period
        signed = Frozen(period.code, 2, period.first, AT, "Nadia Shimul", "-")
        page.export.show_prepared(replace(page.prepared, lock=Lock(signed, ())))
        settle(session)
        page.export.sending.show_standing(Standing(WAITS, CHANNEL))
    return session.window


def _tool(session: Session, settle: Callable[[Session], None]) -> DeliveryTool:
    session.desk.open_tool("delivery")
    settle(session)
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    tool = page.tools["delivery"]
    assert isinstance(tool, DeliveryTool)
    return tool


def _answered(session: Session, settle: Callable[[Session], None]) -> QWidget:
    tool = _tool(session, settle)
    packages = [
        WAITS,
        replace(WAITS, issue=1, state=State.RETURNED, delivered_at=AT, answered_at=AT, receipt=7),
        replace(WAITS, period="2026-B21", issue=1, state=State.DELIVERED, delivered_at=AT),
        replace(WAITS, period="2026-B20", issue=1, state=State.ACKNOWLEDGED, delivered_at=AT, answered_at=AT),
    ]
    receipt = Envelope(
        Kind.RECEIPT,
        "DHK",
        7,
        AT,
        "2026-B22",
        1,
        "00" * 32,
        returned=(Returned(RECORD, "금액의 통화가 빠졌음. 확인 후 다음 호에 정정 바람."),),
    )
    received = [
        Received(receipt, "-", AT, "7"),
        Received(Envelope(Kind.PLAN, "*", 6, AT, body="{}"), "-", AT, "6"),
        Received(
            Envelope(Kind.MESSAGE, "DHK", 5, AT, body="수고하셨습니다. 다음 달부터 새 서버를 씁니다."),
            "-",
            AT,
            "5",
        ),
    ]
    named = {RECORD: Named("lead", "BL-0001", "편직기 · শাপলা নিট")}
    folder = Configured("share", ChannelKind.FOLDER, "/media/stick/reports")
    files = {6: Path("/data/received/00000006-plan.json")}
    tool.show_seen(Seen(packages, received, [CHANNEL, folder], named, files))
    return session.window


def _key(session: Session, settle: Callable[[Session], None]) -> QWidget:
    tool = _tool(session, settle)
    tool.ways.lines["address"].setText(ADDRESS)
    said = {"address": "sftp://reports.example/reports", "found": FOUND}
    tool.ways._failed(InputAtFault(Problem(NEEDS_HOST_KEY, said, "host_key")))
    settle(session)
    tool.scroll_to_ways()
    return session.window
