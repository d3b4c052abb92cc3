"""A window closed while a report is on its way over a line that says nothing (``… DATA``); it must end by itself."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from fieldreport.office import Office
from ui.app import Session, make_application


def main() -> None:
    """Open, begin to send, close."""
    application = make_application(["closed"])
    with Office.open(Path(sys.argv[1])) as office:
        session = Session(application, office)
        session.window.start()
        session.desk.courier.look()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            application.processEvents()
            row = office.store.database.row("SELECT state FROM outbox")
            if row[0] == "delivering":
                break
        print("closing", flush=True)
        session.window.close()
        session.end()
    print("ended", flush=True)


main()
