"""Collecting: in whatever order and however often files come, the store says the same; what is bad is put aside."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.network import workbook
from fieldreport.delivery.sealing import make_identity, seal
from fieldreport.failures import InputAtFault
from fieldreport.headquarters.collecting import collect
from fieldreport.headquarters.store import Store
from tests.core.headquarters.conftest import NOW, PERIOD, PLAN, Headquarters, dump


def reasons(headquarters: Headquarters) -> dict[str, str]:
    return {one.file: one.reason for one in headquarters.last.quarantined}


def test_reports_are_kept_with_all_their_records(headquarters: Headquarters) -> None:
    for office in headquarters.offices:
        headquarters.report(office)
    done = headquarters.collect()
    assert [(one.office, one.period, one.issue, one.records) for one in done.accepted] == [
        (office.code, PERIOD.code, 1, 12) for office in headquarters.offices
    ]
    assert not done.already
    assert not done.quarantined
    said = dump(headquarters.store)
    held = {(one.code, name) for one in headquarters.offices for name in one.held[PERIOD.code]}
    assert {(row[0], row[1]) for row in said["last"]} == held


def test_collecting_again_changes_nothing(headquarters: Headquarters) -> None:
    for office in headquarters.offices:
        headquarters.report(office)
    headquarters.collect()
    before = dump(headquarters.store)
    again = headquarters.collect()
    assert (len(again.accepted), len(again.already), len(again.quarantined)) == (0, 7, 0)
    assert dump(headquarters.store) == before


def test_another_language_of_the_same_issue_says_nothing_new(headquarters: Headquarters) -> None:
    office = headquarters.offices[0]
    headquarters.report(office)
    headquarters.put(office.package(PERIOD, "bn", same=True))
    done = headquarters.collect()
    assert (len(done.accepted), len(done.already)) == (1, 1)
    assert len(dump(headquarters.store)["last"]) == 12


@pytest.mark.parametrize("seed", range(2))
def test_the_order_does_not_matter(
    headquarters: Headquarters, new_store: Callable[[], str], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    files = []
    for office in headquarters.offices[:4]:
        for period in (PERIOD, PLAN.fortnights.previous(PERIOD)):
            files.append(headquarters.report(office, period))
            for _ in range(chance.randrange(3)):
                office.correct(period)
                files.append(headquarters.put(office.package(period)))
                files.append(headquarters.put(office.package(period, "bn", same=True)))
        headquarters.report(office, PERIOD, 1)
    headquarters.collect()
    url = new_store()
    with Store.make(url, NOW, offices=tmp_path / "offices.json") as other:
        everything = sorted(headquarters.inbox.iterdir())
        chance.shuffle(everything)
        for path in everything:
            headquarters.collect(path, other)
        assert dump(other) == dump(headquarters.store)


def test_a_correction_replaces_what_was_said(headquarters: Headquarters) -> None:
    office = headquarters.offices[0]
    headquarters.report(office, records=20)
    headquarters.collect()
    office.correct(PERIOD)
    headquarters.put(office.package(PERIOD))
    done = headquarters.collect()
    assert [(one.issue, one.records) for one in done.accepted] == [(2, len(office.held[PERIOD.code]))]
    current = {row[1]: row[2] for row in dump(headquarters.store)["last"]}
    assert current == {name: one["revision"] for name, one in office.held[PERIOD.code].items()}


# ---- what is not believed ------------------------------------------------------------------------------------------


def test_what_is_bad_is_put_aside_and_holds_nobody_up(headquarters: Headquarters) -> None:
    good, *others = headquarters.offices
    for office in others:
        office.work(PERIOD, 5)
    whole = others[0].package(PERIOD)
    inbox = headquarters.inbox
    headquarters.put(b"", "a-empty.xlsx")
    headquarters.put(b"nothing of a workbook", "b-text.xlsx")
    headquarters.put(whole[: len(whole) // 2], "c-cut.xlsx")
    headquarters.put(workbook([["Report"]], []), "d-no-package.xlsx")
    headquarters.put(others[1].package(PERIOD, signed=False), "e-unsigned.xlsx")
    others[2].private = others[3].private
    headquarters.put(others[2].package(PERIOD), "f-other-key.xlsx")
    headquarters.put(_changed(whole, b"Records", b"Rekords"), "g-cell.xlsx")
    (inbox / "h-folder.xlsx").mkdir()
    (inbox / ".hidden.xlsx").write_bytes(whole)
    (inbox / "notes.txt").write_text("no report", encoding="utf-8")
    headquarters.report(good)
    done = headquarters.collect()
    assert [one.office for one in done.accepted] == [good.code]
    assert reasons(headquarters) == {
        "a-empty.xlsx": "no_workbook",
        "b-text.xlsx": "no_workbook",
        "c-cut.xlsx": "no_workbook",
        "d-no-package.xlsx": "not_a_report",
        "e-unsigned.xlsx": "unsigned",
        "f-other-key.xlsx": "signature_unknown",
        "g-cell.xlsx": "cells_changed",
    }


def test_a_file_of_someone_who_is_unknown_or_early(headquarters: Headquarters) -> None:
    office, stranger = headquarters.offices[0], headquarters.offices[1]
    soon = PLAN.fortnights.of(NOW.date() + timedelta(days=20))
    headquarters.report(office, soon)
    stranger.code = "ZZZ"
    headquarters.report(stranger)
    headquarters.collect()
    assert reasons(headquarters) == {"00001.xlsx": "period_not_begun", "00002.xlsx": "unknown_office"}


def test_without_a_key_of_the_office_its_word_is_taken_unless_only_signatures_count(
    headquarters: Headquarters,
) -> None:
    office = headquarters.offices[0]
    office.work(PERIOD, 5)
    path = headquarters.put(office.package(PERIOD, signed=False))
    strict = collect(headquarters.store, path, NOW, signed_only=True)
    assert [one.reason for one in strict.quarantined] == ["unsigned"]
    done = collect(headquarters.store, path, NOW)
    assert [str(one.signature) for one in done.accepted] == ["none"]


def test_what_was_put_aside_is_accepted_once_it_is_believed(headquarters: Headquarters) -> None:
    office = headquarters.offices[0]
    path = headquarters.report(office)
    first = collect(headquarters.store, path, NOW, signed_only=True)
    assert [one.reason for one in first.quarantined] == ["signature_unknown"]
    assert len(headquarters.collect().accepted) == 1


def test_sealed_reports_are_opened_by_their_key(headquarters: Headquarters) -> None:
    office = headquarters.offices[0]
    office.work(PERIOD, 5)
    secret, recipient = make_identity()
    path = headquarters.put(seal(office.package(PERIOD), recipient), "report.xlsx.age")
    assert [one.reason for one in headquarters.collect().quarantined] == ["sealed"]
    keys = [office.public]
    wrong = collect(headquarters.store, path, NOW, keys, identity=make_identity()[0])
    assert [one.reason for one in wrong.quarantined] == ["cannot_unseal"]
    right = collect(headquarters.store, path, NOW, keys, identity=secret)
    assert [one.office for one in right.accepted] == [office.code]


def test_a_file_that_ends_its_reader_takes_no_other_along(headquarters: Headquarters) -> None:
    for office in headquarters.offices:
        headquarters.report(office)
    # A bomb: 200 MB of blanks in the sheet that a report has to have.
    bomb = headquarters.inbox / "00003a.xlsx"
    with zipfile.ZipFile(headquarters.inbox / "00003.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name.endswith("sheet1.xml"):
                content = content.replace(b"<sheetData>", b"<sheetData>" + b" " * (200 << 20))
            archive.writestr(name, content)
    done = headquarters.collect()
    assert len(done.accepted) == 7
    assert reasons(headquarters) == {"00003a.xlsx": "too_large"}


def test_there_is_nothing_to_collect_from_a_place_that_is_not_there(headquarters: Headquarters) -> None:
    with pytest.raises(InputAtFault):
        headquarters.collect(headquarters.folder / "elsewhere")


def _changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with one visible text changed."""
    import io

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as changed:
        for name in archive.namelist():
            part = archive.read(name)
            changed.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return made.getvalue()


# ---- at once, and killed -------------------------------------------------------------------------------------------


def test_two_collectors_at_once_change_nothing(
    headquarters: Headquarters, new_store: Callable[[], str], tmp_path: Path
) -> None:
    for office in headquarters.offices:
        for period in (PLAN.fortnights.previous(PERIOD), PERIOD):
            headquarters.report(office, period)
            office.correct(period)
            headquarters.put(office.package(period))
    headquarters.collect()
    url = new_store()
    Store.make(url, NOW, offices=tmp_path / "offices.json").close()

    def other(_number: int) -> tuple[int, int]:
        with Store.open(url) as store:
            done = collect(store, headquarters.inbox, NOW, headquarters.keys, readers=1)
            return len(done.accepted), len(done.already)

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(other, range(3)))
    assert sum(accepted for accepted, _ in counts) == 28
    assert sum(already for _, already in counts) == 2 * 28
    with Store.open(url) as store:
        assert dump(store) == dump(headquarters.store)


KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from fieldreport.headquarters.collecting import collect
from fieldreport.headquarters.store import Store
with Store.open(sys.argv[1]) as store:
    print("begun", flush=True)
    collect(store, Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), readers=1)
"""


@pytest.mark.parametrize("part", [0.3, 0.7])
def test_killed_while_collecting_leaves_it_right(
    headquarters: Headquarters, new_store: Callable[[], str], tmp_path: Path, part: float
) -> None:
    for office in headquarters.offices:
        office.work(PERIOD, 12)
        # Nobody's key is believed in the other process, so that it takes these.
        headquarters.put(office.package(PERIOD, signed=False))
        for number in range(3):
            office.correct(PERIOD)
            headquarters.put(office.package(PERIOD, signed=False), f"{office.code}{number}.xlsx")
    started = time.monotonic()
    collect(headquarters.store, headquarters.inbox, NOW, readers=1)
    takes = time.monotonic() - started
    url = new_store()
    Store.make(url, NOW, offices=tmp_path / "offices.json").close()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, url, str(headquarters.inbox), NOW.isoformat()], stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"begun"
        try:
            running.wait(takes * part)
        except subprocess.TimeoutExpired:
            running.kill()
    with Store.open(url) as store:
        # What is there is whole: the rest of it comes with the next collecting.
        collect(store, headquarters.inbox, NOW, readers=1)
        assert dump(store) == dump(headquarters.store)


def test_a_reader_ends_with_whoever_started_it(headquarters: Headquarters) -> None:
    """Headquarters' disk does not fill with what was unpacked, nor its memory with readers."""
    shutil.rmtree(headquarters.inbox)
    headquarters.report(headquarters.offices[0])
    before = _children()
    headquarters.collect()
    assert _children() == before


def _children() -> set[str]:
    task = Path("/proc/self/task")
    return {
        child for one in task.glob("*/children") for child in one.read_text(encoding="ascii").split()
    }  # empty where the system does not tell
