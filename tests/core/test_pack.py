from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import pack
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.pack import Part


def part_of(value: Any) -> Part:
    return Part(json.loads(json.dumps(value), parse_float=Decimal), "here", "pack.json", [])


def problem_with(value: Any, read: Callable[[Part], object]) -> Problem:
    part = part_of(value)
    read(part)
    with pytest.raises(InputAtFault) as caught:
        part.conclude()
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "pack.json"
    path.write_bytes(content)
    return path


def test_a_problem_names_the_file_and_the_path_inside(tmp_path: Path) -> None:
    root = pack.read(written(tmp_path, b'{"tasks": [{}, {"names": {"ko": "x", "en": "", "bn": "y"}}]}'))
    root.member("tasks").items(most=5)[1].member("names").names()
    with pytest.raises(InputAtFault) as caught:
        root.conclude()
    (problem,) = caught.value.problems
    assert (problem.place, problem.field) == ("pack.json", "tasks[1].names.en")


def test_all_problems_are_told_at_once() -> None:
    part = part_of({"names": {"ko": 1, "en": "Dhaka"}, "extra": True})
    part.fields(("names", "day"))
    part.member("names").names()
    with pytest.raises(InputAtFault) as caught:
        part.conclude()
    assert {problem.field for problem in caught.value.problems} == {
        "here.extra",
        "here.day",
        "here.names.bn",
        "here.names.ko",
    }


def test_problems_are_gathered_up_to_a_limit() -> None:
    part = part_of([None] * 1000)
    for one in part.items(most=1000):
        one.text()
    with pytest.raises(InputAtFault) as caught:
        part.conclude()
    assert len(caught.value.problems) == pack.MOST_PROBLEMS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1,}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "b": {"a": 1, "a": 2}}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 1e99999999999999999999}',
        b"[" * 100_000 + b"]" * 100_000,
        "{}".encode("utf-16"),
        b'{"a": "\xff"}',
    ],
    ids=[
        "empty",
        "cut short",
        "trailing comma",
        "not a number",
        "infinity",
        "name twice",
        "5,000 digits",
        "absurd exponent",
        "nested",
        "UTF-16",
        "not UTF-8",
    ],
)
def test_what_is_not_plain_json_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputAtFault) as caught:
        pack.read(written(tmp_path, content))
    assert caught.value.problems[0].place.startswith("pack.json")


def test_a_slip_in_json_is_told_by_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputAtFault) as caught:
        pack.read(written(tmp_path, b'{\n  "a": 1\n  "b": 2\n}'))
    (problem,) = caught.value.problems
    assert (problem.place, problem.values) == ("pack.json:3", {"column": 3})


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    assert pack.read(written(tmp_path, b'\xef\xbb\xbf{"a": "b"}')).member("a").text() == "b"


def test_a_file_beyond_all_sense_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(InputAtFault):
        pack.read(written(tmp_path, b" " * (pack.LARGEST_FILE + 1)))
    fitting = b'{"a": "b"}'
    assert (
        pack.read(written(tmp_path, fitting + b" " * (pack.LARGEST_FILE - len(fitting)))).member("a").text()
        == "b"
    )


def test_a_file_that_is_not_there_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(MachineAtFault) as caught:
        pack.read(tmp_path / "missing.json")
    assert caught.value.problem.values["path"] == str(tmp_path / "missing.json")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "two\nlines",
        "tab\there",
        "null\0",
        "\x1b[31m",
        "\ud800",
        "\ufffe",
        "\u202egnp.exe",
        "x" * 201,
        7,
        None,
        ["a"],
    ],
)
def test_texts_that_deceive_or_break_a_cell_are_refused(value: Any) -> None:
    assert problem_with(value, Part.text).field == "here"


@pytest.mark.parametrize(
    "value", ["다카무역관", "Dhaka Trade Office", "র‍্যাব ক্ষ্ম", "50 % of cost", "São Paulo"]
)
def test_texts_of_all_three_languages_are_taken(value: str) -> None:
    assert part_of(value).text() == value


def test_texts_are_normalised_and_trimmed() -> None:
    assert part_of(" 다카 ").text() == "다카"


@pytest.mark.parametrize("value", [0, -1, True, "5", None, 1e-7, 10**13, 1.1234567])
def test_amounts_are_plain_numbers_above_zero(value: Any) -> None:
    assert problem_with(value, Part.amount).field == "here"


@pytest.mark.parametrize("text", ["1e-999999999", "1e999999999", "1E+30"])
def test_an_amount_in_scientific_notation_cannot_fill_the_memory(tmp_path: Path, text: str) -> None:
    root = pack.read(written(tmp_path, f'{{"a": {text}}}'.encode()))
    root.member("a").amount()
    with pytest.raises(InputAtFault):
        root.conclude()


@pytest.mark.parametrize(
    ("value", "expected"),
    [(30000, 30000), (0.7, Decimal("0.7")), (12.0, 12), (0.000001, Decimal("0.000001"))],
)
def test_amounts_are_read_exactly(tmp_path: Path, value: float, expected: object) -> None:
    amount = pack.read(written(tmp_path, f'{{"a": {value:.6f}}}'.encode())).member("a").amount()
    assert amount == expected
    assert type(amount) is type(expected)


@pytest.mark.parametrize("value", [0, 1.01, -0.7, "0.7", True, 70])
def test_a_share_lies_between_nothing_and_all(value: Any) -> None:
    assert problem_with(value, Part.share).field == "here"


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-8-24",
        "24.08.2026",
        "1999-12-31",
        "2200-01-01",
        "20260824",
        20260824,
        "２０２６-08-24",
    ],
)
def test_days_are_written_in_one_way_and_exist(value: Any) -> None:
    assert problem_with(value, Part.day).field == "here"


@pytest.mark.parametrize("value", [True, 1.5, "3", 0, 8, None])
def test_a_whole_number_keeps_to_its_bounds(value: Any) -> None:
    assert problem_with(value, lambda part: part.whole(1, 7)).field == "here"


@pytest.mark.parametrize("value", [{}, "x", 5, [1, 2, 3]])
def test_a_list_keeps_to_its_length(value: Any) -> None:
    assert problem_with(value, lambda part: part.items(most=2, fewest=1)).field == "here"


def test_a_name_in_three_languages() -> None:
    names = part_of({"ko": "다카", "en": "Dhaka", "bn": "ঢাকা"}).names()
    assert [names.in_language(code) for code in ("ko", "en", "bn", "fr")] == ["다카", "Dhaka", "ঢাকা", "Dhaka"]


@pytest.mark.parametrize("missing", ["ko", "en", "bn"])
def test_a_name_lacks_no_language(missing: str) -> None:
    given_names = {"ko": "다카", "en": "Dhaka", "bn": "ঢাকা"}
    del given_names[missing]
    assert problem_with(given_names, Part.names).field == f"here.{missing}"


def test_a_hostile_name_is_shortened_in_the_message() -> None:
    problem = problem_with({"\x1b" + "x" * 5000: 1}, lambda part: part.fields((), ("known",)))
    assert len(problem.field) < 80
    assert problem.field.isprintable()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(json_values)
def test_no_value_makes_a_reader_crash(value: Any) -> None:
    readers: list[Callable[[Part], object]] = [
        Part.text,
        Part.amount,
        Part.share,
        Part.day,
        Part.flag,
        Part.names,
        lambda part: part.whole(1, 5),
        lambda part: part.choice(["a"]),
        lambda part: part.items(most=2),
        lambda part: part.members(most=2),
        lambda part: part.fields(("a",), ("b",)),
    ]
    for read in readers:
        problems: list[Problem] = []
        result = read(Part(value, "here", "pack.json", problems))
        assert problems or result is not None or isinstance(value, dict)


@given(st.text(max_size=50))
def test_a_text_that_is_taken_is_fit_to_print(value: str) -> None:
    problems: list[Problem] = []
    result = Part(value, "here", "pack.json", problems).text()
    assert bool(result) != bool(problems)
    assert "\n" not in result
    result.encode("utf-8")
