"""Wording: counting rules and differences between plans, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from fieldreport.fields import Choice
from fieldreport.language import Language, N_in
from fieldreport.names import Names
from fieldreport.plan.changes import Aspect, Changes, Difference, Kind, Version
from fieldreport.plan.counting import CountingRule, Where
from fieldreport.plan.roadmap import Support
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.values import Money

KINDS = {
    Kind.ADDED: N_in("plan change", "New"),
    Kind.REMOVED: N_in("plan change", "Removed"),
    Kind.CHANGED: N_in("plan change", "Changed"),
}


def named(names: Names, language: Language) -> str:
    """A name of the plan's in the language, its digits those that the reader has chosen."""
    return language.reference(names.in_language(language.code))


def rule_in_words(
    rule: CountingRule, language: Language, record_types: Sequence[RecordType] = RECORD_TYPES
) -> str:
    """What a rule counts, in whole sentences: how it adds up, by which day, and which records."""
    kind = next(one for one in record_types if one.name == rule.record)
    say = language.say
    records, day = say(kind.plural), say(kind.field(rule.date).label)
    field = say(kind.field(rule.measure.field).label) if rule.measure.field else ""
    match rule.measure.kind:
        case "count":
            how = say("The number of records is counted ({records}).", records=records)
        case "distinct":
            how = say(
                "Each one named in “{field}” is counted once, however many records name it ({records}).",
                field=field,
                records=records,
            )
        case _ if rule.measure.missing:
            how = say(
                "“{field}” is added up ({records}); a record without it counts as {missing}.",
                field=field,
                records=records,
                missing=rule.measure.missing,
            )
        case _:
            how = say("“{field}” is added up ({records}).", field=field, records=records)
    dated = say("The day that decides is “{day}”.", day=day)
    return " ".join([how, dated, *conditions_in_words(kind, rule.where, language)])


def conditions_in_words(record_type: RecordType, where: Where, language: Language) -> list[str]:
    """A sentence for each field that must hold one of some values."""
    return [
        language.say(
            "Only where “{field}” is: {values}.",
            field=language.say(record_type.field(name).label),
            values=[
                one.show(value, language)
                if isinstance(one := record_type.field(name), Choice)
                else language.show(value)
                for value in values
            ],
        )
        for name, values in where.items()
    ]


def version_in_words(changes: Changes, language: Language) -> str:
    """How the pack's version compares with that of the plan in use; empty for a newer one of the same plan."""
    old, new = language.reference(changes.old.version), language.reference(changes.new.version)
    match changes.version:
        case Version.OLDER:
            return language.say(
                "This pack is older ({new}) than the plan in use ({old}). Accept it only to go back.",
                new=new,
                old=old,
            )
        case Version.SAME if changes.differences:
            return language.say(
                "This pack says other things than the plan in use, but has the same version ({version}).",
                version=new,
            )
        case Version.OTHER_PLAN:
            return language.say(
                "This is another plan ({new}), no newer version of the one in use ({old}).",
                new=language.reference(changes.new.id),
                old=language.reference(changes.old.id),
            )
        case _:
            return ""


def place_in_words(one: Difference, changes: Changes, language: Language) -> str:
    """Whose difference it is: a task with its name, a month of the roadmap, or the plan."""
    if one.month is not None and one.task is not None:
        return language.say("Month {month}, task {task}", month=one.month, task=one.task)
    if one.month is not None:
        return language.say("Month {month}", month=one.month)
    if one.task is None:
        return language.say_in("plan change", "Plan")
    task = (changes.new if changes.new.has_task(one.task) else changes.old).task(one.task)
    return language.say("{number}. {name}", number=one.task, name=task.name(language.code))


def sides_in_words(one: Difference, language: Language) -> tuple[str, str]:
    """What it was and what it will be; a dash for nothing."""
    if isinstance(one.old, Names) and isinstance(one.new, Names):
        # Where only another language's name was changed, that one is shown.
        codes = (language.code, "ko", "en", "bn")
        code = next(code for code in codes if one.old.in_language(code) != one.new.in_language(code))
        old, new = one.old.in_language(code), one.new.in_language(code)
        return language.reference(old), language.reference(new)
    return _shown(one.old, one.percent, language), _shown(one.new, one.percent, language)


def _shown(value: Aspect, percent: bool, language: Language) -> str:
    match value:
        case None | ():
            return "–"
        case Names():
            return named(value, language)
        case CountingRule():
            return rule_in_words(value, language)
        case Support():
            return named(value.names, language)
        case date():
            return language.day(value)
        case Money():
            return language.money(value)
        case str():
            return language.say(value)
        case Decimal() if percent:
            return language.percent(value)
        case tuple():
            return language.listing(one if isinstance(one, str) else language.number(one) for one in value)
        case _:
            return language.number(value)
