"""Periods and progress from the command line."""

from __future__ import annotations

import pytest

from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine


@pytest.mark.parametrize("day", ["2026-11-09", "2026-11-22", "22/11/2026", "2026년 11월 15일", "2026-B23"])
def test_the_period_of_a_day_with_and_without_an_office(empty: CommandLine, day: str) -> None:
    expected = {"code": "2026-B23", "first": "2026-11-09", "last": "2026-11-22", "due": "2026-11-25"}
    assert empty("period", day, "--json").json == expected
    assert not empty.data.exists()
    empty.done("init", "--office", "DHK")
    assert empty("period", day, "--json").json == expected


def test_the_period_of_today(office: CommandLine) -> None:
    now = office("period", "--json").json
    assert now["first"] <= now["last"] < now["due"]
    assert now["code"] in office.done("period")
    assert "২০২৬" in office("period", "2026-11-09", language="bn").out


@pytest.mark.parametrize("day", ["2026-02-30", "yesteryear", "2026-B99", "9999-12-31"])
def test_days_that_are_none(empty: CommandLine, day: str) -> None:
    ended = empty("period", day, "--json")
    assert ended.status == 1
    assert ended.out == ""
    assert len(ended.problems) == 1


def test_progress_counts_what_was_done_and_compares_it_with_what_is_due(office: CommandLine) -> None:
    office.buyer()
    for day in ("2026-11-09", "2026-11-22", "2026-11-23"):
        office.add("lead", buyer="OR-0001", products="film", received_on=day)
    tasks = {one["number"]: one for one in office("progress", "2026-B23", "--json").json}
    assert set(tasks) == {1, 2, 3, 7, 9, 10, 11, 13, 14, 16}
    sourcing = tasks[1]
    assert sourcing["actual"] == 2
    assert 0 < sourcing["target_to_date"] <= sourcing["target"]
    assert sourcing["achievement"] == pytest.approx(2 / sourcing["target_to_date"])
    assert sourcing["remedial"] is True
    for one in tasks.values():
        assert one["remedial"] is (one["achievement"] is not None and one["achievement"] < 0.7)


def test_progress_of_the_current_and_the_last_period(office: CommandLine) -> None:
    now = office("period", "--json").json["code"]
    assert office("progress", "--json").json == office("progress", now, "--json").json
    assert office("progress", "current").out == office("progress", now).out
    assert office("progress", "last", "--json").status == 0
    assert office("progress", "2026-B99").status == 1


@pytest.mark.parametrize("code", CODES)
def test_tasks_are_named_in_the_chosen_language(office: CommandLine, code: str) -> None:
    name = {"ko": "바이어", "en": "buyer", "bn": "ক্রেতা"}[code]
    assert name in office("progress", "--json", language=code).json[0]["name"]
    assert office("progress", language=code).status == 0
