"""The command that brings files in: what it tells, how it ends, and what it leaves in the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldreport.cli import bringing
from fieldreport.importing import work
from fieldreport.office import Office
from fieldreport.store.search import WAITING
from tests.core.cli.conftest import CommandLine, Terminal, on_terminal

ROWS = """\
바이어명,Contact,Phone,Products,HS code,접수일
Surma Fabrics,Rahim,01713-123720,"yarn
fabric",8447.20 8448.33,2026-11-09
Nodi Traders,Karim,no number,film,3920.10,2026-02-30
যমুনা টেক্সটাইল,,,সুতা,5205,2026-11-10
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "buyers.csv"
    path.write_text(ROWS, encoding="utf-8-sig")
    return path


def names(office: CommandLine, type_name: str = "lead", *options: str) -> list[str]:
    return [one["reference"] for one in office("list", type_name, "--json", *options).json]


def test_a_dry_run_tells_everything_and_writes_nothing(office: CommandLine, file: Path) -> None:
    ended = office("import", "lead", file, "--dry-run")
    assert ended.status == 1
    assert "products (Wanted products)" in ended.out
    assert "3 rows: 2 added, 0 changed, 0 unchanged, 1 left out" in ended.out
    assert "Nothing has been written" in ended.out
    assert [line.partition(": ")[0] for line in ended.problems] == ["buyers.csv:C3", "buyers.csv:F3"]
    assert names(office) == names(office, "organisation") == []


def test_json_names_the_row_and_column_of_each_problem(office: CommandLine, file: Path) -> None:
    told = office("import", "lead", file, "--dry-run", "--json").json
    assert (told["dry_run"], told["batch"], told["added"], told["refused"]) == (True, None, 2, 1)
    assert [(one["row"], one["column"], one["field"]) for one in told["problems"]] == [
        (3, "C", "contact.phone"),
        (3, "F", "received_on"),
    ]
    assert told["columns"][0] == {"column": "A", "title": "바이어명", "field": "buyer", "how": "title"}
    assert told["also_added"] == {"organisation": 2, "contact": 1}


def test_good_rows_come_in_and_the_batch_goes_out_again(office: CommandLine, file: Path) -> None:
    ended = office("import", "lead", file)
    assert ended.status == 1
    assert names(office) == ["BL-0001", "BL-0002"]
    batch = office("show", "BL-0001", "--json").json["batch"]
    assert f"import --undo {batch}" in ended.out
    assert office("import", "lead", file).status == 1
    assert names(office) == ["BL-0001", "BL-0002"]
    ended = office("import", "--undo", batch)
    assert (ended.status, ended.out) == (0, "5 records put away, 0 made what they were before, 0 kept\n")
    assert names(office) == []
    assert names(office, "lead", "--archived") == ["BL-0001", "BL-0002"]


def test_what_was_brought_in_is_listed_until_it_is_taken_back(office: CommandLine, file: Path) -> None:
    assert office("import", "--list").out == "Nothing was brought in that could be taken back.\n"
    office("import", "lead", file)
    batch = office("show", "BL-0001", "--json").json["batch"]
    (one,) = office("import", "--list", "--json").json
    assert (one["name"], one["added"], one["changed"]) == (batch, 5, 0)
    _, told = office("import", "--list").out.splitlines()
    assert told.split()[0] == batch
    office.done("import", "--undo", batch)
    assert office("import", "--list", "--json").json == []


def test_what_a_list_of_the_program_itself_has_comes_back_unchanged(
    office: CommandLine, tmp_path: Path
) -> None:
    office.buyer("=Shapla Knit")
    office.add(
        "lead",
        buyer="OR-0001",
        products="yarn, 40s",
        value="EUR 180,000.50",
        received_on="2026-11-20",
        hs_codes=["0402.10"],
    )
    path = tmp_path / "out.csv"
    office.done("list", "lead", "--csv", "--out", str(path))
    ended = office("import", "lead", path, "--json")
    assert (ended.status, ended.err) == (0, "")
    assert (ended.json["unchanged"], ended.json["added"], ended.json["changed"]) == (1, 0, 0)


def test_columns_and_constants_are_chosen(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("who,what else\nSurma Fabrics,met twice\n", encoding="utf-8")
    lacking = office("import", "organisation", path)
    assert lacking.status == 1
    assert "“name”" in lacking.err
    words = ["--map", "who=name", "--map", "B=note", "--set", "roles=buyer", "--set", "country=BD"]
    office.done("import", "organisation", str(path), *words)
    told = office("show", "OR-0001", "--json").json
    assert (told["name"]["text"], told["note"]["text"], told["roles"]) == (
        "Surma Fabrics",
        "met twice",
        ["buyer"],
    )


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "lead"],
        ["import", "nothing", "x.csv"],
        ["import", "lead", "x.csv", "--undo", "y"],
        ["import", "lead", "x.csv", "--list"],
        ["import", "--list", "--undo", "y"],
        ["import", "lead", "x.csv", "--currency", "XXX"],
        ["import", "lead", "x.csv", "--set", "nothing"],
    ],
)
def test_wrong_usage(office: CommandLine, words: list[str]) -> None:
    assert office(*words).status == 2


@pytest.mark.parametrize(
    "words",
    [
        ["import", "lead", "missing.csv"],
        ["import", "--undo", "2026-01-01-1"],
    ],
)
def test_input_at_fault(office: CommandLine, words: list[str]) -> None:
    ended = office(*words)
    assert (ended.status, len(ended.problems)) == (1, 1)


def test_a_column_that_is_not_there(office: CommandLine, file: Path) -> None:
    assert office("import", "lead", file, "--map", "nowhere=need").status == 1
    assert office("import", "lead", file, "--map", "Products=nowhere").status == 1
    assert office("import", "lead", file, "--sheet", "One").status == 1
    assert office("import", "lead", file, "--set", "received_on=never").status == 1


class Stopping(Terminal):
    """A stream that somebody sees, and that stops the program after so many words of progress."""

    def __init__(self, stop_after: int) -> None:
        super().__init__()
        self._left = stop_after

    def write(self, text: str) -> int:
        if "rows" in text:
            self._left -= 1
            if self._left < 0:
                raise KeyboardInterrupt
        return super().write(text)


@pytest.fixture
def long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(work, "PART", 10)
    path = tmp_path / "many.csv"
    lines = "".join(f"Made Up Company {number},BD,buyer\n" for number in range(50))
    path.write_text(f"Company,Country,Roles\n{lines}", encoding="utf-8")
    return path


def test_progress_is_told_on_a_terminal(office: CommandLine, long_file: Path) -> None:
    ended = on_terminal(office, Terminal(), "import", "organisation", long_file)
    assert ended.status == 0
    assert "\r10 of 50 rows" in ended.err
    assert "\r50 of 50 rows\n" in ended.err


def test_ctrl_c_leaves_whole_parts_and_says_how_they_are_taken_back(
    office: CommandLine, long_file: Path
) -> None:
    ended = on_terminal(office, Stopping(stop_after=2), "import", "organisation", long_file)
    assert ended.status == 130
    assert "import --undo" in ended.err
    assert len(names(office, "organisation")) == 30
    batch = office("show", "OR-0001", "--json").json["batch"]
    office.done("import", "--undo", batch)
    assert names(office, "organisation") == []


def test_ctrl_c_before_anything_is_written(
    office: CommandLine, long_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(self: object, at: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work.Work, "_do", stopped)
    ended = office("import", "organisation", long_file)
    assert ended.status == 130
    assert bringing.STOPPED_NOTHING in ended.err


def test_a_long_list_is_in_the_index_of_the_search_when_the_command_ends(
    office: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "companies.csv"
    lines = "\n".join(f"Company of Kind {number:04d},BD,buyer" for number in range(700))
    path.write_text(f"Company,Country,Roles\n{lines}\n", encoding="utf-8")
    office.done("import", "organisation", path)
    with Office.open(office.data) as there:
        assert there.store.index.waiting(WAITING) < WAITING
        assert [key for _, key in there.store.search("kind 0012")] == [13, 12]


def test_a_row_that_comes_in_without_a_value_is_told(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Buyer,Country,Website\nSurma Fabrics,BD,no\u200b site\n", encoding="utf-8")
    ended = office("import", "organisation", path, "--dry-run")
    assert ended.status == 0
    assert "1 row: 1 added, 0 changed, 0 unchanged, 0 left out" in ended.out
    assert "1 row is brought in without a value that could not be read." in ended.out
    (line,) = (one for one in ended.out.splitlines() if one.startswith("list.csv:C2"))
    assert "website" in line
    assert "no site" in line
    told = office("import", "organisation", path, "--json").json
    assert (told["added"], told["incomplete"], told["problems"], told["more_without"]) == (1, 1, [], 0)
    (one,) = told["without"]
    assert (one["row"], one["column"], one["field"], one["value"]) == (2, "C", "website", "no\u200b site")
    assert "no site" in one["message"]
