"""The support chain from the command line."""

import pytest

from tests.core.cli.conftest import CommandLine


def company(office: CommandLine) -> str:
    return office.add(
        "organisation", name="Byeolbit Machinery", roles=["company"], country="KR", us_export_share="12.5"
    )


def test_what_is_open_for_a_company_is_referred_and_followed(office: CommandLine) -> None:
    whose = company(office)
    assert office.done("support") == "The support chain opens nothing at present."
    office.add(
        "activity", task=6, kind="consulting", company=whose, done_on="2026-10-05", description="Advice"
    )
    told = office("support", whose, "--json").json
    assert [(one["task"], one["state"], one["record"]) for one in told["proposals"]] == [
        (11, "proposed", None),
        (12, "proposed", None),
    ]
    assert told["voucher"]["priority"] is True
    assert told["voucher"]["left"] == "50000000"
    assert [one["topic"] for one in told["triple_route"]] == ["epz", "eba", "apta", "cepa"]
    assert office.done("refer", whose, "১১") == "FU-0001"
    assert "Referred" in office.done("support", whose)
    assert office.done("refer", whose) == "FU-0002"
    again = office("refer", whose)
    assert (again.status, again.out) == (1, "")
    assert "Nothing is proposed" in again.err
    office.done("undo")
    assert [one["state"] for one in office("support", "--json").json["proposals"]] == ["referred", "proposed"]


@pytest.mark.parametrize("task", ["99", "x", "0"])
def test_a_task_is_one_of_the_plan(office: CommandLine, task: str) -> None:
    office.buyer()
    ended = office("refer", "OR-0001", task)
    assert ended.status == 2
    assert ended.problems[0] == f"“{task}” is not the number of a task of the plan."
    # How this very command is used is said with it.
    assert ended.problems[1].startswith("Usage: fieldreport")
    assert "refer COMPANY [TASK …]" in ended.problems[1]


def test_only_an_organisation_is_open_to_support(office: CommandLine) -> None:
    whose = company(office)
    activity = office.add(
        "activity", task=9, kind="consulting", company=whose, done_on="2026-10-05", description="Advice"
    )
    assert office("support", activity).status == 1
    assert office("refer", activity).status == 1
    assert office("refer", whose, "six").status == 2


def test_it_speaks_every_language(office: CommandLine) -> None:
    whose = company(office)
    assert "우선 지원 대상입니다" in office("support", whose, language="ko").out
    bengali = office("support", whose, language="bn").out
    assert "১২.৫" in bengali
    assert "ত্রিমুখী" not in bengali
    assert "আপটা" in bengali
