"""How benchmarks judge and show their figures."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Figure, side_by_side
from benchmarks.table import keep, render

ROOT = Path(__file__).resolve().parent.parent.parent


def test_with_a_bare_thing_beside_it_the_goal_is_a_ratio() -> None:
    assert Figure("start", "ms", ours=200, bare=100, goal=2.0).reached is True
    assert Figure("start", "ms", ours=201, bare=100, goal=2.0).reached is False


def test_alone_the_goal_is_in_the_figures_unit_and_without_a_goal_nothing_is_judged() -> None:
    assert Figure("memory", "MB", ours=150, goal=150).reached is True
    assert Figure("memory", "MB", ours=151, goal=150).reached is False
    assert Figure("XlsxWriter", "ms", ours=10, bare=20).reached is None


def test_both_sides_are_called_in_turn() -> None:
    calls: list[str] = []
    ours, bare = side_by_side(lambda: calls.append("ours"), lambda: calls.append("bare"), rounds=2)
    assert calls == ["ours", "bare", "ours", "bare"]
    assert len(ours) == len(bare) == 2


def test_the_table_lines_up() -> None:
    figures = [Figure("start", "ms", 301, 100, 2.0), Figure("memory", "MB", 90.25, goal=150)]
    assert render(figures) == (
        "figure      ours      bare  ratio      goal\n"
        "start   301.0 ms  100.0 ms   3.01       ≤ 2  MISSED\n"
        "memory   90.2 MB                   ≤ 150 MB  reached"
    )


def test_the_figures_are_kept_with_their_ratio_and_the_machine(tmp_path: Path) -> None:
    keep([Figure("start", "ms", 300, 100, 2.0)], tmp_path / "deep" / "bench.json")
    kept = json.loads((tmp_path / "deep" / "bench.json").read_text(encoding="utf-8"))
    assert kept["figures"] == [
        {
            "name": "start",
            "unit": "ms",
            "ours": 300,
            "bare": 100,
            "goal": 2.0,
            "ratio": 3.0,
            "reached": False,
        }
    ]
    assert kept["machine"]["processors"] >= 1


def test_a_process_knows_its_own_peak_even_after_letting_go() -> None:
    program = (
        "from benchmarks.measuring import own_peak_megabytes as peak\n"
        "before = peak(); held = bytearray(64_000_000); del held; print(peak() - before)"
    )
    grown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert 55 < float(grown.stdout) < 80
