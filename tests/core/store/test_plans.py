"""Which plan holds when: packs accepted before, within and after a period, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.language import Language
from fieldreport.office import Office
from fieldreport.plan import built_in_path
from fieldreport.store.plans import NO_FORMER_PLAN, held_in_words

#: Any file's name: what is read is the content.
PACK = Path("pack.json")


class Days:
    """A clock that is set by the day, at noon in Dhaka."""

    def __init__(self, day: str) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.fromisoformat(f"{self.day}T06:00:00").replace(tzinfo=UTC)


@pytest.fixture
def days() -> Days:
    return Days("2026-11-01")


@pytest.fixture
def office(tmp_path: Path, days: Days) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=days) as made:
        yield made


def pack(target: int = 400, version: str = "2026.2") -> bytes:
    """The program's plan with another target for Dhaka's leads."""
    content = built_in_path().read_text(encoding="utf-8")
    content = content.replace('"1": 200', f'"1": {target}', 1).replace('"2026.1"', f'"{version}"', 1)
    return content.encode()


def accept(office: Office, days: Days, day: str, content: bytes) -> None:
    days.day = day
    office.accept_plan(content, PACK)


def leads(office: Office, code: str) -> tuple[object, Fraction | None]:
    """The target of task 1 in a period's report, and the target to date."""
    period = office.period(code)
    reported = office.report(period).tasks[0].progress
    assert reported == office.progress(period)[0]
    return reported.target, reported.target_to_date


# B22 ends on 8 November, the plan's 77th of 182 days; B23 is 9 to 22 November, which is its 91st day.
BEFORE_B22, BEFORE_B23 = (200, Fraction(200 * 77, 182)), (200, Fraction(100))
AFTER_B22, AFTER_B23 = (400, Fraction(400 * 77, 182)), (400, Fraction(200))


@pytest.mark.parametrize(
    ("accepted", "b22", "b23"),
    [
        ("2026-11-08", AFTER_B22, AFTER_B23),  # on the last day of B22
        ("2026-11-09", BEFORE_B22, AFTER_B23),  # on the first day of B23
        ("2026-11-15", BEFORE_B22, AFTER_B23),  # in the middle of it
        ("2026-11-22", BEFORE_B22, AFTER_B23),  # on its last day
        ("2026-11-23", BEFORE_B22, BEFORE_B23),  # on the day after
    ],
)
def test_a_period_has_the_plan_accepted_by_its_last_day(
    office: Office, days: Days, accepted: str, b22: tuple[int, Fraction], b23: tuple[int, Fraction]
) -> None:
    accept(office, days, accepted, pack())
    assert (leads(office, "2026-B22"), leads(office, "2026-B23")) == (b22, b23)
    assert leads(office, "2026-B24")[0] == 400
    assert office.plan.version == "2026.2"


def test_every_plan_is_kept_with_the_days_on_which_it_held(office: Office, days: Days) -> None:
    accept(office, days, "2026-11-15", pack())
    accept(office, days, "2026-12-01", pack(300, "2026.3"))
    assert [(one.plan.version, one.since, one.until, one.by) for one in office.plans.held()] == [
        ("2026.1", None, date(2026, 11, 14), ""),
        ("2026.2", date(2026, 11, 15), date(2026, 11, 30), "Rahim"),
        ("2026.3", date(2026, 12, 1), None, "Rahim"),
    ]
    said = [held_in_words(one, Language("en")) for one in office.plans.held()]
    assert said == [
        "It was in use until 14 Nov 2026.",
        "It was in use from 15 Nov 2026 to 30 Nov 2026; accepted by Rahim.",
        "It has been in use since 1 Dec 2026; accepted by Rahim.",
    ]


def test_two_plans_of_one_day_are_both_kept_and_the_last_one_holds(office: Office, days: Days) -> None:
    accept(office, days, "2026-11-15", pack())
    accept(office, days, "2026-11-15", pack(300, "2026.3"))
    assert leads(office, "2026-B23")[0] == 300
    assert "replaced on the same day" in held_in_words(office.plans.held()[1], Language("en"))


def test_there_is_a_way_back_which_is_part_of_the_history(office: Office, days: Days) -> None:
    with pytest.raises(InputAtFault) as caught:
        office.plans.former()
    assert caught.value.problems[0].message == NO_FORMER_PLAN
    accept(office, days, "2026-11-15", pack())
    former, content = office.plans.former()
    assert former.version == "2026.1"
    accept(office, days, "2026-11-16", content)
    assert leads(office, "2026-B23") == BEFORE_B23
    assert [one.plan.version for one in office.plans.held()] == ["2026.1", "2026.2", "2026.1"]
    # And back again.
    assert office.plans.former()[0].version == "2026.2"


def test_an_accepted_plan_is_seen_by_every_open_office_and_after_opening_again(
    office: Office, days: Days
) -> None:
    with office.beside(readonly=True) as reader:
        assert reader.plan.version == "2026.1"
        accept(office, days, "2026-11-15", pack())
        assert reader.plan.version == "2026.2"
        assert reader.progress(reader.period("2026-B23"))[0].target == 400
    with office.beside() as again:
        assert again.plan == office.plan


def test_a_pack_with_mistakes_changes_nothing(office: Office, days: Days) -> None:
    with pytest.raises(InputAtFault):
        accept(office, days, "2026-11-15", pack().replace(b'"version"', b'"edition"', 1))
    assert [one.plan.version for one in office.plans.held()] == ["2026.1"]
    assert leads(office, "2026-B23") == BEFORE_B23


def test_the_offices_own_file_is_the_plan_before_all_others(office: Office, days: Days) -> None:
    (office.data / "plan.json").write_bytes(pack(300, "2026.0"))
    with office.beside() as own:
        assert leads(own, "2026-B23")[0] == 300
        accept(own, days, "2026-11-23", pack())
        # From now on it is kept with the others, whatever becomes of the file.
        (office.data / "plan.json").unlink()
        assert leads(own, "2026-B23")[0] == 300
        assert own.plan.version == "2026.2"


def test_a_backup_carries_the_plans(office: Office, days: Days, tmp_path: Path) -> None:
    accept(office, days, "2026-11-15", pack())
    copy = office.back_up(tmp_path / "copy.db")
    Office.restore(tmp_path / "other", copy)
    with Office.open(tmp_path / "other", clock=days) as restored:
        assert [one.plan.version for one in restored.plans.held()] == ["2026.1", "2026.2"]


def test_a_kept_plan_that_was_spoilt_is_damage_and_nobodys_mistake(office: Office, days: Days) -> None:
    accept(office, days, "2026-11-15", pack())
    office.store.database.execute("UPDATE plan SET content = '{}' WHERE key = 2")
    with office.beside() as again, pytest.raises(MachineAtFault, match="damaged"):
        again.plans.held()
