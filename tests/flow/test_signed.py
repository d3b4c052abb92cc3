"""From a draft to a signed report, and from there to its next issue, as people do it by commands."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from fieldreport import signing
from fieldreport.failures import InputAtFault
from fieldreport.keys import Keys
from fieldreport.office import Office
from fieldreport.report.changes import ChangeKind
from fieldreport.store import frozen as frozen_module
from fieldreport.store.frozen import FrozenReports
from fieldreport.store.reports import LOCKED
from fieldreport.verifying.verdict import Status, verify
from tests.flow.conftest import Program
from tests.mending import mend

NOW = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
PERIOD = "2026-B23"
PASSPHRASE = "four words are enough"


@pytest.fixture
def made(tmp_path: Path) -> Office:
    """An office with a buyer and two leads, a key, and the staff's signatures on the period's report."""
    office = Office.create(tmp_path / "data", "DHK", person="Rahim", language="en", clock=lambda: NOW)
    buyer = office.record_type("organisation")
    lead = office.record_type("lead")
    office.add(buyer, {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"})
    for products in ("knitting machines", "yarn"):
        office.add(lead, {"buyer": "OR-0001", "products": products, "received_on": "2026-11-12"})
    mend(office, PERIOD)
    Keys(office.data).make("DHK", "Head", PASSPHRASE, NOW)
    for step in (1, 2):
        signing.approve(office, office.period(PERIOD), step, f"Person {step}")
    return office


def refused(failure: pytest.ExceptionInfo[InputAtFault]) -> str:
    return failure.value.problems[0].message


def test_a_signed_report_is_exported_as_it_was_signed(made: Office, tmp_path: Path) -> None:
    period = made.period(PERIOD)
    signed = signing.seal(made, period, PASSPHRASE)
    assert (signed.issue, signed.by, signed.at) == (1, "Head", NOW)
    assert [one.by for one in made.reports.get(PERIOD).approvals] == ["Person 1", "Person 2", "Head"]
    first = made.export(period, made.language("ko"), tmp_path / "first.xlsx").read_bytes()
    made.change("BL-0001", {"products": "looms"})
    second = made.export(period, made.language("ko"), tmp_path / "second.xlsx").read_bytes()
    assert first == second
    assert verify(tmp_path / "second.xlsx", Keys(made.data).trusted()).status is Status.UNTOUCHED


def test_what_is_signed_says_no_more_and_no_less(made: Office) -> None:
    """Neither the summary nor the approvals of a signed issue change; where it was exported to may be noted."""
    from dataclasses import replace

    period = made.period(PERIOD)
    signing.seal(made, period, PASSPHRASE)
    stored = made.reports.get(PERIOD)
    for other in (replace(stored, summary={"ko": "다른 말"}), replace(stored, approvals=())):
        with pytest.raises(InputAtFault) as locked:
            made.reports.save(other)
        assert refused(locked) == LOCKED
    with pytest.raises(InputAtFault) as approved:
        signing.approve(made, period, 1, "Somebody else")
    assert refused(approved) == LOCKED
    assert made.reports.get(PERIOD) == stored
    made.reports.save(replace(stored, file="report.xlsx"))
    with pytest.raises(InputAtFault) as again:
        signing.seal(made, period, PASSPHRASE)
    assert refused(again) == frozen_module.SIGNED_ALREADY


def test_what_was_changed_since_is_known(made: Office) -> None:
    period = made.period(PERIOD)
    assert signing.lock_of(made, made.report(period)) is None
    signing.seal(made, period, PASSPHRASE)
    lock = signing.lock_of(made, made.report(period))
    assert lock is not None
    assert (lock.since, lock.signed.by) == ((), "Head")
    made.change("BL-0001", {"products": "looms"})
    made.archive("BL-0002", "never existed")
    made.add(made.record_type("lead"), {"buyer": "OR-0001", "products": "dyes", "received_on": "2026-11-13"})
    lock = signing.lock_of(made, made.report(period))
    assert lock is not None
    assert {(one.kind, one.reference) for one in lock.since} == {
        (ChangeKind.CHANGED, "BL-0001"),
        (ChangeKind.ADDED, "BL-0003"),
        (ChangeKind.WITHDRAWN, "BL-0002"),
    }
    made.undo()
    made.undo()
    made.undo()
    lock = signing.lock_of(made, made.report(period))
    assert lock is not None
    assert lock.since == ()
    [held] = FrozenReports(made.store.database).holding(made.store.record("BL-0001").id)
    assert (held.period, held.issue) == (PERIOD, 1)


def test_a_correction_is_the_next_issue_and_lists_what_it_changes(made: Office, tmp_path: Path) -> None:
    period = made.period(PERIOD)
    with pytest.raises(InputAtFault) as early:
        signing.begin_issue(made, period, "Too early")
    assert refused(early) == signing.NOT_SIGNED
    signing.seal(made, period, PASSPHRASE)
    with pytest.raises(InputAtFault) as no_reason:
        signing.begin_issue(made, period, "  ")
    assert refused(no_reason) == signing.NEEDS_REASON
    made.change("BL-0001", {"products": "looms"})
    made.archive("BL-0002", "never existed")
    begun = signing.begin_issue(made, period, "A lead was entered twice")
    assert (begun.issue, begun.approvals) == (2, ())
    path = made.export(period, made.language("en"), tmp_path / "draft.xlsx")
    rows = list(openpyxl.load_workbook(path)["Changes"].iter_rows(min_row=2, values_only=True))
    assert rows[0][2:4] == ("A lead was entered twice", "Why there is this issue")
    told = {(row[0], row[3], row[4], row[5], row[6]) for row in rows[1:]}
    assert told == {
        ("BL-0001", "Changed", "Wanted products", "knitting machines", "looms"),
        ("BL-0002", "Withdrawn", None, None, None),
    }
    assert verify(path).status is Status.UNSIGNED
    for step in (1, 2):
        signing.approve(made, period, step, "Rahim")
    signing.seal(made, period, PASSPHRASE)
    second = made.export(period, made.language("en"), tmp_path / "second.xlsx")
    verdict = verify(second, Keys(made.data).trusted())
    assert verdict.status is Status.UNTOUCHED
    assert verdict.manifest is not None
    file = FrozenReports(made.store.database).file(PERIOD, 1, "en")
    assert file is not None
    assert verdict.manifest.previous == file.digest
    assert verdict.manifest.reason == "A lead was entered twice"


def test_nobody_signs_for_what_is_known_to_be_wrong(made: Office) -> None:
    period = made.period(PERIOD)
    before = made.reports.get(PERIOD)
    made.add(made.record_type("organisation"), {"name": "Byeolbit", "roles": ["company"], "country": "KR"})
    met = {"company": "OR-0002", "buyer": "OR-0001", "held_on": "2026-11-17", "status": "held"}
    made.add(made.record_type("meeting"), met)
    for sign in (
        lambda: signing.approve(made, period, 3, "Head"),
        lambda: signing.seal(made, period, PASSPHRASE),
    ):
        with pytest.raises(InputAtFault) as failure:
            sign()
        [problem] = failure.value.problems
        assert (problem.message, problem.values["count"]) == (signing.MUST_BE_FIXED, 1)
    assert made.reports.get(PERIOD) == before
    assert FrozenReports(made.store.database).all() == []
    mend(made, PERIOD)
    assert signing.seal(made, period, PASSPHRASE).issue == 1


def test_nothing_is_frozen_before_it_can_be(made: Office) -> None:
    period = made.period(PERIOD)
    mend(made, made.fortnights.previous(period).code)
    for passphrase, which, message in (
        ("wrong passphrase", period, "passphrase"),
        (PASSPHRASE, made.fortnights.next(period), "period"),
        (PASSPHRASE, made.fortnights.previous(period), "steps"),
    ):
        with pytest.raises(InputAtFault) as failure:
            signing.seal(made, which, passphrase)
        assert (
            refused(failure)
            == {
                "passphrase": "The passphrase is wrong. Please type it again; capitals and spaces matter.",
                "period": signing.NOT_OVER,
                "steps": signing.STEPS_LEFT,
            }[message]
        )
    assert FrozenReports(made.store.database).all() == []
    assert [one.by for one in made.reports.get(PERIOD).approvals] == ["Person 1", "Person 2"]


def test_a_change_by_another_program_meanwhile_is_noticed(made: Office) -> None:
    period, frozen = made.period(PERIOD), FrozenReports(made.store.database)
    seen = frozen.last_change()
    with made.beside() as other:
        other.change("BL-0001", {"products": "looms"})
    one = frozen_module.Frozen(PERIOD, 1, period.first, NOW, "Head", "KEY")
    with pytest.raises(InputAtFault) as failure:
        frozen.add(one, made.reports.get(PERIOD), [], [], unchanged_since=seen)
    assert refused(failure) == frozen_module.CHANGED_MEANWHILE
    assert frozen.all() == []


def test_all_of_it_by_commands(office: Program, tmp_path: Path) -> None:
    last = office("period", "--json").json
    before = office("period", _day_before(last["first"]), "--json").json["code"]
    office.done("keys", "make", "--name", "Head", given=f"{PASSPHRASE}\n")
    office.done("keys", "export", tmp_path / "public.json")
    unfinished = office("sign", before, "--step", "1", "--by", "Rahim")
    assert unfinished.status == 1
    assert "must be fixed first" in unfinished.err
    with Office.open(office.data) as opened:
        mend(opened, before)
    first = office("sign", before, given=f"{PASSPHRASE}\n")
    assert (first.status, first.err) == (1, "These have to sign first: Officer and Deputy head.\n")
    for step in ("1", "2"):
        office.done("sign", before, "--step", step, "--by", "Rahim")
    wrong = office("sign", before, given="something else\n")
    assert (wrong.status, wrong.out) == (1, "")
    assert wrong.err.startswith("passphrase: The passphrase is wrong.")
    assert "issue 1: signed by Head on" in office.done("sign", before, given=f"{PASSPHRASE}\n")
    [told] = office("signed", "--json").json
    assert (told["period"], told["issue"], told["signed_by"], told["reason"]) == (before, 1, "Head", None)
    path = tmp_path / "report.xlsx"
    office.done("export", before, "--out", path)
    verified = office("verify", path, "--json")
    assert (verified.status, verified.json["status"], verified.err) == (0, "untouched", "")
    headquarters = Program(tmp_path / "headquarters")
    unknown = headquarters("verify", path, "--json")
    assert (unknown.status, unknown.json["status"]) == (1, "signature_unknown")
    headquarters.done("keys", "trust", tmp_path / "public.json")
    assert headquarters("verify", path).status == 0
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["A1"] = "changed"
    workbook.save(path)
    changed = headquarters("verify", path, "--json")
    assert changed.status == 1
    assert changed.json["status"] == "cells_changed"
    assert changed.json["cells"][0]["is"] == "changed"
    assert "issue 2" in office.done("reissue", before, "--reason", "A wrong figure").casefold()
    assert office("verify", tmp_path / "nothing.xlsx").status == 1
    assert office("keys", "lose").status == 2


def _day_before(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def test_json_lines_of_the_keys_tell_no_secret(office: Program) -> None:
    office.done("keys", "make", "--name", "Head", given=f"{PASSPHRASE}\n")
    listed = office("keys", "--json").out
    [key] = json.loads(listed)
    assert (key["own"], key["name"]) == (True, "Head")
    assert "sealed" not in listed
