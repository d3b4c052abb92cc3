"""The commands that keep the office safe."""

from __future__ import annotations

from fieldreport.cli import doctor, options, upkeep
from fieldreport.cli.arguments import Command, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="settings",
        help=N_("Show your own options, or choose them: name, languages, digits, look, reminders, backups."),
        run=options.settings,
        words=(
            Word(
                name="NAME=VALUE",
                help=N_("An option and its value, such as language=bn or bengali_digits=no."),
                required=False,
                many=True,
            ),
        ),
        options=(JSON,),
    ),
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
    Command(
        name="doctor",
        help=N_(
            "Look whether all is well with the office and this computer, and say what to do; nothing is changed."
        ),
        run=doctor.doctor,
        options=(JSON,),
    ),
)
