"""Keeping: packages written into the store, and which of them count.

For an office and a period that package counts which has the highest issue of those not returned; of one issue that
which ranks highest, and the rank follows from the package alone. So in whatever order packages come, and however often,
the store says the same in the end. What is said last of a record is its highest revision among the packages that count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from fieldreport.fields.day import moment_text
from fieldreport.headquarters.arriving import Arrived, Refused
from fieldreport.headquarters.tables import CONTENT, PACKAGE, QUARANTINE, RECORD

if TYPE_CHECKING:
    from sqlalchemy import Connection


def known(connection: Connection, sha256s: Iterable[str]) -> set[str]:
    """Those of the packages that are kept already."""
    wanted = list(sha256s)
    return set(connection.scalars(select(PACKAGE.c.sha256).where(PACKAGE.c.sha256.in_(wanted))))


def keep(connection: Connection, one: Arrived, at: datetime) -> bool:
    """Keep a package and let it count if it does; False where all of it was there already.

    The same issue in another language is kept as a package, so that it can be acknowledged, but says nothing new.
    """
    manifest, seal = one.manifest, one.manifest.seal
    siblings = _of(connection, manifest.office, manifest.period)
    if any(each["sha256"] == one.sha256 for each in siblings):
        return False
    same = next(
        (each for each in siblings if (each["issue"], each["contents"]) == (manifest.issue, one.contents)),
        None,
    )
    package = {
        "sha256": one.sha256,
        "office": manifest.office,
        "period": manifest.period,
        "issue": manifest.issue,
        "language": manifest.language[:8],
        "plan": manifest.plan[:64],
        "digest": manifest.digest,
        "previous": manifest.previous[:43],
        "reason": manifest.reason,
        "signature": str(one.signature),
        "signed_by": "" if seal is None else seal.by,
        "signed_at": "" if seal is None else moment_text(seal.at),
        "key": "" if seal is None else seal.key[:40],
        "contents": one.contents,
        "records": len(one.entries),
        "rank": one.rank,
        "file": one.file,
        "received_at": moment_text(at),
        # What was returned in one language is returned in all.
        "returned_at": "" if same is None else same["returned_at"],
        "why": "" if same is None else same["why"],
        "counts": False,
    }
    connection.execute(insert(PACKAGE), package)
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.sha256 == one.sha256))
    there = connection.execute(select(CONTENT.c.contents).where(CONTENT.c.contents == one.contents)).first()
    if there is None:
        _keep_records(connection, one, last=_best([*siblings, package]) is package)
    _settle(connection, [*siblings, package])
    return same is None


def _of(connection: Connection, office: str, period: str) -> list[Mapping[str, Any]]:
    """Every package of an office and a period."""
    columns = [
        PACKAGE.c[name]
        for name in (
            "sha256",
            "office",
            "issue",
            "rank",
            "digest",
            "contents",
            "returned_at",
            "why",
            "counts",
        )
    ]
    found = connection.execute(select(*columns).where(PACKAGE.c.office == office, PACKAGE.c.period == period))
    return [dict(row) for row in found.mappings()]


def _keep_records(connection: Connection, one: Arrived, *, last: bool) -> None:
    """Keep the records; ``last`` where the package counts, as long as nothing else says more of one of them."""
    office = one.manifest.office
    connection.execute(insert(CONTENT).values(contents=one.contents, office=office, lines=one.lines))
    if not one.entries:
        return
    # As the driver takes them: SQLAlchemy would think about each row longer than the database.
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    names = ", ".join(f'"{column.name}"' for column in RECORD.columns)
    connection.exec_driver_sql(
        f"INSERT INTO record ({names}) VALUES ({', '.join([mark] * len(RECORD.columns))})",
        [
            (
                one.contents,
                each.record,
                office,
                each.type,
                each.revision,
                each.hash,
                each.changed_at,
                each.archived,
                each.day,
                last,
                each.facts,
            )
            for each in one.entries
        ],
    )


def settle(connection: Connection, office: str, period: str) -> None:
    """Decide anew which package of an office and a period counts, and what is said last of the records concerned."""
    _settle(connection, _of(connection, office, period))


def _settle(connection: Connection, packages: Sequence[Mapping[str, Any]]) -> None:
    counted = next((one for one in packages if one["counts"]), None)
    best = _best(packages)
    if (counted and counted["sha256"]) == (best and best["sha256"]):
        return
    for one, counts in ((counted, False), (best, True)):
        if one is not None:
            connection.execute(update(PACKAGE).where(PACKAGE.c.sha256 == one["sha256"]).values(counts=counts))
    contents = {one["contents"] for one in (counted, best) if one is not None}
    if len(contents) == 2 or counted is None or best is None:
        _say_last(connection, packages[0]["office"], contents)


def _best(packages: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The package that counts of an office and a period.

    Ordered here, because databases order texts each in its own way. The languages of one issue rank alike; which of
    them stands for it must not depend on what came first.
    """
    return max(
        (one for one in packages if not one["returned_at"]),
        key=lambda one: (one["issue"], one["rank"], one["digest"]),
        default=None,
    )


def _say_last(connection: Connection, office: str, contents: Iterable[str]) -> None:
    """Mark what is said last of each record of some packages."""
    counting = set(
        connection.scalars(
            select(PACKAGE.c.contents).where(PACKAGE.c.office == office, PACKAGE.c.counts.is_(True))
        )
    )
    concerned = select(RECORD.c.record).where(RECORD.c.contents.in_(list(contents)))
    said: dict[str, tuple[int, str, str, str]] = {}
    marked: set[tuple[str, str]] = set()
    for record, *version, last in connection.execute(
        select(
            RECORD.c.record,
            RECORD.c.revision,
            RECORD.c.changed_at,
            RECORD.c.hash,
            RECORD.c.contents,
            RECORD.c["last"],
        ).where(RECORD.c.office == office, RECORD.c.record.in_(concerned))
    ):
        one = (version[0], version[1], version[2], version[3])
        if last:
            marked.add((record, one[3]))
        if one[3] in counting:
            said[record] = max(said.get(record, one), one)
    wanted = {(record, one[3]) for record, one in said.items()}
    for keys, last in ((marked - wanted, False), (wanted - marked, True)):
        if keys:
            connection.execute(
                update(RECORD)
                .where(RECORD.c.contents == bindparam("of"), RECORD.c.record == bindparam("which"))
                .values(last=last),
                [{"of": of, "which": which} for which, of in sorted(keys)],
            )


def put_aside(connection: Connection, one: Refused, at: datetime) -> None:
    """Keep a file's name and why it is not believed; a file that was put aside before keeps its day."""
    if known(connection, [one.sha256]):
        return
    said = {
        "file": one.file,
        "office": one.office,
        "period": one.period,
        "issue": one.issue,
        "reason": one.reason,
    }
    done = connection.execute(update(QUARANTINE).where(QUARANTINE.c.sha256 == one.sha256).values(**said))
    if not done.rowcount:
        connection.execute(
            insert(QUARANTINE).values(sha256=one.sha256, first_at=moment_text(at), why="", **said)
        )


def named(connection: Connection, sha256: str) -> tuple[str, str, int]:
    """Office, period and issue of a package that is kept."""
    row = connection.execute(
        select(PACKAGE.c.office, PACKAGE.c.period, PACKAGE.c.issue).where(PACKAGE.c.sha256 == sha256)
    ).one()
    return str(row[0]), str(row[1]), int(row[2])
