"""The translations of one language, loaded fast.

PO files are what people edit and what the program comes with. A compiled copy is kept in a cache folder under the
checksum of the PO file's content, so a changed file is never answered from an old copy.
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


class Catalogue:
    """Translations of ``language`` from ``folder``; ``cache`` may be None (compiled in memory).

    Never raises: a file that is missing or broken leaves the source texts, and ``mistakes`` tells why.
    """

    def __init__(self, language: str, folder: Path | None, cache: Path | None = None) -> None:
        self.language = language
        self.path = None if folder is None else folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        self._cache = cache
        self._checksum: str | None = None
        self.mistakes: tuple[Mistake, ...] = ()
        self._translations = gettext.NullTranslations()
        self.reload()

    def reload(self) -> bool:
        """Read the PO file again if its content has changed; True if it had."""
        if self.path is None:
            return False
        try:
            source = self.path.read_bytes()
        except OSError as error:
            # English is the source and needs no file.
            missing_english = self.language == "en" and isinstance(error, FileNotFoundError)
            reason = {"reason": error.strerror or str(error)}
            unread = Mistake(self.path, 1, N_("The translations cannot be read: {reason}."), reason)
            mistakes = () if missing_english else (unread,)
            changed = self._checksum is not None
            self._checksum, self.mistakes, self._translations = None, mistakes, gettext.NullTranslations()
            return changed
        checksum = f"{zlib.crc32(source):08x}-{len(source)}"
        if checksum == self._checksum:
            return False
        self._translations, self.mistakes = self._read(source, checksum)
        self._checksum = checksum
        return True

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

    def _read(self, source: bytes, checksum: str) -> tuple[gettext.NullTranslations, tuple[Mistake, ...]]:
        assert self.path is not None
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

        content, mistakes = compiled(source, self.language, self.path)
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
