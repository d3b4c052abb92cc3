"""Codes are found by number and by words in three languages, and have the names of the table that was loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import folders
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.nomenclature import Chapters, Nomenclature, Products, Standing
from fieldreport.nomenclature.shelf import FILE_NAME
from fieldreport.values import HsCode
from tests.core.nomenclature.tables import BCT, HS, HSK, written


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Nomenclature]:
    """Nothing is loaded."""
    with Nomenclature(tmp_path) as made:
        yield made


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Nomenclature]:
    """The small HS is loaded."""
    with Nomenclature(tmp_path) as made:
        made.load(written(tmp_path, HS), "HS", "2022")
        yield made


def found(nomenclature: Nomenclature, typed: str) -> list[str]:
    return [one.entry.code.code for one in nomenclature.find(typed)]


def test_there_are_96_chapters_in_21_sections_named_in_three_languages() -> None:
    chapters = Chapters.built_in()
    assert list(chapters.by_code) == [f"{number:02d}" for number in range(1, 98) if number != 77]
    assert [one.first for one in chapters.sections] == [
        code for code in chapters.by_code if code in {one.first for one in chapters.sections}
    ]
    for code, names in chapters.by_code.items():
        assert chapters.section(code) is not None
        assert any("가" <= one <= "힣" for one in names.ko)
        assert names.en.isascii() or "maté" in names.en
        assert any("\u0980" <= one <= "\u09ff" for one in names.bn)


def test_products_have_codes_of_real_chapters_and_each_word_once() -> None:
    products = Products.built_in()
    words = [word for one in products.all for word in one.words]
    assert len(words) == len(set(words))
    assert all(
        one.codes and all(code[:2] in Chapters.built_in().by_code for code in one.codes)
        for one in products.all
    )
    raw = json.loads((folders.resources() / "hs" / "products.json").read_text(encoding="utf-8"))
    assert len(raw) >= 150


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Circular knitting machines, single jersey, 34 inch", ["circular knitting machine"]),
        ("싱글 환편기 34인치", ["circular knitting machine"]),
        ("ব্যবহৃত সার্কুলার নিটিং মেশিনগুলো", ["circular knitting machine"]),
        ("태양광 관개펌프용 리튬 배터리", ["lithium battery"]),
        ("সৌর সেচ পাম্পের লিথিয়াম ব্যাটারি", ["lithium battery"]),
        ("Lithium batteries for solar pumps", ["lithium battery"]),
        ("সেলাই মেশিনের সুচ", ["sewing needle"]),
        ("Knitting machines of any kind", ["knitting machine"]),
        ("기모 원단", []),
        ("조미김, 할랄", ["laver"]),
        ("PE 컴파운드 및 PV 모듈", ["polyethylene", "pv module"]),
        ("পাটকলের মালিক", []),
        ("Brushes", []),
    ],
)  # fmt: skip
def test_a_text_speaks_of_products_in_any_language(text: str, names: list[str]) -> None:
    assert sorted(one.names.en for one in Products.built_in().spoken_of(text)) == sorted(names)


def test_without_a_table_chapters_and_usual_codes_are_found(bare: Nomenclature) -> None:
    assert found(bare, "84") == ["84"]
    assert found(bare, "니트 의류")[0] == "6109"
    assert found(bare, "পোশাক")[:2] == ["61", "62"]
    [hit] = bare.find("횡편기")
    assert (hit.entry.code.code, hit.entry.published) == ("844720", False)
    assert hit.entry.name("bn") == "ফ্ল্যাট নিটিং মেশিন"
    assert [one.code.code for one in hit.parents] == ["84"]
    assert bare.standing(HsCode("844720")) == (Standing.UNCHECKED, None)


@pytest.mark.parametrize("typed", ["8447", "84.47", "৮৪৪৭", "８４４７", " 84 47"])
def test_a_number_is_read_as_people_write_it(loaded: Nomenclature, typed: str) -> None:
    assert found(loaded, typed) == ["8447", "844711", "844712", "844720"]


def test_words_are_found_in_names_and_chapters_in_three_languages(loaded: Nomenclature) -> None:
    assert found(loaded, "knit FLAT") == ["844720"]
    assert found(loaded, "t-shirt cott") == ["610910"]
    assert found(loaded, "84 large") == ["844712"]
    # The table is in English only: 편물 is in the chapter's name, 횡펴 begins what Koreans call the machine.
    assert found(loaded, "메리야스 편물")[:2] == ["60", "61"]
    assert "6109" in found(loaded, "의류")
    assert found(loaded, "횡펴") == ["844720"]
    assert found(loaded, "ফ্ল্যাট নিটিং") == ["844720"]
    assert found(loaded, "no such thing") == []
    assert found(loaded, "") == []


def test_a_hit_shows_what_is_above_it(loaded: Nomenclature) -> None:
    [hit] = loaded.find("knit flat")
    assert hit.entry.name("ko") == "Machines that knit flat"
    assert [one.code.code for one in hit.parents] == ["84", "8447"]
    assert hit.parents[0].name("ko") == "원자로·보일러·기계류와 그 부분품"


def test_a_code_is_named_and_its_absence_told(loaded: Nomenclature, tmp_path: Path) -> None:
    assert loaded.standing(HsCode("844720"))[0] is Standing.KNOWN
    assert loaded.standing(HsCode("844799"))[0] is Standing.UNKNOWN
    assert loaded.standing(HsCode("8447201000", "HSK"))[0] is Standing.UNCHECKED
    # A national code stands below the six digits that all share.
    named = loaded.named(HsCode("8447201000", "HSK"))
    assert named is not None
    assert named.code.code == "844720"
    loaded.load(written(tmp_path, HSK, "hsk.csv"), "HSK", "2026")
    assert loaded.standing(HsCode("8447201000", "HSK"))[0] is Standing.KNOWN
    assert loaded.standing(HsCode("8447203000", "HSK", "2026"))[0] is Standing.UNKNOWN
    assert found(loaded, "수동식") == ["8447201000"]
    assert [one.code.code for one in loaded.children("844720")] == ["8447201000", "8447209000"]


def test_children_go_down_level_by_level(loaded: Nomenclature, tmp_path: Path) -> None:
    assert len(loaded.children("")) == 96
    assert [one.code.code for one in loaded.children("84")] == ["8447"]
    assert [one.code.code for one in loaded.children("8447")] == ["844711", "844712", "844720"]
    assert loaded.children("844720") == []
    loaded.load(written(tmp_path, BCT, "bct.csv"), "BCT", "2026")
    assert [one.code.code for one in loaded.children("61")] == ["6109"]
    assert [one.code.code for one in loaded.children("610910")] == ["61091010", "61091090"]


def test_an_edition_is_replaced_whole_and_the_newest_one_is_searched(
    loaded: Nomenclature, tmp_path: Path
) -> None:
    newer = HS.replace("Machines that knit flat", "Devices that knit level")
    loaded.load(written(tmp_path, newer, "newer.csv"), "HS", "2028")
    assert found(loaded, "that knit flat") == []
    assert found(loaded, "that knit level") == ["844720"]
    old = loaded.entry(HsCode("844720", edition="2022"))
    assert old is not None
    assert old.name("en") == "Machines that knit flat"
    loaded.load(written(tmp_path, "hscode,name\n844720,Only this\n", "less.csv"), "HS", "2028")
    assert found(loaded, "8447") == ["844720"]
    assert [(one.edition, one.codes, one.file) for one in loaded.shelf.editions()] == [
        ("2028", 1, "less.csv"),
        ("2022", 8, "table.csv"),
    ]


def test_a_file_with_a_problem_changes_nothing(loaded: Nomenclature, tmp_path: Path) -> None:
    with pytest.raises(InputAtFault):
        loaded.load(written(tmp_path, HS + "XVI,84x,Wrong,84,4\n", "wrong.csv"), "HS", "2022")
    assert found(loaded, "knit flat") == ["844720"]
    assert [one.file for one in loaded.shelf.editions()] == ["table.csv"]


def test_a_damaged_table_is_told_and_loading_mends_it(loaded: Nomenclature, tmp_path: Path) -> None:
    loaded.close()
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 100)
    with Nomenclature(tmp_path) as again:
        with pytest.raises(MachineAtFault):
            again.find("knit")
        again.load(written(tmp_path, HS), "HS", "2022")
        assert found(again, "knit flat") == ["844720"]


def test_another_way_to_look_makes_the_words_anew(loaded: Nomenclature, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    loaded.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("UPDATE entry SET looked_in = 'as another version did'")
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    with Nomenclature(tmp_path) as again:
        assert found(again, "knit flat") == ["844720"]


@given(st.text(max_size=40))
def test_anything_typed_has_an_answer_of_real_codes(
    tmp_path_factory: pytest.TempPathFactory, typed: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "anything"
    if not folder.exists():
        folder.mkdir()
        with Nomenclature(folder) as made:
            made.load(written(folder, HS), "HS", "2022")
    with Nomenclature(folder) as nomenclature:
        for hit in nomenclature.find(typed):
            assert hit.entry.code.code.isdigit()
            assert hit.entry.name("bn")


@given(st.text(max_size=60))
def test_any_text_speaks_of_each_product_at_most_once(text: str) -> None:
    products = Products.built_in().spoken_of(text, text)
    assert len(products) == len({one.number for one in products})
