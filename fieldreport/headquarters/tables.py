"""Tables: what headquarters keeps, the same in SQLite and PostgreSQL.

A package is one workbook that came. What it holds is named by the hash of its records' entries (``contents``), so that
one issue in three languages is kept once. Which of a record's versions is the last word on it follows from the packages
that count.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

#: Counts changes of these tables; a store with a higher number belongs to a newer program.
SCHEMA = 1

metadata = MetaData()

#: Properties of the store itself, such as its schema.
PROPERTY = Table(
    "property", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

#: Plan packs and lists of offices as they were given; ``since`` is the day from which one holds, empty for always.
DOCUMENT = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(10), nullable=False),
    Column("since", String(10), nullable=False),
    Column("added_at", String(32), nullable=False),
    Column("content", Text, nullable=False),
)

#: Workbooks that came. ``rank`` orders packages of one issue, ``counts`` marks those that hold for their period.
PACKAGE = Table(
    "package",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("office", String(8), nullable=False),
    Column("period", String(8), nullable=False),
    Column("issue", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("plan", String(64), nullable=False),
    Column("digest", String(43), nullable=False),
    Column("previous", String(43), nullable=False),
    Column("reason", Text, nullable=False),
    Column("signature", String(10), nullable=False),
    Column("signed_by", Text, nullable=False),
    Column("signed_at", String(32), nullable=False),
    Column("key", String(40), nullable=False),
    Column("contents", String(43), nullable=False),
    Column("records", Integer, nullable=False),
    Column("rank", String(100), nullable=False),
    Column("file", Text, nullable=False),
    Column("received_at", String(32), nullable=False),
    Column("returned_at", String(32), nullable=False, default=""),
    Column("why", Text, nullable=False, default=""),
    Column("counts", Boolean, nullable=False, default=False),
    Index("package_by_office", "office", "period"),
    Index("package_by_period", "period"),
    Index("package_by_contents", "contents"),
)

#: The records of packages as they were signed: their canonical JSON, a line each, compressed by zlib.
CONTENT = Table(
    "content",
    metadata,
    Column("contents", String(43), primary_key=True),
    Column("office", String(8), nullable=False),
    Column("lines", LargeBinary, nullable=False),
)

#: Each version of each record in each content: by what it is counted and chosen (``facts``, all of them texts), and
#: whether it is what its office has ``last`` said of the record, by the packages that count.
RECORD = Table(
    "record",
    metadata,
    Column("contents", String(43), primary_key=True),
    Column("record", String(36), primary_key=True),
    Column("office", String(8), nullable=False),
    Column("type", String(40), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("hash", String(43), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("day", String(10), nullable=False),
    Column("last", Boolean, nullable=False),
    Column("facts", JSON, nullable=False),
)
Index("record_by_identity", RECORD.c.record, RECORD.c.office)
Index(
    "record_by_type",
    RECORD.c.type,
    RECORD.c.day,
    sqlite_where=RECORD.c["last"].is_(True),
    postgresql_where=RECORD.c["last"].is_(True),
)

#: Records that headquarters gives back, each with what it says of it.
RETURNED = Table(
    "returned",
    metadata,
    Column("package", String(64), primary_key=True),
    Column("record", String(36), primary_key=True),
    Column("comment", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

#: Files that are not believed, with the reason; taken out when the same file is accepted later.
QUARANTINE = Table(
    "quarantine",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("file", Text, nullable=False),
    Column("office", String(8), nullable=False),
    Column("period", String(8), nullable=False),
    Column("issue", Integer, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("first_at", String(32), nullable=False),
    Column("why", Text, nullable=False, default=""),
    Index("quarantine_by_period", "period"),
)

#: What headquarters has signed for offices; ``says`` names what a receipt says of its package.
ENVELOPE = Table(
    "envelope",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),
    Column("office", String(8), nullable=False),
    Column("period", String(8), nullable=False),
    Column("issue", Integer, nullable=False),
    Column("package", String(64), nullable=False),
    Column("says", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("envelope_by_package", "package"),
)
