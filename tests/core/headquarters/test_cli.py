"""Headquarters by commands: from nothing to receipts, and what wrong usage is told."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.network import network, offices_file
from fieldreport import cli
from fieldreport.keys import Keys
from tests.core.headquarters.conftest import PERIOD, Headquarters

PASSPHRASE = b"far from the sea, near the river\n"


class Program:
    """The command line with a data folder and a store."""

    def __init__(self, data: Path, url: str) -> None:
        self.data, self.url = data, url
        self.said = self.told = ""

    def run(self, *words: str, given: bytes = b"", language: str = "en") -> int:
        out, err = io.StringIO(), io.StringIO()
        line = ["--data", str(self.data), "--language", language, "hq", "--store", self.url, *words]
        status = cli.run(line, io.BytesIO(given), out, err)
        self.said, self.told = out.getvalue(), err.getvalue()
        return status

    def json(self, *words: str, given: bytes = b"") -> Any:
        status = self.run(*words, "--json", given=given)
        assert (status, self.told) == (0, "")
        return json.loads(self.said)


@pytest.fixture
def program(new_store: Callable[[], str], tmp_path: Path) -> Program:
    return Program(tmp_path / "data", new_store())


def test_the_whole_round(program: Program, tmp_path: Path) -> None:
    listed = offices_file(tmp_path / "offices.json", 3)
    offices = network(listed, 3)
    made = program.json("init", "--offices", str(listed))
    assert (made["plan"], made["offices"]) == ("emergency-export-2026", 3)
    assert program.json("init") == made
    assert [one["office"] for one in program.json("offices")] == ["DHK", "DEL", "BOM"]

    inbox = tmp_path / "inbox"
    for office in offices[:2]:
        office.work(PERIOD, 10)
        path = inbox / "reports" / office.code / "report.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(office.package(PERIOD, signed=False))
    (inbox / "BOM_2026-B23_1_ko.xlsx").write_bytes(b"damaged on its way")
    done = program.json("collect", str(inbox))
    assert done == {
        "accepted": [
            {
                "file": f"reports/{code}/report.xlsx",
                "office": code,
                "period": "2026-B23",
                "issue": 1,
                "records": 10,
                "signature": "none",
                "reason": None,
            }
            for code in ("DEL", "DHK")
        ],
        "already": [],
        "quarantined": [
            {
                "file": "BOM_2026-B23_1_ko.xlsx",
                "office": "BOM",
                "period": "2026-B23",
                "issue": None,
                "reason": "no_workbook",
            }
        ],
    }
    again = program.json("collect", str(inbox))
    assert ([one["office"] for one in again["already"]], again["accepted"]) == (["DEL", "DHK"], [])

    board = {one["office"]: one for one in program.json("board", "2026-B23")}
    assert {code: one["status"] in ("on_time", "late") for code, one in board.items()} == {
        "DHK": True, "DEL": True, "BOM": False,
    }  # fmt: skip
    assert board["BOM"]["status"] == "quarantined"
    assert board["BOM"]["received"] is None
    assert board["DHK"]["received"].endswith("Z")

    lines = program.json("progress", "2026-B23")
    assert {
        "task",
        "region",
        "office",
        "actual",
        "target",
        "target_to_date",
        "achievement",
        "remedial",
    } <= set(lines[0])
    dhaka = next(one for one in lines if (one["task"], one["office"]) == (1, "DHK"))
    leads = program.json("records", "2026-B23", "--task", "1", "--office", "DHK")
    assert (dhaka["target"], dhaka["actual"]) == (200, len(leads))
    assert dhaka["achievement"] == pytest.approx(len(leads) / dhaka["target_to_date"])

    returned = program.json("return", "DHK", "2026-B23", "--why", "The sums are wrong.")
    assert (returned["office"], returned["issue"]) == ("DHK", 1)
    board = {one["office"]: one["status"] for one in program.json("board", "2026-B23")}
    assert board["DHK"] == "returned"

    out = tmp_path / "channel"
    assert [one["serial"] for one in program.json("receipts")] == [None, None]
    program.json("key", "--name", "Head", str(tmp_path / "public.json"), given=PASSPHRASE)
    receipts = program.json("receipts", "--to", str(out), given=PASSPHRASE)
    assert {(one["office"], one["why"]) for one in receipts} == {
        ("DHK", "The sums are wrong."),
        ("DEL", None),
    }
    assert len(list((out / "receipts").rglob("*.envelope.json"))) == 2

    review = tmp_path / "review.xlsx"
    said = program.json("review", "2026-B23", "--out", str(review))
    assert review.is_file()
    assert said["figures"]["reported"]["now"] == 1
    assert program.json("parquet", str(tmp_path / "parquet"))["lead"] > 0
    assert isinstance(program.json("difficulties", "2026-B23"), list)
    assert isinstance(program.json("buyers", "2026-B23"), list)
    sealing = program.json("seal", str(tmp_path / "identity.txt"), given=PASSPHRASE)
    assert sealing["recipient"].startswith("age1")


@pytest.mark.parametrize("language", ["ko", "en", "bn"])
def test_people_are_told_in_their_language(program: Program, tmp_path: Path, language: str) -> None:
    offices = network(offices_file(tmp_path / "offices.json", 3), 3)
    offices[0].work(PERIOD, 10)
    (tmp_path / "one.xlsx").write_bytes(offices[0].package(PERIOD, signed=False))
    for words in (
        ("init",),
        ("offices",),
        ("collect", str(tmp_path / "one.xlsx")),
        ("collect", str(tmp_path / "offices.json")),
        ("board", "2026-B23"),
        ("progress", "2026-B23"),
        ("records", "2026-B23", "--task", "1"),
        ("difficulties", "2026-B23"),
        ("buyers", "2026-B23"),
        ("receipts",),
        ("remind", "2026-B23", "--day", "2027-01-01"),
        ("return", "DHK", "2026-B23", "--why", "Why"),
    ):
        assert program.run(*words, language=language) == 0, program.told
        assert program.said.strip()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("init", "more"), 2),
        (("collect",), 2),
        (("nothing",), 2),
        (("return", "DHK", "2026-B23"), 2),
        (("review", "2026-B23"), 2),
        (("records", "2026-B23"), 2),
        (("board", "2026-B99"), 1),
        (("collect", "/nowhere/at/all"), 1),
        (("return", "DHK", "2026-B23", "--why", "Why"), 1),
        (("receipts", "--to", "folder"), 0),
    ],
)
def test_wrong_usage_is_told(program: Program, words: tuple[str, ...], status: int, tmp_path: Path) -> None:
    assert program.run("init") == 0
    words = tuple(str(tmp_path / one) if one == "folder" else one for one in words)
    assert program.run(*words) == status
    assert bool(program.told) is bool(status)


@pytest.mark.parametrize("url", ["mysql://somewhere/x", "postgresql://", "sqlite://", "http://x/y"])
def test_what_is_no_store_is_told(tmp_path: Path, url: str) -> None:
    assert Program(tmp_path, url).run("board", "2026-B23") == 1


def test_there_is_no_store_before_it_was_made(program: Program) -> None:
    assert program.run("board", "2026-B23") == 1
    assert "init" in program.told


def test_an_office_key_cannot_speak_for_headquarters(
    program: Program, headquarters: Headquarters, tmp_path: Path
) -> None:
    Keys(program.data).make("DHK", "Head of Dhaka", PASSPHRASE.decode().strip(), headquarters.now)
    program.run("init")
    assert program.run("seal", str(tmp_path / "identity.txt"), given=PASSPHRASE) == 1
    assert not (tmp_path / "identity.txt").exists()
