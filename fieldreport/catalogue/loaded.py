"""The translations of one language, loaded fast.

PO files are what people edit and what the program comes with. A compiled copy is kept in a cache folder under the
checksum of the PO file's content, so a changed file is never answered from an old copy.

Where the program's own files cannot be written, a translator works on a copy in the data folder. The copy takes
precedence; a text that it does not hold, because the program is newer, comes from the program's own file.
"""

from __future__ import annotations

import gettext
import io
import os
import struct
import zlib
from typing import TYPE_CHECKING

from fieldreport.catalogue.mark import N_
from fieldreport.catalogue.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

#: Part of a compiled copy's name; raise it when what is compiled changes.
FORMAT = 1
DOMAIN = "fieldreport"


def po_file(folder: Path, language: str) -> Path:
    """Where a language's PO file lies in a folder of PO files."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


class Catalogue:
    """Translations of ``language`` from ``folder``; ``cache`` may be None (compiled in memory).

    ``own`` is the folder of the copies that people edit: a PO file there is read instead. Never raises: a file that
    is missing or broken leaves the source texts, and ``mistakes`` tells why.
    """

    def __init__(
        self, language: str, folder: Path | None, cache: Path | None = None, own: Path | None = None
    ) -> None:
        self.language = language
        self._folders = (folder, cache, own)
        self._program = None if folder is None else po_file(folder, language)
        self._own = None if own is None else po_file(own, language)
        self._cache = cache
        self._checksum: str | None = None
        self._read_from: Path | None = None
        self.mistakes: tuple[Mistake, ...] = ()
        self._translations = gettext.NullTranslations()
        self.reload()

    @property
    def is_copy(self) -> bool:
        """Whether somebody's own copy is read in the place of the program's file."""
        return self._own is not None and self._own.exists()

    @property
    def path(self) -> Path | None:
        """The PO file that is read, or would be if it were there."""
        return self._own if self.is_copy else self._program

    def renewed(self) -> Catalogue | None:
        """The catalogue as the files are now; None when they have not changed. May run in any thread."""
        fresh = Catalogue(self.language, *self._folders)
        same = (fresh._checksum, fresh.path) == (self._checksum, self._read_from)
        return None if same and fresh.mistakes == self.mistakes else fresh

    def reload(self) -> bool:
        """Read the PO file again if its content has changed; True if it had."""
        path = self._read_from = self.path
        if path is None:
            return False
        try:
            source = path.read_bytes()
        except OSError as error:
            # English is the source and needs no file.
            missing_english = self.language == "en" and isinstance(error, FileNotFoundError)
            reason = {"reason": error.strerror or str(error)}
            unread = Mistake(path, 1, N_("The translations cannot be read: {reason}."), reason)
            mistakes = () if missing_english else (unread,)
            changed = self._checksum is not None
            self._checksum, self.mistakes, self._translations = None, mistakes, gettext.NullTranslations()
            return changed
        program = self._program_source() if path == self._own else b""
        checksum = f"{zlib.crc32(program + source):08x}-{len(source)}"
        if checksum == self._checksum:
            return False
        self._translations, self.mistakes = self._read(path, source, program, checksum)
        self._checksum = checksum
        return True

    def _program_source(self) -> bytes:
        try:
            return b"" if self._program is None else self._program.read_bytes()
        except OSError:
            # The copy stands for itself.
            return b""

    def look_up(self, message: str, context: str | None = None) -> str:
        """The translation of ``message``, or itself."""
        if not message:
            return ""
        if context is None:
            return self._translations.gettext(message)
        return self._translations.pgettext(context, message)

    def look_up_plural(self, one: str, many: str, count: int) -> str:
        """The translation that fits ``count``, or the fitting source text."""
        return self._translations.ngettext(one, many, count)

    def _read(
        self, path: Path, source: bytes, program: bytes, checksum: str
    ) -> tuple[gettext.NullTranslations, tuple[Mistake, ...]]:
        copy = (
            None if self._cache is None else self._cache / f"{DOMAIN}-{self.language}-{FORMAT}-{checksum}.mo"
        )
        if copy is not None:
            try:
                return gettext.GNUTranslations(io.BytesIO(copy.read_bytes())), ()
            except (OSError, ValueError, struct.error, IndexError, KeyError):
                # Not there yet, or damaged: made anew below.
                pass
        from fieldreport.catalogue.pofile import compiled

        content, mistakes = compiled(source, self.language, path, program)
        # A catalogue with mistakes is not kept: whoever works on it wants to be told each time.
        if copy is not None and not mistakes:
            self._keep(copy, content)
        return gettext.GNUTranslations(io.BytesIO(content)), tuple(mistakes)

    def _keep(self, copy: Path, content: bytes) -> None:
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            for old in copy.parent.glob(f"{DOMAIN}-{self.language}-*.mo"):
                old.unlink(missing_ok=True)
            unfinished = copy.with_suffix(f".{os.getpid()}.part")
            unfinished.write_bytes(content)
            unfinished.replace(copy)
        except OSError:
            # A cache that cannot be written costs time, never the user's work.
            return
