"""The plan in motion in the real window, and a plan pack from the file to the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from fieldreport.language import CODES
from fieldreport.plan import built_in_path
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.tools.plan.tool import MOTION, OFFER, PlanTool
from ui.tools.plan.trend import TrendLine
from ui.widgets.clickable import ClickableRow


def tool(session: Session, subject: str = "") -> PlanTool:
    session.desk.open_tool("plan", subject)
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    found = page.tools["plan"]
    assert isinstance(found, PlanTool)
    return found


def texts(widget: QWidget) -> list[str]:
    """Everything that labels in a widget say."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    content = json.loads(built_in_path().read_text(encoding="utf-8"))
    content["version"] = "2026.2"
    content["offices"]["DHK"]["1"] = 400
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_every_task_is_shown_with_its_forecast_and_trend(
    session: Session, settled: Callable[[], None]
) -> None:
    shown = tool(session)
    settled()
    assert shown.seen is not None
    said = texts(shown)
    for course in shown.seen.motion.courses:
        assert f"{course.task.number} · {course.task.name('en')}" in said
    # Three leads since the launch: 90 of 182 days are over on 21 November.
    assert any(one.startswith("3 of 200 (leads); forecast") for one in said)
    lines = shown.findChildren(TrendLine)
    assert len(lines) == 10
    assert lines[0].accessibleDescription().startswith("2026-B17: 0%, 2026-B18: 0%")
    assert "Month 3" in said
    assert said.count("Now") == 1


@pytest.mark.parametrize("code", CODES)
def test_it_is_said_in_every_language_at_once(
    session: Session, settled: Callable[[], None], code: str
) -> None:
    shown = tool(session)
    settled()
    session.desk.set_language(code)
    settled()
    assert {"ko": "로드맵", "en": "Roadmap", "bn": "রোডম্যাপ"}[code] in texts(shown)
    assert shown.seen is not None
    assert shown.seen.motion.plan.names.in_language(code) in "\n".join(texts(shown))


def test_a_shortfall_leads_to_a_remedial_action_and_the_action_is_shown(
    session: Session, settled: Callable[[], None]
) -> None:
    shown = tool(session)
    settled()
    rows = [
        one for one in shown.findChildren(ClickableRow) if "Overseas buyer sourcing" in one.accessibleName()
    ]
    press(rows[0])
    settled()
    page = session.window.page("action")
    assert isinstance(page, RecordsPage)
    editors = page.detail.form.editors
    assert (editors["kind"].raw(), editors["task"].raw()) == ("remedial", 1)
    session.desk.write(
        lambda office: office.add(
            office.record_type("action"),
            {
                "what": "Two more interns",
                "kind": "remedial",
                "task": 1,
                "cause": "No staff",
                "remedy": "staff",
            },
        )
    )
    settled()
    shown = tool(session)
    settled()
    [row] = [one for one in shown.findChildren(ClickableRow) if one.accessibleName() == "Two more interns"]
    assert "Cause of the shortfall: No staff" in texts(row)
    assert "Remedy: Added staff" in texts(row)
    press(row)
    settled()
    assert page.detail.keeper.record is not None
    assert page.detail.keeper.record["what"].original == "Two more interns"


def test_a_pack_is_shown_before_it_is_accepted_and_there_is_a_way_back(
    session: Session, settled: Callable[[], None], pack: Path
) -> None:
    shown = tool(session, str(pack))
    settled()
    assert shown.stack.currentIndex() == OFFER
    assert "200 → 400" in texts(shown.offer)
    # 90 of 182 days are over, so that 99 of 200 leads were due, and 198 of 400: 3 are 3 % and 1.5 %.
    assert "Achievement: 3% → 2%" in texts(shown.offer)
    assert session.desk.office.plan.version == "2026.1"
    press(shown.offer.accept)
    settled()
    assert shown.stack.currentIndex() == MOTION
    assert session.desk.office.plan.version == "2026.2"
    assert any(one.startswith("3 of 400 (leads)") for one in texts(shown))
    assert "2026.1: It was in use until 20 Nov 2026." in texts(shown)
    press(shown.back)
    settled()
    assert "400 → 200" in texts(shown.offer)
    assert any(one.startswith("This pack is older") for one in texts(shown.offer))
    press(shown.offer.accept)
    settled()
    assert session.desk.office.plan.version == "2026.1"
    assert [one.plan.version for one in session.desk.office.plans.held()] == ["2026.1", "2026.2", "2026.1"]


def test_keeping_the_plan_in_use_changes_nothing(
    session: Session, settled: Callable[[], None], pack: Path
) -> None:
    shown = tool(session, str(pack))
    settled()
    press(shown.offer.decline)
    settled()
    assert shown.stack.currentIndex() == MOTION
    assert [one.plan.version for one in session.desk.office.plans.held()] == ["2026.1"]
    assert shown.take.hasFocus()


def test_a_file_that_is_no_pack_is_told_and_the_plan_stays_in_sight(
    session: Session, settled: Callable[[], None], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{", encoding="utf-8")
    shown = tool(session, str(wrong))
    settled()
    assert shown.stack.currentIndex() == MOTION
    assert session.window.notice.isVisibleTo(session.window)
    assert "JSON" in "\n".join(texts(session.window.notice))


def test_home_takes_the_new_targets_at_once(
    session: Session, settled: Callable[[], None], pack: Path
) -> None:
    shown = tool(session, str(pack))
    settled()
    press(shown.offer.accept)
    settled()
    session.window.show_place("home")
    settled()
    home = session.window.page("home")
    table = home.tasks  # type: ignore[attr-defined]  # a page of home
    assert table.tasks.tasks[0].target == 400
