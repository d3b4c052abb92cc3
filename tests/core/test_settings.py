"""A person's options: kept whole, read with patience."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.settings import CHOICES, FILE_NAME, Settings


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    kept = Settings(
        person="Rahim", scale=150, reminders=False, quiet_from="21:00", reminded={"report": "2026-11-21"}
    )
    kept.save(tmp_path)
    assert Settings.load(tmp_path) == kept


@given(
    st.dictionaries(
        st.sampled_from([*CHOICES, "person", "reminders", "reminded", "window", "other"]),
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)
        ),
    )
)
def test_whatever_stands_in_the_file_everybody_gets_to_their_records(
    tmp_path_factory: pytest.TempPathFactory, raw: object
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / FILE_NAME).write_text(json.dumps(raw), encoding="utf-8")
    read = Settings.load(folder)
    for name, choices in CHOICES.items():
        value = getattr(read, name)
        assert value in choices
        assert not isinstance(value, bool)
    assert isinstance(read.reminders, bool)


def test_backups_go_to_a_chosen_folder_only_while_it_is_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    settings = Settings(backup_folder=str(stick))
    assert settings.backups_in(tmp_path) == tmp_path / "backups"
    assert not stick.exists()
    stick.mkdir()
    assert settings.backups_in(tmp_path) == stick
