"""The commands about events: participants, schedule, results, totals, timetables."""

from __future__ import annotations

from fieldreport.cli import events, schedule
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON
from fieldreport.language import N_

EVENT = Word(name="EVENT", help=N_("An event's reference, such as EV-0007, or its UUID."))
SIDE = Option(
    name="--side", value="company|buyer", required=True, help=N_("The Korean companies or the buyers.")
)

COMMANDS: tuple[Command, ...] = (
    Command(
        name="participants",
        help=N_("List who takes part in an event, with invitation and attendance."),
        run=events.participants,
        words=(EVENT,),
        options=(JSON,),
    ),
    Command(
        name="schedule",
        help=N_("Show the schedule of an event, or propose one from the participants' wishes."),
        run=schedule.schedule,
        words=(EVENT,),
        options=(
            Option(name="--propose", help=N_("Propose a schedule and show it; nothing is written.")),
            Option(
                name="--apply",
                help=N_("Propose a schedule and write it as meetings; one undo takes it back."),
            ),
            Option(name="--unanswered", help=N_("Also with those who have not answered the invitation yet.")),
            JSON,
        ),
    ),
    Command(
        name="walk-in",
        help=N_("Add somebody who came unannounced, and find free slots for the meetings it wishes."),
        run=events.walk_in,
        words=(
            EVENT,
            Word(name="ORGANISATION", help=N_("An organisation's reference, such as OR-0012, or its UUID.")),
        ),
        options=(
            SIDE,
            Option(
                name="--wishes",
                value="ORGANISATIONS",
                help=N_("Whom it wishes to meet: references separated by commas, the most wished first."),
            ),
        ),
    ),
    Command(
        name="no-show",
        help=N_("Say that a participant did not come; its slots and tables are free for others."),
        run=events.no_show,
        words=(
            Word(name="PARTICIPANT", help=N_("A participant's reference, such as PT-0012, or its UUID.")),
        ),
    ),
    Command(
        name="results",
        help=N_("Write what came of an event's meetings from a file of JSON lines, all or none."),
        run=events.results,
        words=(
            EVENT,
            Word(
                name="FILE",
                help=N_(
                    "On each line a meeting and what came of it, as a JSON object; “-” reads from the input."
                ),
            ),
        ),
    ),
    Command(
        name="totals",
        help=N_("Add up an event's meetings and their consultation value."),
        run=events.totals,
        words=(EVENT,),
        options=(
            Option(name="--by", value="company|buyer", help=N_("For each company, or for each buyer.")),
            JSON,
        ),
    ),
    Command(
        name="timetable",
        help=N_(
            "Write a workbook to print: a page for each participant of one side, in the language it reads."
        ),
        run=events.timetable,
        words=(EVENT,),
        options=(
            SIDE,
            Option(name="--out", value="FILE", required=True, help=N_("The file to write.")),
            Option(name="--compact", help=N_("One below the other, not each on a page of its own.")),
        ),
    ),
)
