"""Step: what the report page knows of each of its steps, and what they all look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from fieldreport.keys import PublicKey
    from fieldreport.office import Office
    from fieldreport.period import Period
    from fieldreport.report import Finding, Report
    from fieldreport.signing import Lock


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is mended: the record's type and id, and what people call it."""

    type: str
    id: str
    title: str


#: Records in which duplicates are looked for at once, before the report is shown: a tenth of a second.
AT_ONCE = 1000


@dataclass(frozen=True)
class Prepared:
    """A period's report as it would go out now, what it lacks, and where that is mended."""

    report: Report
    findings: Sequence[Finding]
    places: Mapping[str, Place]
    #: Why the report's period is locked, the key with which it would be sealed, and the manager's name as signed.
    lock: Lock | None = None
    key: PublicKey | None = None
    manager: str = ""

    @property
    def unfinished(self) -> int:
        """How many points stand against signing; none where it is signed."""
        return self.left("must") if self.lock is None else 0

    def left(self, level: str) -> int:
        """How many findings there are of a level (``must``, ``should``)."""
        return sum(one.level == level for one in self.findings)


def prepare(office: Office, period: Period, language_code: str) -> Prepared:
    """Build and check a period's report."""
    from fieldreport.keys import Keys
    from fieldreport.report import check
    from fieldreport.signing import lock_of

    language = office.language(language_code)
    report = office.report(period)
    findings = check(report, office.duplicates, AT_ONCE)
    found = {reference: office.store.find(reference) for reference in {one.record for one in findings} - {""}}
    titles = office.titles(language)
    places: dict[str, Place] = {}
    by_type: dict[str, list[int]] = {}
    for one in found.values():
        if one is not None:
            by_type.setdefault(one[0].name, []).append(one[1])
    for name, keys in by_type.items():
        records = office.store.page(office.store.types[name], keys)
        titles.prefetch([one.id for one in records])
        places |= {one.reference: Place(name, one.id, titles(one.id)) for one in records}
    last = office.place.approval[-1:]
    manager = next((one.by for one in report.stored.approvals for step in last if one.step == step.en), "")
    return Prepared(report, findings, places, lock_of(office, report), Keys(office.data).own(), manager)


class Step(QWidget):
    """One step of the report page."""

    #: Whether it scrolls its content itself.
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.prepared: Prepared | None = None

    def show_prepared(self, prepared: Prepared) -> None:
        """Look at a report."""
        self.prepared = prepared
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again; called for new contents too."""

    def name(self) -> str:
        """The step's name."""
        raise NotImplementedError

    def note(self) -> str:
        """What is left to do in it, in few words."""
        return ""

    def leave(self) -> None:
        """The step goes out of sight: what is unsaved is asked to be kept."""
