"""Progress: regions with the plan's allocation, offices with their own, and what falls short with its reasons."""

from __future__ import annotations

from fractions import Fraction

from fieldreport.headquarters.finding import difficulties, remedies, shared_buyers, tallied
from fieldreport.headquarters.progress import Line, overview
from tests.core.headquarters.conftest import PERIOD, PLAN, Headquarters


def line(headquarters: Headquarters, task: int, region: str = "", office: str = "") -> Line:
    found = overview(headquarters.store, PLAN, PERIOD.last)
    return next(
        one for one in found.lines if (one.task.number, one.region, one.office) == (task, region, office)
    )


def leads(headquarters: Headquarters, office: int) -> int:
    records = headquarters.offices[office].held[PERIOD.code].values()
    return sum(one["type"] == "lead" and one["status"] != "invalid" for one in records)


def test_a_region_has_its_allocation_and_dhaka_one_of_its_own(headquarters: Headquarters) -> None:
    # DHK, DEL and others are all in South Asia; Dhaka's allocation is separate.
    for office in headquarters.offices[:2]:
        headquarters.report(office, records=40)
    headquarters.collect()
    dhaka, region, whole = (
        line(headquarters, 1, "south_asia", "DHK"),
        line(headquarters, 1, "south_asia"),
        line(headquarters, 1),
    )
    assert (dhaka.progress.actual, dhaka.progress.target) == (leads(headquarters, 0), 200)
    assert (region.progress.actual, region.progress.target) == (leads(headquarters, 1), 4000)
    assert (whole.progress.actual, whole.progress.target) == (
        leads(headquarters, 0) + leads(headquarters, 1),
        30000,
    )
    assert region.progress.target_to_date == Fraction(4000) * 91 / 182
    assert region.progress.achievement == Fraction(leads(headquarters, 1)) / (Fraction(4000) * 91 / 182)
    assert region.progress.remedial
    assert dhaka.forecast.estimate is not None


def test_an_office_without_a_target_is_counted_and_compared_with_nothing(headquarters: Headquarters) -> None:
    headquarters.report(headquarters.offices[1], records=40)
    headquarters.collect()
    one = line(headquarters, 1, "south_asia", "DEL").progress
    assert (one.actual, one.target, one.achievement, one.remedial) == (
        leads(headquarters, 1),
        None,
        None,
        False,
    )


def test_shortfalls_come_with_their_causes(headquarters: Headquarters) -> None:
    headquarters.report(headquarters.offices[0], records=10)
    headquarters.collect()
    found = overview(headquarters.store, PLAN, PERIOD.last)
    assert (1, "DHK") in {(one.task.number, one.office) for one in found.short}
    actions = remedies(headquarters.store, PERIOD.last)["DHK", 1]
    assert [one["cause"]["text"] for one in actions] == [
        "통관이 11일째 보류됨. 제조연도 증빙을 추가로 요구받음."
    ]


def test_difficulties_are_counted_by_kind_chapter_and_country(headquarters: Headquarters) -> None:
    for office in headquarters.offices[:3]:
        headquarters.report(office, records=30)
    headquarters.collect()
    found = difficulties(headquarters.store, PERIOD.last)
    said = [
        one
        for office in headquarters.offices[:3]
        for one in office.held[PERIOD.code].values()
        if one["type"] == "difficulty"
    ]
    countries = {one.code: one.country for one in headquarters.store.offices()}
    assert len(found) == len(said)
    assert {one.of: one.all for one in tallied(found, "kind", countries)} == {
        kind: sum(one["kind"] == kind for one in said) for kind in {one["kind"] for one in said}
    }
    assert {one.of: one.open for one in tallied(found, "chapter", countries)} == {"84": len(said)}
    assert {one.of for one in tallied(found, "country", countries)} == {"BD", "IN"}
    assert sum(one.escalated for one in tallied(found, "country", countries)) == 3


def test_the_same_buyer_of_several_offices_is_found(headquarters: Headquarters) -> None:
    # Every third office writes in the same language, and all of them the same names.
    for office in (headquarters.offices[0], headquarters.offices[1], headquarters.offices[3]):
        headquarters.report(office, records=8)
    headquarters.collect()
    found = shared_buyers(headquarters.store, PERIOD.last)
    assert [(one.names, [office for office, *_ in one.by_office], one.evidence) for one in found] == [
        (("샤플라 니트웨어",), ["DHK", "MAA"], ("name",))
    ]
