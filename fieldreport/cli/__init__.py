"""The command line: every job without a window.

Exit status: 0 done; 1 the input is at fault; 2 wrong usage; 3 the machine; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TextIO

from fieldreport import files, folders
from fieldreport.cli import arguments
from fieldreport.cli.arguments import CommandLine, WrongUsage
from fieldreport.cli.commands import COMMANDS
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.language import CODES, N_
from fieldreport.office import DATABASE_NAME
from fieldreport.store.database import DAMAGED

DONE, INPUT, USAGE, MACHINE, STOPPED = 0, 1, 2, 3, 130

NOT_TEXT = N_(
    "“{word}” is not text in UTF-8. Please check the encoding of the terminal; "
    "a file whose name is in another encoding needs a new name."
)
NO_SUCH_LANGUAGE = N_("There is no language “{name}”; use ko, en or bn.")
PART_MISSING = N_(
    "A part of the program is missing: {name}. Please install Fieldreport again, or start it by its own Python (.venv)."
)
STOPPED_BY_YOU = N_("Stopped.")


def main(given: Sequence[str] | None = None) -> int:
    """Run one command line (by default the program's own) and say how it ended; see above."""
    words = list(sys.argv[1:] if given is None else given)
    sys.unraisablehook = _unraisable
    for stream in (sys.stdout, sys.stderr):
        # Files and pipes of Windows would else be written in the language's old code page.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = run(words, sys.stdin.buffer, sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        session = _session(words, sys.stdin.buffer, sys.stdout, sys.stderr)
        session.warn(N_("The output could not be written: {reason}."), reason=error.strerror or "")
        return MACHINE
    return status


def _unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Python's own complaint about what goes wrong in cleaning up, but for what the system has refused once already.

    When the disk is full, libraries try to end their files once more while they are thrown away.
    """
    if not isinstance(unraisable.exc_value, OSError):
        sys.__unraisablehook__(unraisable)


def run(words: Sequence[str], given: IO[bytes], out: TextIO, err: TextIO) -> int:
    """Run one command line that reads ``given`` and writes ``out`` and ``err``; the exit status.

    Raises ``OSError`` only where ``out`` cannot be written.
    """
    session = _session(words, given, out, err)
    try:
        _run(session, words)
    except WrongUsage as wrong:
        session.warn(wrong.message, **wrong.values)
        print(arguments.usage(session.language, wrong.command), file=err)
        return USAGE
    except InputAtFault as failure:
        session.tell(failure)
        return INPUT
    except MachineAtFault as failure:
        session.tell(failure)
        return MACHINE
    except KeyboardInterrupt:
        session.warn(STOPPED_BY_YOU)
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None:
            raise
        session.tell(files.machine_at_fault(error))
        return MACHINE
    except ModuleNotFoundError as error:
        session.tell(MachineAtFault(PART_MISSING, name=error.name or str(error)))
        return MACHINE
    except Exception:
        # A mistake of ours, which is left to fly, unless the office's file itself is the reason.
        if session.is_damaged():
            session.tell(MachineAtFault(DAMAGED, path=str(session.data / DATABASE_NAME)))
            return MACHINE
        raise
    return DONE


def _run(session: Session, words: Sequence[str]) -> None:
    for word in words:
        if any("\ud800" <= character <= "\udfff" for character in word):
            # Bytes that Python could not read as text are hidden in these characters.
            raise WrongUsage(NOT_TEXT, word=word)
    line = arguments.parse(words, COMMANDS)
    language = line.typed.option(arguments.LANGUAGE.name)
    if language is not None and language not in CODES:
        raise WrongUsage(NO_SUCH_LANGUAGE, name=language)
    if not _helped(session, line) and line.command is not None:
        try:
            line.command.run(session, line.typed)
        except WrongUsage as wrong:
            # How this command is used is shown, not the list of all.
            wrong.command = wrong.command or line.command
            raise


def _helped(session: Session, line: CommandLine) -> bool:
    if line.typed.flag(arguments.HELP.name):
        session.line(
            arguments.command_help(session.language, line.command)
            if line.command
            else arguments.help_text(session.language, COMMANDS)
        )
        return True
    if line.typed.flag(arguments.VERSION.name):
        session.line(version())
        return True
    return False


def version() -> str:
    """The program's name and version; the name alone where it is not installed."""
    from importlib import metadata

    try:
        return f"fieldreport {metadata.version('fieldreport')}"
    except metadata.PackageNotFoundError:
        return "fieldreport"


def _session(words: Sequence[str], given: IO[bytes], out: TextIO, err: TextIO) -> Session:
    general = arguments.general(words)
    folder = general.get(arguments.DATA.name)
    language = general.get(arguments.LANGUAGE.name)
    return Session(
        Path(folder).expanduser() if folder else folders.user_data(),
        language if language in CODES else None,
        given,
        out,
        err,
    )
