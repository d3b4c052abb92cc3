"""The commands about files on records."""

from __future__ import annotations

from fieldreport.cli import attaching
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import ID, JSON
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="attach",
        help=N_("Put photos, PDFs, business cards or mails on a record."),
        run=attaching.attach,
        words=(ID, Word(name="FILE", help=N_("A file that is copied into the data folder."), many=True)),
    ),
    Command(
        name="attachments",
        help=N_("List the files on a record, or copy them out."),
        run=attaching.attachments,
        words=(ID,),
        options=(
            Option(name="--out", value="FOLDER", help=N_("Copy them into this folder.")),
            JSON,
        ),
    ),
    Command(
        name="detach",
        help=N_("Take a file off a record; undo brings it back."),
        run=attaching.detach,
        words=(ID, Word(name="NAME", help=N_("What the file is called on the record."))),
    ),
)
