"""What the tool shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.delivery.channels.configured import Configured
from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.envelopes import Kind
from fieldreport.delivery.inbox import Received
from fieldreport.delivery.outbox import Package

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Packages and envelopes that are shown: a year's.
MOST = 30


@dataclass(frozen=True)
class Named:
    """A record that headquarters gave back, as people know it."""

    type: str
    reference: str
    title: str


@dataclass(frozen=True)
class Seen:
    """The outbox, what came, the channels; ``named`` are the returned records by their ids, ``files`` by serial."""

    packages: Sequence[Package]
    received: Sequence[Received]
    channels: Sequence[Configured]
    named: Mapping[str, Named]
    files: Mapping[int, Path]


def seen(office: Office, *, language: str) -> Seen:
    """Read what the tool shows."""
    delivery = Delivery.of(office)
    received = delivery.inbox.all()[:MOST]
    titles = office.titles(office.language(language))
    named = {}
    for one in {returned.id for each in received for returned in each.envelope.returned}:
        found = office.store.find(one)
        if found is not None:
            record = office.store.record(one)
            named[one] = Named(found[0].name, record.reference, titles(one))
    files = {
        one.envelope.serial: delivery.inbox.file_of(one.envelope)
        for one in received
        if one.envelope.kind in (Kind.PLAN, Kind.OFFICES)
    }
    return Seen(delivery.outbox.all()[:MOST], received, delivery.channels.all(), named, files)
