"""The commands about the report's way to headquarters and what comes back."""

from __future__ import annotations

from fieldreport.cli import channels, delivery
from fieldreport.cli.arguments import Command, Option, Word
from fieldreport.cli.commands.usual import JSON, PERIOD_OR_CURRENT
from fieldreport.language import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        name="channels",
        help=N_(
            "List the ways to headquarters; add one (folder, WebDAV, SFTP, mail), try, prefer or remove it."
        ),
        run=channels.channels,
        words=(
            Word(
                name="ACTION", help=N_("list, add, try, first or remove; list if left out."), required=False
            ),
            Word(
                name="NAME",
                help=N_("What the channel is called here: small letters, digits, hyphens."),
                required=False,
            ),
            Word(
                name="ADDRESS",
                help=N_("A folder, https://… (WebDAV), sftp://user@server/folder, or mailto:… for letters."),
                required=False,
            ),
        ),
        options=(
            Option(name="--user", value="NAME", help=N_("Who this office is at the server.")),
            Option(name="--password", help=N_("Ask for the password, or for the passphrase of the key.")),
            Option(
                name="--key",
                value="FILE",
                help=N_("The private key that SFTP uses in the place of a password."),
            ),
            Option(
                name="--host-key",
                value="SHA256:…",
                help=N_("The fingerprint of the SFTP server's key, as headquarters told it."),
            ),
            JSON,
        ),
    ),
    Command(
        name="deliver",
        help=N_("Send a period's signed report and what else waits, and fetch what headquarters has sent."),
        run=delivery.deliver,
        words=(Word(name="PERIOD", help=PERIOD_OR_CURRENT.help, required=False),),
        options=(
            Option(name="--now", help=N_("Also by channels that failed a moment ago.")),
            Option(name="--channel", value="NAME", help=N_("By this channel; else by the first one.")),
            JSON,
        ),
    ),
    Command(
        name="outbox",
        help=N_("Show what was sent to headquarters and what it has acknowledged or returned."),
        run=delivery.outbox,
        options=(JSON,),
    ),
    Command(
        name="receipts",
        help=N_("List what headquarters has sent: receipts, plan packs, messages; or take in such a file."),
        run=delivery.receipts,
        words=(
            Word(
                name="FILE", help=N_("A file that came from headquarters by mail."), required=False, many=True
            ),
        ),
        options=(JSON,),
    ),
)
