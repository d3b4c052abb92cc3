"""The commands about files on records: attach, attachments, detach."""

from __future__ import annotations

from pathlib import Path

from fieldreport.attachments import Attachments
from fieldreport.attachments.wording import about, size
from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import Session


def attach(session: Session, typed: Typed) -> None:
    """Put files on a record."""
    with session.writing() as office:
        record = office.store.record(typed.word("ID"))
        kept = Attachments(office.store, office.data)
        before = {one.sha256 for one in kept.of(record.id)}
        kept.attach(record.id, [Path(one) for one in typed.words["FILE"]], office.person)
        for one in kept.of(record.id):
            if one.sha256 not in before:
                session.line(one.name)


def attachments(session: Session, typed: Typed) -> None:
    """List the files on a record, or copy them out."""
    language = session.language
    with session.office() as office:
        record = office.store.record(typed.word("ID"))
        kept = Attachments(office.store, office.data)
        found = kept.of(record.id)
        folder = typed.option("--out")
        if folder is not None:
            for one in found:
                session.line(str(kept.copy_to(one, Path(folder))))
        elif typed.flag("--json"):
            session.json_lines((one.to_json() for one in found), array=True)
        elif not found:
            session.say("There is no file on {reference}.", reference=language.reference(record.reference))
        else:
            session.table(
                [
                    language.say_in("file on a record", "Name"),
                    language.say("Kind"),
                    language.say_in("file on a record", "Size"),
                    language.say("About"),
                ],
                [
                    [
                        one.name,
                        language.say(one.kind.value.label),
                        size(one.size, language),
                        about(one, language),
                    ]
                    for one in found
                ],
            )


def detach(session: Session, typed: Typed) -> None:
    """Take a file off a record."""
    with session.writing() as office:
        record = office.store.record(typed.word("ID"))
        kept = Attachments(office.store, office.data)
        one = kept.named(record, typed.word("NAME"))
        kept.detach(record.id, one.sha256, office.person)
        session.line(one.name)
