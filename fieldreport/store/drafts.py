"""Drafts: what is being typed and not yet saved, kept so that a power cut loses at most two seconds of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fieldreport.field import Json, dump
from fieldreport.fields.day import moment_text
from fieldreport.store.database import Database


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form: raw text and JSON by field name, valid or not.

    ``form`` names the form (the record's id, or ``new:lead``); ``record_id`` is None for a new record.
    """

    form: str
    type: str
    record_id: str | None
    typed: Mapping[str, Json]
    at: datetime
    by: str


class Drafts:
    """The drafts of an office, each kept until its form is saved or the person drops it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of the form's earlier one."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO draft (form, type, record_id, typed, at, by) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    draft.form,
                    draft.type,
                    draft.record_id,
                    dump(dict(draft.typed)),
                    moment_text(draft.at),
                    draft.by,
                ),
            )

    def all(self) -> list[Draft]:
        """Every draft, the latest first."""
        return [
            Draft(form, of_type, record_id, json.loads(typed), datetime.fromisoformat(at), by)
            for form, of_type, record_id, typed, at, by in self._database.rows(
                "SELECT form, type, record_id, typed, at, by FROM draft ORDER BY at DESC"
            )
        ]

    def drop(self, form: str) -> None:
        """Forget a form's draft; nothing happens when there is none."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM draft WHERE form = ?", (form,))
