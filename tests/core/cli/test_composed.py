"""Letters that a Mac takes apart are put together on their way in, in records and in names of files and people."""

from __future__ import annotations

import unicodedata

from tests.core.cli.conftest import CommandLine

APART = unicodedata.normalize("NFD", "상담회 명단.xlsx")
TOGETHER = unicodedata.normalize("NFC", APART)


def test_the_file_that_a_record_came_from_and_who_wrote_it(office: CommandLine) -> None:
    office.add("organisation", name=APART, roles=["buyer"], country="BD", batch=APART, created_by=APART)
    [kept] = office("list", "organisation", "--json").json
    assert (kept["batch"], kept["created_by"], kept["name"]["text"]) == (TOGETHER, TOGETHER, TOGETHER)


def test_what_is_typed_after_the_command(office: CommandLine) -> None:
    reference = office.buyer()
    office.done("set", reference, f"name={APART}")
    assert office("show", reference, "--json").json["name"]["text"] == TOGETHER
    assert [one["reference"] for one in office("list", "organisation", "--search", APART, "--json").json] == [
        reference
    ]
