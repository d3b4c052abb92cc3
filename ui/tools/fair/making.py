"""Making the pages of an event, in the background, until somebody wants to wait no longer."""

from __future__ import annotations

from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from ui.tools.fair.printing import EXCEL, Wanted

if TYPE_CHECKING:
    from fieldreport.office import Office
    from ui.tools.fair.paper import Written


def make_pages(office: Office, *, event_id: str, wanted: Wanted, path: Path, stop: Flag) -> Written | None:
    """Make what is wanted; None when it was stopped meanwhile, and then nothing is left of it."""
    from ui.tools.fair import paper

    def progress(done: int, total: int) -> None:
        if stop.is_set():
            raise paper.Stopped

    if wanted.kind == EXCEL:
        from fieldreport.events import timetable
        from fieldreport.events.pages import pages_of

        count = pages_of(office, event_id, wanted.side, wanted.language).count
        return paper.Written(
            count, timetable.write(office, event_id, wanted.side, path, language=wanted.language)
        )
    try:
        if wanted.printer:
            return paper.print_pages(office, event_id, wanted.side, wanted.printer, wanted.language, progress)
        return paper.write_pdf(office, event_id, wanted.side, path, wanted.language, progress)
    except paper.Stopped:
        return None
