"""What lists and CSV show can be typed into commands; what cannot be kept is told, not dropped."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from fieldreport import csvfile
from fieldreport.cli import run
from fieldreport.fields import Amount, Choice, ManyChoices
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from fieldreport.values import Money
from tests.core.cli.conftest import CommandLine


def filled(office: CommandLine) -> None:
    office.buyer()
    office.add("lead", buyer="OR-0001", products="yarn", value="BDT 5")


# ---- set, list, add ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["status=Qualified", "hs_codes=8447.20"], "status", "qualified"),
        (["status=QUALIFIED", "hs_codes=8447.20"], "status", "qualified"),
        (["received_on=২০ নভেম্বর ২০২৬"], "received_on", "2026-11-20"),
        (["received_on=2026. 11. 20."], "received_on", "2026-11-20"),
        (["buyer=Meghna Yarn Co., Ltd."], "buyer", "OR-0002"),
        (
            ['matched_companies="Meghna Yarn Co., Ltd.", Shapla Knit'],
            "matched_companies",
            ["OR-0002", "OR-0001"],
        ),
        (
            ["matched_companies=Meghna Yarn Co., Ltd.; Shapla Knit"],
            "matched_companies",
            ["OR-0002", "OR-0001"],
        ),
        (["task=৯"], "task", 9),
    ],
)
@pytest.mark.parametrize("language", CODES)
def test_a_field_is_set_by_what_people_call_its_value(
    office: CommandLine, words: list[str], name: str, value: object, language: str
) -> None:
    filled(office)
    office.buyer("Meghna Yarn Co., Ltd.")
    ended = office("set", "BL-0001", *words, language=language)
    assert (ended.status, ended.err) == (0, "")
    told = office("show", "BL-0001", "--json").json[name]
    assert called(office, told) == value


def said(office: CommandLine, of_type: str, name: str, code: str, language: str) -> str:
    """A choice's label in a language, as ``fields`` tells it."""
    told = {one["name"]: one for one in office("fields", of_type, "--json").json}[name]
    label: str = {one["code"]: one["labels"][language] for one in told["choices"]}[code]
    return label


def called(office: CommandLine, value: object) -> object:
    """Ids as references."""
    if isinstance(value, list):
        return [called(office, one) for one in value]
    if isinstance(value, str) and value.count("-") == 4:
        return office("show", value, "--json").json["reference"]
    return value


CHOICES = [
    pytest.param(record_type.name, one, id=f"{record_type.name}-{one.name}")
    for record_type in RECORD_TYPES
    for one in record_type.fields
    if isinstance(one, Choice | ManyChoices)
]


@pytest.mark.parametrize(("of_type", "field"), CHOICES)
def test_every_choice_is_set_by_its_bengali_label(
    tmp_path: Path, of_type: str, field: Choice | ManyChoices
) -> None:
    """Through the whole command, whatever the language of the screen."""
    record_type = next(one for one in RECORD_TYPES if one.name == of_type)
    with Office.create(tmp_path / "data", "DHK", person="Rahim") as office:
        bengali = office.language("bn")
        reading = office.reading("ko")
        for code, label in field.choices.items():
            read = field.read(bengali.say(label), reading)
            assert read in (code, (code,))
        assert record_type.field(field.name) is field


@pytest.mark.parametrize("language", CODES)
def test_a_list_is_narrowed_by_what_people_call_a_value(office: CommandLine, language: str) -> None:
    filled(office)
    office.add("lead", buyer="OR-0001", products="film", status="qualified", hs_codes="3920",
               received_on="2026-11-09")  # fmt: skip
    office.add("lead", buyer="OR-0001", products="film", status="matched", matched_companies="OR-0001")
    label = said(office, "lead", "status", "qualified", language)

    def found(condition: str) -> list[str]:
        ended = office("list", "lead", "--where", condition, "--json", language=language)
        assert (ended.status, ended.err) == (0, "")
        return sorted(one["reference"] for one in ended.json)

    assert found(f"status={label}") == found("status=qualified") == ["BL-0002"]
    assert found(f"status={label}, matched") == ["BL-0002", "BL-0003"]
    assert found("received_on=৯/১১/২০২৬") == ["BL-0002"]
    assert found("buyer=Shapla Knit") == ["BL-0001", "BL-0002", "BL-0003"]
    office.done("archive", "OR-0001", "--reason", "closed")
    assert found("buyer=OR-0001") == ["BL-0001", "BL-0002", "BL-0003"]


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("status", 2),
        ("=won", 2),
        ("status=", 2),
        ("colour=red", 2),
        ("value=5", 2),
        ("status=red", 1),
        ("status=won, red", 1),
        ("received_on=soon", 1),
        ("buyer=BL-0001", 1),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(office: CommandLine, condition: str, status: int) -> None:
    filled(office)
    ended = office("list", "lead", "--where", condition)
    assert (ended.status, ended.out) == (status, "")
    assert condition.partition("=")[0] in ended.problems[0]


@pytest.mark.parametrize("language", CODES)
def test_what_a_csv_file_shows_is_what_the_fields_read(tmp_path: Path, language: str) -> None:
    """Every cell of every type of the sample, typed back into the record it came from, changes nothing."""
    line = CommandLine(tmp_path / "data")
    line.done("init", "--office", "DHK", "--sample")
    with Office.open(line.data) as office:
        reading = office.reading(language)
        for record_type in RECORD_TYPES:
            raw = line("list", record_type.name, "--csv", language=language).out.encode()
            head, *rows = csvfile.parse(raw, "list.csv").rows
            for row in rows[:15]:
                reference, *rest = row.cells
                cells = iter(rest)
                record = office.store.record(reference)
                for one in record_type.fields:
                    before: Any = record.values[one.name]
                    typed: Any = next(cells)
                    if isinstance(one, Amount):
                        typed = {"amount": typed, "currency": next(cells)} if before else typed + next(cells)
                    if one.links(before) and shared(office, one.links(before)):
                        continue
                    after = one.read_change(before, typed, reading)
                    if isinstance(before, Money):
                        assert (after.minor, after.currency) == (before.minor, before.currency)
                    else:
                        assert after == before or (not typed and not before)
            assert len(head.cells) > len(record_type.fields)


@pytest.mark.parametrize("language", CODES)
def test_a_record_set_to_what_is_shown_of_it_is_not_changed(tmp_path: Path, language: str) -> None:
    """Also by somebody who has another language on the screen."""
    line = CommandLine(tmp_path / "data", CODES[CODES.index(language) - 1])
    line.done("init", "--office", "DHK", "--sample")
    line.add("organisation", name="A", aliases=["Meghna Co., Ltd."], roles="bank", country="BD")
    with Office.open(line.data) as office:
        spoken = office.language(language)
        titles = office.titles(spoken)
        shown = {
            record.reference: [
                f"{one.name}={one.show(record.values[one.name], spoken, titles)}"
                for one in record_type.fields
                if not shared(office, one.links(record.values[one.name]))
            ]
            for record_type in RECORD_TYPES
            for record in [*office.store.records(record_type)][-5:]
            if not record_type.append_only
        }
    for reference, words in shown.items():
        before = line("show", reference, "--json").json
        ended = line("set", reference, *words)
        assert (ended.status, ended.err) == (0, "")
        assert line("show", reference, "--json").json == before


def shared(office: Office, ids: tuple[str, ...]) -> bool:
    """Whether another record has the same title, so that the title alone does not tell."""
    titles = office.titles(office.language())
    for record_id in ids:
        record = office.store.record(record_id)
        if len(record.type.title) > 1:
            return True
        same = [one for one in office.store.records(record.type) if titles.of(one) == titles.of(record)]
        if len(same) > 1:
            return True
    return False


def test_json_lines_take_what_people_call_things(office: CommandLine) -> None:
    reference = office.add(
        "organisation",
        name="대한테스트기계",
        roles=[said(office, "organisation", "roles", "company", "bn")],
        country="দক্ষিণ কোরিয়া",
        verification=said(office, "organisation", "verification", "verified", "ko"),
        us_export_share="১২.৫ %",
    )
    told = office("show", reference, "--json").json
    assert (told["roles"], told["country"], told["verification"]) == (["company"], "KR", "verified")
    assert told["us_export_share"] == "12.5"


# ---- nothing dropped in silence ------------------------------------------------------------------------------------


def test_characters_that_cannot_be_kept_are_told(office: CommandLine) -> None:
    office.buyer()
    raw = {
        "buyer": "OR-0001",
        "products": "ya\u0007rn",
        "need": {"text": "a\ufffe", "translations": {"ko": "\u0001가"}},
    }
    ended = office("add", "lead", "-", given=json.dumps(raw) + "\n")
    assert (ended.status, ended.out.strip()) == (0, "BL-0001")
    assert [problem.split(": ")[:2] for problem in ended.problems] == [["-:1", "products"], ["-:1", "need"]]
    assert "U+0007" in ended.problems[0]
    assert "U+FFFE" in ended.problems[1]
    assert "U+0001" in ended.problems[1]
    ended = office("set", "BL-0001", "owner=Ka\u0008rim")
    assert (ended.status, "U+0008" in ended.err) == (0, True)
    assert office("show", "BL-0001", "--json").json["owner"] == "Karim"


def test_only_the_first_of_many_are_told_one_by_one(office: CommandLine) -> None:
    raw = {"name": "a\u0007", "roles": "buyer", "country": "BD"}
    ended = office("add", "organisation", "-", given="\n".join([json.dumps(raw)] * 60))
    assert len(ended.problems) == 51
    assert ended.problems[-1].startswith("10 more")


def test_an_empty_file_is_said_to_be_empty(office: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "leads.jsonl"
    for content in ("", "\n\n", "\ufeff"):
        file.write_text(content, encoding="utf-8")
        ended = office("add", "lead", file)
        assert (ended.status, ended.problems) == (0, [f"{file}: There is no record in this file."])


def test_two_forms_of_a_list_are_wrong_usage(office: CommandLine) -> None:
    for words in (["--json", "--csv"], ["--lines", "--csv"], ["--json", "--lines"]):
        ended = office("list", "lead", *words)
        assert (ended.status, ended.out) == (2, "")
        assert all(word in ended.problems[0] for word in words)


def test_an_option_given_twice_is_wrong_usage(office: CommandLine) -> None:
    assert office("list", "lead", "--search", "a", "--search", "b").status == 2


@pytest.mark.parametrize("words", [["show", "BL-\udcff"], ["set", "BL-0001", "owner=\udcec"], ["\udcff"]])
def test_bytes_that_are_no_text_are_said_to_be_none(office: CommandLine, words: list[str]) -> None:
    """What Python makes of arguments in another encoding than the terminal's."""
    for language in CODES:
        ended = office(*words, language=language)
        assert (ended.status, ended.out) == (2, "")
        assert "UTF-8" in ended.problems[0]
        assert "\\udc" in ended.problems[0]
        ended.err.encode("utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert run(["--data", "\udcff", "list", "lead"], io.BytesIO(), out, err) == 2


@pytest.mark.parametrize(
    "value",
    [
        "abc",
        "-5",
        "5",
        "USD",
        "USD 5.555",
        {"amount": "x", "currency": "USD", "rate": "y", "rate_date": "z"},
        {"amount": "5", "currency": "dollar"},
        {"amount": "5", "minor": 7, "currency": "USD"},
        {"amount": "5", "colour": "red", "currency": "USD"},
        {"rate": "1.2"},
        [1],
    ],
)
def test_one_wrong_sum_is_one_problem(office: CommandLine, value: object) -> None:
    filled(office)
    given = json.dumps({"buyer": "OR-0001", "products": "yarn", "value": value})
    for ended in (
        office("add", "lead", "-", given=given),
        office("set", "BL-0001", f"value={json.dumps(value)}"),
    ):
        assert ended.status == 1
        assert [problem.split(": ")[1] for problem in ended.problems] == ["value"]


# ---- examples ------------------------------------------------------------------------------------------------------


def test_every_line_has_an_example_of_its_own(office: CommandLine) -> None:
    told = {one["name"]: one["example"] for one in office("fields", "lead", "--json").json}
    assert (told["quantity"], told["tradekorea_number"]) == ("6 sets", "TK-88213")
    for record_type in RECORD_TYPES:
        for one in office("fields", record_type.name, "--json").json:
            assert one["example"] != "One line of text", f"{record_type.name}.{one['name']}"
