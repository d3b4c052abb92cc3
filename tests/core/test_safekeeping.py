"""Which backups there are, and what is in them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.safekeeping import back_up_now, contents, kept, look_into

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=lambda: NOW) as made:
        yield made


def back_up(office: Office, now: datetime = NOW) -> Path:
    return back_up_now(office.data / DATABASE_NAME, office.data, office.settings, now)


def test_a_backup_at_once_is_listed_and_tells_what_is_in_it(office: Office) -> None:
    assert kept(office.data, office.settings) == []
    buyer = {"name": "Padma", "roles": ["buyer"], "country": "BD"}
    office.add(office.record_type("organisation"), buyer)
    made = back_up(office)
    office.add(office.record_type("organisation"), buyer | {"name": "Surma"})
    (one,) = kept(office.data, office.settings)
    assert (one.path, one.made_at, one.before_restore) == (made, NOW, False)
    assert one.size == made.stat().st_size
    held = look_into(made, office.data / DATABASE_NAME, tuple(office.store.types.values()))
    assert (held.office, held.counts["organisation"], held.changed_by) == ("DHK", 1, "Rahim")
    assert held.changed_at == NOW
    assert contents(office.store).counts["organisation"] == 2
    assert sorted(path.name for path in office.data.iterdir() if "restoring" in path.name) == []


def test_what_a_restore_replaced_is_listed_too_the_latest_first(office: Office) -> None:
    made = back_up(office, NOW - timedelta(days=2))
    aside = Office.restore(office.data, made, clock=lambda: NOW)
    assert aside is not None
    assert [(one.path, one.before_restore) for one in kept(office.data, office.settings)] == [
        (aside, True),
        (made, False),
    ]


def test_backups_in_a_chosen_folder_are_listed_with_those_in_the_data_folder(
    office: Office, tmp_path: Path
) -> None:
    here = back_up(office, NOW - timedelta(days=1))
    (tmp_path / "stick").mkdir()
    office.save_settings(backup_folder=str(tmp_path / "stick"))
    there = back_up(office)
    assert there.parent == tmp_path / "stick"
    assert [one.path for one in kept(office.data, office.settings)] == [there, here]
    office.clock = lambda: NOW + timedelta(hours=2)
    office.add(office.record_type("action"), {"what": "Call", "due": "2026-12-24", "raised_on": "2026-11-20"})
    due = office.back_up_if_due()
    assert due is not None
    assert due.parent == tmp_path / "stick"


def test_a_stop_leaves_no_half_backup(office: Office) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        back_up_now(office.data / DATABASE_NAME, office.data, office.settings, NOW, stop)
    assert list((office.data / "backups").iterdir()) == []


def test_what_is_no_backup_is_refused(office: Office, tmp_path: Path) -> None:
    types = tuple(office.store.types.values())
    (tmp_path / "letter.txt").write_text("Dear colleague", encoding="utf-8")
    for name in ("letter.txt", "missing.db"):
        with pytest.raises(InputAtFault):
            look_into(tmp_path / name, office.data / DATABASE_NAME, types)
    broken = tmp_path / "broken.db"
    broken.write_bytes(back_up(office).read_bytes()[:8192] + b"\xff" * 8192)
    with pytest.raises(MachineAtFault):
        look_into(broken, office.data / DATABASE_NAME, types)
