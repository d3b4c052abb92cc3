"""Dispatch: everything that waits is sent, what headquarters has laid down is fetched, and failures are waited out.

It never blocks anybody: one program at a time sends, on a connection of its own; a channel that does not answer is left
after some seconds and tried again later, each time after a longer while that chance shortens, so that 131 offices whose
server was down do not all come back in the same second.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Protocol

from fieldreport import files
from fieldreport.delivery import envelopes, places
from fieldreport.delivery.alone import alone
from fieldreport.delivery.channels import upload
from fieldreport.delivery.channels.configured import ChannelKind, Channels, Configured
from fieldreport.delivery.channels.connection import DAMAGED, PATIENCE, ChannelFailure, Connection
from fieldreport.delivery.envelopes import EVERYBODY, Envelope
from fieldreport.delivery.inbox import Inbox
from fieldreport.delivery.outbox import WAITING, Outbox, Package, State
from fieldreport.failures import Failure, InputAtFault, MachineAtFault, Problem
from fieldreport.language import N_, Language
from fieldreport.settings import Settings
from fieldreport.store import Store
from fieldreport.store.database import Database

#: The first wait after a failure, and the longest one.
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
#: The longest wait for a folder: looking costs nothing, and whoever puts a stick in waits for it.
LONGEST_FOR_FOLDER = timedelta(minutes=1)
#: How often headquarters' answers are looked for, and after how long it is looked whether a package is still there.
POLL, LOOK_AGAIN = timedelta(minutes=10), timedelta(hours=1)
#: Envelopes fetched at once; what is more comes the next time.
MOST = 200

NO_FILE = N_("There is no file {path}. Please check the name.")
TOO_LARGE = N_("{name} is too large for an envelope of headquarters. Nothing was done with it.")
MAIL_SUBJECT = N_("Field report {period}, issue {issue}, {office}")
MAIL_TEXT = N_("The signed report of {office} on {period} is attached. Please do not change the file.")


@dataclass
class Round:
    """What came of going once through all channels."""

    #: Somebody else is sending just now, so nothing was done.
    busy: bool = False
    delivered: list[Package] = field(default_factory=list)
    received: list[Envelope] = field(default_factory=list)
    #: Why envelopes were not believed.
    refused: list[Problem] = field(default_factory=list)
    #: What failed, by the channel's name.
    failed: list[tuple[str, Problem]] = field(default_factory=list)


class Sending(Protocol):
    """What delivery needs to know of an office."""

    data: Path
    store: Store
    code: str
    clock: Callable[[], datetime]
    settings: Settings

    def language(self, code: str | None = None, /) -> Language:
        """One of the languages, as they are spoken here."""


def wait_after(failures: int, chance: float) -> timedelta:
    """How long a channel is left alone after so many failures; ``chance`` from 0 to 1 shortens it by up to a half."""
    full = min(LONGEST, SHORTEST * (1 << min(failures, 20)))
    return full * (1 - chance / 2)


class Delivery:
    """The delivery of one office: its outbox, its inbox and its channels."""

    def __init__(
        self,
        database: Database,
        data: Path,
        office: str,
        clock: Callable[[], datetime],
        language: Language,
        *,
        chance: Callable[[], float] = random.random,
        patience: float = PATIENCE,
    ) -> None:
        self.outbox = Outbox(database, data, office)
        self.inbox = Inbox(database, data, office)
        self.channels = Channels(database)
        self._office = office
        self._clock = clock
        self._language = language
        self._chance = chance
        self._patience = patience

    @classmethod
    def of(cls, office: Sending) -> Delivery:
        """The delivery of an open office, in whose thread it stays."""
        written_in = office.language(office.settings.workbook_language)
        return cls(office.store.database, office.data, office.code, office.clock, written_in)

    # ---- when ------------------------------------------------------------------------------------------------------

    def is_due(self) -> bool:
        """Whether there is anything to be done now: something waits, or answers have not been looked for lately."""
        waiting = bool(self.outbox.in_state(*WAITING))
        return any(
            self._may_try(one) and (waiting or one.failures > 0 or self._may_poll(one))
            for one in self.channels.all()
        )

    def _may_try(self, channel: Configured) -> bool:
        # A wait longer than the longest was set by a clock that was wrong.
        return channel.next_at is None or not timedelta(0) < channel.next_at - self._clock() <= LONGEST

    def _may_poll(self, channel: Configured) -> bool:
        if channel.kind is ChannelKind.MAIL:
            return False
        return channel.polled_at is None or not timedelta(0) <= self._clock() - channel.polled_at < POLL

    # ---- one round -------------------------------------------------------------------------------------------------

    def run(self, *, at_once: bool = False) -> Round:
        """Send what waits and fetch what has come; ``at_once`` also where a channel failed a moment ago.

        Failures of channels and envelopes are told in the result, none is raised.
        """
        done = Round()
        with alone(self.outbox.folder) as mine:
            if not mine:
                return Round(busy=True)
            channels = self.channels.all()
            known = {one.name for one in channels}
            for channel in channels:
                # What waits for a channel that was removed goes by the first one.
                waiting = [
                    one
                    for one in self.outbox.in_state(*WAITING)
                    if one.channel == channel.name or (one.channel not in known and channel is channels[0])
                ]
                looks = at_once or self._may_poll(channel)
                if (waiting or looks or channel.failures) and (at_once or self._may_try(channel)):
                    self._serve(channel, waiting, done, looks=at_once)
            if done.received:
                self.outbox.clear()
        return done

    def _serve(self, channel: Configured, waiting: Sequence[Package], done: Round, *, looks: bool) -> None:
        try:
            if channel.kind is ChannelKind.MAIL:
                for package in waiting:
                    self._by_mail(channel, package, done)
            else:
                with channel.opened(self._patience) as connection:
                    for package in (*waiting, *self._gone(connection, channel, looks=looks)):
                        self._send(connection, channel, package, done)
                    self._fetch(connection, done)
            self.channels.worked(channel.name, self._clock())
        except (MachineAtFault, InputAtFault) as failure:
            problem = _problem(failure)
            wait = wait_after(channel.failures, self._chance())
            if channel.kind is ChannelKind.FOLDER:
                wait = min(wait, LONGEST_FOR_FOLDER)
            self.channels.failed(channel.name, self._clock() + wait, problem)
            self.outbox.rest()
            done.failed.append((channel.name, problem))

    def _send(self, connection: Connection, channel: Configured, package: Package, done: Round) -> None:
        path, content = self.outbox.begin(package, self.inbox.recipient())
        upload.put(connection, path, content, package.tag, channel.address)
        self._was_delivered(package, channel, str(path), done)

    def _by_mail(self, channel: Configured, package: Package, done: Round) -> None:
        from fieldreport.delivery.channels import mail

        place, content = self.outbox.begin(package, self.inbox.recipient())
        said = {"period": package.period, "issue": package.issue, "office": self._office}
        path = self.outbox.folder / "mail" / f"{place.name}.eml"
        mail.lay_down(
            path,
            channel.address,
            self._language.say(MAIL_SUBJECT, **said),
            self._language.say(MAIL_TEXT, office=self._office, period=package.period),
            place.name,
            content,
        )
        self._was_delivered(package, channel, str(path), done)

    def _was_delivered(self, package: Package, channel: Configured, place: str, done: Round) -> None:
        self.outbox.delivered(package, place, self._clock())
        now = self.outbox.find(package.sha256)
        if now is not None:
            done.delivered.append(now)

    def _gone(self, connection: Connection, channel: Configured, *, looks: bool) -> list[Package]:
        """Packages without an answer that are no longer where they were laid down: they are sent again."""
        gone = []
        for package in self.outbox.in_state(State.DELIVERED):
            since = package.delivered_at
            recent = since is not None and timedelta(0) <= self._clock() - since < LOOK_AGAIN
            if package.channel != channel.name or package.place is None or (recent and not looks):
                continue
            if connection.size(PurePosixPath(package.place)) is None:
                self.outbox.is_gone(package)
                gone.append(package)
        return gone

    def attempt(self, name: str) -> None:
        """Try a channel: write a small file, read it back and take it away; raises what ``run`` would only tell.

        Nothing need be tried of a channel for letters.
        """
        channel = self.channels.named(name)
        if channel.kind is ChannelKind.MAIL:
            return
        content = os.urandom(1_000)
        path = places.unfinished(
            PurePosixPath(places.REPORTS, self._office, "a trial"), hashlib.sha256(content).hexdigest()[:8]
        )
        with channel.opened(self._patience) as connection:
            connection.write(path, content, 0)
            same = upload.is_there(connection, path, content)
            connection.remove(path)
        if not same:
            raise ChannelFailure(DAMAGED, channel=channel.address)
        self.channels.worked(name, self._clock())

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _fetch(self, connection: Connection, done: Round) -> None:
        taken = self.inbox.names()
        fetched = 0
        for office in (self._office, EVERYBODY):
            folder = places.receipts(office)
            for name in connection.names(folder):
                if not name.endswith(envelopes.ENDING) or name.startswith(".") or name in taken:
                    continue
                fetched += 1
                if fetched > MOST:
                    return
                self._take(_content(connection, folder / name), name, done)

    def _take(self, content: bytes | None, name: str, done: Round) -> None:
        if content is None:
            done.refused.append(Problem(TOO_LARGE, {"name": name}))
            return
        try:
            taken = self.inbox.take(content, name, self._clock())
        except InputAtFault as failure:
            done.refused.extend(failure.problems)
            return
        if taken.fresh:
            done.received.append(taken.envelope)

    def take_file(self, path: Path) -> Envelope:
        """Take in an envelope that came by another way, as a file; raises ``InputAtFault`` and ``MachineAtFault``."""
        if not path.is_file():
            raise InputAtFault(Problem(NO_FILE, {"path": str(path)}))
        with files.plainly(path), path.open("rb") as file:
            content = file.read(envelopes.LARGEST + 1)
        return self.inbox.take(content, path.name, self._clock()).envelope


def _content(connection: Connection, path: PurePosixPath) -> bytes | None:
    """The content of a file that may be an envelope, None for one that is too large."""
    blocks, length = [], 0
    for block in connection.read(path):
        blocks.append(block)
        length += len(block)
        if length > envelopes.LARGEST:
            return None
    return b"".join(blocks)


def _problem(failure: Failure) -> Problem:
    if isinstance(failure, InputAtFault):
        return failure.problems[0]
    if isinstance(failure, MachineAtFault):
        return failure.problem
    raise failure
