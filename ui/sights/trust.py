"""Signing and verifying as they look with a key, with a signed report, and with a workbook that somebody changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldreport.keys import Lost, PublicKey
from fieldreport.report.changes import ChangeKind, RecordChange
from fieldreport.signing import Lock
from fieldreport.store.frozen import Frozen
from fieldreport.verifying.verdict import CellChange, Signature, Status, Verdict
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.report import SIGNING, ReportPage
from ui.widgets.sidebar import REPORT, TOOLS

#: Nobody's: its private half was never kept.
AT = datetime(2026, 11, 10, 4, 30, tzinfo=UTC)
KEY = PublicKey("DHK", "Nadia Shimul", bytes(range(32)), AT, Lost("MJIH-JZZV-OXD7-SGKE-R7HY", AT, "-"))


def seen_of_trust(
    session: Session, settle: Callable[[Session], None]
) -> list[tuple[str, Callable[[], QWidget]]]:
    """Each sight's name and how to get there."""
    return [
        (f"{REPORT}-3-sign-with-key", partial(_sealing, session, settle)),
        (f"{REPORT}-3-sign-locked", partial(_locked, session, settle)),
        (f"{TOOLS}-verify-changed", partial(_changed, session, settle)),
    ]


def _signing(session: Session, settle: Callable[[Session], None]) -> ReportPage:
    office = session.desk.office
    session.desk.open_report(office.fortnights.last_full(office.today()).code)
    settle(session)
    page = session.window.page(REPORT)
    assert isinstance(page, ReportPage)
    page.show_step(SIGNING)
    return page


def _sealing(session: Session, settle: Callable[[Session], None]) -> QWidget:
    page = _signing(session, settle)
    if page.prepared is not None:
        page.signing.show_prepared(replace(page.prepared, key=KEY))
        page.signing.seal.retranslate()
    return session.window


def _locked(session: Session, settle: Callable[[Session], None]) -> QWidget:
    page = _signing(session, settle)
    if page.prepared is not None:
        period = page.prepared.report.period
        signed = Frozen(
            period.code, 2, period.first, AT, KEY.name, KEY.id, "바이어 두 건이 중복 입력되어 정정함"
        )
        since = (RecordChange(ChangeKind.WITHDRAWN, "lead", "-", "BL-0001", None),)
        page.signing.show_prepared(replace(page.prepared, key=KEY, lock=Lock(signed, since)))
        page.signing.seal.retranslate()
    return session.window


def _changed(session: Session, settle: Callable[[Session], None]) -> QWidget:
    from ui.tools.verifying import VerifyingTool

    session.desk.open_tool("verify")
    settle(session)
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    tool = page.tools["verify"]
    assert isinstance(tool, VerifyingTool)
    tool.path = Path("DHK_2026-B22_1_ko.xlsx")
    cells = [
        CellChange("바이어 발굴", "F12", 180_000.0, 280_000.0),
        CellChange("과제", "C4", "শাপলা নিটওয়্যার", None),
        CellChange("참고", "B9", None, "12"),
    ]
    tool.show_verdict(Verdict(Status.CELLS_CHANGED, None, Signature.VALID, KEY, cells, 70))
    tool.show_keys([KEY, replace(KEY, name="রহিমা খাতুন")])
    return session.window
