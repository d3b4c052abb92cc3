"""A window in which somebody types a lead and does not come to save it: ``typist.py DATA``; it waits to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from fieldreport.office import Office
from tests.ui.hands import compose, rewrite
from tests.ui.opened import clock, settle
from ui.app import Session, make_application

#: What is typed in each language; the last syllable is still being composed.
WANTED = {
    "ko": ("자수기 여섯 대, 1월 중 신용장 개설 희", "망"),
    "en": ("six embroidery machine", "s"),
    "bn": ("ছয়টি এমব্রয়ডারি যন্ত্", "র"),
}


def main() -> None:
    """Open the window as the program does, type, say so, and go on as if nothing were about to happen."""
    application = make_application(["typist"])
    with Office.open(Path(sys.argv[1]), clock=clock) as office:
        session = Session(application, office)
        session.window.start()
        settle(session)
        session.desk.new_record("lead")
        settle(session)
        page = session.window.page("lead")
        box = page.detail.form.editors["need"].inputs()[0]  # type: ignore[attr-defined]
        done, unfinished = WANTED[office.settings.language]
        rewrite(box, done)
        compose(box, unfinished)
        print("typed", flush=True)
        application.exec()


if __name__ == "__main__":
    main()
