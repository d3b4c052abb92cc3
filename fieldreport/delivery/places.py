"""Places: where packages and envelopes lie at a channel, whichever kind it is; office and headquarters share it.

    reports/DHK/2026-B23-1-0123456789ab.xlsx        a package as it was signed; .xlsx.age where it is sealed
    reports/DHK/.2026-B23-1-….xlsx.k3x9.part        one that is on its way: never read by anybody
    receipts/DHK/00000017-receipt.envelope.json     what headquarters sends back, for one office
    receipts/all/00000018-plan.envelope.json        or for every office

Names are for people and for not sending twice; what something is stands inside. A package's name has part of its
hash, so two different ones never meet under one name.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from fieldreport.delivery.envelopes import EVERYBODY

REPORTS, RECEIPTS, FOR_ALL = "reports", "receipts", "all"
#: Ends the names of packages, plain and sealed.
PLAIN, SEALED = ".xlsx", ".xlsx.age"
#: Ends the names of what is not whole yet.
PART = ".part"


def package(office: str, period: str, issue: int, sha256: str, *, sealed: bool) -> PurePosixPath:
    """Where a package lies; ``sha256`` is the hexadecimal hash of the workbook as it was signed."""
    name = f"{period}-{issue}-{sha256[:12]}{SEALED if sealed else PLAIN}"
    return PurePosixPath(REPORTS, office, name)


def unfinished(path: PurePosixPath, tag: str) -> PurePosixPath:
    """Where a package lies until it is whole; ``tag`` is the sender's own, so that two never write into one."""
    return path.with_name(f".{path.name}.{tag}{PART}")


def is_package(name: str) -> bool:
    """Whether a file of this name may be a package that is whole."""
    return name.endswith((PLAIN, SEALED)) and not name.startswith(".")


def receipts(office: str) -> PurePosixPath:
    """The folder of the envelopes for an office, or for ``EVERYBODY``."""
    return PurePosixPath(RECEIPTS, FOR_ALL if office == EVERYBODY else office)
