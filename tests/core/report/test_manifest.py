"""The manifest and the package: what is kept in the hidden sheet comes back as it was, whatever it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.language import Language
from fieldreport.report import write
from fieldreport.report.manifest import (
    SHEET,
    Entry,
    Manifest,
    NotAManifest,
    Seal,
    SheetDigest,
    canonical,
    record_hash,
)
from fieldreport.verifying import cells, inspecting
from fieldreport.verifying.archive import Archive
from tests.example_office import ExampleOffice, fill

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
WORD = st.text(max_size=60)
MANIFESTS = st.builds(
    Manifest,
    office=WORD,
    period=WORD,
    issue=st.integers(1, 99),
    language=WORD,
    plan=WORD,
    previous=WORD,
    reason=WORD,
    records=st.lists(st.builds(Entry, WORD, WORD, st.integers(1), WORD), max_size=4).map(tuple),
    sheets=st.lists(st.builds(SheetDigest, WORD, st.integers(0), WORD), max_size=4).map(tuple),
    seal=st.none()
    | st.builds(
        Seal,
        WORD,
        st.integers(0, 250_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
        WORD,
    ),
)


@given(ANY_JSON)
def test_canonical_bytes_are_plain_and_come_back(value: object) -> None:
    content = canonical(value)
    assert content.isascii()
    assert b"\n" not in content
    assert json.loads(content) == value
    assert canonical(json.loads(content)) == content


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_names_makes_no_difference(value: dict[str, int]) -> None:
    assert record_hash(value) == record_hash(dict(reversed(value.items())))


@given(MANIFESTS)
def test_a_manifest_comes_back_as_it_was(manifest: Manifest) -> None:
    assert Manifest.read(manifest.content) == manifest
    assert Manifest.read(manifest.content).digest == manifest.digest


@given(MANIFESTS, st.integers(0, 400), st.integers(0, 255))
def test_a_manifest_that_was_changed_is_another_or_none(manifest: Manifest, at: int, byte: int) -> None:
    content = bytearray(manifest.content)
    content[at % len(content)] = byte
    changed = bytes(content)
    try:
        read = Manifest.read(changed)
    except NotAManifest:
        return
    assert read.content == changed
    assert (read.digest == manifest.digest) == (changed == manifest.content)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"[" * 100_000, b"\xff", b'{"format":1}'])
def test_other_bytes_are_no_manifest(content: bytes) -> None:
    with pytest.raises(NotAManifest):
        Manifest.read(content)


@given(st.integers(1, 16_384))
def test_columns_have_letters_and_numbers(number: int) -> None:
    assert cells.column_number(cells.column_letters(number)) == number


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> ExampleOffice:
    made = ExampleOffice(tmp_path_factory.mktemp("office"))
    fill(made)
    return made


def test_the_hidden_sheet_has_every_record_of_the_report(office: ExampleOffice, tmp_path: Path) -> None:
    report, language = office.report(), Language("ko")
    written = write(report, language, office.titles(language), tmp_path / "a.xlsx")
    assert written.manifest is not None
    assert {(one.id, one.revision) for one in written.manifest.records} == {
        (one.id, one.revision) for one in report.shown
    }
    found = inspecting.inspect(written.path)
    assert [tuple(one) for one in found.records] == [
        (one.type, one.id, one.hash) for one in written.manifest.records
    ]
    assert [tuple(one) for one in found.sheets] == [
        (one.name, one.rows, one.hash) for one in written.manifest.sheets
    ]
    assert found.manifest == written.manifest.content


def test_nobody_sees_the_sheet_and_it_has_texts_alone(office: ExampleOffice, tmp_path: Path) -> None:
    language = Language("bn")
    write(office.report(), language, office.titles(language), tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = workbook[SHEET]
    assert sheet.sheet_state == "veryHidden"
    assert workbook.sheetnames[-1] == SHEET
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert str(cell.value).isascii()
            assert len(str(cell.value)) <= 32_767


EVERY_CHARACTER = st.characters(codec=None, exclude_categories=())
TEXTS = st.text(EVERY_CHARACTER, min_size=1, max_size=200) | st.builds(
    lambda text, times: (text * times)[:40_000],
    st.text(EVERY_CHARACTER, min_size=1, max_size=20),
    st.integers(1, 40_000),
)


@settings(max_examples=25, deadline=None)
@given(text=TEXTS, short=st.text(EVERY_CHARACTER, min_size=1, max_size=100))
def test_whatever_a_record_says_survives_the_workbook(
    office: ExampleOffice, tmp_path_factory: pytest.TempPathFactory, text: str, short: str
) -> None:
    """Every code point of Unicode, texts longer than a cell: records as they are, cells as a reader finds them."""
    from fieldreport.values import Text

    report = office.report()
    section = next(one for one in report.sections if one.type.name == "signal" and one.records)
    record = section.records[0]
    odd = replace(
        record,
        created_by=short,
        values={**record.values, "description": Text(text, "en"), "source": short},
    )
    changed = replace(section, records=(odd, *section.records[1:]))
    report = replace(report, sections=tuple(changed if one is section else one for one in report.sections))
    path = tmp_path_factory.mktemp("odd") / "a.xlsx"
    language = Language("en")
    written = write(report, language, office.titles(language), path)
    found = inspecting.inspect(path)
    assert (found.cells, found.changed) == ([], 0)
    assert written.manifest is not None
    assert found.manifest == written.manifest.content
    book = cells.open_book(Archive.open(path))
    hidden = next(one for one in book.sheets if one.name == SHEET)
    pieces = [row[2] for _, row in cells.rows_of(book, hidden) if row[1] == inspecting.CONTENTS]
    from base64 import b64decode

    lines = inspecting.lines_of(b64decode("".join(map(str, pieces))))
    records = [json.loads(line[1:]) for line in lines if line.startswith(b"R")]
    [kept] = [one for one in records if one["id"] == odd.id]
    # Two halves of a character, one after the other, are that character to whoever reads JSON.
    assert canonical(kept) == canonical(odd.to_json())
