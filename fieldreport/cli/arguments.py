"""Arguments: what a command takes, and what was typed.

Not argparse: its own sentences are English, and what people read here comes from the catalogue of a ``Language``
that is known only once ``--language`` and ``--data`` have been read.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldreport.language import N_, Language

if TYPE_CHECKING:
    from fieldreport.cli.session import Session

NO_COMMAND = N_("Please give a command; “fieldreport --help” lists them.")
UNKNOWN_COMMAND = N_("There is no command “{name}”; “fieldreport --help” lists them.")
UNKNOWN_COMMAND_LIKE = N_("There is no command “{name}”; did you mean “{like}”?")
UNKNOWN_OPTION = N_("There is no option “{name}” here.")
NEEDS_VALUE = N_("The option “{name}” needs a value after it: {value}.")
TWICE = N_("The option “{name}” is given twice; please keep one.")
TAKES_NO_VALUE = N_("The option “{name}” takes no value.")
MISSING = N_("{name} is missing.")
TOO_MANY = N_("“{word}” is one word too many. Words that belong together are put into quotation marks.")


class WrongUsage(Exception):
    """The command line itself is wrong; ``message`` is a catalogue text, ``command`` the one it is about."""

    def __init__(self, message: str, *, command: Command | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.command = command
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word in a fixed place: ``TYPE``, ``FILE``. ``many`` takes the rest of the line, one at least if required."""

    name: str
    help: str
    required: bool = True
    many: bool = False

    @property
    def shown(self) -> str:
        """The word in a usage line."""
        name = f"{self.name} …" if self.many else self.name
        return name if self.required else f"[{name}]"


@dataclass(frozen=True, kw_only=True)
class Option:
    """``--name VALUE``, or ``--name`` alone when ``value`` is empty."""

    name: str
    help: str
    value: str = ""
    required: bool = False
    may_be_empty: bool = False
    #: Whether it may be given several times; ``Typed.every`` has all its values.
    many: bool = False

    @property
    def shown(self) -> str:
        """The option in a usage line."""
        text = f"{self.name} {self.value}" if self.value else self.name
        text = f"{text} …" if self.many else text
        return text if self.required else f"[{text}]"


@dataclass(frozen=True)
class Typed:
    """What was typed for one command, by the names of its words and options."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    #: Every value of each option, for those that may be given several times.
    repeated: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """The word of this name; empty when it was left out."""
        return self.words[name][0] if self.words.get(name) else ""

    def option(self, name: str) -> str | None:
        """The option's value, None when it was not given."""
        return self.options.get(name)

    def every(self, name: str) -> Sequence[str]:
        """All values of an option that may be given several times."""
        return self.repeated.get(name, ())

    def flag(self, name: str) -> bool:
        """Whether the option was given."""
        return name in self.options


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command: what it takes, what it is for, what it does."""

    name: str
    help: str
    run: Callable[[Session, Typed], None]
    words: tuple[Word, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def usage(self) -> str:
        """The command with all it takes, on one line."""
        return " ".join([self.name, *(one.shown for one in self.words), *(one.shown for one in self.options)])


DATA = Option(name="--data", value="DIR", help=N_("The folder of the office's data."))
LANGUAGE = Option(
    name="--language", value="ko|en|bn", help=N_("The language of texts, messages and workbooks.")
)
HELP = Option(name="--help", help=N_("Show this help."))
VERSION = Option(name="--version", help=N_("Show the version of the program."))
#: Understood before and after every command.
EVERYWHERE = (DATA, LANGUAGE, HELP, VERSION)


@dataclass(frozen=True)
class CommandLine:
    """A command line, taken apart. ``command`` is None where only help or the version was asked for."""

    command: Command | None
    typed: Typed


def general(arguments: Sequence[str]) -> dict[str, str]:
    """The options that say where and in which language, as far as they can be read; never raises.

    Needed first, because even a wrong command line is answered in the right language.
    """
    found = {}
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--":
            break
        if name in (DATA.name, LANGUAGE.name):
            found[name] = value if equals else "".join(arguments[index + 1 : index + 2])
    return found


def parse(arguments: Sequence[str], commands: Mapping[str, Command]) -> CommandLine:
    """Take a command line apart; raises ``WrongUsage``."""
    command: Command | None = None
    words: list[str] = []
    options: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument.startswith("-") and argument != "-":
            name, value = _option(argument, rest, command)
            many = command is not None and any(one.many for one in command.options if one.name == name)
            if name in options and command is not None and not many:
                raise WrongUsage(TWICE, command=command, name=name)
            options[name] = value
            repeated.setdefault(name, []).append(value)
        elif command is None:
            command = _command(argument, commands)
        else:
            words.append(argument)
    if HELP.name in options or VERSION.name in options:
        return CommandLine(command, Typed({}, options))
    if command is None:
        raise WrongUsage(NO_COMMAND)
    for option in command.options:
        if option.required and option.name not in options:
            raise WrongUsage(MISSING, command=command, name=f"{option.name} {option.value}")
    return CommandLine(command, Typed(_placed(words, command), options, repeated))


def _command(name: str, commands: Mapping[str, Command]) -> Command:
    if name in commands:
        return commands[name]
    like = difflib.get_close_matches(name, commands, 1)
    if like:
        raise WrongUsage(UNKNOWN_COMMAND_LIKE, name=name, like=like[0])
    raise WrongUsage(UNKNOWN_COMMAND, name=name)


def _option(argument: str, rest: Iterator[str], command: Command | None) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    name = HELP.name if name == "-h" else name
    known = {one.name: one for one in (*EVERYWHERE, *(command.options if command else ()))}
    option = known.get(name)
    if option is None:
        raise WrongUsage(UNKNOWN_OPTION, command=command, name=name)
    if not option.value:
        if equals:
            raise WrongUsage(TAKES_NO_VALUE, command=command, name=name)
        return name, ""
    given = value if equals else next(rest, None)
    if given is None or (given == "" and not option.may_be_empty):
        raise WrongUsage(NEEDS_VALUE, command=command, name=name, value=option.value)
    return name, given


def _placed(words: list[str], command: Command) -> dict[str, Sequence[str]]:
    left = list(words)
    placed: dict[str, Sequence[str]] = {}
    for word in command.words:
        taken, left = (left, []) if word.many else (left[:1], left[1:])
        if word.required and not all(taken or [""]):
            raise WrongUsage(MISSING, command=command, name=word.name)
        placed[word.name] = taken
    if left:
        raise WrongUsage(TOO_MANY, command=command, word=left[0])
    return placed


# ---- help ----------------------------------------------------------------------------------------------------


def usage(language: Language, command: Command | None) -> str:
    """One line that shows how to call the command, or any command."""
    shown = command.usage if command else language.say("COMMAND …")
    return language.say(
        "Usage: {line}", line=f"fieldreport [{DATA.name} DIR] [{LANGUAGE.name} ko|en|bn] {shown}"
    )


def help_text(language: Language, commands: Mapping[str, Command]) -> str:
    """All commands, each with what it is for."""
    lines = [usage(language, None), "", language.say("Offices, records and reports without a window."), ""]
    for command in commands.values():
        lines += [f"  {command.usage}", f"      {language.say(command.help)}"]
    return "\n".join([*lines, "", *_described(language, EVERYWHERE)])


def command_help(language: Language, command: Command) -> str:
    """One command with all it takes."""
    lines = [usage(language, command), "", language.say(command.help), ""]
    return "\n".join([*lines, *_described(language, (*command.words, *command.options, *EVERYWHERE))])


def _described(language: Language, described: Sequence[Word | Option]) -> list[str]:
    names = [f"{one.name} {one.value}".strip() if isinstance(one, Option) else one.shown for one in described]
    width = max(map(len, names))
    return [f"  {name:{width}}  {language.say(one.help)}" for name, one in zip(names, described, strict=True)]
