"""What the tool of the plan shows: read in the background, all of one state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.plan import Changes, Plan
    from fieldreport.progress import Effect, Motion
    from fieldreport.record import Record
    from fieldreport.store.plans import Held


@dataclass(frozen=True)
class Seen:
    """The plan in motion today, the remedial actions by task, and every plan there has been."""

    motion: Motion
    remedies: Mapping[int, Sequence[Record]]
    held: Sequence[Held]


@dataclass(frozen=True)
class Offered:
    """A plan pack that may be accepted: its content, where it was read from, what it changes, and what that makes of
    the tasks today.
    """

    content: bytes
    path: Path
    changes: Changes
    effects: Sequence[Effect]


def read_seen(office: Office) -> Seen:
    """The plan as it stands today."""
    from fieldreport.report.contents import remedies_of

    today = office.today()
    with office.store.database.reading():
        motion = office.motion(today)
        return Seen(
            motion, remedies_of(office.store, motion.plan, office.fortnights.of(today)), office.plans.held()
        )


def read_offered(office: Office, path: Path) -> Offered:
    """The pack in a file, compared with the plan in use; raises as ``Plan.load`` does."""
    from fieldreport import pack
    from fieldreport.plan import Plan

    content = pack.content_of(path)
    return offered(office, Plan.parse(content, path), content, path)


def read_former(office: Office) -> Offered:
    """The plan that was in use before, compared with the one in use; raises ``InputAtFault`` where there is none."""
    return offered(office, *office.plans.former())


def offered(office: Office, plan: Plan, content: bytes = b"", path: Path = Path()) -> Offered:
    """A plan, compared with the one in use."""
    from fieldreport.plan import compare
    from fieldreport.progress import effects, in_motion

    today = office.today()
    before, after = (in_motion(office.store, one, office.code, today) for one in (office.plan, plan))
    return Offered(content, path, compare(office.plan, plan, office.code), effects(before, after))
