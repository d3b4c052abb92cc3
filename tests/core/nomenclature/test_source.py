"""A file of codes is taken as it is published, or refused with every problem and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.nomenclature import source
from tests.core.nomenclature.tables import BCT, HS, HSK, PUBLISHED, written


def problems_of(path: Path, nomenclature: str = "HS", edition: str = "2022") -> list[tuple[str, str]]:
    """Where each problem is, and its message filled."""
    with pytest.raises(InputAtFault) as caught:
        source.read(path, nomenclature, edition)
    return [(one.place.rpartition(":")[2], one.message.format(**one.values)) for one in caught.value.problems]


def test_the_published_form_is_taken(tmp_path: Path) -> None:
    paths = [written(tmp_path, HS)] + ([PUBLISHED] if PUBLISHED.exists() else [])
    for path in paths:
        lines, loaded = source.read(path, "hs", "২০২২")
        assert (loaded.nomenclature, loaded.edition, loaded.languages) == ("HS", "2022", ("en",))
        assert loaded.codes == len(lines) == len({one.code for one in lines})
        assert set(loaded.by_length) == {2, 4, 6}
        assert all(one.names["en"] for one in lines)
        assert "TOTAL" not in {one.code for one in lines}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_korean_table_is_taken_in_the_encodings_of_korea(tmp_path: Path, encoding: str) -> None:
    lines, loaded = source.read(written(tmp_path, HSK, encoding=encoding), "HSK", "2026")
    assert loaded.by_length == {10: 3}
    assert loaded.languages == ("ko", "en")
    assert lines[1].names == {"ko": "횡편기(수동식)", "en": "Flat ones by hand"}


def test_the_table_of_bangladesh_is_taken_with_its_digits_and_points(tmp_path: Path) -> None:
    lines, _ = source.read(written(tmp_path, BCT), "BCT", "2026")
    assert [(one.code, one.names["bn"]) for one in lines] == [
        ("61091010", "সুতি টি-শার্ট"),
        ("61091090", "অন্যান্য টি-শার্ট"),
    ]


def test_columns_without_titles_are_known_by_what_is_in_them(tmp_path: Path) -> None:
    path = written(tmp_path, "1,844711,x,Machines that knit round\n2,844720,y,Machines that knit flat\n")
    lines, _ = source.read(path, "HS", "2022")
    assert [(one.code, one.names, one.line) for one in lines] == [
        ("844711", {"en": "Machines that knit round"}, 1),
        ("844720", {"en": "Machines that knit flat"}, 2),
    ]


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "hscode,description,parent,level\n"
        "84,Engines,TOTAL,2\n"
        "101,Horses,,\n"
        "84x7,Letters,,\n"
        "84471,Five,,\n"
        "84471100,Eight,,\n"
        "7712,No chapter,,\n"
        "8447,,,\n"
        "8448,Parts,84,6\n"
        "844832,Parts of spinning machines,8450,\n"
        "8448,Other parts,,\n"
        "844720,Flat ones,8447,6\n",
    )
    lost = "digits: a zero may have been lost. Please format the column as text and save the file again."
    assert problems_of(path) == [
        ("3", f"“101” has 3 {lost}"),
        ("4", "“84x7” is not an HS code; it has only digits and points."),
        ("5", f"“84471” has 5 {lost}"),
        ("6", "“84471100” has 8 digits; codes of HS have 2, 4, 6."),
        ("7", "“7712” begins with no chapter of the nomenclature (01 to 97)."),
        ("8", "8447 has no name."),
        ("9", "8448 has 4 digits, but the file says 6."),
        ("10", "844832 belongs to 8448, but the file says 8450."),
        ("11", "8448 stands already in line 9, with another name."),
        ("12", "844720 belongs to 8447, which is not in the file."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "nomenclature", "message"),
    [
        ("", "HS", "This file has no rows."),
        ("a,b\nx,y\n", "HS", "No column of this file holds HS codes; give it the title “hscode”."),
        ("hscode,n\n844720,1\n", "HS", source.NO_NAMES),
        (HS, "HSK", "This file has no codes of 10 digits, so it is not HSK."),
        (HSK, "HS", "“8447201000” has 10 digits; codes of HS have 2, 4, 6."),
        (HS, "CN", "There is no nomenclature “CN”; use HS, HSK or BCT."),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused(
    tmp_path: Path, content: str, nomenclature: str, message: str
) -> None:
    assert problems_of(written(tmp_path, content), nomenclature)[0][1] == message


def test_an_edition_is_a_year(tmp_path: Path) -> None:
    path = written(tmp_path, HS)
    for edition in ("22", "1887", "newest", ""):
        [(_, message)] = problems_of(path, edition=edition)
        assert "give its year" in message


def test_a_hundred_problems_are_enough(tmp_path: Path) -> None:
    path = written(tmp_path, "hscode,description\n" + "101,Horses\n" * 300)
    found = problems_of(path)
    assert len(found) == source.MOST_PROBLEMS + 1
    assert found[-1][1] == "There are more problems; the first 100 are told."


def test_lines_without_a_code_and_the_same_line_twice_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "hscode,description\n,Of cotton:\n610910,Tees\n610910,Tees\n")
    lines, loaded = source.read(path, "HS", "2022")
    assert [one.code for one in lines] == ["610910"]
    assert loaded.without_code == 1


def test_progress_comes_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source.read(written(tmp_path, HS), "HS", "2022", lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
