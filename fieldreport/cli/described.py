"""Described: what a record type is made of, for people and for other programs."""

from __future__ import annotations

import json

from fieldreport import folders
from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import Session, record_type
from fieldreport.field import Field, Json
from fieldreport.fields import Link, Links, TextField
from fieldreport.language import CODES, Language
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES


def fields(session: Session, typed: Typed) -> None:
    """What a record type is made of; needs no office."""
    of_type = record_type(typed.word("TYPE"))
    if typed.flag("--json"):
        session.json(described(of_type))
        return
    say = session.language.say
    session.table(
        [say("Field"), say("Label"), say("Kind"), say("Needed"), say("For example")],
        [
            [one.name, say(one.label), one.kind, say("Yes") if one.required else "", _example(one)]
            for one in of_type.fields
        ],
    )


def described(of_type: RecordType) -> list[Json]:
    """A record type's fields for other programs."""
    languages = [Language(code, folder=folders.locales()) for code in CODES]

    def labels(text: str) -> Json:
        return {language.code: language.say(text) for language in languages}

    return [
        {
            "name": one.name,
            "labels": labels(one.label),
            "kind": one.kind,
            "required": one.required,
            "choices": [
                {"code": code, "labels": labels(label)} for code, label in getattr(one, "choices", {}).items()
            ],
            "default": getattr(one, "default", None),
            "to": list(getattr(one, "to", ())),
            "help": labels(one.help) if one.help else None,
            "example": _plain_example(one),
        }
        for one in of_type.fields
    ]


def _plain_example(one: Field) -> Json:
    choices = getattr(one, "choices", None)
    if isinstance(one, Link | Links):
        prefix = next(of_type.prefix for of_type in RECORD_TYPES if of_type.name == one.to[0])
        return f"{prefix}-0012" if isinstance(one, Link) else [f"{prefix}-0012", f"{prefix}-0013"]
    if isinstance(one, TextField) and one.short:
        return one.short_example
    if not choices:
        return getattr(one, "such_as", "") or one.example
    first = next(iter(choices))
    return [first] if isinstance(one.example, list) else first


def _example(one: Field) -> str:
    example = _plain_example(one)
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
