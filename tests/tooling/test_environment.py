"""When the virtual environment counts as right, and what the lock may contain."""

from pathlib import Path

import pytest

from devtools import environment, lock

PROJECT = b'[project]\nname = "x"\n[tool.ruff]\nline-length = 110\n'


def fingerprint(lock_text: bytes = b"a==1", project: bytes = PROJECT, place: str = "/a/.venv") -> str:
    return environment.fingerprint(lock_text, project, Path(place))


def test_the_same_lock_project_and_place_need_no_new_environment() -> None:
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        fingerprint(lock_text=b"a==2"),
        fingerprint(project=PROJECT.replace(b'"x"', b'"y"')),
        fingerprint(place="/b/.venv"),
    ],
)
def test_anything_the_environment_depends_on_asks_for_a_new_one(other: str) -> None:
    assert other != fingerprint()


def test_the_settings_of_a_check_ask_for_no_new_environment() -> None:
    assert fingerprint(project=PROJECT.replace(b"110", b"100")) == fingerprint()


def test_nothing_of_another_project_leaks_into_our_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("KEPT", "yes")
    variables = environment.variables(QT_QPA_PLATFORM="offscreen")
    assert "PYTHONPATH" not in variables
    assert variables["KEPT"] == "yes"
    assert variables["QT_QPA_PLATFORM"] == "offscreen"


def test_addresses_are_taken_out_of_a_lock() -> None:
    text = "# by\n--index-url https://example.test/simple\n-i x\na==1 \\\n    --hash=sha256:00\n"
    assert lock.without_addresses(text) == "a==1 \\\n    --hash=sha256:00\n"


@pytest.mark.parametrize("name", lock.NAMES)
def test_the_lock_names_exact_versions_and_hashes_and_no_address(name: str) -> None:
    text = (environment.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    packages = [line for line in lines if not line.startswith("    ")]
    assert packages
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert all(line.strip().startswith("--hash=sha256:") for line in lines if line.startswith("    "))
    assert "://" not in text


def test_both_locks_name_the_same_versions_of_what_they_share() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (environment.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pairs = [
            line.split(" ")[0].split("==") for line in text.splitlines() if "==" in line and line[0] != "#"
        ]
        return dict(pairs)

    developers = versions("dev")
    assert {package: developers.get(package) for package in versions("app")} == versions("app")
