"""The command about the person's own options: languages, digits, look, reminders, backups, name."""

from __future__ import annotations

from fieldreport import parsing
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.settings import CHOICES, Settings
from fieldreport.text import one_line

#: The options that can be chosen here. Their words are in ``CHOICES``; any text will do for those that have none.
OPTIONS = (
    "person",
    "language",
    "workbook_language",
    "bengali_digits",
    "theme",
    "scale",
    "reminders",
    "remind_days",
    "quiet_from",
    "quiet_until",
    "quiet_days",
    "backup_folder",
    "backup_days",
)
YES_OR_NO = ("yes", "no")
NO_OPTION = N_("There is no option “{name}”; use one of these: {known}.")
NOT_A_CHOICE = N_("“{value}” is not one of the choices: {choices}.")
HOW = N_("“{word}” is not an option and its value; write it like language=bn.")


def settings(session: Session, typed: Typed) -> None:
    """Show the person's options, or choose some; all that are typed or none."""
    chosen = dict(_chosen(word) for word in typed.words.get("NAME=VALUE", ()))
    with session.office() as office:
        if chosen:
            office.save_settings(**chosen)
        if typed.flag("--json"):
            session.json({name: getattr(office.settings, name) for name in OPTIONS})
            return
        for name in OPTIONS:
            session.line(f"{name}={_said(office, name)}")


def _chosen(word: str) -> tuple[str, str | int | bool]:
    name, sign, value = word.partition("=")
    if not sign:
        raise WrongUsage(HOW, word=word)
    if name not in OPTIONS:
        raise WrongUsage(NO_OPTION, name=name, known=", ".join(OPTIONS))
    value = one_line(value)
    if isinstance(getattr(Settings(), name), bool):
        try:
            return name, parsing.yes_no(value)
        except Unreadable as unreadable:
            raise WrongUsage(NOT_A_CHOICE, value=value, choices=", ".join(YES_OR_NO)) from unreadable
    if name not in CHOICES:
        return name, value
    choices = {str(one): one for one in CHOICES[name]}
    if value not in choices:
        raise WrongUsage(NOT_A_CHOICE, value=value, choices=", ".join(choices))
    return name, choices[value]


def _said(office: Office, name: str) -> str:
    value = getattr(office.settings, name)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
