"""The commands about records: making an office, adding, changing, finding."""

from __future__ import annotations

from fieldreport.cli import described, periods, records, taking_back, texts, upkeep
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import ID, JSON, PERIOD_OR_CURRENT, TYPE
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="init",
        help=N_("Make an office in the data folder."),
        run=upkeep.init,
        options=(
            Option(
                name="--office",
                value="CODE",
                required=True,
                help=N_("The code of the trade office, such as DHK for Dhaka."),
            ),
            Option(name="--sample", help=N_("With made-up records, to try the program.")),
            Option(
                name="--person", value="NAME", help=N_("Who is working here, for the history of changes.")
            ),
        ),
    ),
    Command(
        name="fields",
        help=N_("Show the fields of a record type."),
        run=described.fields,
        words=(TYPE,),
        options=(JSON,),
    ),
    Command(
        name="add",
        help=N_("Add records from a file of JSON lines, all or none."),
        run=records.add,
        words=(
            TYPE,
            Word(name="FILE", help=N_("A file with one JSON object on each line; “-” reads from the input.")),
        ),
        options=(
            Option(
                name="--anyway",
                help=N_("Also organisations whose registration number another one has already."),
            ),
            Option(name="--unicode", help=N_("Convert texts in the old Bijoy encoding to Unicode.")),
            JSON,
        ),
    ),
    Command(
        name="set",
        help=N_("Set fields of a record."),
        run=records.change,
        words=(
            ID,
            Word(
                name="FIELD=VALUE",
                help=N_("A field and its new value, text or JSON; “FIELD=” empties it."),
                many=True,
            ),
        ),
        options=(JSON,),
    ),
    Command(
        name="list",
        help=N_("List the records of a type."),
        run=records.list_records,
        words=(TYPE,),
        options=(
            Option(name="--period", value="PERIOD", help=periods.PERIOD_HELP),
            Option(
                name="--search",
                value="TEXT",
                help=N_("Only records with all these words."),
                may_be_empty=True,
            ),
            Option(
                name="--where",
                value="FIELD=VALUE",
                help=N_("Only records with this value in a field, such as status=won or country=BD."),
            ),
            Option(name="--archived", help=N_("The archived records instead.")),
            JSON,
            Option(name="--lines", help=N_("As JSON with one record on each line, as “add” takes it.")),
            Option(name="--csv", help=N_("As CSV for spreadsheets, with all fields.")),
            Option(name="--out", value="FILE", help=N_("Where to write the CSV; else it is the output.")),
        ),
    ),
    Command(
        name="show",
        help=N_("Show a record."),
        run=records.show,
        words=(ID,),
        options=(
            Option(name="--history", help=N_("With every change: who, when, from what to what.")),
            Option(name="--itself", help=N_("The record itself, also where it was merged into another one.")),
            JSON,
        ),
    ),
    Command(
        name="archive",
        help=N_("Put a record away; nothing is ever deleted."),
        run=records.archive,
        words=(ID,),
        options=(Option(name="--reason", value="TEXT", required=True, help=N_("Why it is put away.")), JSON),
    ),
    Command(
        name="unarchive",
        help=N_("Take a record out of the archive."),
        run=records.unarchive,
        words=(ID,),
        options=(JSON,),
    ),
    Command(name="undo", help=N_("Undo the last change."), run=taking_back.undo),
    Command(name="redo", help=N_("Do again what was undone last."), run=taking_back.redo),
    Command(
        name="texts",
        help=N_("List the texts that need a translation into a language."),
        run=texts.texts,
        words=(PERIOD_OR_CURRENT,),
        options=(
            Option(
                name="--needs",
                value="ko|en|bn",
                help=N_("The language they need; that of workbooks if left out."),
            ),
            Option(name="--review", help=N_("Those whose translation nobody has reviewed, instead.")),
            Option(name="--all", help=N_("The texts of all records, not of one period.")),
            JSON,
        ),
    ),
)
