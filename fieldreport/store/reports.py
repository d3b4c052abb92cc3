"""Reports: what the office has written about a period and who has approved it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import dump
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.store.database import Database

LOCKED = N_(
    "Issue {issue} is signed by {name} and stays as it is. What is to be said otherwise goes into the next issue."
)


class ReportState(StrEnum):
    """How far a report has come on its way."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED = "signed"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Approval:
    """One step of the approval box: who signed off, and on which day."""

    step: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What is kept of one issue of a period's report.

    ``summary`` holds the manager's own text by language; a language without one gets the drafted text.
    ``file`` and ``sha256`` tell of the last export; ``reason`` says why there is another issue than the first.
    """

    period: str
    issue: int = 1
    state: ReportState = ReportState.DRAFT
    summary: Mapping[str, str] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    file: str = ""
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text of the summary as somebody left it: ``name`` is the language, or the language and the part."""

    issue: int
    name: str
    text: str
    at: datetime
    by: str


class Reports:
    """The reports of an office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, period: str) -> StoredReport:
        """The latest issue of a period's report; an empty first one when nothing has been written yet."""
        row = self._database.row(
            "SELECT period, issue, state, summary, approvals, file, sha256, reason FROM report WHERE period = ?"
            " ORDER BY issue DESC LIMIT 1",
            (period,),
        )
        if row is None:
            return StoredReport(period)
        code, issue, state, summary, approvals, file, sha256, reason = row
        return StoredReport(
            code,
            issue,
            ReportState(state),
            json.loads(summary),
            tuple(
                Approval(one["step"], one["by"], date.fromisoformat(one["on"]))
                for one in json.loads(approvals)
            ),
            file,
            sha256,
            reason,
        )

    def texts(self, period: str, name: str) -> list[WrittenText]:
        """What was written of a period under a name in the course of time, the latest first."""
        rows = self._database.rows(
            "SELECT issue, name, text, at, by FROM report_text WHERE period = ? AND name = ? ORDER BY key DESC",
            (period, name),
        )
        return [
            WrittenText(issue, kept, written, datetime.fromisoformat(at), by)
            for issue, kept, written, at, by in rows
        ]

    def save(self, report: StoredReport, by: str = "", at: datetime | None = None) -> None:
        """Keep an issue in the place of its earlier state; what its texts were stays in their history.

        ``by`` and ``at`` say who changed its texts and when. Raises ``InputAtFault`` where an issue that is signed
        would say something else.
        """
        with self._database.writing() as connection:
            kept = self.get(report.period)
            if (report.summary, report.approvals) != (kept.summary, kept.approvals):
                signed = connection.execute(
                    "SELECT by, at FROM frozen WHERE period = ? AND issue = ?", (report.period, report.issue)
                ).fetchone()
                if signed is not None:
                    raise InputAtFault(Problem(LOCKED, {"issue": report.issue, "name": signed[0]}))
            self.write(connection, report)
            for name in sorted(report.summary.keys() | kept.summary.keys()):
                written = text.clean(report.summary.get(name, ""))
                if written != kept.summary.get(name, ""):
                    connection.execute(
                        "INSERT INTO report_text (period, issue, name, text, at, by) VALUES (?, ?, ?, ?, ?, ?)",
                        (
                            report.period,
                            report.issue,
                            name,
                            written,
                            moment_text(at or datetime.now(UTC)),
                            text.one_line(by),
                        ),
                    )

    @staticmethod
    def write(connection: sqlite3.Connection, report: StoredReport) -> None:
        """Keep an issue as part of a transaction that is open."""
        summary = {code: text.clean(written) for code, written in report.summary.items()}
        approvals = [
            {"step": one.step, "by": text.one_line(one.by), "on": one.on.isoformat()}
            for one in report.approvals
        ]
        connection.execute(
            "INSERT OR REPLACE INTO report (period, issue, state, summary, approvals, file, sha256, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report.period,
                report.issue,
                str(report.state),
                dump(summary),
                dump(approvals),
                report.file,
                report.sha256,
                report.reason,
            ),
        )
