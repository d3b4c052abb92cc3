"""Evidence: what speaks for a company and a lead, how much, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fieldreport.fields.trade import dotted
from fieldreport.language import N_, Language
from fieldreport.matching.profile import Profile
from fieldreport.names import Names
from fieldreport.nomenclature import Product
from fieldreport.values import HsCode

#: What each reason alone is worth, of 100; together they count as independent hints: two of 50 are worth 75. The
#: weights were set by the table of pairs in the tests, which was judged by hand.
SUBHEADING = 66
#: The same heading where one side says no more than that, and where both say other subheadings of it: a maker of
#: flat knitting machines makes no circular ones.
HEADING, OTHER_SUBHEADING = 46, 22
CHAPTER = 8
#: One speaks of a product that usually has the code which the other one gives, in words nobody knows.
USUAL = 50
#: Both speak of the same product; of a word that is no known product.
PRODUCT, WORD = 56, 16
#: The company has met this buyer about this, has met other buyers about this, has met this buyer at all.
MET_ABOUT, MET_OTHERS, MET = 50, 46, 16
#: The buyer's own codes and interests name what the company offers, whatever this lead is about.
INTEREST = 12
#: Told from here on.
SUGGESTED = 45

SAME_SUBHEADING = N_("same HS subheading {code}")
SAME_HEADING = N_("same HS heading {code}")
SAME_CHAPTER = N_("same HS chapter {code}")
USUAL_CODE = N_("{products} usually has the HS code {code}")
SAME_PRODUCTS = N_("same products: {products}")
SAME_WORDS = N_("same words: {words}")
MET_THIS_BUYER = N_("met this buyer on {day}")
MET_THIS_BUYER_ABOUT = N_("met this buyer on {day} about {subject}")
MET_ANOTHER_BUYER = N_("met another buyer on {day} about {subject}")
BUYER_INTERESTED = N_("the buyer is also interested in {products}")

#: How many of all companies, from 0 to 1, have a part of a profile.
Share = Callable[[str], float]


@dataclass(frozen=True)
class Reason:
    """Why two fit: a catalogue text with its values, and what it alone is worth of 100."""

    message: str
    worth: int
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """The reason in words."""
        return language.say(
            self.message, **{name: _shown(value, language) for name, value in self.values.items()}
        )


def _shown(value: object, language: Language) -> object:
    if isinstance(value, Names):
        return value.in_language(language.code)
    if isinstance(value, tuple):
        return language.listing([str(_shown(one, language)) for one in value])
    return value


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held: who met, when, about what."""

    company: str
    buyer: str
    day: date
    about: Profile


def compare(
    lead: Profile,
    company: Profile,
    share: Share,
    *,
    with_buyer: Sequence[Meeting] = (),
    with_others: Sequence[Meeting] = (),
    buyer: Profile | None = None,
) -> tuple[int, tuple[Reason, ...]]:
    """How well a company fits a lead, from 0 to 100, and why, the best reason first.

    ``with_buyer`` are the meetings of the two, ``with_others`` those of the company with other buyers, the newest
    first; ``buyer`` is what the lead's buyer is known for.
    """
    reasons = [
        *_by_code(lead, company, share),
        *_by_usual_code(lead, company),
        *_by_product(lead, company, share),
        *_by_words(lead, company, share),
        *_by_meetings(lead, with_buyer, with_others),
        *_by_interest(lead, buyer, company),
    ]
    reasons.sort(key=lambda one: one.worth, reverse=True)
    doubt = 1.0
    for one in reasons:
        doubt *= 1 - one.worth / 100
    return round(100 * (1 - doubt)), tuple(reasons)


def rare(worth: int, share: float) -> int:
    """What a reason is worth where so many of all companies have the same: what everybody has tells nothing."""
    return round(worth * (1 - share) ** 2)


def _by_code(lead: Profile, company: Profile, share: Share) -> list[Reason]:
    best: Reason | None = None
    for wanted in sorted(lead.codes):
        for offered in sorted(company.codes):
            found = _codes(wanted, offered, share)
            if found is not None and (best is None or found.worth > best.worth):
                best = found
    return [best] if best is not None else []


def _codes(wanted: str, offered: str, share: Share) -> Reason | None:
    if wanted[:2] != offered[:2]:
        return None
    if wanted[:4] == offered[:4] and min(len(wanted), len(offered)) >= 4:
        if wanted[:6] == offered[:6] and min(len(wanted), len(offered)) >= 6:
            return Reason(SAME_SUBHEADING, SUBHEADING, {"code": dotted(HsCode(wanted[:6]))})
        worth = HEADING if min(len(wanted), len(offered)) == 4 else OTHER_SUBHEADING
        return Reason(SAME_HEADING, worth, {"code": wanted[:4]})
    worth = rare(CHAPTER, share(f"2:{wanted[:2]}"))
    return Reason(SAME_CHAPTER, worth, {"code": wanted[:2]}) if worth else None


def _by_usual_code(lead: Profile, company: Profile) -> list[Reason]:
    if lead.products & company.products:
        return []
    for speaking, coded in ((lead, company), (company, lead)):
        given = {code[:6] for code in coded.codes}
        for product in _listed(speaking.products):
            for code in product.codes:
                # Where both give codes these are compared; here one has none, or none of this product.
                if len(code) == 6 and code in given and code not in {one[:6] for one in speaking.codes}:
                    return [
                        Reason(
                            USUAL_CODE, USUAL, {"products": (product.names,), "code": dotted(HsCode(code))}
                        )
                    ]
    return []


def _by_product(lead: Profile, company: Profile, share: Share) -> list[Reason]:
    both = _listed(lead.products & company.products)
    if not both:
        return []
    worth = max(rare(PRODUCT, share(f"p:{one.number}")) for one in both)
    return [Reason(SAME_PRODUCTS, worth, {"products": tuple(one.names for one in both)})] if worth else []


def _by_words(lead: Profile, company: Profile, share: Share) -> list[Reason]:
    both = sorted(lead.words.keys() & company.words.keys())
    worths = {word: rare(WORD, share(f"w:{word}")) for word in both}
    # The words of a product that both speak of have been told.
    named = {word for one in lead.products & company.products for word in one.looked_in.split()}
    told = [word for word in both if worths[word] and not any(other.startswith(word) for other in named)]
    if not told:
        return []
    return [
        Reason(
            SAME_WORDS,
            max(worths[word] for word in told),
            {"words": tuple(lead.words[word] for word in told)},
        )
    ]


def _by_meetings(
    lead: Profile, with_buyer: Sequence[Meeting], with_others: Sequence[Meeting]
) -> list[Reason]:
    reasons: list[Reason] = []
    for one in with_buyer:
        subject = _subject(lead, one.about)
        if subject is not None:
            reasons.append(Reason(MET_THIS_BUYER_ABOUT, MET_ABOUT, {"day": one.day, "subject": subject}))
            break
    else:
        if with_buyer:
            reasons.append(Reason(MET_THIS_BUYER, MET, {"day": with_buyer[0].day}))
    for one in with_others:
        subject = _subject(lead, one.about)
        if subject is not None:
            reasons.append(Reason(MET_ANOTHER_BUYER, MET_OTHERS, {"day": one.day, "subject": subject}))
            break
    return reasons


def _subject(lead: Profile, about: Profile) -> object | None:
    """What a lead and a meeting are both about: a product, or else a subheading."""
    products = _listed(lead.products & about.products)
    if products:
        return tuple(one.names for one in products)
    for code in sorted(lead.codes):
        if len(code) >= 6 and any(one.startswith(code[:6]) for one in about.codes):
            return dotted(HsCode(code[:6]))
    return None


def _by_interest(lead: Profile, buyer: Profile | None, company: Profile) -> list[Reason]:
    if buyer is None:
        return []
    also = _listed((buyer.products & company.products) - lead.products)
    return (
        [Reason(BUYER_INTERESTED, INTEREST, {"products": tuple(one.names for one in also)})] if also else []
    )


def _listed(products: frozenset[Product]) -> list[Product]:
    return sorted(products, key=lambda one: one.number)
