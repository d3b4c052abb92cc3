"""Language: what people read, in Korean, English or Bengali.

The one place that formats numbers, days, times and sums, on the screen and in files. A ``Language`` is passed in,
never global: the screen may be Bengali while the workbook is Korean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from fieldreport.catalogue import N_, Catalogue, N_in
from fieldreport.catalogue.mark import Sources
from fieldreport.catalogue.template import BadTemplate, fill
from fieldreport.words import BENGALI_DIGITS, LATIN_DIGITS, SYMBOLS, WORDS, rounded

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from fieldreport.catalogue import Mistake
    from fieldreport.catalogue.proof import Said
    from fieldreport.values import Money

__all__ = ["CODES", "N_", "Language", "N_in", "Named", "Proof", "Sources"]

#: The languages, headquarters' first.
CODES = ("ko", "en", "bn")
#: A space at which no line ends.
NO_BREAK = "\u00a0"
#: How texts are shown: as everybody sees them, or as those who translate them want to see them.
Proof = Literal["", "stretched", "marked"]


class Named:
    """A catalogue text as a value inside another one; ``code`` is what the command line calls it."""

    __slots__ = ("code", "label")

    def __init__(self, label: str, code: str) -> None:
        self.label = label
        self.code = code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and (self.label, self.code) == (other.label, other.code)

    def __hash__(self) -> int:
        return hash((self.label, self.code))


#: Placeholders that stand for the references of records, which have the language's digits like any number.
REFERENCES = frozenset({"reference", "references"})


class Language:
    """One of the languages, with its translations and its ways of writing numbers, days and sums.

    ``digits`` is ``beng`` or ``latn``; by default Bengali is written with Bengali digits. ``folder`` holds the
    PO files (None: source texts only), ``own`` those that are read in their place where they exist, ``cache``
    compiled copies of them; or ``catalogue`` is what has been read of them already. ``zone`` is the zone in which
    moments are shown. A bad or missing translation never raises: the source text is shown, the mistake logged once.

    ``proof`` is for those who write and translate texts: ``stretched`` makes every text longer, accented and
    bracketed; ``marked`` puts ⟦ ⟧ around texts without a translation. ``said`` then knows where a text comes from.
    """

    def __init__(
        self,
        code: str,
        *,
        digits: str | None = None,
        folder: Path | None = None,
        own: Path | None = None,
        cache: Path | None = None,
        catalogue: Catalogue | None = None,
        zone: tzinfo = UTC,
        proof: Proof = "",
    ) -> None:
        if code not in CODES:
            raise ValueError(f"no such language: {code}")
        self.code = code
        self.digits = digits or ("beng" if code == "bn" else "latn")
        self.zone = zone
        self.proof = proof
        self.said: Said | None = None
        if proof:
            from fieldreport.catalogue.proof import Said

            self.said = Said()
        self._words = WORDS[code]
        self.catalogue = catalogue or Catalogue(code, folder, cache, own)
        self._logged: set[str] = set()
        self._locale: Any = None

    # Texts

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong with the PO file, by line."""
        return self.catalogue.mistakes

    def reload(self) -> bool:
        """Read the PO file again if it has changed; True if it had."""
        return self.catalogue.reload()

    def proofed(self, proof: Proof) -> Language:
        """The same language as those who translate want to see it."""
        return Language(self.code, digits=self.digits, catalogue=self.catalogue, zone=self.zone, proof=proof)

    def say(self, message: str, /, **values: object) -> str:
        """The text in this language with its placeholders filled.

        Numbers, days and sums are written the language's way, lists are joined; strings stay as they are.
        """
        context, marked, source = message.rpartition("\x04")
        translation = self.catalogue.look_up(source, context if marked else None)
        return self._filled(translation, source, values, message)

    def say_in(self, context: str, message: str, /, **values: object) -> str:
        """The text as it reads in ``context``, where one English word has several meanings."""
        translation = self.catalogue.look_up(message, context)
        return self._filled(translation, message, values, f"{context}\x04{message}" if self.proof else "")

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The text that fits ``count``, which also fills ``{count}``."""
        source = one if count == 1 else many
        translation = self.catalogue.look_up_plural(one, many, count)
        return self._filled(translation, source, {"count": count, **values}, one)

    def _filled(self, translation: str, source: str, values: dict[str, object], message: str) -> str:
        shown = {name: self.show(value) for name, value in values.items()}
        for name in REFERENCES & shown.keys():
            shown[name] = self.reference(shown[name])
        # A text that is not in the catalogue comes back as the very object that was asked for.
        finished = self._proof(source, missing=translation is source)
        for template in (translation, source):
            try:
                text = finished(fill(template, shown, self._literal))
                if self.said is not None:
                    self.said.keep(text, message, shown.values())
                return text
            except BadTemplate as error:
                self._log(template, error)
        return self._literal(source)

    def _proof(self, source: str, *, missing: bool) -> Callable[[str], str]:
        if self.proof == "":
            return str
        from fieldreport.catalogue import proof

        if self.proof == "stretched":
            # What only puts other texts together has nothing of its own that could grow.
            return proof.stretched if proof.has_words(source) else str
        return proof.marked if missing and self.code != "en" else str

    def _literal(self, text: str) -> str:
        """The program's own words with the language's digits, but not those in names such as A4, UTF-8 or TK-88213.

        References and periods (OR-0012, 2026-B24) have them wherever they are shown, as an example too.
        """
        if self.proof == "stretched":
            from fieldreport.catalogue.proof import accented

            text = accented(text)
        if self.digits == "latn":
            return text.translate(LATIN_DIGITS) if not text.isascii() else text
        if not any(character.isdecimal() for character in text):
            return text
        import re

        return re.sub(
            r"(?<![A-Za-z0-9])(?:[A-Z]{2}-[0-9]{4}(?!-?[0-9])|[0-9]{4}-B[0-9]{2}"
            r"|(?P<name>[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]+)|[0-9]+)",
            lambda run: run[0] if run["name"] else run[0].translate(BENGALI_DIGITS),
            text,
        )

    def _log(self, template: str, error: Exception) -> None:
        if template not in self._logged:
            self._logged.add(template)
            import logging

            logging.getLogger(__name__).warning("%s: cannot fill %r: %s", self.code, template, error)

    def show(self, value: object) -> str:
        """A value as text: numbers, days, moments, sums and lists the language's way, anything else by ``str``."""
        match value:
            case str() | bool():
                return str(value)
            case int() | Decimal():
                return self.number(value)
            case float():
                return self.number(Decimal(repr(value)))
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return self.clock(value)
            case Sources():
                return self._words.between.join(self.say(message) for message in value.messages)
            case list() | tuple():
                return self.listing(self.show(item) for item in value)
            case Named():
                return self.say(value.label)
        # Where there is a sum, its module is loaded already; loading it here would double the start.
        from fieldreport.values import Money

        return self.money(value) if isinstance(value, Money) else str(value)

    # Numbers

    def reference(self, text: str) -> str:
        """A name made of letters and digits (BL-0214, 2026-B24) with the language's digits."""
        return text.translate(BENGALI_DIGITS if self.digits == "beng" else LATIN_DIGITS)

    def number(self, value: int | Decimal, places: int | None = None) -> str:
        """A number with grouped digits: by thousands, in Bengali by lakh and crore.

        ``places`` rounds half up to so many decimals; without it every digit is shown.
        """
        exact = Decimal(value)
        plain = f"{exact if places is None else rounded(exact, places):f}"
        if not plain.lstrip("-")[:1].isdigit():
            raise ValueError(f"not a number to be shown: {value}")
        whole, point, decimals = plain.lstrip("-").partition(".")
        sign = "-" if plain.startswith("-") and plain.strip("-0.") else ""
        return self.reference(sign + self._grouped(whole) + point + decimals)

    def _grouped(self, whole: str) -> str:
        size = 2 if self.code == "bn" else 3
        groups = [whole[-3:]]
        rest = whole[:-3]
        while rest:
            groups.append(rest[-size:])
            rest = rest[:-size]
        return ",".join(reversed(groups))

    def percent(self, ratio: Decimal | Fraction | int, places: int | None = 0) -> str:
        """A ratio as a percentage: 0.823 as 82%, rounded half up; with as many decimals as it has for None."""
        exact = ratio if isinstance(ratio, int | Decimal) else Decimal(ratio.numerator) / ratio.denominator
        hundredths = Decimal(exact) * 100
        return self.number(hundredths.normalize() if places is None else hundredths, places) + "%"

    # Days and times

    def day(self, day: date, style: str = "medium", *, whole: bool = False) -> str:
        """A day. Styles: ``short`` (no year), ``medium``, ``long``, ``weekday``, ``weekday_short``, ``month``.

        A ``whole`` one, for the middle of a sentence, is never broken over two lines.
        """
        shown = self._day(day, self._words.day[style])
        return shown.replace(" ", NO_BREAK) if whole else shown

    def _day(self, day: date, pattern: str) -> str:
        words = self._words
        return self.reference(
            pattern.format(
                y=day.year,
                m=day.month,
                d=day.day,
                month=words.months[day.month - 1],
                short=words.months_short[day.month - 1],
                w=words.weekdays[day.weekday()],
                ws=words.weekdays_short[day.weekday()],
            )
        )

    def days(self, first: date, last: date) -> str:
        """The days from ``first`` to ``last``, both counted, without repeating what they share."""
        if first == last:
            return self.day(first, "long" if self.code != "ko" else "weekday")
        shared = "years" if first.year != last.year else "year" if first.month != last.month else "month"
        begin, between, end = self._words.days[shared]
        return self._day(first, begin) + between + self._day(last, end)

    def clock(self, clock: time) -> str:
        """A time of day to the minute: 오후 2:05 in Korean, 14:05 in English and Bengali."""
        if self.code == "ko":
            half = "오전" if clock.hour < 12 else "오후"
            return f"{half} {clock.hour % 12 or 12}:{clock.minute:02d}"
        return self.reference(f"{clock.hour:02d}:{clock.minute:02d}")

    def moment(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """A day and time in ``zone``, or else the language's own; a moment without a zone is shown as it is."""
        local = moment if moment.tzinfo is None else moment.astimezone(zone or self.zone)
        return self._words.moment.format(day=self.day(local.date()), clock=self.clock(local.time()))

    # Sums

    def money(self, money: Money) -> str:
        """A sum to its last minor unit: US$ 180,000; whole sums without decimals. Nothing is rounded.

        No line ends between the currency and its amount.
        """
        amount = money.amount
        whole = amount == amount.to_integral_value()
        symbol = SYMBOLS.get(money.currency, money.currency)
        return f"{symbol}{NO_BREAK}{self.number(amount, 0 if whole else None)}"

    def short_money(self, money: Money) -> str:
        """A sum rounded for a headline, never broken over two lines: US$2.41m, 241만 달러, ২৪.১ লাখ ডলার."""
        from fieldreport.headline import short_sum

        return short_sum(money, self.code, self.number).replace(" ", NO_BREAK)

    # Names and lists

    def listing(self, items: Iterable[str]) -> str:
        """The items in one text: “A, B and C”."""
        *first, last = list(items) or [""]
        return self._words.between.join(first) + (self._words.before_last if first else "") + last

    def country(self, code: str) -> str:
        """A country's name (CLDR) by its two-letter code; empty for a code that is none."""
        return self._named("territories", code) if is_country(code) else ""

    def countries(self) -> list[tuple[str, str]]:
        """Every country as code and name, in the order of its names."""
        named = [(code, self.country(code)) for code in self._names("territories") if is_country(code)]
        return sorted(named, key=lambda country: self.sort_key(country[1]))

    def currency(self, code: str) -> str:
        """A currency's name (CLDR), or its code."""
        return self._named("currencies", code) or code

    def language_name(self, code: str) -> str:
        """What this language calls the language ``code``; ``Language(code).language_name(code)`` is its own name."""
        return self._words.languages.get(code) or self._named("languages", code) or code

    def _named(self, kind: str, code: str) -> str:
        # CLDR's Bengali is not NFC, the form in which the program keeps and compares every text.
        return normalize("NFC", str(self._names(kind).get(code, "")))

    def _names(self, kind: str) -> dict[str, str]:
        if self._locale is None:
            from babel import Locale

            self._locale = Locale.parse(self.code)
        names: dict[str, str] = getattr(self._locale, kind)
        return names

    @property
    def sort_key(self) -> Callable[[str], str]:
        """The key by which lists are sorted for readers of this language: its own script first."""
        from fieldreport.text import sort_key

        return lambda text: sort_key(text, self.code)


def is_country(code: str) -> bool:
    """Whether a region code of CLDR is a country's: two letters, and none of the groups and test codes."""
    return (
        len(code) == 2 and code.isalpha() and code.isascii() and code.isupper() and code not in _NOT_COUNTRIES
    )


#: Regions that are no country: European Union, eurozone, United Nations, outlying Oceania, unknown, pseudo-locales.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
