"""OldText: texts in the old Bijoy encoding among the records to be added, told of or converted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldreport import bijoy
from fieldreport.cli.session import Session, shown
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field, Json
from fieldreport.fields import Line, TextField, Words
from fieldreport.language import N_
from fieldreport.record import RecordType

#: Texts told of one by one.
MOST_TOLD = 50
#: Characters of a text repeated in a message.
LONGEST_PREVIEW = 120

FOUND = N_("This looks like old Bijoy text: “{old}”. With --unicode it is added as “{new}”.")
CONVERTED = N_("Old Bijoy text “{old}” is added as “{new}”.")


class OldText:
    """Looks at the texts of records before they are read; changes them only with ``convert``."""

    def __init__(self, session: Session, of_type: RecordType, *, convert: bool) -> None:
        self._session = session
        self._fields = [one for one in of_type.fields if isinstance(one, TextField | Line | Words)]
        self._convert = convert
        self._count = 0

    def looked_at(self, raw: Mapping[str, Json], place: str) -> Mapping[str, Json]:
        """The raw values of a record, converted if that was asked for; tells of every text it finds."""
        changed = {
            one.name: self._value(raw[one.name], one, place) for one in self._fields if raw.get(one.name)
        }
        return {**raw, **changed}

    def conclude(self) -> None:
        """Say how many more there were than have been told."""
        more = self._count - MOST_TOLD
        if more > 0:
            language = self._session.language
            said = language.plural(
                "{count} more such text was found.", "{count} more such texts were found.", more
            )
            print(said, file=self._session.err)

    def _value(self, raw: Json, field: Field, place: str) -> Json:
        match raw:
            case str():
                unicode = self._text(raw, field, place)
                if unicode == raw or not isinstance(field, TextField):
                    return unicode
                return {"text": unicode, "language": "bn"}
            case list():
                return [self._text(one, field, place) if isinstance(one, str) else one for one in raw]
            case dict():
                return self._with_translations(raw, field, place)
        return raw

    def _with_translations(self, raw: dict[str, Any], field: Field, place: str) -> Json:
        changed = dict(raw)
        translations = raw.get("translations")
        if isinstance(translations, dict):
            changed["translations"] = {
                code: self._translation(one, field, place) for code, one in translations.items()
            }
        if isinstance(raw.get("text"), str):
            changed["text"] = self._text(raw["text"], field, place)
            # Whoever typed it in Latin letters may have it marked as English.
            if changed["text"] != raw["text"] and "bn" not in (translations or ()):
                changed["language"] = "bn"
        return changed

    def _translation(self, raw: Json, field: Field, place: str) -> Json:
        if isinstance(raw, dict) and isinstance(raw.get("text"), str):
            return {**raw, "text": self._text(raw["text"], field, place)}
        return self._text(raw, field, place) if isinstance(raw, str) else raw

    def _text(self, old: str, field: Field, place: str) -> str:
        if not bijoy.looks_like_bijoy(old):
            return old
        new = bijoy.to_unicode(old)
        self._count += 1
        if self._count <= MOST_TOLD:
            message = CONVERTED if self._convert else FOUND
            values = {"old": shown(old, LONGEST_PREVIEW), "new": shown(new, LONGEST_PREVIEW)}
            self._session.tell(InputAtFault(Problem(message, values, field.name, place)))
        return new if self._convert else old
