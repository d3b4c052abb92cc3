"""``list --csv``: what a spreadsheet gets."""

from __future__ import annotations

import codecs
from pathlib import Path

from fieldreport import csvfile
from tests.core.cli.conftest import CommandLine


def filled(office: CommandLine) -> None:
    office.buyer("=Shapla Knit")
    office.add(
        "lead",
        buyer="OR-0001",
        products={"text": "편직기", "language": "ko", "translations": {"en": {"text": "knitting machine"}}},
        hs_codes=["8447.12"],
        value={"amount": "180000.50", "currency": "EUR", "rate": "1.1", "rate_date": "2026-11-20"},
        received_on="2026-11-20",
    )
    office.add("lead", buyer="OR-0001", products="yarn")


def rows(raw: bytes) -> list[dict[str, str]]:
    head, *rest = csvfile.parse(raw, "list.csv").rows
    return [dict(zip(head.cells, row.cells, strict=True)) for row in rest]


def test_the_records_with_labels_in_english(office: CommandLine) -> None:
    filled(office)
    ended = office("list", "lead", "--csv")
    raw = ended.out.encode()
    assert (ended.status, ended.err) == (0, "")
    assert raw.startswith(codecs.BOM_UTF8)
    assert raw.count(b"\r\n") == 3
    assert b"\n" not in raw.replace(b"\r\n", b"")
    first, second = rows(raw)
    assert first["Reference"] == "BL-0001"
    assert first["Buyer"] == "=Shapla Knit"
    assert first["Wanted products"] == "knitting machine"
    assert (first["Estimated value"], first["Estimated value: currency"]) == ("180000.50", "EUR")
    assert first["Received on"] == "2026-11-20"
    assert first["HS codes"] == "8447.12"
    assert (second["Wanted products"], second["Estimated value"]) == ("yarn", "")
    # The title of the linked buyer is a text, not a formula; numbers and days are bare.
    assert '"\t=Shapla Knit"' in ended.out
    assert ',180000.50,"EUR",' in ended.out
    assert ",2026-11-20," in ended.out


def test_the_records_in_korean(office: CommandLine) -> None:
    filled(office)
    ended = office("list", "lead", "--csv", language="ko")
    english = office("list", "lead", "--csv")
    assert "편직기" in ended.out
    assert len(rows(ended.out.encode())[0]) == len(rows(english.out.encode())[0])


def test_a_file_is_written_and_named(office: CommandLine, tmp_path: Path) -> None:
    filled(office)
    path = tmp_path / "leads.csv"
    assert office.done("list", "lead", "--search", "yarn", "--csv", "--out", path) == str(path)
    (only,) = rows(path.read_bytes())
    assert only["Reference"] == "BL-0002"


def test_a_list_without_records_has_its_heads(office: CommandLine) -> None:
    assert office("list", "meeting", "--csv").out.startswith('\ufeff"Reference",')


def test_out_needs_csv(office: CommandLine, tmp_path: Path) -> None:
    ended = office("list", "lead", "--out", tmp_path / "leads.csv")
    assert ended.status == 2
    assert "“--csv”" in ended.problems[0]
    assert not (tmp_path / "leads.csv").exists()


def test_a_folder_that_is_not_there_is_the_machines_fault(office: CommandLine, tmp_path: Path) -> None:
    ended = office("list", "lead", "--csv", "--out", tmp_path / "none" / "leads.csv")
    assert ended.status == 3
    assert "no such folder" in ended.err


def test_every_record_type_of_the_sample_can_be_listed(empty: CommandLine) -> None:
    empty("init", "--office", "DHK", "--sample")
    for name in ("organisation", "contact", "lead", "event", "meeting", "outcome", "difficulty", "activity"):
        listed = empty("list", name, "--json").json
        assert [row["Reference"] for row in rows(empty("list", name, "--csv").out.encode())] == [
            one["reference"] for one in listed
        ]
