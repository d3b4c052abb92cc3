"""The plan in motion from the command line: forecasts, the roadmap, packs that are shown before they are accepted."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldreport.language import CODES
from fieldreport.plan import built_in_path
from tests.core.cli.conftest import CommandLine


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A newer pack with other targets of Dhaka's."""
    content = json.loads(built_in_path().read_text(encoding="utf-8"))
    content["version"] = "2026.2"
    content["offices"]["DHK"] |= {"1": 400, "2": 6}
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_progress_says_where_a_task_is_going(office: CommandLine) -> None:
    office.buyer()
    # 26 leads, one on every day of two periods: 14 a period recently, fewer since the launch.
    first = date(2026, 10, 28)
    lines = [
        json.dumps(
            {"buyer": "OR-0001", "products": "film", "received_on": (first + timedelta(days=day)).isoformat()}
        )
        for day in range(26)
    ]
    office.done("add", "lead", "-", given="\n".join(lines))
    sourcing = office("progress", "2026-B23", "--json").json[0]
    forecast = sourcing["forecast"]
    # 26 in 91 days since the launch and in the last 42 days; 91 days are left.
    assert forecast["basis"] == "pace"
    assert forecast["per_period_since_launch"] == 4
    assert forecast["per_period_recently"] == pytest.approx(26 / 3)
    assert forecast["low"] == 52
    assert forecast["high"] == pytest.approx(26 + 26 * 91 / 42)
    assert forecast["estimate"] == pytest.approx((52 + 26 + 26 * 91 / 42) / 2)
    assert forecast["share_of_target"] == pytest.approx(forecast["estimate"] / 200)
    assert forecast["needed_per_period"] == pytest.approx(174 / 6.5)
    assert forecast["reason"] == "Since the launch 4 a period, in the last 3 periods 8.7."
    assert [one["period"] for one in sourcing["trend"]][-3:] == ["2026-B21", "2026-B22", "2026-B23"]
    assert [one["added"] for one in sourcing["trend"]][-3:] == [0, 12, 14]
    assert sourcing["trend"][-1]["achievement"] == sourcing["achievement"]


def test_before_the_launch_no_forecast_is_made_up(office: CommandLine) -> None:
    studies = {one["number"]: one for one in office("progress", "2026-B19", "--json").json}[7]
    assert studies["forecast"]["basis"] == "not_launched"
    assert studies["forecast"]["estimate"] is None
    assert studies["forecast"]["possible_on"] == "2026-11-20"
    assert "24 Oct 2026" in studies["forecast"]["reason"]


@pytest.mark.parametrize("code", CODES)
def test_progress_and_roadmap_are_said_in_every_language(office: CommandLine, code: str) -> None:
    forecast = {"ko": "전망", "en": "Forecast", "bn": "পূর্বাভাস"}[code]
    assert forecast in office("progress", "2026-B23", language=code).out
    missed = {"ko": "미달", "en": "Missed", "bn": "হয়নি"}[code]
    assert missed in office("roadmap", "2026-B23", language=code).out


def test_the_roadmap_as_json(office: CommandLine) -> None:
    office.add(
        "event",
        name="Day",
        kind="consultation_event",
        status="held",
        starts_on="2026-09-09",
        ends_on="2026-09-09",
    )
    months = office("roadmap", "2026-B23", "--json").json
    assert [one["month"] for one in months] == [1, 2, 3, 4, 5, 6]
    assert [one["running"] for one in months] == [False, False, True, False, False, False]
    launches = {one["task"]: one["state"] for one in months[0]["launches"]}
    assert launches == {
        1: "missed",
        2: "reached",
        4: None,
        6: None,
        8: None,
        11: "missed",
        14: "missed",
        17: None,
    }
    assert months[2]["expects"] == [
        {
            "task": 2,
            "name": "Emergency export consultation events",
            "due": "2026-11-23",
            "whole_country": 100,
            "amount": 4,
            "actual": 1,
            "now": 1,
            "state": "not_due",
        }
    ]
    assert office("roadmap", "2026-B24", "--json").json[2]["expects"][0]["state"] == "missed"
    assert office("roadmap").status == 0


# ---- packs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_a_pack_is_shown_and_nothing_is_changed(office: CommandLine, pack: Path, words: list[str]) -> None:
    office.buyer()
    office.add("lead", buyer="OR-0001", products="film", received_on="2026-09-01")
    said = office.done("plan", pack, *words).splitlines()
    assert [one for one in said if ": today: " not in one] == [
        "1. Overseas buyer sourcing: Target of this office: 200 → 400",
        "2. Emergency export consultation events: Target of this office: 8 → 6",
        "Nothing has been changed. To accept this plan, give the command again with --accept.",
    ]
    assert "(2026.1)" in office.done("plan")


def test_a_pack_is_accepted_when_told_to_and_there_is_a_way_back(office: CommandLine, pack: Path) -> None:
    accepted = office("plan", pack, "--accept", "--json").json
    assert (accepted["accepted"], accepted["compared"], accepted["version"]) == (True, "newer", "2026.2")
    assert accepted["differences"][0] == {
        "kind": "changed",
        "task": 1,
        "month": None,
        "what": "Target of this office",
        "old": "200",
        "new": "400",
    }
    assert office("progress", "--json").json[0]["target"] == 400
    assert office("plan", "--json").json["version"] == "2026.2"
    back = office.done("plan", "--back")
    assert "This pack is older (2026.1) than the plan in use (2026.2)." in back
    assert "Target of this office: 400 → 200" in back
    assert "in use from today on" in office.done("plan", "--back", "--accept")
    assert office("progress", "--json").json[0]["target"] == 200
    history = office("plan", "--history", "--json").json
    assert [one["version"] for one in history] == ["2026.1", "2026.2", "2026.1"]
    assert (history[0]["in_use_since"], history[-1]["in_use_until"]) == (None, None)
    assert history[-1]["accepted_by"] == "Rahim"
    assert office.done("plan", "--history").count("runs from") == 3


def test_what_a_pack_makes_of_the_tasks_today_is_told(office: CommandLine, pack: Path) -> None:
    office.buyer()
    office.add("lead", buyer="OR-0001", products="film", received_on="2026-09-01")
    [effect] = office("plan", pack, "--json").json["effects"]
    today = {one["number"]: one for one in office("progress", "--json").json}
    assert effect["task"] == 1
    # Twice the target is half the achievement.
    assert effect["achievement_after"] == pytest.approx(effect["achievement_before"] / 2)
    assert (effect["remedial_before"], effect["remedial_after"]) == (True, True)
    assert today[1]["target"] == 200
    assert "1. Overseas buyer sourcing: today: Achievement: " in office.done("plan", pack)


def test_the_same_pack_says_so(office: CommandLine) -> None:
    assert "says the same" in office.done("plan", built_in_path())
    assert office("plan", built_in_path(), "--json").json["differences"] == []
    # Nothing is there to be accepted, and no way back to the very same plan is made.
    accepted = office("plan", built_in_path(), "--accept")
    assert (accepted.status, "in use from today" in accepted.out) == (0, False)
    assert len(office("plan", "--history", "--json").json) == 1
    assert office("plan", "--back").status == 1


def test_what_is_to_be_accepted_is_said(office: CommandLine) -> None:
    ended = office("plan", "--accept")
    assert (ended.status, ended.out) == (2, "")
    assert ended.problems[0] == "Please say what is to be accepted: a plan pack's FILE, or --back."


def test_no_way_back_from_the_first_plan(office: CommandLine) -> None:
    ended = office("plan", "--back", "--accept")
    assert (ended.status, ended.problems) == (1, ["There is no former plan to go back to."])


def test_a_pack_with_mistakes_is_refused_with_their_places(office: CommandLine, pack: Path) -> None:
    pack.write_text(pack.read_text(encoding="utf-8").replace('"version"', '"edition"', 1), encoding="utf-8")
    ended = office("plan", pack, "--accept")
    assert ended.status == 1
    assert all(one.startswith("pack.json: ") for one in ended.problems)
    assert "(2026.1)" in office.done("plan")
    assert office("plan", pack.parent / "none.json").status == 3


@pytest.mark.parametrize("words", [["--accept", "--dry-run"], ["--back"]])
def test_what_contradicts_itself_is_wrong_usage(office: CommandLine, pack: Path, words: list[str]) -> None:
    assert office("plan", pack, *words).status == 2


def test_other_periods_are_warned_of(office: CommandLine, pack: Path) -> None:
    content = json.loads(pack.read_text(encoding="utf-8"))
    content["period"]["length"] = 7
    pack.write_text(json.dumps(content), encoding="utf-8")
    ended = office("plan", pack, "--accept")
    assert ended.status == 0
    assert "codes name other days" in ended.err
    assert office("period", "2026-11-09", "--json").json["last"] == "2026-11-15"
