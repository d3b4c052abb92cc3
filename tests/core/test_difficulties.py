"""How old difficulties are, counted by hand on a calendar, and which past ones are like one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fieldreport.difficulties import Age, ages
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.similar import similar
from fieldreport.similar.terms import searchable, terms

ZONE = ZoneInfo("Asia/Dhaka")


class Calendar:
    """An office whose days are turned by the test; it is noon in Dhaka."""

    def __init__(self, folder: Path) -> None:
        self.day = date(2026, 11, 1)
        self.seconds = 0
        self.office = Office.create(folder / "data", "DHK", person="Rahim", clock=self.clock)
        raw = {"name": "Beli", "roles": "company", "country": "KR"}
        self.company = self.office.add(self.office.record_type("organisation"), raw).id

    def clock(self) -> datetime:
        self.seconds += 1
        return datetime(self.day.year, self.day.month, self.day.day, 6, tzinfo=UTC) + timedelta(
            seconds=self.seconds
        )

    def on(self, day: int) -> Office:
        self.day = date(2026, 11, day)
        return self.office

    def difficulty(self, day: int, **raw: Any) -> Record:
        given = {"company": self.company, "kind": "tariff", "description": "A duty.", **raw}
        return self.on(day).add(self.office.record_type("difficulty"), given)

    def ages(self, day: int, **which: bool) -> list[Age]:
        office = self.on(day)
        return ages(office.store, office.today(), ZONE, **which)

    def age(self, day: int) -> tuple[int, int, int | None, int | None, int | None]:
        (one,) = self.ages(day)
        return one.reported, one.in_state, one.waiting, one.overdue, one.escalated


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    return Calendar(tmp_path)


def test_ages_follow_the_history_day_by_day(calendar: Calendar) -> None:
    """Each line: reported, in this state, waiting, overdue, escalated."""
    calendar.difficulty(2, due="2026-11-12")
    assert calendar.age(2) == (0, 0, None, None, None)
    assert calendar.age(5) == (3, 3, None, None, None)
    calendar.on(5).change("DF-0001", {"status": "in_progress"})
    assert calendar.age(7) == (5, 2, None, None, None)
    calendar.on(7).change("DF-0001", {"status": "waiting", "waiting_on": "The bank"})
    assert calendar.age(10) == (8, 3, 3, None, None)
    # Another is waited for: the state stays, the waiting begins anew.
    calendar.on(10).change("DF-0001", {"waiting_on": "The central bank"})
    assert calendar.age(12) == (10, 5, 2, None, None)
    # A translation of the same words changes nothing, nor does anything else of the record.
    seen = calendar.office.store.record("DF-0001")["waiting_on"]
    calendar.on(12).translate("DF-0001", "waiting_on", "ko", "중앙은행", seen)
    calendar.office.change("DF-0001", {"urgency": "high"})
    assert calendar.age(13) == (11, 6, 3, 1, None)
    calendar.on(13).change(
        "DF-0001", {"escalated": True, "escalated_on": "2026-11-13", "escalated_why": "The ministries"}
    )
    assert calendar.age(15) == (13, 8, 5, 3, 2)
    # What is undone never happened, the undoing included.
    calendar.on(15).change("DF-0001", {"status": "in_progress"})
    assert calendar.age(16) == (14, 1, None, 4, 3)
    calendar.on(16).undo()
    assert calendar.age(16) == (14, 9, 6, 4, 3)


def test_a_day_ends_at_midnight_of_the_office(calendar: Calendar) -> None:
    calendar.difficulty(2)
    calendar.day, calendar.seconds = date(2026, 11, 5), 12 * 3600 + 1  # 18:00 UTC is midnight in Dhaka
    calendar.office.change("DF-0001", {"status": "in_progress"})
    calendar.seconds = 0
    assert calendar.age(6) == (4, 0, None, None, None)


def test_only_open_ones_have_an_age_and_choices_narrow_them(calendar: Calendar) -> None:
    calendar.difficulty(1, due="2026-11-05")
    calendar.difficulty(2, due="2026-11-03", status="waiting", waiting_on="The bank")
    calendar.difficulty(3, status="dormant", due="2026-11-03")
    put_away = calendar.difficulty(3, due="2026-11-03")
    calendar.office.archive(put_away.id, "entered twice")
    calendar.difficulty(4, due="2026-11-10")

    def found(**which: bool) -> list[str]:
        return [one.record.reference for one in calendar.ages(10, **which)]

    assert found() == ["DF-0002", "DF-0001", "DF-0005"]
    assert found(overdue=True) == ["DF-0002", "DF-0001"]
    assert found(waiting=True) == ["DF-0002"]


# ---- similar cases -------------------------------------------------------------------------------------------


def resolved(calendar: Calendar, **raw: Any) -> Record:
    return calendar.difficulty(
        1, **{"status": "resolved", "resolution": "Paid.", "resolved_on": "2026-11-01", **raw}
    )


def scores(calendar: Calendar, record: Record) -> dict[str, int]:
    return {one.reference: one.score for one in similar(calendar.office.store, record)}


def test_kind_codes_and_authority_are_worth_what_is_written(calendar: Calendar) -> None:
    authority = calendar.office.add(
        calendar.office.record_type("organisation"),
        {"name": "Customs", "roles": "authority", "country": "BD"},
    ).id
    cases: list[tuple[dict[str, Any], int]] = [
        ({"hs_codes": ["8447.20"]}, 25 + 25),
        ({"hs_codes": ["8447.90"]}, 25 + 18),
        ({"hs_codes": ["8447"]}, 25 + 18),
        ({"hs_codes": ["8451.10"]}, 25 + 8),
        ({"hs_codes": ["0101.21"]}, 25),
        ({"hs_codes": ["8447201000"], "kind": "payment", "authority": authority}, 25 + 10),
        ({"hs_codes": ["8447.90"], "kind": "payment"}, 0),  # 18 alone is too little
    ]
    expected = {}
    for raw, score in cases:
        reference = resolved(calendar, description="-", **raw).reference
        if score:
            expected[reference] = score
    asked = calendar.difficulty(2, hs_codes=["8447.20"], description="x", authority=authority)
    assert {one.reference: one.score for one in similar(calendar.office.store, asked, 20)} == expected


def test_only_resolved_cases_that_are_not_put_away_count_and_never_the_difficulty_itself(
    calendar: Calendar,
) -> None:
    whole = resolved(calendar)
    part = resolved(calendar, status="resolved_in_part")
    calendar.difficulty(1, status="dormant")
    calendar.difficulty(1)
    calendar.office.archive(resolved(calendar).id, "entered twice")
    asked = calendar.difficulty(2)
    found = {one.reference: one.in_part for one in similar(calendar.office.store, asked)}
    assert found == {whole.reference: False, part.reference: True}
    assert list(scores(calendar, whole)) == [part.reference]
    with pytest.raises(ValueError, match="no difficulty"):
        similar(calendar.office.store, calendar.office.store.record(calendar.company))


@pytest.mark.parametrize(
    ("asked", "past"),
    [
        ("The customs house wants a certificate of origin.", "원산지증명서가 없어 통관이 지연됨"),
        ("통관이 보류되어 체선료가 발생함", "শুল্ক দপ্তরে মাল আটকে, ডেমারেজ বাড়ছে"),
        ("ব্যাংকের এলসির টাকা আসেনি", "The L/C is unpaid; the issuing bank waits."),
        ("신용장 하자 2건", "Two discrepancies in the letter of credit"),
        ("상표 위조품이 유통됨", "Counterfeit goods carry the trademark"),
    ],
)
def test_words_of_the_trade_find_cases_in_other_languages(calendar: Calendar, asked: str, past: str) -> None:
    case = resolved(calendar, description=past, kind="other")
    resolved(calendar, description="Nothing of the sort; 전혀 다른 이야기", kind="other")
    record = calendar.difficulty(2, description=asked, kind="other")
    found = scores(calendar, record)
    assert max(found, key=lambda one: found[one]) == case.reference
    assert found[case.reference] > 25


def test_words_are_found_in_translations_and_in_what_solved_it(calendar: Calendar) -> None:
    text = {"text": "환편기", "language": "ko", "translations": {"en": "Circular knitting machine"}}
    first = resolved(calendar, description=text, kind="other")
    second = resolved(calendar, description="-", resolution="The knitting shed was opened.", kind="other")
    asked = calendar.difficulty(2, description="Knitting", kind="other")
    assert scores(calendar, asked) == {first.reference: 65, second.reference: 65}


def test_of_cases_as_alike_the_latest_comes_first(calendar: Calendar) -> None:
    for day in ("2026-10-02", "2026-10-20", "2026-10-11"):
        resolved(calendar, reported_on="2026-10-01", resolved_on=day)
    found = similar(calendar.office.store, calendar.difficulty(2), 2)
    assert [one.reference for one in found] == ["DF-0002", "DF-0003"]


def test_a_rare_word_is_worth_more_than_a_common_one(calendar: Calendar) -> None:
    for _ in range(20):
        resolved(calendar, description="machine", kind="other")
    rare = resolved(calendar, description="asbestos", kind="other")
    asked = calendar.difficulty(2, description="machine with asbestos", kind="other")
    (best, *others) = similar(calendar.office.store, asked)
    assert best.reference == rare.reference
    assert all(one.score < best.score for one in others)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("The machines were delayed at the port.", ["machines", "delayed", "port"]),
        ("그리고 통관이 지연됨", ["통관이", "지연됨"]),
        ("এবং ব্যাংকের জন্য", ["ব্যাংকের"]),
        ("L/C, it is on us. 12 %", ["lc"]),
        ("", []),
    ],
)
def test_terms_are_the_words_that_say_something(raw: str, words: list[str]) -> None:
    assert sorted(one.word for one in terms([raw])) == sorted(words)


def test_a_latin_stem_begins_a_word_and_a_korean_one_stands_anywhere() -> None:
    (tax,) = terms(["tax"])
    assert tax.is_in(searchable("(Tax) office"))
    assert not tax.is_in(searchable("syntaxes"))
    (clearance,) = terms(["통관을"])
    assert clearance.is_in(searchable("수입통관지연"))
    assert clearance.is_in(searchable("at CUSTOMS, again"))
