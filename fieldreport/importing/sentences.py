"""Sentences: what bringing a file in came to, as the window and the command line say it."""

from __future__ import annotations

from fieldreport import text
from fieldreport.importing.batch import Undone
from fieldreport.importing.outcome import Outcome, Without
from fieldreport.language import Language

#: Letters of a cell that are shown where it is told of.
SHOWN = 60


def counted(outcome: Outcome, language: Language) -> list[str]:
    """How many rows there are and what becomes of them, a sentence each."""
    said = [
        language.plural(
            "{count} row: {added} added, {changed} changed, {unchanged} unchanged, {refused} left out",
            "{count} rows: {added} added, {changed} changed, {unchanged} unchanged, {refused} left out",
            outcome.rows,
            added=outcome.added,
            changed=outcome.changed,
            unchanged=outcome.unchanged,
            refused=outcome.refused,
        )
    ]
    if outcome.incomplete:
        said.append(
            language.plural(
                "{count} row is brought in without a value that could not be read.",
                "{count} rows are brought in without a value that could not be read.",
                outcome.incomplete,
            )
        )
    return said


def taken_back(undone: Undone, language: Language) -> str:
    """What became of the records of a batch that was taken back."""
    return language.plural(
        "{count} record put away, {restored} made what they were before, {stayed} kept",
        "{count} records put away, {restored} made what they were before, {stayed} kept",
        undone.archived,
        restored=undone.restored,
        stayed=len(undone.kept),
    )


def there(one: Without) -> str:
    """What stood in a cell, on one line and not too long."""
    line = text.one_line(one.said)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def wrong(one: Without, language: Language) -> str:
    """What was in a cell and what is wrong with it; most messages say both."""
    message, said = language.say(one.problem.message, **one.problem.values), there(one)
    # The message may write digits as its reader does.
    is_told = text.ascii_digits(said) in text.ascii_digits(message)
    return message if is_told else f"{said} · {message}"
