"""Records from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldreport.cli.described import described
from fieldreport.cli.records import typed_value
from fieldreport.records import RECORD_TYPES
from tests.core.cli.conftest import CommandLine

WHOLE = ("This is needed", "the same organisation", "of which meeting or lead")


def lead(office: CommandLine, **raw: object) -> str:
    return office.add("lead", **{"buyer": "OR-0001", "products": "knitting machine", **raw})


# ---- fields ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of_type", RECORD_TYPES, ids=lambda one: one.name)
def test_every_field_is_described_for_other_programs(empty: CommandLine, of_type: object) -> None:
    (record_type,) = (one for one in RECORD_TYPES if one is of_type)
    told = empty("fields", record_type.name, "--json").json
    assert told == described(record_type)
    assert [one["name"] for one in told] == [one.name for one in record_type.fields]
    for one in told:
        assert set(one["labels"]) == {"ko", "en", "bn"}
        assert all(one["labels"].values())
        assert isinstance(one["required"], bool)
        assert one["kind"]
        for choice in one["choices"]:
            assert choice["code"]
            assert "\x04" not in "".join(choice["labels"].values())


def test_the_fields_of_a_lead(empty: CommandLine) -> None:
    told = {one["name"]: one for one in empty("fields", "lead", "--json").json}
    assert (told["buyer"]["kind"], told["buyer"]["required"], told["buyer"]["to"]) == (
        "link",
        True,
        ["organisation"],
    )
    assert [one["code"] for one in told["status"]["choices"]][:2] == ["new", "qualifying"]
    assert told["status"]["choices"][0]["labels"]["en"] == "New"
    assert told["quantity"]["choices"] == []
    assert told["status"]["example"] == "new"
    assert "buyer" in empty.done("fields", "lead")


@pytest.mark.parametrize("of_type", RECORD_TYPES, ids=lambda one: one.name)
def test_what_the_examples_say_can_be_added(office: CommandLine, of_type: object) -> None:
    (record_type,) = (one for one in RECORD_TYPES if one is of_type)
    office.buyer()
    told = empty_links(office("fields", record_type.name, "--json").json)
    ended = office("add", record_type.name, "-", given=json.dumps(told))
    # What is told of the record as a whole (two sides that are one, an outcome of nothing) is not about an example.
    about_examples = [line for line in ended.problems if not any(word in line for word in WHOLE)]
    assert about_examples == []


def empty_links(told: list[dict[str, object]]) -> dict[str, object]:
    """Every example of a record type; links go to the one organisation there is, or nowhere."""
    raw = {}
    for one in told:
        to = one["to"]
        if not to:
            raw[str(one["name"])] = one["example"]
        elif isinstance(to, list) and "organisation" in to:
            raw[str(one["name"])] = ["OR-0001"] if one["kind"] == "links" else "OR-0001"
    return raw


# ---- add ---------------------------------------------------------------------------------------------------------


def test_adding_tells_the_references_in_the_files_order(office: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "조직.jsonl"
    file.write_text(
        "\n".join(json.dumps({"name": name, "roles": "buyer", "country": "BD"}) for name in ("B", "A", "C")),
        encoding="utf-8",
    )
    assert office.done("add", "organisation", file).split() == ["OR-0001", "OR-0002", "OR-0003"]
    told = office("add", "organisation", file, "--json").json
    assert [(one["reference"], one["name"]["text"]) for one in told] == [
        ("OR-0004", "B"),
        ("OR-0005", "A"),
        ("OR-0006", "C"),
    ]
    assert told[0]["created_by"] == "Rahim"


def test_problems_name_file_line_and_field_and_nothing_is_added(office: CommandLine, tmp_path: Path) -> None:
    office.buyer()
    file = tmp_path / "leads.jsonl"
    file.write_text(
        '{"buyer": "OR-0001", "products": "film"}\n{"products": "film", "received_on": "2026-02-30"}\n',
        encoding="utf-8",
    )
    ended = office("add", "lead", file)
    assert ended.status == 1
    assert [problem.rpartition(": ")[0].split(": ")[:2] for problem in ended.problems] == [
        [f"{file}:2", "received_on"],
        [f"{file}:2", "buyer"],
    ]
    assert office("list", "lead", "--json").json == []


def test_text_is_in_the_language_of_the_command(office: CommandLine) -> None:
    office(
        "add",
        "organisation",
        "-",
        given='{"name": "한국편직", "roles": "company", "country": "KR"}',
        language="ko",
    )
    told = office("show", "OR-0001", "--json").json
    assert (told["language"], told["name"]["language"]) == ("ko", "ko")


def test_a_file_that_is_not_there_or_is_a_folder(office: CommandLine, tmp_path: Path) -> None:
    assert office("add", "lead", tmp_path / "none.jsonl").status == 1
    assert office("add", "lead", office.data / "office.db" / "x").status == 1
    ended = office("add", "lead", tmp_path)
    assert (ended.status, ended.problems) == (1, [f"{tmp_path} is a folder. Please give the name of a file."])


# ---- set, archive, undo --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("007", "007"),
        ("", ""),
        ("null", "null"),
        ('"quoted"', "quoted"),
        ('["a", 1]', ["a", 1]),
        (' {"amount": 1.50}', {"amount": "1.50"}),
        ("[urgent] call", "[urgent] call"),
        ('"so" he said', '"so" he said'),
        ("{", "{"),
    ],
)
def test_values_are_json_where_they_look_like_it(text: str, value: object) -> None:
    assert typed_value(text) == value


def test_setting_fields(office: CommandLine) -> None:
    office.buyer()
    lead(office, owner="Karim")
    words = [
        "status=qualified",
        "owner=",
        "next_step_due=২৪/১১/২০২৬",
        'hs_codes=["8447.20", "8447.90"]',
        "need=a = b",
    ]
    assert office.done("set", "bl-0001", *words) == "BL-0001"
    told = office("show", "BL-0001", "--json").json
    assert (told["status"], told["owner"], told["next_step_due"]) == ("qualified", None, "2026-11-24")
    assert [one["code"] for one in told["hs_codes"]] == ["844720", "844790"]
    assert told["need"]["text"] == "a = b"
    assert told["revision"] == 2
    assert office("set", told["id"], "status=qualified", "--json").json["revision"] == 2


def test_all_problems_of_a_change_are_told_and_nothing_is_changed(office: CommandLine) -> None:
    office.buyer()
    lead(office)
    ended = office("set", "BL-0001", "status=lost", "value=-5", "colour=red", "id=1", "owner=Karim")
    assert ended.status == 1
    assert {problem.split(": ")[1] for problem in ended.problems} == {"value", "colour", "id", "lost_reason"}
    assert all(problem.startswith("BL-0001: ") for problem in ended.problems)
    assert office("show", "BL-0001", "--json").json["revision"] == 1
    ended = office("set", "BL-0001", "status=lost")
    assert ended.problems[0].startswith("BL-0001: lost_reason: ")


@pytest.mark.parametrize("words", [["owner"], ["=Karim"], ["owner=a", "owner=b"]])
def test_a_change_that_says_nothing_is_wrong_usage(office: CommandLine, words: list[str]) -> None:
    assert office("set", "BL-0001", *words).status == 2


@pytest.mark.parametrize(
    "name", ["BL-0001", "BL-", "x", "6f1f4a52-8c1e-4a1e-9a53-0c6d1c2b7e10", "ZZ-1", "😀"]
)
def test_unknown_records(office: CommandLine, name: str) -> None:
    for words in (["show", name], ["set", name, "owner=a"], ["archive", name, "--reason", "b"]):
        ended = office(*words)
        assert ended.status == 1
        assert name in ended.problems[0]


def test_archiving_and_undoing(office: CommandLine) -> None:
    office.buyer()
    lead(office)
    assert office("archive", "BL-0001", "--reason", " ").status == 1
    assert (
        office("archive", "BL-0001", "--reason", "entered twice", "--json").json["archived"]
        == "entered twice"
    )
    assert office("list", "lead", "--json").json == []
    assert len(office("list", "lead", "--archived", "--json").json) == 1
    assert office.done("undo").startswith("BL-0001")
    assert len(office("list", "lead", "--json").json) == 1
    office.done("undo")
    office.done("undo")
    ended = office("undo")
    assert (ended.status, ended.problems) == (1, ["There is nothing to undo."])


# ---- list and show -------------------------------------------------------------------------------------------------


def test_lists_by_period_and_words(office: CommandLine) -> None:
    office.buyer("শাপলা নিট")
    for day, products in (
        ("2026-11-08", "film"),
        ("2026-11-09", "편직기"),
        ("2026-11-22", "film"),
        ("2026-11-23", "film"),
    ):
        lead(office, received_on=day, products=products)
    assert [one["reference"] for one in office("list", "lead", "--json").json] == [
        f"BL-000{one}" for one in (1, 2, 3, 4)
    ]
    period = office("list", "lead", "--period", "2026-b23", "--json").json
    assert [one["reference"] for one in period] == ["BL-0002", "BL-0003"]
    found = office("list", "lead", "--period", "2026-B23", "--search", "편직", "--json").json
    assert [one["reference"] for one in found] == ["BL-0002"]
    assert len(office("list", "lead", "--search", "", "--json").json) == 4
    assert office("list", "lead", "--period", "2026-B99").status == 1
    lines = office("list", "lead", "--lines").out.splitlines()
    assert [json.loads(line)["reference"] for line in lines] == [f"BL-000{one}" for one in (1, 2, 3, 4)]
    assert office("list", "event", "--json").json == []
    assert office("list", "event", "--lines").out == ""


def test_tables_line_up_in_three_scripts(office: CommandLine) -> None:
    office.buyer("শাপলা নিট")
    office.buyer("한국편직")
    lead(office, buyer="OR-0001", products="가나다")
    raw = {"buyer": "OR-0002", "products": "film\x1b"}
    assert office("add", "lead", "-", given=json.dumps(raw)).status == 0
    head, *rows = office.done("list", "lead").splitlines()
    assert head.split("  ")[0] == "Reference"
    assert "শাপলা নিট" in rows[0]
    assert "한국편직" in rows[1]
    assert "\x1b" not in rows[1]
    from fieldreport.cli.session import width

    where = width(head[: head.index("Status")])
    for row in rows:
        assert width(row[: row.index("New")]) == where


def test_history_from_the_command_line(office: CommandLine) -> None:
    office.buyer()
    lead(office)
    office.done("set", "BL-0001", "status=qualifying")
    office.done("archive", "BL-0001", "--reason", "entered twice")
    told = office("show", "BL-0001", "--history", "--json").json["history"]
    (status,) = (one for one in told if one["revision"] == 2)
    assert (status["field"], status["old"], status["new"], status["by"]) == (
        "status",
        "new",
        "qualifying",
        "Rahim",
    )
    assert status["at"].endswith("Z")
    assert (told[-1]["field"], told[-1]["new"]) == ("archived", "entered twice")
    assert "history" not in office("show", "BL-0001", "--json").json
    shown = office.done("show", "BL-0001", "--history")
    assert "Qualifying" in shown
    assert "entered twice" in shown
    assert "Shapla Knit" in shown
