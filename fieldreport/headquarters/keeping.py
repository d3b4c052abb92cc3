"""Keeping: packages written into the store, and which of them count.

For an office and a period that package counts which has the highest issue of those not returned; of one issue that
which ranks highest, and the rank follows from the package alone. So in whatever order packages come, and however often,
the store says the same in the end. What is said last of a record is its highest revision among the packages that count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from fieldreport.fields.day import moment_text
from fieldreport.headquarters.arriving import Arrived, Entry, Refused, entry_of
from fieldreport.headquarters.tables import CURRENT, MEMBER, PACKAGE, QUARANTINE, VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


def known(connection: Connection, sha256s: Iterable[str]) -> set[str]:
    """Those of the packages that are kept already."""
    wanted = list(sha256s)
    return set(connection.scalars(select(PACKAGE.c.sha256).where(PACKAGE.c.sha256.in_(wanted))))


def keep(connection: Connection, one: Arrived, at: datetime) -> bool:
    """Keep a package and let it count if it does; False where all of it was there already.

    The same issue in another language is kept as a package, so that it can be acknowledged, but says nothing new.
    """
    manifest, seal = one.manifest, one.manifest.seal
    if known(connection, [one.sha256]):
        return False
    same = and_(PACKAGE.c.office == manifest.office, PACKAGE.c.period == manifest.period)
    before = connection.execute(
        select(PACKAGE.c.returned_at, PACKAGE.c.why)
        .where(same, PACKAGE.c.issue == manifest.issue, PACKAGE.c.contents == one.contents)
        .limit(1)
    ).first()
    connection.execute(
        insert(PACKAGE).values(
            sha256=one.sha256,
            office=manifest.office,
            period=manifest.period,
            issue=manifest.issue,
            language=manifest.language[:8],
            plan=manifest.plan[:64],
            digest=manifest.digest,
            previous=manifest.previous[:43],
            reason=manifest.reason,
            signature=str(one.signature),
            signed_by="" if seal is None else seal.by,
            signed_at="" if seal is None else moment_text(seal.at),
            key="" if seal is None else seal.key[:40],
            contents=one.contents,
            records=len(one.entries),
            rank=one.rank,
            file=one.file,
            received_at=moment_text(at),
            # What was returned in one language is returned in all.
            returned_at="" if before is None else before[0],
            why="" if before is None else before[1],
            counts=False,
        )
    )
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.sha256 == one.sha256))
    if before is None:
        _keep_records(connection, one)
    at_hand = {(each.record, each.revision, each.hash): each for each in one.entries}
    settle(connection, manifest.office, manifest.period, at_hand)
    return before is None


def _keep_records(connection: Connection, one: Arrived) -> None:
    if not one.entries:
        return
    office = one.manifest.office
    _insert_new(
        connection,
        VERSION,
        [
            {
                "office": office,
                "record": each.record,
                "revision": each.revision,
                "hash": each.hash,
                "type": each.type,
                "content": each.content,
            }
            for each in one.entries
        ],
    )
    _insert_new(
        connection,
        MEMBER,
        [
            {
                "contents": one.contents,
                "record": each.record,
                "revision": each.revision,
                "hash": each.hash,
                "changed_at": each.changed_at,
            }
            for each in one.entries
        ],
    )


def _insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; what has the same key already is the same row."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def settle(
    connection: Connection, office: str, period: str, arrived: Mapping[tuple[str, int, str], Entry] | None = None
) -> None:
    """Decide anew which package of an office and a period counts, and what is said last of the records concerned.

    ``arrived`` are versions that are at hand and need not be read again.
    """
    of = and_(PACKAGE.c.office == office, PACKAGE.c.period == period)
    counted = connection.execute(
        select(PACKAGE.c.sha256, PACKAGE.c.contents).where(of, PACKAGE.c.counts.is_(True))
    ).first()
    candidates = connection.execute(
        select(
            PACKAGE.c.issue, PACKAGE.c.rank, PACKAGE.c.digest, PACKAGE.c.sha256, PACKAGE.c.contents
        ).where(of, PACKAGE.c.returned_at == "")
    )
    # Ordered here, because databases order texts each in its own way. The languages of one issue rank alike; which of
    # them stands for it must not depend on what came first.
    best = max((tuple(row) for row in candidates), default=None)
    if (counted and counted[0]) == (best and best[3]):
        return
    connection.execute(update(PACKAGE).where(of).values(counts=False))
    if best is not None:
        connection.execute(update(PACKAGE).where(PACKAGE.c.sha256 == best[3]).values(counts=True))
    contents = {one for one in (counted and counted[1], best and best[4]) if one is not None}
    if len(contents) == 2 or counted is None or best is None:
        _say_last(connection, office, contents, arrived)


def _say_last(
    connection: Connection,
    office: str,
    contents: Iterable[str],
    arrived: Mapping[tuple[str, int, str], Entry] | None,
) -> None:
    """Bring ``current`` up to date for the records of some packages."""
    concerned = select(MEMBER.c.record).where(MEMBER.c.contents.in_(list(contents))).distinct()
    rows = connection.execute(
        select(MEMBER.c.record, MEMBER.c.revision, MEMBER.c.changed_at, MEMBER.c.hash)
        .join(PACKAGE, PACKAGE.c.contents == MEMBER.c.contents)
        .where(PACKAGE.c.office == office, PACKAGE.c.counts.is_(True), MEMBER.c.record.in_(concerned))
    )
    last: dict[str, tuple[int, str, str]] = {}
    for record, *said in rows:
        version = (int(said[0]), str(said[1]), str(said[2]))
        last[record] = max(last.get(record, version), version)
    held = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            select(CURRENT.c.record, CURRENT.c.revision, CURRENT.c.hash).where(
                CURRENT.c.office == office, CURRENT.c.record.in_(concerned)
            )
        )
    }
    changed = {record: one for record, one in last.items() if held.get(record) != (one[0], one[2])}
    gone = [record for record in held if record in changed or record not in last]
    for start in range(0, len(gone), 500):
        connection.execute(
            delete(CURRENT).where(CURRENT.c.office == office, CURRENT.c.record.in_(gone[start : start + 500]))
        )
    if not changed:
        return
    entries = dict(arrived or {})
    wanted = {(record, one[0], one[2]) for record, one in changed.items()}
    if wanted - entries.keys():
        versions = connection.execute(
            select(VERSION.c.record, VERSION.c.revision, VERSION.c.hash, VERSION.c.content).where(
                VERSION.c.office == office, VERSION.c.record.in_(concerned)
            )
        )
        for *version, content in versions:
            key = (version[0], version[1], version[2])
            if key in wanted and key not in entries and (entry := entry_of(content.encode("ascii"))):
                entries[key] = entry
    added = [
        {
            "office": office,
            "record": key[0],
            "type": entries[key].type,
            "revision": key[1],
            "hash": key[2],
            "archived": entries[key].archived,
            "day": entries[key].day,
            "facts": entries[key].facts,
        }
        for key in sorted(wanted)
    ]
    connection.execute(insert(CURRENT), added)


def put_aside(connection: Connection, one: Refused, at: datetime) -> None:
    """Keep a file's name and why it is not believed; a file that was put aside before keeps its day."""
    if known(connection, [one.sha256]):
        return
    said = {"file": one.file, "office": one.office, "period": one.period, "issue": one.issue, "reason": one.reason}
    done = connection.execute(update(QUARANTINE).where(QUARANTINE.c.sha256 == one.sha256).values(**said))
    if not done.rowcount:
        connection.execute(insert(QUARANTINE).values(sha256=one.sha256, first_at=moment_text(at), why="", **said))


def named(connection: Connection, sha256: str) -> tuple[str, str, int]:
    """Office, period and issue of a package that is kept."""
    row = connection.execute(
        select(PACKAGE.c.office, PACKAGE.c.period, PACKAGE.c.issue).where(PACKAGE.c.sha256 == sha256)
    ).one()
    return str(row[0]), str(row[1]), int(row[2])
