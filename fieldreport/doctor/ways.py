"""Channels: that each can be reached, and shows the key that was agreed; nothing is written there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from fieldreport.doctor.database import opened
from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.language import N_
from fieldreport.office import DATABASE_NAME

#: Seconds that a channel is waited for.
PATIENCE = 10.0
CHECK = "channels"

NO_WAY = N_("There is no way to headquarters yet: a shared folder, a server, or letters. Please add one.")
REACHED = N_("{name} can be reached: {address}")
BY_MAIL = N_("{name} makes letters for your mail program; there is nothing to be reached.")
NOT_WRITABLE = N_("{path} may be read but not written to. Please ask headquarters or change its permissions.")


def look(data: Path) -> Iterator[Finding]:
    """What is found about the ways to headquarters; asks the network."""
    from fieldreport.delivery.channels.configured import ChannelKind, Channels
    from fieldreport.store.database import Database

    path = data / DATABASE_NAME
    if not path.is_file():
        return
    try:
        with opened(path) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'channel'").fetchone():
                return
        database = Database(path, readonly=True)
        try:
            known = Channels(database).all()
        finally:
            database.close()
    except MachineAtFault:
        # The database's own finding says it.
        return
    if not known:
        yield Finding(CHECK, State.ADVICE, NO_WAY)
    for one in known:
        if one.kind is ChannelKind.MAIL:
            yield Finding(CHECK, State.GOOD, BY_MAIL, {"name": one.name})
            continue
        try:
            with one.opened(PATIENCE) as connection:
                _ask(connection)
        except (MachineAtFault, InputAtFault) as failure:
            yield Finding.of(CHECK, failure)
            continue
        if one.kind is ChannelKind.FOLDER and not os.access(one.address, os.W_OK):
            yield Finding(CHECK, State.WRONG, NOT_WRITABLE, {"path": shown(Path(one.address))})
            continue
        address = shown(Path(one.address)) if one.kind is ChannelKind.FOLDER else one.address
        yield Finding(CHECK, State.GOOD, REACHED, {"name": one.name, "address": address})


def _ask(connection: object) -> None:
    from fieldreport.delivery import places
    from fieldreport.delivery.channels.connection import Connection
    from fieldreport.delivery.envelopes import EVERYBODY

    asked: Connection = connection  # type: ignore[assignment]
    asked.names(places.receipts(EVERYBODY))
