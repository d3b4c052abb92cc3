"""dev.py's command line."""

import subprocess
import sys

import pytest

from devtools import checks, commands, environment


def test_without_a_command_the_usage_is_told_and_the_status_says_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert commands.main([]) == 2
    told = capsys.readouterr().out
    assert all(name in told for name in commands.COMMANDS)


def test_an_unknown_command_is_named() -> None:
    done = subprocess.run(
        [sys.executable, str(environment.ROOT / "dev.py"), "tset"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "'tset'" in done.stderr


def test_tests_run_in_parallel_unless_the_caller_chose() -> None:
    assert checks.pytest_arguments([], 2)[:4] == ["-m", "pytest", "-n", "2"]
    assert checks.pytest_arguments([], 64)[3] == "8"
    assert checks.pytest_arguments(["-n", "0"], 2) == ["-m", "pytest", "-n", "0"]
    assert checks.pytest_arguments(["--pdb"], 2) == ["-m", "pytest", "--pdb"]


def test_a_failing_check_is_told_with_all_it_printed() -> None:
    outcome = checks.run_check(checks.Check("one", ["-c", "print('wrong'); raise SystemExit(4)"]))
    assert (outcome.status, outcome.output.strip()) == (4, "wrong")


def test_the_input_method_is_asked_for_by_name() -> None:
    def collected(*arguments: str) -> str:
        command = [sys.executable, *arguments, "--collect-only", "-q", "-p", "no:cacheprovider"]
        return subprocess.run(
            command, cwd=environment.ROOT, capture_output=True, encoding="utf-8", check=False
        ).stdout

    assert "test_left_by_tab" in collected(*checks.ime_arguments([]))
    assert "test_left_by_tab" not in collected("-m", "pytest", "tests/ime")
