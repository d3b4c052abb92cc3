"""Fields of text: lines, texts in several languages, lists of words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport import parsing, text
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, dump, is_empty, only_parts
from fieldreport.language import CODES, N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Text, TextState, Translation
from fieldreport.words import LATIN_DIGITS

#: Longer texts are refused: a spreadsheet cell holds 32,767 characters, and an original and its translation share one.
LONGEST_TEXT = 40_000
LONGEST_LINE = 500


def _checked(raw: Json, longest: int) -> str:
    cleaned = text.clean(as_text(raw)).strip()
    if len(cleaned) > longest:
        raise Unreadable(
            N_("This text has {length} characters; at most {longest} fit. Please shorten it."),
            length=len(cleaned),
            longest=longest,
        )
    return cleaned


@dataclass(frozen=True, kw_only=True)
class Line(Field):
    """One line of text that is the same in every language: a number, a name as it is spelt, an address.

    ``such_as`` is what people may write into this one.
    """

    such_as: str = ""
    searched: bool = True
    kind: ClassVar[str] = "line"
    example: ClassVar[Json] = "One line of text"

    def read(self, raw: Json, reading: Reading) -> str | None:
        if is_empty(raw):
            return None
        return text.one_line(_checked(raw, LONGEST_LINE)) or None

    def read_change(self, before: Any, raw: Json, reading: Reading) -> str | None:
        """The line as it was first typed stays where it is typed again with the digits in which it is shown."""
        value = self.read(raw, reading)
        same = before is not None and value is not None and value == before.translate(LATIN_DIGITS)
        return before if same else value

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        """As it was typed, but that nobody who reads no Bengali meets Bengali digits: a line has no translation."""
        if value is None:
            return ""
        return language.reference(value) if language.digits == "latn" else str(value)


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A text in the language in which it was written, with translations beside it.

    ``short`` texts are names and titles (one line), the others may have paragraphs.
    """

    short: bool = False
    searched: bool = True
    kind: ClassVar[str] = "text"
    example: ClassVar[Json] = {
        "text": "Six circular knitting machines are needed.",
        "language": "en",
        "translations": {"ko": {"text": "환편기 6대 필요.", "state": "reviewed"}},
    }
    #: What people may write for a short text.
    short_example: ClassVar[Json] = {
        "text": "Knitting machine",
        "language": "en",
        "translations": {"ko": {"text": "편직기", "state": "reviewed"}},
    }

    def read(self, raw: Json, reading: Reading) -> Text | None:
        if is_empty(raw):
            return None
        if isinstance(raw, Text):
            return raw
        if not isinstance(raw, dict):
            piece = self._piece(raw)
            return Text(piece, text.language_of(piece) or reading.language)
        unknown = set(raw) - {"text", "language", "translations"}
        if unknown:
            raise Unreadable(
                N_("“{name}” is not part of a text; use text, language and translations."),
                name=min(map(str, unknown)),
            )
        told = raw.get("language") or (
            isinstance(raw.get("text"), str) and text.language_of(text.clean(raw["text"]))
        )
        language = self._language(told or reading.language)
        translations = raw.get("translations") or {}
        if not isinstance(translations, dict):
            raise Unreadable(N_("Translations are given by language, for example ko, en or bn."))
        read = {
            self._language(code): self._translation(one)
            for code, one in translations.items()
            if not is_empty(one) and not (isinstance(one, dict) and is_empty(one.get("text")))
        }
        if language in read:
            raise Unreadable(
                N_("The text is already written in “{language}”; a translation is in another language."),
                language=language,
            )
        if is_empty(raw.get("text")):
            if not read:
                return None
            raise Unreadable(N_("A translation needs its original; please write the original text too."))
        return Text(self._piece(raw["text"]), language, read)

    def read_change(self, before: Any, raw: Json, reading: Reading) -> Text | None:
        """A new original keeps the translations of the earlier one, as no longer reviewed.

        Its language follows its letters (``language_after``); a translation that was in that language is then the
        original's business, and stays in the history. A translation typed as it is shown changes nothing. A text given
        whole, with its translations, is taken as it is given.
        """
        value = self.read(raw, reading)
        if before is None or value is None or isinstance(raw, dict | Text):
            return value
        if value.original in (before.original, *(one.text for one in before.translations.values())):
            return before  # type: ignore[no-any-return]
        language = language_after(before, value.original)
        others = {code: one for code, one in before.translations.items() if code != language}
        return Text(value.original, language, {code: Translation(one.text) for code, one in others.items()})

    def _piece(self, raw: Json) -> str:
        cleaned = _checked(raw, LONGEST_LINE if self.short else LONGEST_TEXT)
        return text.one_line(cleaned) if self.short else cleaned

    def _language(self, code: Json) -> str:
        if code not in CODES:
            raise Unreadable(N_("“{code}” is not one of the languages ko, en, bn."), code=str(code))
        return str(code)

    def _translation(self, raw: Json) -> Translation:
        if not isinstance(raw, dict):
            return Translation(self._piece(raw))
        only_parts(raw, ("text", "state"), N_("“{name}” is not part of a translation; use {parts}."))
        state = raw.get("state") or TextState.TRANSLATED
        if state not in tuple(TextState):
            raise Unreadable(N_("“{state}” is not one of written, translated, reviewed."), state=str(state))
        return Translation(self._piece(raw.get("text")), TextState(state))

    def show(self, value: Text | None, language: Language, titles: Titles = str) -> str:
        return "" if value is None else value.best(language.code)

    def to_json(self, value: Text | None) -> Json:
        if value is None:
            return None
        return {
            "text": value.original,
            "language": value.language,
            "translations": {
                code: {"text": one.text, "state": str(one.state)}
                for code, one in sorted(value.translations.items())
            },
        }

    def from_json(self, raw: Json) -> Text | None:
        if raw is None:
            return None
        return Text(raw["text"], raw["language"], self._stored(raw["translations"]))

    @staticmethod
    def _stored(raw: Json) -> dict[str, Translation]:
        return {code: Translation(one["text"], TextState(one["state"])) for code, one in (raw or {}).items()}

    def columns(self) -> dict[str, str]:
        return {self.name: "TEXT", f"{self.name}_language": "TEXT", f"{self.name}_translations": "TEXT"}

    def to_columns(self, value: Text | None) -> tuple[Any, ...]:
        if value is None:
            return (None, None, None)
        translations = dump(self.to_json(value)["translations"]) if value.translations else None
        return (value.original, value.language, translations)

    def from_columns(self, cells: Sequence[Any]) -> Text | None:
        original, language, translations = cells
        if original is None:
            return None
        return Text(original, language, self._stored(json.loads(translations)) if translations else {})

    def search_text(self, value: Text | None) -> str:
        if value is None:
            return ""
        return "\n".join([value.original, *(one.text for one in value.translations.values())])


def language_after(before: Text, original: str) -> str:
    """The language of a text whose original was typed over with ``original``.

    Another one only where the letters are another script's: a text that was said to be in a language against its
    letters, or that keeps some letters of its language among Latin names, stays what it was.
    """
    was, now = text.language_of(before.original), text.language_of(original)
    if now is None or now == was or (before.language != "en" and text.has_letters(original, before.language)):
        return before.language
    return now


@dataclass(frozen=True, kw_only=True)
class Words(JsonField):
    """A list of words or short phrases: aliases, interests, wanted products."""

    searched: bool = True
    kind: ClassVar[str] = "words"
    example: ClassVar[Json] = ["knitting machine", "편직기"]

    def read(self, raw: Json, reading: Reading) -> tuple[str, ...]:
        if is_empty(raw):
            return ()
        pieces = raw if isinstance(raw, list | tuple) else parsing.pieces(as_text(raw))
        words = [text.one_line(_checked(piece, LONGEST_LINE)) for piece in pieces if not is_empty(piece)]
        return tuple(dict.fromkeys(words))

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return parsing.listed(value or ())

    def to_json(self, value: Any) -> Json:
        return list(value or ())

    def from_json(self, raw: Json) -> tuple[str, ...]:
        return tuple(raw or ())

    def search_text(self, value: Any) -> str:
        return "\n".join(value or ())
