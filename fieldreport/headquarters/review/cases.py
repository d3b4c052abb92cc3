"""Cases: what offices have written of shortfalls and difficulties, and the buyers that several of them have."""

from __future__ import annotations

from fieldreport.headquarters.finding import Difficulty, Said
from fieldreport.headquarters.review.material import Material
from fieldreport.headquarters.review.sheets import amounts_of, choice, limits
from fieldreport.language import Language
from fieldreport.records.action import ACTION
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.report.safe import Texts
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import Listing


def remedial(material: Material, language: Language, texts: Texts, title: str) -> Listing:
    """Every office's task below the threshold, with the cause and the action that the office has reported."""
    say = language.say
    columns = (
        Column(say("Office"), Format.CODE, 10),
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 34),
        Column(say("Actual"), Format.DECIMAL, 10),
        Column(say("Target to date"), Format.DECIMAL, 12),
        Column(say("Achievement"), Format.PERCENT, 12, limits=limits(material.plan)),
        Column(say("Cause of the shortfall"), Format.TEXT, 44),
        Column(say("Remedy"), Format.TEXT, 24),
        Column(say("What is to be done"), Format.TEXT, 40),
        Column(say("Due"), Format.CODE, 12),
        Column(say("Reference"), Format.CODE, 12),
        Column(say("UUID"), Format.CODE, 38, aside=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in material.now.short:
        about = (one.office, one.task.number, one.task.name(language.code))
        amounts = amounts_of(one)
        head = (*about, amounts[0], amounts[1], amounts[3])
        actions = material.remedies.get((one.office, one.task.number), ())
        for action in actions:
            rows.append(
                (
                    *head,
                    _text(action, "cause", language, texts, columns[6].header),
                    choice(ACTION.field("remedy"), action.get("remedy"), language),
                    _text(action, "what", language, texts, columns[8].header),
                    _plain(action.get("due")),
                    _plain(action.get("reference")),
                    _plain(action.get("id")),
                )
            )
        if not actions:
            rows.append((*head, *(None,) * 6))
    return Listing(title, columns, rows, essential=11)


def escalated(material: Material, language: Language, texts: Texts, title: str) -> Listing:
    """The open difficulties that offices have escalated to headquarters."""
    say = language.say
    columns = (
        Column(say("Office"), Format.CODE, 10),
        Column(say("Reference"), Format.CODE, 12),
        Column(say("Kind"), Format.TEXT, 20),
        Column(say("Reported on"), Format.CODE, 12),
        Column(say("Description"), Format.TEXT, 56),
        Column(say("Why it was escalated"), Format.TEXT, 40),
        Column(say("Status"), Format.TEXT, 14),
        Column(say("Waiting on"), Format.TEXT, 24),
        Column(say("UUID"), Format.CODE, 38, aside=True),
    )
    rows = [
        _escalated(one, material.escalated.get(one.id, {}), language, texts, columns)
        for one in material.difficulties
        if one.id in material.escalated
    ]
    return Listing(title, columns, rows, essential=8)


def _escalated(
    one: Difficulty, said: Said, language: Language, texts: Texts, columns: tuple[Column, ...]
) -> tuple[Cell, ...]:
    return (
        one.office,
        one.reference or None,
        choice(DIFFICULTY.field("kind"), one.kind, language),
        one.reported_on or None,
        _text(said, "description", language, texts, columns[4].header),
        _text(said, "escalated_why", language, texts, columns[5].header),
        choice(DIFFICULTY.field("status"), one.status, language),
        _text(said, "waiting_on", language, texts, columns[7].header),
        one.id,
    )


def buyers(material: Material, language: Language, texts: Texts, title: str) -> Listing:
    """Organisations that several offices have."""
    say = language.say
    columns = (
        Column(say("Name"), Format.TEXT, 60),
        Column(say("Country"), Format.TEXT, 20),
        Column(say("Offices"), Format.WHOLE, 10),
        Column(say("Records"), Format.TEXT, 60),
        Column(language.say_in("review", "What they share"), Format.TEXT, 30),
    )
    shares = {
        "registration": say("Registration number"),
        "website": say("Website"),
        "name": say("Name and country"),
    }
    rows = [
        (
            texts.fit(" / ".join(one.names), "", columns[0].header),
            language.country(one.country) if one.country else None,
            len({office for office, *_ in one.by_office}),
            texts.fit(
                ", ".join(f"{office} {reference}".strip() for office, reference, _ in one.by_office),
                "",
                columns[3].header,
            ),
            language.listing(shares[evidence] for evidence in one.evidence),
        )
        for one in material.buyers
    ]
    return Listing(title, columns, rows)


# ---- what offices have written -------------------------------------------------------------------------------------


def _text(said: Said, name: str, language: Language, texts: Texts, column: str) -> str | None:
    """A text in the reader's language, or as it was written."""
    raw = said.get(name)
    if not isinstance(raw, dict):
        return None
    translation = raw.get("translations", {}).get(language.code)
    written = translation.get("text") if isinstance(translation, dict) else None
    found = written if isinstance(written, str) and written else raw.get("text")
    return texts.fit(found, str(said.get("reference", "")), column) if isinstance(found, str) else None


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= 200 else None
