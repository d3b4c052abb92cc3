"""The commands that keep the office safe."""

from __future__ import annotations

from fieldreport.cli import upkeep
from fieldreport.cli.arguments import Command, Word
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="backup",
        help=N_("Copy the office into one file and verify the copy."),
        run=upkeep.backup,
        words=(Word(name="FILE", help=N_("The file to write.")),),
    ),
    Command(
        name="restore",
        help=N_("Make the office what it was in a backup; what is there now is kept."),
        run=upkeep.restore,
        words=(Word(name="FILE", help=N_("A backup.")),),
    ),
)
