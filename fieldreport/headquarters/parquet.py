"""Parquet: the consolidated records for analysts, a folder a type and a file a period (``docs/headquarters.md``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from fieldreport import files
from fieldreport.failures import MachineAtFault
from fieldreport.headquarters.finding import records_of
from fieldreport.headquarters.store import Store
from fieldreport.headquarters.tables import CONTENT, PACKAGE, RECORD
from fieldreport.language import N_
from fieldreport.records import RECORD_TYPES

NO_PYARROW = N_("For Parquet a part is missing; install it with: pip install fieldreport[analysis]")
#: Columns before those of the fields: where a record comes from and which version of it this is.
FIRST = (
    "office", "id", "reference", "revision", "language", "created_at", "changed_at", "archived", "issue", "package",
)  # fmt: skip


def write(store: Store, folder: Path) -> dict[str, int]:
    """Write the last word on every record as ``TYPE/period=CODE/records.parquet``; how many of each type.

    Each field is a column of texts; what is no plain value (texts with translations, sums, lists) is JSON. A record is
    in the period of the package that says so. Files of periods that have nothing any more are removed. Raises
    ``MachineAtFault`` without pyarrow, or where the folder cannot be written to.
    """
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ModuleNotFoundError as error:
        raise MachineAtFault(NO_PYARROW) from error
    written: dict[str, int] = {one.name: 0 for one in RECORD_TYPES}
    made: set[Path] = set()
    with store.reading() as connection:
        periods = connection.scalars(select(PACKAGE.c.period).distinct().order_by(PACKAGE.c.period)).all()
        for period in periods:
            rows: dict[str, list[dict[str, str | int | None]]] = {}
            for package in connection.execute(
                select(PACKAGE.c.office, PACKAGE.c.issue, PACKAGE.c.sha256, PACKAGE.c.contents)
                .where(PACKAGE.c.period == period, PACKAGE.c.counts.is_(True))
                .order_by(PACKAGE.c.office)
            ).mappings():
                last = set(
                    connection.scalars(
                        select(RECORD.c.record).where(
                            RECORD.c.contents == package["contents"], RECORD.c["last"].is_(True)
                        )
                    )
                )
                lines = connection.scalar(
                    select(CONTENT.c.lines).where(CONTENT.c.contents == package["contents"])
                )
                for record in records_of(lines or b""):
                    if record["id"] in last:
                        rows.setdefault(record["type"], []).append(_row(record, dict(package)))
            for name, records in rows.items():
                path = folder / name / f"period={period}" / "records.parquet"
                with files.plainly(path):
                    path.parent.mkdir(parents=True, exist_ok=True)
                table = pyarrow.Table.from_pylist(records, schema=_schema(name, pyarrow))
                with files.replacing(path) as unfinished, files.plainly(path):
                    parquet.write_table(table, unfinished, compression="zstd")
                made.add(path)
                written[name] += len(records)
    for record_type in RECORD_TYPES:
        for path in (folder / record_type.name).glob("period=*/records.parquet"):
            if path not in made:
                with files.plainly(path):
                    path.unlink()
    return written


def _schema(name: str, pyarrow: Any) -> Any:
    kind = next(one for one in RECORD_TYPES if one.name == name)
    columns = [(one, pyarrow.int64() if one in ("revision", "issue") else pyarrow.string()) for one in FIRST]
    return pyarrow.schema([*columns, *((field.name, pyarrow.string()) for field in kind.fields)])


def _row(record: Mapping[str, Any], package: Mapping[str, Any]) -> dict[str, str | int | None]:
    kind = next(one for one in RECORD_TYPES if one.name == record["type"])
    row: dict[str, str | int | None] = {
        name: record.get(name) for name in FIRST if name not in ("office", "issue", "package")
    }
    row |= {"office": package["office"], "issue": package["issue"], "package": package["sha256"]}
    for field in kind.fields:
        value = record.get(field.name)
        if isinstance(value, dict | list):
            row[field.name] = json.dumps(value, ensure_ascii=False)
        else:
            row[field.name] = (
                None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            )
    return row
