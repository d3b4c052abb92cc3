"""The commands, as data: the help, the parsing and the dispatch follow from this list."""

from __future__ import annotations

from fieldreport.cli import periods, records, texts, twice, upkeep
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.language import N_

_JSON = Option(name="--json", help=N_("As JSON, for other programs."))
_TYPE = Word(name="TYPE", help=N_("A record type, such as lead, meeting or difficulty."))
_ID = Word(name="ID", help=N_("A record's reference, such as BL-0012, or its UUID."))
_PERIOD = Word(name="PERIOD", help=periods.PERIOD_HELP)
_PERIOD_OR_CURRENT = Word(name="PERIOD", help=periods.PERIOD_HELP, required=False)

_ALL = (
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
        run=records.fields,
        words=(_TYPE,),
        options=(_JSON,),
    ),
    Command(
        name="add",
        help=N_("Add records from a file of JSON lines, all or none."),
        run=records.add,
        words=(
            _TYPE,
            Word(name="FILE", help=N_("A file with one JSON object on each line; “-” reads from the input.")),
        ),
        options=(
            Option(name="--unicode", help=N_("Convert texts in the old Bijoy encoding to Unicode.")),
            _JSON,
        ),
    ),
    Command(
        name="set",
        help=N_("Set fields of a record."),
        run=records.change,
        words=(
            _ID,
            Word(
                name="FIELD=VALUE",
                help=N_("A field and its new value, text or JSON; “FIELD=” empties it."),
                many=True,
            ),
        ),
        options=(_JSON,),
    ),
    Command(
        name="list",
        help=N_("List the records of a type."),
        run=records.list_records,
        words=(_TYPE,),
        options=(
            Option(name="--period", value="PERIOD", help=periods.PERIOD_HELP),
            Option(
                name="--search",
                value="TEXT",
                help=N_("Only records with all these words."),
                may_be_empty=True,
            ),
            Option(name="--archived", help=N_("The archived records instead.")),
            _JSON,
            Option(name="--lines", help=N_("As JSON with one record on each line, as “add” takes it.")),
            Option(name="--csv", help=N_("As CSV for spreadsheets, with all fields.")),
            Option(name="--out", value="FILE", help=N_("Where to write the CSV; else it is the output.")),
        ),
    ),
    Command(
        name="show",
        help=N_("Show a record."),
        run=records.show,
        words=(_ID,),
        options=(
            Option(name="--history", help=N_("With every change: who, when, from what to what.")),
            _JSON,
        ),
    ),
    Command(
        name="archive",
        help=N_("Put a record away; nothing is ever deleted."),
        run=records.archive,
        words=(_ID,),
        options=(Option(name="--reason", value="TEXT", required=True, help=N_("Why it is put away.")), _JSON),
    ),
    Command(
        name="unarchive",
        help=N_("Take a record out of the archive."),
        run=records.unarchive,
        words=(_ID,),
        options=(_JSON,),
    ),
    Command(name="undo", help=N_("Undo the last change."), run=records.undo),
    Command(
        name="period",
        help=N_("Show the reporting period of a day."),
        run=periods.period,
        words=(Word(name="DATE", help=N_("A day, such as 2026-11-20; today if left out."), required=False),),
        options=(_JSON,),
    ),
    Command(
        name="progress",
        help=N_("Show every task of the plan against its target."),
        run=periods.progress,
        words=(_PERIOD_OR_CURRENT,),
        options=(_JSON,),
    ),
    Command(
        name="check",
        help=N_("Show what the report of a period still needs."),
        run=periods.check,
        words=(_PERIOD,),
        options=(_JSON,),
    ),
    Command(
        name="texts",
        help=N_("List the texts that need a translation into a language."),
        run=texts.texts,
        words=(_PERIOD_OR_CURRENT,),
        options=(
            Option(
                name="--needs",
                value="ko|en|bn",
                help=N_("The language they need; that of workbooks if left out."),
            ),
            Option(name="--review", help=N_("Those whose translation nobody has reviewed, instead.")),
            Option(name="--all", help=N_("The texts of all records, not of one period.")),
            _JSON,
        ),
    ),
    Command(
        name="duplicates",
        help=N_("List the records that are likely there twice, with the reasons; nothing is changed."),
        run=twice.duplicates,
        words=(Word(name="TYPE", help=N_("organisation or contact; both if left out."), required=False),),
        options=(_JSON,),
    ),
    Command(
        name="export",
        help=N_("Write the report of a period as an Excel workbook."),
        run=periods.export,
        words=(_PERIOD,),
        options=(
            Option(name="--out", value="FILE", help=N_("Where to write it; else into the data folder.")),
        ),
    ),
    Command(
        name="plan",
        help=N_("Show the plan in use, or take another one from a file of headquarters."),
        run=upkeep.plan,
        words=(Word(name="FILE", help=N_("A plan pack."), required=False),),
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
)

COMMANDS = {one.name: one for one in _ALL}
