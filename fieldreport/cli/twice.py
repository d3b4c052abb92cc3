"""The commands about records that are there twice: listing them, merging two, remembering that two are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.progress import telling
from fieldreport.cli.session import Session
from fieldreport.duplicates import SUBJECTS, Pair, Reason
from fieldreport.failures import InputAtFault
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.merging import Plan, Side, maybe_same, merge, not_same, plan, refuse_choices
from fieldreport.office import Office
from fieldreport.record import Record

#: New records of a type that are read between two words about how far it is.
AT_ONCE = 2_000
#: Records told of that one may be the same as.
MOST_OF_ONE = 20

TWO_RECORDS = N_("Please give the references of two records, such as OR-0012 OR-0034.")
TWO_WITHOUT_OPTION = N_("Please say what is known of the two records: --not-same or --maybe-same.")
NO_CHOICE = N_("“{word}” does not say whose value is kept; write FIELD=keep, FIELD=drop or FIELD=both.")
HOW_TO_CHOOSE = N_(
    "Choose with --field NAME=keep or --field NAME=drop; --dry-run shows both records side by side."
)
DOUBT = N_("Both are named in {references}, so they may well be two. Please look there first.")
MERGED = N_("{drop} was merged into {keep}; “fieldreport undo” takes it back.")
NOT_LOOKED_AT = N_("Duplicates are looked for among these: {known}; not among “{name}”.")


def duplicates(session: Session, typed: Typed) -> None:
    """Pairs of records that are likely the same, the likeliest first; or the remembering that two are not."""
    if typed.flag("--not-same") or typed.flag("--maybe-same"):
        _decide(session, typed)
        return
    if typed.word("ID"):
        raise WrongUsage(TWO_WITHOUT_OPTION)
    name = typed.word("TYPE|ID")
    with session.office() as office:
        one = None
        if name and name not in SUBJECTS:
            called = office.store.find(name)
            if called is None or called[0].name not in SUBJECTS:
                raise WrongUsage(NOT_LOOKED_AT, known=", ".join(SUBJECTS), name=name)
            one = office.store.record(name)
        if one is not None:
            found = _pairs_of(session, office, one)
        else:
            found = _pairs(session, office, [name] if name else list(SUBJECTS))
        if typed.flag("--json"):
            session.json_lines((_json(one, pair, session.language) for one, pair in found), array=True)
        else:
            _tell(session, office, [pair for _, pair in found])


def _read(session: Session, office: Office) -> None:
    """Take in every record that is looked at, telling how far it is meanwhile."""

    def reading(done: int, total: int) -> str:
        percent = session.language.percent(_share(done, total))
        return session.language.say("reading records: {percent}", percent=percent)

    with telling(session, reading) as told:
        counts = [office.store.count(office.record_type(one)) for one in SUBJECTS]
        read = 0
        while office.duplicates.update(AT_ONCE):
            read += AT_ONCE
            told(sum(min(read, count) for count in counts), sum(counts))


def _pairs_of(session: Session, office: Office, record: Record) -> list[tuple[str, Pair]]:
    """What one record is likely the same as."""
    _read(session, office)
    found = office.duplicates.of(record.type, record.values, but=record.id, limit=MOST_OF_ONE)
    return [
        (
            record.type.name,
            Pair((one.reference, record.reference), (one.id, record.id), one.name, one.score, one.reasons),
        )
        for one in found
    ]


def _pairs(session: Session, office: Office, names: Sequence[str]) -> list[tuple[str, Pair]]:
    """The pairs of these types, the likeliest first, telling how far it is meanwhile."""
    language = session.language

    def comparing(done: int, total: int) -> str:
        return language.say("comparing records: {percent}", percent=language.percent(_share(done, total)))

    types = [office.record_type(one) for one in names]
    _read(session, office)
    with telling(session, comparing) as told:
        return [
            (of_type.name, pair)
            for of_type in types
            for pair in sorted(
                office.duplicates.pairs(of_type, told), key=lambda pair: (-pair.score, pair.references)
            )
        ]


def _share(done: int, total: int) -> Fraction:
    return Fraction(done, total) if total else Fraction(1)


def _decide(session: Session, typed: Typed) -> None:
    first, second = typed.word("TYPE|ID"), typed.word("ID")
    if not (first and second) or (typed.flag("--not-same") and typed.flag("--maybe-same")):
        raise WrongUsage(TWO_RECORDS)
    with session.writing() as office:
        names = [office.store.record(one).reference for one in (first, second)]
        one, other = map(session.language.reference, names)
        decide = not_same if typed.flag("--not-same") else maybe_same
        change = decide(office.store, first, second, by=office.person)
        if typed.flag("--json"):
            session.json({"references": names, "not_same": typed.flag("--not-same"), "changed": bool(change)})
        elif typed.flag("--not-same"):
            session.say("{first} and {second} are not the same; that is remembered.", first=one, second=other)
        else:
            session.say("{first} and {second} may be the same again.", first=one, second=other)


# ---- merging -------------------------------------------------------------------------------------------------


def merging(session: Session, typed: Typed) -> None:
    """Merge two records, or only show what would become of them."""
    choices = _choices(typed.every("--field"))
    with session.writing() as office:
        store = office.store
        found = plan(store, typed.word("KEEP"), typed.word("DROP"))
        if typed.flag("--dry-run"):
            refuse_choices(found, choices, all_made=False)
            _show_plan(session, office, found, choices, as_json=typed.flag("--json"))
            return
        if found.doubts:
            session.warn(DOUBT, references=_doubts(session.language, found))
        reason = session.language.say(
            "merged into {reference}", reference=session.language.reference(found.keep.reference)
        )
        try:
            change = merge(store, found.keep.id, found.drop.id, choices, by=office.person, reason=reason)
        except InputAtFault as failure:
            if any(line.conflict and line.field.name not in choices for line in found.lines):
                session.warn(HOW_TO_CHOOSE)
            raise failure from None
        if typed.flag("--json"):
            session.json(
                {
                    **_plan_json(found, choices),
                    "change_set": change.change_set,
                    "record": store.record(found.keep.id).to_json(),
                }
            )
            return
        drop, keep = (session.language.reference(one.reference) for one in (found.drop, found.keep))
        session.say(MERGED, drop=drop, keep=keep)
        session.line(_pointing(session.language, found))


def _choices(words: Sequence[str]) -> dict[str, Side]:
    choices: dict[str, Side] = {}
    for word in words:
        name, equals, side = word.partition("=")
        if not equals or side.strip() not in tuple(Side):
            raise WrongUsage(NO_CHOICE, word=word)
        choices[name.strip()] = Side(side.strip())
    return choices


def _plan_json(found: Plan, choices: Mapping[str, Side]) -> dict[str, Json]:
    result = found.result(choices)
    return {
        "keep": found.keep.reference,
        "drop": found.drop.reference,
        "fields": [
            {
                "field": line.field.name,
                "keep": line.field.to_json(line.keep),
                "drop": line.field.to_json(line.drop),
                "choices": list(line.results),
                "choice": choices.get(line.field.name, None if line.conflict else line.side),
                "conflict": line.conflict,
                "result": line.field.to_json(result[line.field.name]),
            }
            for line in found.lines
        ],
        "pointing": dict(found.pointing),
        "doubts": list(found.doubts),
    }


def _show_plan(
    session: Session, office: Office, found: Plan, choices: Mapping[str, Side], *, as_json: bool
) -> None:
    if as_json:
        session.json(_plan_json(found, choices))
        return
    language, titles = session.language, office.titles(session.language)
    result = found.result(choices)
    rows = []
    for line in found.lines:
        shown = [line.field.show(each, language, titles) for each in (line.keep, line.drop)]
        after = line.field.show(result[line.field.name], language, titles)
        if line.conflict and line.field.name not in choices:
            after = language.say("(please choose)")
        if any((*shown, after)):
            rows.append([line.field.name, language.say(line.field.label), *shown, after])
    heads = [language.say("Field"), language.say("Label"), found.keep.reference, found.drop.reference]
    session.table([*heads, language.say_in("merging", "Afterwards")], rows)
    session.line("")
    if found.doubts:
        session.say(DOUBT, references=_doubts(language, found))
    session.line(_pointing(language, found))
    session.say("Nothing was changed.")


def _doubts(language: Language, found: Plan) -> str:
    return language.listing([language.reference(one) for one in found.doubts])


def _pointing(language: Language, found: Plan) -> str:
    return language.plural(
        "{count} record that pointed at {drop} points at {keep}.",
        "{count} records that pointed at {drop} point at {keep}.",
        found.repointed,
        drop=language.reference(found.drop.reference),
        keep=language.reference(found.keep.reference),
    )


def said(reasons: Sequence[Reason], language: Language) -> str:
    """The reasons in one text."""
    return language.listing([language.say(one.message, **one.values) for one in reasons])


def _json(name: str, pair: Pair, language: Language) -> Json:
    return {
        "type": name,
        "references": list(pair.references),
        "ids": list(pair.ids),
        "score": pair.score,
        "reasons": [
            {"field": one.field, "reason": language.say(one.message, **one.values)} for one in pair.reasons
        ],
    }


def _tell(session: Session, office: Office, pairs: Sequence[Pair]) -> None:
    language = session.language
    if not pairs:
        session.say("Nothing seems to be there twice.")
        return
    titles = office.titles(language)
    titles.prefetch(each for pair in pairs for each in pair.ids)
    session.table(
        [
            language.say("Reference"),
            language.say_in("duplicates", "Name"),
            language.say("Like"),
            language.say_in("duplicates", "Name"),
            language.say("Score"),
            language.say("Reasons"),
        ],
        [
            [
                pair.references[1],
                titles(pair.ids[1]),
                pair.references[0],
                titles(pair.ids[0]),
                language.number(pair.score),
                said(pair.reasons, language),
            ]
            for pair in pairs
        ],
    )
    session.line("")
    session.line(
        language.plural("{count} pair is likely the same.", "{count} pairs are likely the same.", len(pairs))
    )
