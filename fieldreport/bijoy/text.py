"""Which words of a text are in the old encoding, and the text in Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldreport.bijoy.script import Script, script_of
from fieldreport.bijoy.syllables import decode

#: Characters looked at to recognise a text: enough to be sure, and no delay while somebody types.
ENOUGH = 4_000
#: A text is offered when its words, and the letters in them, show the old encoding as strongly as this.
CERTAIN = 5

#: Addresses of mail and web, and names of files: never Bengali, whatever their letters are.
_ADDRESS = re.compile(r"\S*(?:@\S+\.|://|www\.)\S*|[\w-]+\.(?:com|net|org|bd|kr|xlsx?|docx?|pdf|csv)\b")
#: Words are what stands between spaces and the punctuation that both encodings share.
_WORD = re.compile(r"""[^\s\-/\\()\[\]{},;:."!?+=*%<>#@$|ÐÑÒÓÔÕ\u2010-\u2012\u20ac\u3000-\u303f]+""")
_NUMBER = re.compile(r"[0-9]+")


@dataclass
class _Word:
    start: int
    end: int
    text: str
    script: Script
    #: How strongly its signs speak for the old encoding.
    weight: int = 0


def looks_like_bijoy(text: str) -> bool:
    """Whether a person should be asked if ``text`` is in the old encoding.

    Careful: a name or a word alone is recognised only by signs that nothing else has. English and other languages in
    Latin letters, Korean, Bengali in Unicode, codes and addresses never are.
    """
    weight = letters = other_letters = 0
    for line in text[:ENOUGH].splitlines():
        words = list(_words(line))
        found = [word for word in words if word.script is Script.BIJOY]
        if found:
            weight += sum(word.weight for word in found)
            letters += _letters(found)
            # Addresses stand in texts of every script, and so do lines in another language.
            other_letters += _letters(
                [word for word in words if word.script is Script.OTHER and not _ADDRESS.match(word.text)]
            )
    return weight >= CERTAIN and letters >= other_letters


def to_unicode(text: str) -> str:
    """``text`` with its words in the old encoding in Unicode (NFC); Latin words, addresses and codes stay.

    A word that may be either, such as ``Ges`` (এবং), is taken as what the words beside it in its line are.
    """
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _letters(words: list[_Word]) -> int:
    return sum(len(word.text) for word in words)


def _words(line: str) -> Iterator[_Word]:
    at = 0
    for address in _ADDRESS.finditer(line):
        yield from _between(line, at, address.start())
        yield _Word(address.start(), address.end(), address[0], Script.OTHER)
        at = address.end()
    yield from _between(line, at, len(line))


def _between(line: str, start: int, end: int) -> Iterator[_Word]:
    for match in _WORD.finditer(line, start, end):
        script, weight = script_of(match[0])
        yield _Word(match.start(), match.end(), match[0], script, weight)


def _line(line: str) -> str:
    words = list(_words(line))
    _settle(words)
    if not any(word.script is Script.BIJOY for word in words):
        return line
    out, at, run = [], 0, ""
    for word in words:
        # What is between the words belongs to the old text: quotation marks, the full stop, a ঃ for a colon.
        run += line[at : word.start]
        if word.script is Script.OTHER:
            out += [decode(run).text, word.text]
            run = ""
        else:
            run += word.text
        at = word.end
    return "".join([*out, decode(run + line[at:]).text])


def _settle(words: list[_Word]) -> None:
    """Decide the words that may be either by their neighbours."""
    before = [*_decided(words)]
    after = [*reversed([*_decided(words[::-1])])]
    numbers_only = all(_NUMBER.fullmatch(word.text) for word in words)
    for word, left, right in zip(words, before, after, strict=True):
        if word.script is not Script.EITHER:
            continue
        # ISO 9001 and USD 180 stay together.
        stays = bool(_NUMBER.fullmatch(word.text)) and left is Script.OTHER
        between_others = {left, right} - {Script.EITHER} == {Script.OTHER} and not word.weight
        word.script = Script.OTHER if stays or between_others or numbers_only else Script.BIJOY


def _decided(words: list[_Word]) -> Iterator[Script]:
    """For each word the script of the nearest decided word before it."""
    last = Script.EITHER
    for word in words:
        yield last
        if word.script is not Script.EITHER:
            last = word.script
