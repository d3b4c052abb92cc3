"""Frozen: signed reports as they went out: their records, and the workbook in each language, byte for byte.

They are only added. A signed report locks its period: what is changed in a record afterwards goes into the next issue.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, dump
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.store.database import Database, readable
from fieldreport.store.reports import Reports, ReportState, StoredReport

SIGNED_ALREADY = N_(
    "Issue {issue} of {period} is signed already. What changes later goes into the next issue."
)
CHANGED_MEANWHILE = N_(
    "A record was changed while the report was being signed. Please look at it and sign again."
)


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """The workbook of a signed report in one language; ``digest`` is that of its manifest."""

    language: str
    name: str
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Frozen:
    """A signed issue: its period and that one's first day, when and by whom it was signed, with which key (its id).

    ``reason`` says why there is another issue than the first.
    """

    period: str
    issue: int
    first: date
    at: datetime
    by: str
    key: str
    reason: str = ""


class FrozenReports:
    """The signed reports of an office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, period: str | None = None) -> Sequence[Frozen]:
        """Every signed issue, or those of a period, in the order of the periods and issues."""
        with readable(self._database.path):
            return [
                Frozen(code, issue, date.fromisoformat(first), datetime.fromisoformat(at), by, key, reason)
                for code, issue, first, at, by, key, reason in self._database.rows(
                    "SELECT period, issue, first, at, by, key, reason FROM frozen"
                    " WHERE period = coalesce(?, period) ORDER BY first, issue",
                    (period,),
                )
            ]

    def latest(self, period: str) -> Frozen | None:
        """The last signed issue of a period, or None."""
        found = self.all(period)
        return found[-1] if found else None

    def before(self, first: date, issue: int) -> Mapping[str, str]:
        """The digests by language of the package before: the issue before this one, else the period's before."""
        return dict(
            self._database.rows(
                "SELECT language, digest FROM frozen_file WHERE (period, issue) ="
                " (SELECT period, issue FROM frozen WHERE first < ?1 OR (first = ?1 AND issue < ?2)"
                " ORDER BY first DESC, issue DESC LIMIT 1)",
                (first.isoformat(), issue),
            )
        )

    def records(self, period: str, issue: int) -> Sequence[Mapping[str, Json]]:
        """Every record of a signed issue as neutral JSON; none where there is no such issue."""
        rows = self._database.rows(
            "SELECT records FROM frozen WHERE period = ? AND issue = ?", (period, issue)
        )
        with readable(self._database.path):
            try:
                return [one for row in rows for one in json.loads(zlib.decompress(row[0]))]
            except zlib.error as error:
                raise ValueError from error

    def holding(self, record_id: str) -> Sequence[Frozen]:
        """The signed issues that a record is in, the latest one last."""
        wanted = {
            (period, issue)
            for period, issue in self._database.rows(
                "SELECT period, issue FROM frozen_record WHERE record_id = ?", (record_id,)
            )
        }
        return [one for one in self.all() if (one.period, one.issue) in wanted] if wanted else []

    def file(self, period: str, issue: int, language: str) -> FrozenFile | None:
        """The workbook of a signed issue; None where there is no such issue."""
        row = self._database.row(
            "SELECT language, name, digest, content FROM frozen_file WHERE period = ? AND issue = ? AND language = ?",
            (period, issue, language),
        )
        return None if row is None else FrozenFile(*row)

    def add(
        self,
        one: Frozen,
        stored: StoredReport,
        records: Sequence[Mapping[str, Json]],
        files: Sequence[FrozenFile],
        *,
        unchanged_since: int,
    ) -> None:
        """Keep a signed issue, and ``stored`` as signed; ``unchanged_since`` is the ``last_change`` the signer saw.

        Raises ``InputAtFault`` where the issue is signed already or something was changed meanwhile.
        """
        with self._database.writing() as connection:
            if self.last_change() != unchanged_since:
                raise InputAtFault(Problem(CHANGED_MEANWHILE))
            try:
                connection.execute(
                    "INSERT INTO frozen (period, issue, first, at, by, key, reason, records)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        one.period,
                        one.issue,
                        one.first.isoformat(),
                        moment_text(one.at),
                        text.one_line(one.by),
                        one.key,
                        one.reason,
                        zlib.compress(dump(list(records)).encode("utf-8"), 6),
                    ),
                )
            except sqlite3.IntegrityError as error:
                raise InputAtFault(
                    Problem(SIGNED_ALREADY, {"issue": one.issue, "period": one.period})
                ) from error
            connection.executemany(
                "INSERT INTO frozen_file (period, issue, language, name, digest, sha256, content)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        one.period,
                        one.issue,
                        file.language,
                        file.name,
                        file.digest,
                        hashlib.sha256(file.content).hexdigest(),
                        file.content,
                    )
                    for file in files
                ],
            )
            connection.executemany(
                "INSERT INTO frozen_record (record_id, period, issue) VALUES (?, ?, ?)",
                [(str(record["id"]), one.period, one.issue) for record in records],
            )
            Reports.write(connection, replace(stored, state=ReportState.SIGNED))

    def last_change(self) -> int:
        """The number of the last change of any record; 0 where there is none."""
        row = self._database.row("SELECT coalesce(max(key), 0) FROM change_set")
        return int(row[0])
