"""Figures as a table for people and as JSON for programs."""

import dataclasses
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure

HEADS = ("figure", "ours", "bare", "ratio", "goal", "")


def row(figure: Figure) -> tuple[str, ...]:
    """A figure's cells, in the order of HEADS."""
    unit = figure.unit
    goal = "" if figure.goal is None else f"≤ {figure.goal:g}{'' if figure.ratio is not None else f' {unit}'}"
    return (
        figure.name,
        f"{figure.ours:.1f} {unit}",
        "" if figure.bare is None else f"{figure.bare:.1f} {unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        goal,
        {None: "", True: "reached", False: "MISSED"}[figure.reached],
    )


def render(figures: Sequence[Figure]) -> str:
    """The table: names to the left, numbers to the right."""
    rows = [HEADS, *(row(figure) for figure in figures)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEADS))]
    lines = []
    for cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells[1:-1], widths[1:-1], strict=True))
        lines.append("  ".join((cells[0].ljust(widths[0]), *numbers, cells[-1])).rstrip())
    return "\n".join(lines)


def keep(figures: Sequence[Figure], file: Path) -> None:
    """Write the figures and the machine they were measured on as JSON."""
    document = {
        "machine": {
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "python": platform.python_version(),
        },
        "figures": [
            dataclasses.asdict(figure) | {"ratio": figure.ratio, "reached": figure.reached}
            for figure in figures
        ],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
