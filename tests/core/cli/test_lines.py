"""JSON lines are read with distrust: all problems told, nothing taken in part."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.cli import lines
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Reading
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store
from tests.core.cli.conftest import CommandLine

ORGANISATION = {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"}
ID = "6f1f4a52-8c1e-4a1e-9a53-0c6d1c2b7e10"


def line(**more: Any) -> str:
    return json.dumps({**ORGANISATION, **more}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("nonsense", "-:1: This is not JSON"),
        ('{"name": "a"', "-:1: This is not JSON"),
        ("[1]", "-:1: A record is a JSON object"),
        ("null", "-:1: A record is a JSON object"),
        ('"text"', "-:1: A record is a JSON object"),
        ('{"a": NaN}', "-:1: NaN is not a number"),
        ('{"a": -Infinity}', "-:1: -Infinity is not a number"),
        ('{"name": "a", "name": "b"}', "-:1: name: This name stands twice"),
        ('{"name": {"text": "a", "text": "b"}}', "-:1: text: This name stands twice"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "-:1: This JSON is nested too deeply"),
        ("[" * 100_000, "-:1: This JSON is nested too deeply"),
        (line(id="x"), "-:1: id: “x” is not a UUID"),
        (line(id=7), "-:1: id: “7” is not a UUID"),
        (line(id=[ID]), "-:1: id: "),
        (line(type="lead"), "-:1: type: This is a record of the type “lead”, not “organisation”."),
        (line(language="fr"), "-:1: language: "),
        (line(language=["ko"]), "-:1: language: "),
        (line(created_at="yesterday"), "-:1: created_at: "),
        (line(created_at="2026-02-30T00:00:00Z"), "-:1: created_at: "),
        (line(created_at="2026-11-20T00:00:00"), "-:1: created_at: "),
        (line(created_at="0001-01-01T00:00:00+14:00"), "-:1: created_at: "),
        (line(created_at=1763612345), "-:1: created_at: "),
        (line(created_by="x" * 201), "-:1: created_by: "),
        (line(batch={"a": 1}), "-:1: batch: "),
        (line(archived="entered twice"), "-:1: archived: "),
        (line(us_export_share=0)[:-2] + "1" * 5_000 + "}", "-:1: us_export_share: "),
        (line(us_export_share=0)[:-2] + "1e3}", "-:1: us_export_share: "),
        (line(name=["a"]), "-:1: name: "),
        (line(name={"text": {"text": "a"}}), "-:1: name: "),
        (line(roles={"buyer": True}), "-:1: roles: "),
        (line(**{"x" * 5_000: 1}), "-:1: xxxxx"),
    ],
    ids=lambda one: one[:40],
)
def test_what_is_refused(office: CommandLine, given: str, problem: str) -> None:
    ended = office("add", "organisation", "-", given=f"{given}\n{line()}\n")
    assert ended.status == 1
    assert ended.out == ""
    assert ended.problems[0].startswith(problem)
    assert len(ended.problems) == 1
    assert office("list", "organisation", "--json").json == []


def test_every_problem_of_every_line_is_told_in_the_files_order(office: CommandLine) -> None:
    given = "\n".join(["{", line(country="XY", size="huge"), "", line(), '{"name": "a"}', "nonsense"])
    ended = office("add", "organisation", "-", given=given)
    assert [problem.split(": ")[:2] for problem in ended.problems] == [
        ["-:1", "This is not JSON; the mistake is near column 2."],
        ["-:2", "country"],
        ["-:2", "size"],
        ["-:5", "roles"],
        ["-:5", "country"],
        ["-:6", "This is not JSON; the mistake is near column 1."],
    ]


def test_a_file_that_is_no_json_lines_at_all_is_not_told_line_by_line(office: CommandLine) -> None:
    ended = office("add", "organisation", "-", given="nonsense\n" * 5_000)
    assert ended.status == 1
    assert len(ended.problems) == lines.MOST_PROBLEMS


def test_a_line_without_end_is_not_read_to_its_end(
    office: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 1_000)
    ended = office("add", "organisation", "-", given=line() + "\n" + "x" * 3_000)
    assert ended.problems == ["-:2: This line is longer than 1,000 bytes; there is one record on each line."]


@pytest.mark.parametrize(
    "given",
    [line(name="한국편직").encode("utf-16"), line(name="한국편직").encode("cp949"), b"\xff\xfe\x00"],
)
def test_other_encodings_are_refused(office: CommandLine, given: bytes) -> None:
    ended = office("add", "organisation", "-", given=given)
    assert ended.status == 1
    assert ended.problems[0] == "-:1: This line is not text in UTF-8. Please save the file as UTF-8."


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_are_no_problem(office: CommandLine) -> None:
    given = b"\xef\xbb\xbf\r\n" + line(name="한국편직").encode() + b"\r\n  \r\n" + line(name="শাপলা").encode()
    assert office.done("add", "organisation", "-", given=given) == "OR-0001\nOR-0002"


def test_an_empty_file_adds_nothing(office: CommandLine) -> None:
    ended = office("add", "organisation", "-", given="")
    assert (ended.status, ended.out, ended.problems) == (0, "", ["-: There is no record in this file."])
    assert office("add", "organisation", "-", "--json", given="\n\n").json == []


def test_what_no_text_can_hold_is_taken_out(office: CommandLine) -> None:
    ended = office(
        "add", "organisation", "-", given='{"name": "a\\ud800\\u0000b", "roles": "buyer", "country": "BD"}'
    )
    assert (ended.status, ended.problems) == (
        0,
        ["-:1: name: Characters that a text cannot hold are left out or replaced: U+D800, U+0000."],
    )
    assert office("list", "organisation", "--json").json[0]["name"]["text"].isprintable()


def test_sums_are_read_to_the_last_digit(office: CommandLine) -> None:
    office.buyer()
    raw = '{"buyer": "OR-0001", "products": "a", "value": {"amount": 90071992547409.93, "currency": "USD"}}'
    office.done("add", "lead", "-", given=raw)
    assert office("list", "lead", "--json").json[0]["value"]["minor"] == 9007199254740993


# ---- records from another office ----------------------------------------------------------------------------------


def test_a_record_of_another_office_keeps_what_it_is_and_gets_a_reference_here(
    office: CommandLine, tmp_path: Any
) -> None:
    other = CommandLine(tmp_path / "other")
    other.done("init", "--office", "HAN", "--person", "Linh")
    other.buyer("first")
    other.add(
        "organisation", id=ID.upper(), language="bn", batch="trade show", **{**ORGANISATION, "name": "শাপলা"}
    )
    told = other("list", "organisation", "--json").json[1]
    copied = [one for one in other("list", "organisation", "--lines").out.splitlines() if ID in one]
    assert office.done("add", "organisation", "-", given="\n".join(copied)) == "OR-0001"
    here = office("show", ID, "--json").json
    own = {"reference": "OR-0001", "office": "DHK"}
    changed = {name: here[name] for name in ("changed_at", "changed_by")}
    assert here == {**told, **own, **changed}
    assert here["created_by"] == "Linh"


def test_a_record_of_another_office_may_lack_what_its_state_asks_for(office: CommandLine) -> None:
    """It was let in there; the check of the report tells of it here. What is typed here is asked for."""
    office.buyer()
    raw = {"buyer": "OR-0001", "products": "film", "status": "matched"}
    ended = office("add", "lead", "-", given=json.dumps(raw))
    assert (ended.status, ended.problems) == (
        1,
        ["-:1: matched_companies: Please name the Korean company that is matched."],
    )
    reference = office.done("add", "lead", "-", given=json.dumps({**raw, "id": ID}))
    assert office("show", reference, "--json").json["status"] == "matched"
    lost = office("add", "lead", "-", given=json.dumps({**raw, "id": ID.replace("2", "3"), "status": "lost"}))
    assert (lost.status, "lost_reason" in lost.err) == (1, True)


def test_an_id_is_there_once(office: CommandLine) -> None:
    ended = office("add", "organisation", "-", given="\n".join([line(id=ID), line(), line(id=ID.upper())]))
    assert ended.problems == ["-:3: id: Line 1 has a record with this id already."]
    office.done("add", "organisation", "-", given=line(id=ID))
    ended = office("add", "organisation", "-", given="\n".join([line(), line(id=ID)]))
    assert ended.status == 1
    assert ended.problems[0].startswith("-:2: id: A record with this id is already there")
    assert len(office("list", "organisation", "--json").json) == 1


def test_null_in_the_identity_means_nothing(office: CommandLine) -> None:
    nothing = dict.fromkeys(("id", "reference", "type", "language", "created_at", "archived", "batch"))
    assert office.done("add", "organisation", "-", given=line(**nothing)) == "OR-0001"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["id", "type", "language", "created_at", "archived", "buyer", "products", "hs_codes", "value", "received_on",
     "status", "matched_companies", "next_step_due", "task", "colour"]
)  # fmt: skip


@given(
    st.lists(
        st.dictionaries(names, json_values, max_size=6).map(json.dumps) | st.text(max_size=30), max_size=4
    )
)
def test_whatever_is_given_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, given: list[str]
) -> None:
    store = Store.open(tmp_path_factory.getbasetemp() / "fuzzed.db", RECORD_TYPES)
    source = io.BytesIO("\n".join(given).encode("utf-8", "surrogatepass"))
    reading = Reading(language="en", today=date(2026, 11, 20), resolve=store.resolve)
    problems: tuple[Problem, ...] = ()
    news: list[New] = []
    try:
        news = lines.read(source, "-", store.types["lead"], store, reading, "Rahim")
    except InputAtFault as failure:
        problems = failure.problems
    finally:
        store.close()
    assert bool(problems) or len(news) <= len(given)
    assert all(problem.place for problem in problems)
