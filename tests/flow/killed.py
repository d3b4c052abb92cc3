"""A program to be killed: it saves or exports without end and says after each step what is now on the disk.

``killed.py save DATA SAID``, ``killed.py export DATA SAID OUT``, ``killed.py back-up DATA SAID OUT``. What is said goes
into the file SAID, a JSON value a line, with nothing held back; one line on stdout says in how many seconds the first
step was done, so that whoever kills knows how long a step takes here.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldreport.office import Office
from fieldreport.store import New

STATUSES = ("qualifying", "qualified", "matched", "negotiating")


def saving(office: Office) -> Iterator[Any]:
    """Add records one by one and several at once, and change them; what was said to be saved after each."""
    lead = office.record_type("lead")
    for number in itertools.count():
        raw = {
            "buyer": "OR-0001",
            "products": f"편직기 {number}",
            "hs_codes": ["8447.20"],
            "matched_companies": ["OR-0001"],
            "need": "নিটিং মেশিন " * (number % 40 * 10),
        }
        added = office.add(lead, raw)
        yield {"id": added.id, "revision": 1, "owner": None}
        for revision, status in enumerate(STATUSES[: number % 4], start=2):
            office.change(added.id, {"status": status, "owner": f"{number} {revision}"})
            yield {"id": added.id, "revision": revision, "owner": f"{number} {revision}"}
        if number % 5 == 0:
            values = lead.read(raw, office.reading())
            batch = f"{os.getpid()} {number}"
            news = [New(lead, values, "en", "Rahim", batch=batch) for _ in range(3)]
            office.store.add_all(news)
            for new in news:
                yield {"id": new.id, "revision": 1, "owner": None}


def exporting(office: Office, out: Path) -> Iterator[Any]:
    """Write the same workbook again and again, in one language after the other."""
    for code in itertools.cycle(("ko", "en", "bn")):
        office.export(office.period("2026-B23"), office.language(code), out)
        yield code


def backing_up(office: Office, out: Path) -> Iterator[Any]:
    """Write the same backup again and again."""
    for number in itertools.count():
        office.back_up(out)
        yield number


def main() -> None:
    """Do what is asked until killed."""
    what, data, said, *out = sys.argv[1:]
    with Office.open(Path(data)) as office:
        steps = {
            "save": lambda: saving(office),
            "export": lambda: exporting(office, Path(out[0])),
            "back-up": lambda: backing_up(office, Path(out[0])),
        }[what]()
        # One system call a line: what was written before the end of the process is in the file.
        handle = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        started = time.perf_counter()
        for number, step in enumerate(steps):
            os.write(handle, json.dumps(step).encode() + b"\n")
            if number == 0:
                print(time.perf_counter() - started, flush=True)


main()
