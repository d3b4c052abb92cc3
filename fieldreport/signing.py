"""Signing: a period's report signed by its staff and sealed by the manager's key, frozen, and corrected in the open.

Each step of the office's approval box signs with name and day. The last one is the manager's, whose key seals the
workbook in every language; from then on the issue stays as it is, in the database and wherever it was sent. What is
changed in a record afterwards goes into the next issue, which says why there is one and lists what it says otherwise.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.keys import Keys
from fieldreport.language import CODES, N_, Language
from fieldreport.names import Names
from fieldreport.office import Office
from fieldreport.period import Period
from fieldreport.report import Level, Report, check, write
from fieldreport.report.changes import RecordChange, compare
from fieldreport.report.manifest import Seal, Sealer
from fieldreport.store.frozen import Frozen, FrozenFile, FrozenReports
from fieldreport.store.reports import Approval, ReportState, StoredReport

NOT_OVER = N_(
    "The period runs until {day}. It is signed on its last day or later, so that nothing of it is left out."
)
STEPS_LEFT = N_("These have to sign first: {names}.")
NOT_SIGNED = N_(
    "Issue {issue} of {period} is not signed yet; there is nothing to correct. Please change it as it is."
)
NEEDS_REASON = N_("Please write why there has to be another issue; the workbook says it.")
NO_STEP = N_("There is no step {number} in the approval box; there are {count}.")
NEEDS_NAME = N_("Please write the name of the person who signs.")
MUST_BE_FIXED = N_(
    "The report cannot be signed yet: {count} of its points must be fixed first. The check of the report names them."
)


@dataclass(frozen=True)
class Lock:
    """Why a period is locked: who signed it when, and what has been changed in its records since."""

    signed: Frozen
    since: Sequence[RecordChange]

    def in_words(self, language: Language) -> str:
        """Who signed what and when, as a sentence."""
        return signed_in_words(self.signed, language)


def signed_in_words(one: Frozen, language: Language) -> str:
    """Which issue was signed by whom and when, and why there is one, if it is not the first."""
    if not one.reason:
        return language.say(
            "{period}, issue {issue}: signed by {name} on {moment}.",
            period=language.reference(one.period),
            issue=one.issue,
            name=one.by,
            moment=one.at,
        )
    return language.say(
        "{period}, issue {issue}: signed by {name} on {moment}. Why there is this issue: {reason}",
        period=language.reference(one.period),
        issue=one.issue,
        name=one.by,
        moment=one.at,
        reason=one.reason,
    )


def lock_of(office: Office, report: Report) -> Lock | None:
    """Why the issue of a report as it is now is locked, and which records say otherwise; None while it is open."""
    frozen, code = FrozenReports(office.store.database), report.period.code
    signed = frozen.latest(code)
    if signed is None or signed.issue != report.issue:
        return None
    return Lock(signed, tuple(compare(frozen.records(code, signed.issue), report.shown)))


def step_code(step: Names) -> str:
    """By what an approval's step is kept: its English name, which the office's data fixes."""
    return step.en


def approve(office: Office, period: Period, step: int, by: str) -> StoredReport:
    """Sign one step of the approval box, counted from 1, with name and day; the seal is the manager's own.

    Raises ``InputAtFault`` without a name, for a step that is not there, while something must be fixed first, and for
    an issue that is signed already.
    """
    steps = office.place.approval
    if not 1 <= step <= len(steps):
        raise InputAtFault(Problem(NO_STEP, {"number": step, "count": len(steps)}, "step"))
    by = text.one_line(by)
    if not by:
        raise InputAtFault(Problem(NEEDS_NAME, {}, "name"))
    refuse_unfinished(office.report(period))
    approved = _with(office, office.reports.get(period.code), steps[step - 1], by)
    office.reports.save(approved)
    return approved


def refuse_unfinished(report: Report) -> None:
    """Raise ``InputAtFault`` while the report lacks what must be fixed: nobody signs for what is known to be wrong."""
    left = sum(one.level is Level.MUST for one in check(report))
    if left:
        raise InputAtFault(Problem(MUST_BE_FIXED, {"count": left}))


def _with(office: Office, stored: StoredReport, step: Names, by: str) -> StoredReport:
    code = step_code(step)
    approvals = (*(one for one in stored.approvals if one.step != code), Approval(code, by, office.today()))
    done = {one.step for one in approvals} >= {step_code(one) for one in office.place.approval}
    return replace(stored, approvals=approvals, state=ReportState.SIGNED if done else ReportState.CHECKED)


def steps_left(office: Office, stored: StoredReport) -> Sequence[Names]:
    """The steps before the manager's that nobody has signed."""
    done = {one.step for one in stored.approvals}
    return [one for one in office.place.approval[:-1] if step_code(one) not in done]


def seal(office: Office, period: Period, passphrase: str, language: Language | None = None) -> Frozen:
    """Sign the period's report with the manager's key and freeze it, in every language.

    The manager's step of the approval box is signed by the name on the key, if nobody has signed it. Raises
    ``InputAtFault`` for a period that is not over, something that must be fixed, steps that have not signed, no key, a
    wrong passphrase, an issue that is signed already, and a change made meanwhile; nothing is changed then.
    """
    spoken = language or office.language()
    frozen, stored = FrozenReports(office.store.database), office.reports.get(period.code)
    if any(one.issue == stored.issue for one in frozen.all(period.code)):
        from fieldreport.store.frozen import SIGNED_ALREADY

        raise InputAtFault(Problem(SIGNED_ALREADY, {"issue": stored.issue, "period": period.code}))
    if office.today() < period.last:
        raise InputAtFault(Problem(NOT_OVER, {"day": period.last}))
    seen = frozen.last_change()
    report = office.report(period)
    refuse_unfinished(report)
    left = steps_left(office, stored)
    if left:
        names = [one.in_language(spoken.code) for one in left]
        raise InputAtFault(Problem(STEPS_LEFT, {"names": spoken.listing(names)}))
    key = Keys(office.data).unlock(passphrase)
    if office.place.approval and all(
        one.step != step_code(office.place.approval[-1]) for one in stored.approvals
    ):
        stored = _with(office, stored, office.place.approval[-1], key.public.name)
    report = replace(report, stored=stored)
    sealing = Seal(key.public.name, office.clock().replace(microsecond=0), key.public.id)
    files = []
    with tempfile.TemporaryDirectory() as folder:
        for code in CODES:
            one = office.language(code)
            path = Path(folder) / report.filename(one)
            written = write(report, one, office.titles(one), path, Sealer(sealing, key.sign))
            digest = written.manifest.digest if written.manifest is not None else ""
            files.append(FrozenFile(code, path.name, digest, path.read_bytes()))
    signed = Frozen(
        period.code, stored.issue, period.first, sealing.at, sealing.by, sealing.key, stored.reason
    )
    records = [one.to_json() for one in report.shown]
    frozen.add(signed, stored, records, files, unchanged_since=seen)
    return signed


def begin_issue(office: Office, period: Period, reason: str) -> StoredReport:
    """Begin the next issue of a signed report; what was written of it is the draft of the next.

    Raises ``InputAtFault`` without a reason, or where the present issue is not signed.
    """
    reason, stored = text.clean(reason).strip(), office.reports.get(period.code)
    if not reason:
        raise InputAtFault(Problem(NEEDS_REASON, {}, "reason"))
    signed = FrozenReports(office.store.database).latest(period.code)
    if signed is None or signed.issue != stored.issue:
        raise InputAtFault(Problem(NOT_SIGNED, {"issue": stored.issue, "period": period.code}))
    following = StoredReport(period.code, stored.issue + 1, summary=stored.summary, reason=reason)
    office.reports.save(following)
    return following
