"""What another plan pack changes, told before it is accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.plan import Changes, Difference, Plan, Version, built_in_path, compare, wording
from fieldreport.records import RECORD_TYPES

Spoil = Callable[[dict[str, Any]], None]


def packed(change: Spoil) -> Plan:
    """The program's plan with something else in it."""
    content = json.loads(built_in_path().read_text(encoding="utf-8"), parse_float=Decimal)
    change(content)
    return Plan.parse(json.dumps(content, default=float).encode(), Path("other.json"))


def changes(change: Spoil, office: str = "DHK") -> Changes:
    return compare(Plan.built_in(), packed(change), office)


def told(found: Changes, code: str = "en") -> list[tuple[str, str, str, str]]:
    language = Language(code, folder=folders.locales())
    return [
        (
            wording.place_in_words(one, found, language),
            language.say(one.what),
            *wording.sides_in_words(one, language),
        )
        for one in found.differences
    ]


def task(content: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in content["tasks"] if one["number"] == number)
    return found


def test_the_same_pack_changes_nothing() -> None:
    found = changes(lambda content: None)
    assert (found.differences, found.version, found.moves_periods) == ((), Version.SAME, False)
    assert wording.version_in_words(found, Language("en")) == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda content: content["offices"]["DHK"].update({"1": 260}),
            ("1. Overseas buyer sourcing", "Target of this office", "200", "260"),
        ),
        (
            lambda content: content["offices"]["DHK"].pop("16"),
            ("16. Korean brand promotion", "Target of this office", "6", "–"),
        ),
        (
            lambda content: task(content, 7).update(target=600),
            ("7. Feasibility studies for alternative markets", "Target of the plan", "500", "600"),
        ),
        (
            lambda content: task(content, 7).update(launch_month=4),
            ("7. Feasibility studies for alternative markets", "Launch", "24 Oct 2026", "24 Nov 2026"),
        ),
        (
            lambda content: content["remedial"].update(threshold=0.75),
            ("Plan", "Threshold for remedial action", "70%", "75%"),
        ),
        (
            lambda content: content["remedial"].update(basis="full"),
            ("Plan", "Achievement is compared with", "the target to date", "the full target"),
        ),
        (
            lambda content: content.update(end="2027-03-31"),
            ("Plan", "Last day", "21 Feb 2027", "31 Mar 2027"),
        ),
        (
            lambda content: content["roadmap"][2]["expects"].update({"2": 120}),
            ("Month 3, task 2", "Expected by the end of the month", "100", "120"),
        ),
        (
            lambda content: content["roadmap"][1]["launches"].append(7),
            ("Month 2", "Launches", "3 and 5", "3, 5 and 7"),
        ),
        (
            lambda content: content["offices"].update(HAN={"1": 100}),
            ("Plan", "Other offices with other targets", "0", "1"),
        ),
        (
            lambda content: content["voucher"].update(ceiling=40_000_000),
            ("Plan", "Voucher, most for a company", "₩\u00a050,000,000", "₩\u00a040,000,000"),
        ),
        (
            # Only the Korean name was changed: it is what is shown, whatever the reader's language.
            lambda content: task(content, 9)["names"].update(ko="공급망"),
            ("9. Supply-chain realignment", "Name of the task", "공급망 재편 지원", "공급망"),
        ),
    ],
)
def test_each_thing_is_told_with_what_it_was_and_will_be(
    change: Spoil, expected: tuple[str, str, str, str]
) -> None:
    assert told(changes(change)) == [expected]


def test_a_counting_rule_is_told_in_words() -> None:
    found = changes(
        lambda content: task(content, 7).update(
            counting={
                "record": "activity",
                "date": "done_on",
                "where": {"task": [7], "status": ["done"]},
                "measure": {"kind": "distinct", "field": "company"},
            }
        )
    )
    [(_, what, old, new)] = told(found)
    assert what == "What is counted"
    assert old == (
        "“Quantity” is added up (Support activities); a record without it counts as 1. "
        "The day that decides is “Day”. Only where “Task of the plan” is: 7. Only where “Status” is: Done."
    )
    assert new.startswith("Each one named in “Company” is counted once, however many records name it")


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_the_plan_is_said_in_every_language(code: str) -> None:
    language = Language(code, folder=folders.locales())
    for one in Plan.built_in().tasks:
        said = wording.rule_in_words(one.counting, language)
        label = next(kind.plural for kind in RECORD_TYPES if kind.name == one.counting.record)
        assert language.say(label) in said
        assert "{" not in said


def test_a_task_that_goes_and_one_that_comes() -> None:
    def change(content: dict[str, Any]) -> None:
        gone = task(content, 17)
        content["tasks"].remove(gone)
        content["roadmap"][0]["launches"].remove(17)
        content["tasks"].append({**gone, "number": 18, "launch_month": 2})
        content["offices"]["DHK"]["18"] = 12

    found = changes(change)
    by_task = [(str(one.kind), one.what, one.task) for one in found.differences if one.task]
    assert by_task == [
        ("removed", "Task", 17),
        ("added", "Task", 18),
        ("changed", "Target of this office", 18),
        ("changed", "Target of the plan", 18),
        ("changed", "Launch", 18),
        ("changed", "What is counted", 18),
    ]
    lines = told(found)
    assert ("18. Performance monitoring", "Target of this office", "–", "12") in lines
    assert ("17. Performance monitoring", "Task", "Performance monitoring", "–") in lines


def test_support_that_opens_is_compared() -> None:
    found = changes(lambda content: content["support"].pop())
    [one] = found.differences
    assert (str(one.kind), one.what) == ("removed", "Support that opens")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("2026.2", Version.NEWER),
        ("2026.10", Version.NEWER),
        ("2027", Version.NEWER),
        ("2026.1.1", Version.NEWER),
        ("2026.1a", Version.NEWER),
        ("2026.1", Version.SAME),
        ("2026.0", Version.OLDER),
        ("2025.9", Version.OLDER),
        ("2026", Version.OLDER),
    ],
)
def test_versions_are_compared_number_by_number(version: str, expected: Version) -> None:
    found = changes(lambda content: content.update(version=version))
    assert found.version is expected
    older = "This pack is older"
    assert wording.version_in_words(found, Language("en")).startswith(older) == (expected is Version.OLDER)


def test_another_plan_and_other_periods_are_said() -> None:
    def change(content: dict[str, Any]) -> None:
        content["id"] = "next-plan"
        content["period"]["length"] = 7

    found = changes(change)
    assert found.version is Version.OTHER_PLAN
    assert found.moves_periods
    assert "another plan" in wording.version_in_words(found, Language("en"))


def test_the_same_version_with_other_content_is_said() -> None:
    found = changes(lambda content: content["offices"]["DHK"].update({"1": 260}))
    assert "has the same version" in wording.version_in_words(found, Language("en"))


def test_a_difference_is_a_plain_value() -> None:
    [one] = changes(lambda content: content.update(end="2027-03-31")).differences
    assert one == Difference(one.kind, "Last day", date(2027, 2, 21), date(2027, 3, 31))
