"""Run the benchmarks named on the command line, or all: print the table, keep build/bench.json."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks import collecting, export, importing, page, save, schedule, search, start, tour, trade
from benchmarks.measuring import Figure
from benchmarks.table import keep, render

RESULT = Path(__file__).resolve().parent.parent / "build" / "bench.json"

# Each measures and returns its figures; one module each in this folder.
BENCHMARKS: dict[str, Callable[[], Iterable[Figure]]] = {
    "start": start.figures,
    "save": save.figures,
    "export": export.figures,
    "page": page.figures,
    "search": search.figures,
    "schedule": schedule.figures,
    "import": importing.figures,
    "trade": trade.figures,
    "collect": collecting.figures,
    "tour": tour.figures,
}


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 when every goal is reached, 1 when one is missed, 2 for a benchmark that does not exist."""
    unknown = [name for name in arguments if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in arguments or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        figures.extend(BENCHMARKS[name]())
    print(render(figures))
    keep(figures, RESULT)
    return 1 if any(figure.reached is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
