from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fieldreport import folders
from fieldreport.failures import InputAtFault
from fieldreport.offices import Offices
from fieldreport.plan import Plan


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices.built_in()


def loaded(folder: Path, content: Any) -> Offices:
    path = folder / "offices.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return Offices.load(path)


def content() -> dict[str, Any]:
    return {
        "format": 1,
        "approval": [{"ko": "담당", "en": "Officer", "bn": "কর্মকর্তা"}],
        "offices": [
            {
                "code": "DHK",
                "names": {"ko": "다카무역관", "en": "Dhaka Trade Office", "bn": "ঢাকা বাণিজ্য দপ্তর"},
                "country": "BD",
                "region": "south_asia",
                "time_zone": "Asia/Dhaka",
                "weekend": ["friday", "saturday"],
                "currency": "BDT",
            }
        ],
    }


def test_dhaka_is_complete(offices: Offices) -> None:
    dhaka = offices.office("DHK")
    assert [dhaka.name(code) for code in ("ko", "en", "bn")] == [
        "다카무역관",
        "Dhaka Trade Office",
        "ঢাকা বাণিজ্য দপ্তর",
    ]
    assert (dhaka.country, dhaka.region, dhaka.zone, dhaka.currency) == (
        "BD",
        "south_asia",
        "Asia/Dhaka",
        "BDT",
    )
    assert [step.ko for step in dhaka.approval] == ["담당", "차장", "관장"]
    assert [step.en for step in dhaka.approval] == ["Officer", "Deputy head", "Head of office"]


def test_dhaka_rests_on_friday_and_saturday_and_on_its_holidays(offices: Offices) -> None:
    dhaka = offices.office("DHK")
    week = [date(2026, 11, day) for day in range(9, 16)]  # Monday to Sunday
    assert [dhaka.works_on(day) for day in week] == [True, True, True, True, False, False, True]
    assert not dhaka.works_on(date(2026, 12, 16))  # Victory Day, a Wednesday


def test_an_office_is_found_in_small_letters_too(offices: Offices) -> None:
    assert offices.office(" dhk ").code == "DHK"


@pytest.mark.parametrize("code", ["", "XXX", "Dhaka", "'; DROP TABLE"])
def test_an_unknown_office_is_refused_with_the_codes_there_are(offices: Offices, code: str) -> None:
    with pytest.raises(InputAtFault) as caught:
        offices.office(code)
    (problem,) = caught.value.problems
    assert (problem.field, problem.values["code"]) == ("office", code)
    assert "DHK" in str(problem.values["known"]).split(", ")


def test_the_built_in_list_holds_together(offices: Offices) -> None:
    assert len(offices) >= 25
    plan = Plan.built_in()
    assert {office.region for office in offices} == set(plan.regions)
    assert plan.offices <= set(offices.by_code)
    for office in offices:
        assert ZoneInfo(office.zone).key == office.zone
        assert len({office.names.ko, office.names.en, office.names.bn}) == 3


def test_the_built_in_list_says_that_it_will_be_replaced() -> None:
    raw = json.loads((folders.resources() / "offices.json").read_text(encoding="utf-8"))
    assert "replaces" in raw["about"]["en"]


def test_a_list_of_headquarters_is_read(tmp_path: Path) -> None:
    given = content()
    given["offices"][0]["approval"] = [
        {"ko": "과장", "en": "Manager", "bn": "ব্যবস্থাপক"},
        {"ko": "관장", "en": "Head", "bn": "প্রধান"},
    ]
    offices = loaded(tmp_path, given)
    assert [office.code for office in offices] == ["DHK"]
    assert [step.en for step in offices.office("DHK").approval] == ["Manager", "Head"]
    assert offices.office("DHK").holidays == {}


@pytest.mark.parametrize(
    ("member", "value", "field"),
    [
        ("code", "dhk", "offices[0].code"),
        ("code", "D K", "offices[0].code"),
        ("country", "BGD", "offices[0].country"),
        ("currency", "Tk", "offices[0].currency"),
        ("time_zone", "Asia/Nowhere", "offices[0].time_zone"),
        ("time_zone", "../../etc/passwd", "offices[0].time_zone"),
        ("weekend", ["freitag"], "offices[0].weekend[0]"),
        ("weekend", ["friday"] * 7, "offices[0].weekend"),
        ("names", {"ko": "다카", "en": "Dhaka"}, "offices[0].names.bn"),
        (
            "holidays",
            [{"day": "2026-02-30", "names": {"ko": "a", "en": "b", "bn": "c"}}],
            "offices[0].holidays[0].day",
        ),
        ("approval", [], "offices[0].approval"),
        ("motto", "x", "offices[0].motto"),
    ],
)
def test_a_mistake_is_told_by_its_path(tmp_path: Path, member: str, value: Any, field: str) -> None:
    given = content()
    given["offices"][0][member] = value
    with pytest.raises(InputAtFault) as caught:
        loaded(tmp_path, given)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_an_office_stands_in_the_list_once(tmp_path: Path) -> None:
    given = content()
    given["offices"] *= 2
    with pytest.raises(InputAtFault) as caught:
        loaded(tmp_path, given)
    assert [(problem.field, problem.values) for problem in caught.value.problems] == [
        ("offices[1]", {"key": "DHK"})
    ]


@pytest.mark.parametrize("given", [[], {}, "x", 5, None, {"format": 2}])
def test_what_is_no_list_of_offices_is_refused(tmp_path: Path, given: Any) -> None:
    with pytest.raises(InputAtFault):
        loaded(tmp_path, given)
