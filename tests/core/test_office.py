"""The office as a whole: made once, opened again, its figures agreeing with its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from fieldreport import folders
from fieldreport.failures import InputAtFault
from fieldreport.office import Office
from fieldreport.store import New

NOON = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", language="en", clock=lambda: NOON) as made:
        yield made


def test_an_unknown_office_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputAtFault):
        Office.create(tmp_path / "data", "NOWHERE")
    assert not (tmp_path / "data").exists()


def test_a_folder_without_an_office_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputAtFault, match="init"):
        Office.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_made_once(office: Office) -> None:
    with pytest.raises(InputAtFault, match="already an office"):
        Office.create(office.data, "DHK")


def test_it_opens_again_as_it_was(office: Office) -> None:
    office.save_settings(language="bn")
    with office.beside() as again:
        assert (again.code, again.person, again.settings.language) == ("DHK", "Rahim", "bn")
        assert again.place.name("bn") == "ঢাকা বাণিজ্য দপ্তর"


def test_today_is_the_offices_day_not_the_computers(tmp_path: Path) -> None:
    """At 18:30 in London it is half past midnight of the next day in Dhaka."""
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    with Office.create(tmp_path, "DHK", clock=lambda: late) as office:
        assert office.today() == date(2026, 11, 22)
        buyer = office.add(
            office.record_type("organisation"), {"name": "Shapla Knit", "roles": "buyer", "country": "BD"}
        )
        assert buyer.period_day(office.zone) == date(2026, 11, 22)
        lead = office.add(office.record_type("lead"), {"buyer": buyer.id, "products": "film"})
        assert lead["received_on"] == date(2026, 11, 22)


def test_progress_counts_what_the_lists_show(office: Office) -> None:
    """Task 1 in 2026-B23, by hand: 91 of 182 days of 200 leads are 100; three that are not invalid count."""
    lead = office.record_type("lead")
    buyer = office.add(
        office.record_type("organisation"), {"name": "Beli", "roles": "buyer", "country": "BD"}
    ).id
    for day, status in (
        ("2026-08-23", "new"),  # the day before the plan
        ("2026-08-24", "new"),
        ("2026-11-09", "qualifying"),
        ("2026-11-22", "dormant"),
        ("2026-11-22", "invalid"),
        ("2026-11-23", "new"),  # after the period
    ):
        # As a list tells of them, which may know of days to come.
        raw = {"buyer": buyer, "products": "film", "received_on": day, "status": status}
        office.store.add(New(lead, lead.read(raw, office.reading(), history=True), "en", "Rahim"))
    put_away = office.add(lead, {"buyer": buyer, "products": "film", "received_on": "2026-11-10"})
    office.archive(put_away.id, "entered twice")
    period = office.period("2026-B23")
    first = next(one for one in office.progress(period) if one.task.number == 1)
    assert (first.actual, first.target, first.target_to_date) == (3, 200, Fraction(100))
    assert first.achievement == Fraction(3, 100)
    assert first.remedial
    assert office.store.count(lead, office.period_filter(period)) == 3


def test_drafts_are_kept_replaced_and_dropped(office: Office) -> None:
    from fieldreport.store.drafts import Draft

    draft = Draft("new:lead", "lead", None, {"products": "편지"}, NOON, "Rahim")
    office.drafts.keep(draft)
    office.drafts.keep(Draft("new:lead", "lead", None, {"products": "편직기"}, NOON, "Rahim"))
    with office.beside() as again:
        assert [one.typed for one in again.drafts.all()] == [{"products": "편직기"}]
        again.drafts.drop("new:lead")
    assert office.drafts.all() == []


def test_a_stored_report_comes_back_whole(office: Office) -> None:
    from fieldreport.store.reports import Approval, ReportState, StoredReport

    assert office.reports.get("2026-B23") == StoredReport("2026-B23")
    written = StoredReport(
        "2026-B23",
        state=ReportState.SIGNED,
        summary={"ko": "○ 계약추진액을 확보함."},
        approvals=(Approval("관장", "Karim", date(2026, 11, 24)),),
    )
    office.reports.save(written)
    with office.beside() as again:
        assert again.reports.get("2026-B23") == written


def test_nothing_is_exported_over_the_offices_own_data(office: Office) -> None:
    before = (office.data / "office.db").read_bytes()
    for name in ("office.db", "settings.json", "backups/x.db"):
        with pytest.raises(InputAtFault, match="own data"):
            office.export(office.period(), office.language("ko"), office.data / name)
    assert (office.data / "office.db").read_bytes() == before


def test_the_samples_records_belong_to_the_office(tmp_path: Path) -> None:
    with Office.create(tmp_path, "DHK", sample=True, clock=lambda: NOON) as office:
        offices = {
            one.office for of_type in office.store.types.values() for one in office.store.records(of_type)
        }
        assert offices == {"DHK"}


def test_what_a_record_needs_cannot_be_emptied(office: Office) -> None:
    buyer = office.add(
        office.record_type("organisation"), {"name": "Beli", "roles": "buyer", "country": "BD"}
    ).id
    lead = office.add(
        office.record_type("lead"),
        {"buyer": buyer, "products": "film", "status": "invalid", "received_on": "2026-11-02"},
    )
    for name in ("received_on", "status", "products"):
        with pytest.raises(InputAtFault) as caught:
            office.change(lead.id, {name: ""})
        assert [one.field for one in caught.value.problems] == [name]
    assert office.store.record(lead.id) == lead


def test_a_task_is_one_of_the_plans(office: Office) -> None:
    with pytest.raises(InputAtFault) as caught:
        office.add(
            office.record_type("activity"),
            {"task": 18, "kind": "study", "description": "A study of the market."},
        )
    assert [one.field for one in caught.value.problems] == ["task"]


def test_another_plan_is_taken_whole_or_not_at_all(office: Office, tmp_path: Path) -> None:
    built_in = (folders.resources() / "plan" / "emergency-export-2026.json").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(built_in.replace('"version"', '"edition"', 1), encoding="utf-8")
    with pytest.raises(InputAtFault) as caught:
        office.accept_plan(wrong.read_bytes(), wrong)
    assert {one.field for one in caught.value.problems} == {"version", "edition"}
    assert not (office.data / "plan.json").exists()
    other = tmp_path / "other.json"
    other.write_text(built_in.replace('"1": 200', '"1": 400', 1), encoding="utf-8")
    office.accept_plan(other.read_bytes(), other)
    with office.beside() as again:
        for one in (office, again):
            assert one.progress(one.period("2026-B23"))[0].target == 400
