"""Collecting a fortnight of all offices: 131 workbooks with 40,000 records, beside one process of bare calamine.

Also: that a workbook costs the same when there are many more of them, and that memory stays as it is.

``python -m benchmarks.collecting STORE FOLDER`` collects once in a process of its own and prints its peak memory.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import zipfile
import zlib
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import records
from benchmarks.measuring import Figure, median, milliseconds, own_peak_megabytes
from benchmarks.network import MadeUpOffice, hidden_sheet, network, offices_file, pieces, sheet_part
from benchmarks.records import Size
from fieldreport.headquarters.collecting import collect
from fieldreport.headquarters.store import Store
from fieldreport.keys import PublicKey
from fieldreport.office import Office
from fieldreport.period import Period
from fieldreport.plan import Plan
from fieldreport.report.manifest import Manifest, Seal
from fieldreport.report.manifest.package import MANIFEST, SIGNATURE

GOAL = 3.0
#: Cost of a workbook among many ÷ among few.
FLAT = 1.2
ROUNDS = 3
OFFICES = 131
#: A fortnight of one office: 131 of them have 40,000 records.
FORTNIGHT = Size(
    {
        "organisation": 30, "contact": 15, "lead": 92, "event": 1, "meeting": 107, "outcome": 7,
        "difficulty": 15, "activity": 22, "voucher": 1, "signal": 4, "action": 11,
    },
    days=14,
    last=date(2026, 11, 22),
)  # fmt: skip
NOW = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
#: Records of a light workbook, and how many periods there are of them.
LIGHT, PERIODS = 30, 26


def figures() -> list[Figure]:
    """Collecting beside bare calamine; the cost of each workbook of a fortnight and of a year; memory of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = offices_file(folder / "offices.json", OFFICES)
        offices = network(listed, OFFICES)
        keys = [one.public for one in offices]
        full = fortnight(folder / "fortnight", offices)
        ours, bare = [], []
        for number in range(ROUNDS):
            ours.append(_collected(folder / f"full{number}.db", listed, full, keys))
            bare.append(milliseconds(lambda: read_bare(full)))
        few, many = year(folder / "year", offices)
        one = _collected(folder / "few.db", listed, few, keys)
        with Store.make(str(folder / "many.db"), NOW, offices=listed) as store:
            all_of_them = milliseconds(lambda: collect(store, many, NOW, keys))
            again = milliseconds(lambda: collect(store, many, NOW, keys))
        count = OFFICES * PERIODS
        return [
            Figure(f"collect: {OFFICES} workbooks, {OFFICES * FORTNIGHT.total:,} records", "ms",
                   median(ours), median(bare), GOAL),
            Figure(f"collect: a light workbook of {count:,}, beside one of {OFFICES}", "ms",
                   all_of_them / count, one / OFFICES, FLAT),
            Figure(f"collect: {count:,} workbooks that are there already", "ms", again),
            Figure(f"collect: peak memory with {count:,} workbooks, beside {OFFICES}", "MB",
                   _peak(folder, listed, many), _peak(folder, listed, few), FLAT),
        ]  # fmt: skip


def _collected(database: Path, listed: Path, source: Path, keys: list[PublicKey]) -> float:
    with Store.make(str(database), NOW, offices=listed) as store:
        return milliseconds(lambda: _all_of(store, source, keys))


def _all_of(store: Store, source: Path, keys: list[PublicKey]) -> None:
    done = collect(store, source, NOW, keys)
    if done.quarantined or len(done.accepted) < OFFICES:
        raise AssertionError(f"not collected: {done.quarantined[:3]}")


def read_bare(folder: Path) -> int:
    """Every cell of every workbook, by calamine alone, in this process."""
    from python_calamine import CalamineWorkbook

    rows = 0
    for path in sorted(folder.iterdir()):
        book = CalamineWorkbook.from_path(str(path))
        rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return rows


def fortnight(folder: Path, offices: list[MadeUpOffice]) -> Path:
    """A whole workbook of each office, as the program exports it, in three languages; each signed by its office."""
    folder.mkdir()
    data = records.office(FORTNIGHT)
    made: dict[str, bytes] = {}
    with Office.open(data, readonly=True) as office:
        period = office.fortnights.of(FORTNIGHT.last_day)
        for language in ("ko", "en", "bn"):
            path = folder / f"{language}.xlsx"
            office.export(period, office.language(language), path)
            made[language] = path.read_bytes()
            path.unlink()
    for office_made in offices:
        content = signed_by(office_made, made[office_made.language])
        (folder / f"{office_made.code}.xlsx").write_bytes(content)
    return folder


def signed_by(office: MadeUpOffice, content: bytes) -> bytes:
    """An exported workbook as if this office had made and signed it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as signed,
    ):
        part, rows = hidden_sheet(archive)
        manifest = Manifest.read(
            zlib.decompress(b64decode("".join(piece for name, piece in rows if name == MANIFEST)))
        )
        manifest = replace(manifest, office=office.code, seal=Seal("Head", NOW, office.public.id))
        others = [row for row in rows if row[0] not in (MANIFEST, SIGNATURE)]
        own = [
            *pieces(MANIFEST, zlib.compress(manifest.content, 1)),
            *pieces(SIGNATURE, office.private.sign(manifest.content)),
        ]
        for name in archive.namelist():
            signed.writestr(name, sheet_part([*own, *others]) if name == part else archive.read(name))
    return made.getvalue()


def year(folder: Path, offices: list[MadeUpOffice]) -> tuple[Path, Path]:
    """A light workbook of each office for one period, and for a year of them."""
    few, many = folder / "few", folder / "many"
    few.mkdir(parents=True)
    many.mkdir()
    fortnights = Plan.built_in().fortnights
    last = fortnights.last_full(NOW.date())
    periods: list[Period] = [last]
    while len(periods) < PERIODS:
        periods.append(fortnights.previous(periods[-1]))
    for office in offices:
        for period in periods:
            office.work(period, LIGHT)
            content = office.package(period)
            (many / f"{office.code}_{period.code}.xlsx").write_bytes(content)
            if period is last:
                (few / f"{office.code}_{period.code}.xlsx").write_bytes(content)
    return few, many


def _peak(folder: Path, listed: Path, source: Path) -> float:
    database = folder / f"peak{random.getrandbits(30)}.db"
    Store.make(str(database), NOW, offices=listed).close()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.collecting", str(database), str(source)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)


if __name__ == "__main__":
    with Store.open(sys.argv[1]) as opened:
        collect(opened, Path(sys.argv[2]), NOW)
    print(own_peak_megabytes())
