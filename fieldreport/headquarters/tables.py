"""Tables: what headquarters keeps, the same in SQLite and PostgreSQL.

A package is one workbook that came. What it holds is named by the hash of its records' entries (``contents``), so that
one issue in three languages is kept once. Which of a record's versions is the last word on it follows from the packages
that count.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy import Column as Kept

#: Counts changes of these tables; a store with a higher number belongs to a newer program.
SCHEMA = 1

metadata = MetaData()

#: Properties of the store itself, such as its schema.
PROPERTY = Table(
    "property", metadata, Kept("name", String(40), primary_key=True), Kept("value", Text, nullable=False)
)

#: Plan packs and lists of offices as they were given; ``since`` is the day from which one holds, empty for always.
DOCUMENT = Table(
    "document",
    metadata,
    Kept("id", Integer, primary_key=True, autoincrement=True),
    Kept("kind", String(10), nullable=False),
    Kept("since", String(10), nullable=False),
    Kept("added_at", String(32), nullable=False),
    Kept("content", Text, nullable=False),
)

#: Workbooks that came. ``rank`` orders packages of one issue, ``counts`` marks those that hold for their period.
PACKAGE = Table(
    "package",
    metadata,
    Kept("sha256", String(64), primary_key=True),
    Kept("office", String(8), nullable=False),
    Kept("period", String(8), nullable=False),
    Kept("issue", Integer, nullable=False),
    Kept("language", String(8), nullable=False),
    Kept("plan", String(64), nullable=False),
    Kept("digest", String(43), nullable=False),
    Kept("previous", String(43), nullable=False),
    Kept("reason", Text, nullable=False),
    Kept("signature", String(10), nullable=False),
    Kept("signed_by", Text, nullable=False),
    Kept("signed_at", String(32), nullable=False),
    Kept("key", String(40), nullable=False),
    Kept("contents", String(43), nullable=False),
    Kept("records", Integer, nullable=False),
    Kept("rank", String(100), nullable=False),
    Kept("file", Text, nullable=False),
    Kept("received_at", String(32), nullable=False),
    Kept("returned_at", String(32), nullable=False, default=""),
    Kept("why", Text, nullable=False, default=""),
    Kept("counts", Boolean, nullable=False, default=False),
    Index("package_by_office", "office", "period"),
    Index("package_by_period", "period"),
    Index("package_by_contents", "contents"),
)

#: The records of packages as they were signed: their canonical JSON, a line each, compressed by zlib.
CONTENT = Table(
    "content",
    metadata,
    Kept("contents", String(43), primary_key=True),
    Kept("office", String(8), nullable=False),
    Kept("lines", LargeBinary, nullable=False),
)

#: Each version of each record in each content: by what it is counted and chosen (``facts``, all of them texts), and
#: whether it is what its office has ``last`` said of the record, by the packages that count.
RECORD = Table(
    "record",
    metadata,
    Kept("contents", String(43), primary_key=True),
    Kept("record", String(36), primary_key=True),
    Kept("office", String(8), nullable=False),
    Kept("type", String(40), nullable=False),
    Kept("revision", Integer, nullable=False),
    Kept("hash", String(43), nullable=False),
    Kept("changed_at", String(32), nullable=False),
    Kept("archived", Boolean, nullable=False),
    Kept("day", String(10), nullable=False),
    Kept("last", Boolean, nullable=False),
    Kept("facts", JSON, nullable=False),
    Index("record_by_identity", "record", "office"),
    Index("record_by_type", "type", "day", sqlite_where=text("last"), postgresql_where=text("last")),
)

#: Records that headquarters gives back, each with what it says of it.
RETURNED = Table(
    "returned",
    metadata,
    Kept("package", String(64), primary_key=True),
    Kept("record", String(36), primary_key=True),
    Kept("comment", Text, nullable=False),
    Kept("at", String(32), nullable=False),
)

#: Files that are not believed, with the reason; taken out when the same file is accepted later.
QUARANTINE = Table(
    "quarantine",
    metadata,
    Kept("sha256", String(64), primary_key=True),
    Kept("file", Text, nullable=False),
    Kept("office", String(8), nullable=False),
    Kept("period", String(8), nullable=False),
    Kept("issue", Integer, nullable=False),
    Kept("reason", String(40), nullable=False),
    Kept("first_at", String(32), nullable=False),
    Kept("why", Text, nullable=False, default=""),
    Index("quarantine_by_period", "period"),
)

#: What headquarters has signed for offices; ``says`` names what a receipt says of its package.
ENVELOPE = Table(
    "envelope",
    metadata,
    Kept("serial", Integer, primary_key=True, autoincrement=False),
    Kept("kind", String(10), nullable=False),
    Kept("office", String(8), nullable=False),
    Kept("period", String(8), nullable=False),
    Kept("issue", Integer, nullable=False),
    Kept("package", String(64), nullable=False),
    Kept("says", String(64), nullable=False),
    Kept("made_at", String(32), nullable=False),
    Kept("content", LargeBinary, nullable=False),
    Index("envelope_by_package", "package"),
)
