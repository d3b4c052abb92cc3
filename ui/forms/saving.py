"""What the keeper asks of the writing office, apart from saving the form itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldreport.store import Change

if TYPE_CHECKING:
    from fieldreport.office import Office


def keep(office: Office, *, form: str, of_type: str, record_id: str | None, typed: dict[str, Any]) -> None:
    """Keep a draft of what is typed."""
    from fieldreport.store.drafts import Draft

    office.drafts.keep(Draft(form, of_type, record_id, typed, office.clock(), office.person))


def drop(office: Office, *, form: str) -> None:
    """Forget a draft."""
    office.drafts.drop(form)


def archive(office: Office, *, record_id: str, reason: str) -> Change:
    """Put a record away, with the reason."""
    return office.archive(record_id, reason)


def unarchive(office: Office, *, record_id: str) -> Change:
    """Take a record out of the archive."""
    return office.store.unarchive(record_id, office.person)
