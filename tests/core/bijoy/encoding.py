"""Unicode Bengali written in the old encoding, as a typist with the old font would: a table and rules of its own.

Nothing of the program is used here, so that what it reads back has been said twice.
"""

from __future__ import annotations

import re
import unicodedata

NUKTA, HASANTA, ZWJ, ZWNJ = "\u09bc", "\u09cd", "\u200d", "\u200c"

_CONSONANTS = (
    "ক K খ L গ M ঘ N ঙ O চ P ছ Q জ R ঝ S ঞ T ট U ঠ V ড W ঢ X ণ Y ত Z থ _ দ ` ধ a ন b প c ফ d ব e ভ f ম g য h র i"
    " ল j শ k ষ l স m হ n"
)
_VOWELS = "অ A আ Av ই B ঈ C উ D ঊ E ঋ F এ G ঐ H ও I ঔ J"
_OTHERS = "ৎ r ং s ঃ t । | ০ 0 ১ 1 ২ 2 ৩ 3 ৪ 4 ৫ 5 ৬ 6 ৭ 7 ৮ 8 ৯ 9 “ Ò ” Ó ‘ Ô ’ Õ – Ð — Ñ"
#: Conjuncts by their Unicode letters without hasantas.
_CONJUNCTS = (
    "কক ° কট ± কত ³ কর µ কষ ¶ কষম ² কস · গধ » ঙক ¼ ঙগ ½ ঙখ •L ঙঘ •N ঙকষ •¶ চচ ”P চছ ”Q জজ ¾ জঝ À জঞ Á ঞচ Â ঞছ Ã"
    " ঞজ Ä টট Æ ডড Ç ণট È ণঠ É ণড Ê তত Ë তথ Ì তর Î দদ Ï দধ × দব Ø দম Ù দভ ™¢ দগ ˜M নট ›U নঠ Ú নড Û নত š— নতর š¿"
    " নথ š’ নদ ›` নদব ›Ø নধ Ü নব š^ নস Ý পট Þ পত ß পপ à পস á পল cø বজ â বদ ã বধ ä বল eø ভর å মপ ¤ú মফ ç মব ¤^ মভ ¤¢"
    " মম ¤§ মল ¤\u00ad মপর ¤cÖ লক é লগ ê লট ë লড ì লপ í লফ î শচ ð ষক ®‹ ষট ó ষঠ ô ষণ ò ষপ ®ú ষফ õ ষম ®§ সক ¯‹"
    " সকর ¯Œ সট ÷ সত ¯— সতর ¯¿ সথ ¯’ সপ ¯ú সফ ù সব ¯^ সম ¯§ সন ¯œ হণ nè হন ý হম þ শল kø লল jø"
)
#: The same as newer versions of the typing program write them.
_NEWER = "কষ ÿ কষম ÿ¥ নত šÍ সত ¯Í"
_BELOW = "ব ¡ ন œ ম ¥ র Ö ল ¬ য ¨"


def _table(words: str) -> dict[str, str]:
    pieces = words.split(" ")
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


_PLAIN = {**_table(_OTHERS), **_table(_VOWELS)}
_LETTER = _table(_CONSONANTS)
_OLD = _table(_CONJUNCTS)
_NEW = {**_OLD, **_table(_NEWER)}
_ADDED = _table(_BELOW)
_AFTER = _table("া v ী x ু y ূ ~ ৃ „")
_SYLLABLE = re.compile(f"([ক-হ]{NUKTA}?(?:{ZWJ}?{HASANTA}[ক-হ]{NUKTA}?)*)({HASANTA}{ZWNJ}?)?([া-ৌ]?)([ঁংঃ]*)")


def encode(text: str, *, newer: bool = False) -> str:
    """``text`` in the old encoding; what is not Bengali stays as it is."""
    text = unicodedata.normalize("NFC", text)
    out, at = [], 0
    while at < len(text):
        match = _SYLLABLE.match(text, at)
        if match:
            out.append(_syllable(*match.groups(), newer=newer))
            at = match.end()
        elif text[at] == "অ" and text.startswith(HASANTA + "য", at + 1):
            out.append("A¨")
            at += 3
        elif text[at] == "এ" and text.startswith(HASANTA + "য", at + 1):
            out.append("G¨")
            at += 3
        else:
            out.append({**_PLAIN, **_AFTER, "ঁ": "u"}.get(text[at], text[at]))
            at += 1
    return "".join(out)


def _syllable(letters: str, visible: str | None, vowel: str, signs: str, *, newer: bool) -> str:
    conjuncts = _NEW if newer else _OLD
    letters = letters.replace(ZWJ, "")
    parts = letters.split(HASANTA)
    reph = (
        len(parts) > 1
        and parts[0] == "র"
        and not (len(parts) == 2 and parts[1] == "য" and "\u200d" in letters)
    )
    if reph:
        parts = parts[1:]
    written = _written(parts, conjuncts) + ("©" if reph else "") + ("&" if visible else "")
    before = {"ি": "w", "ে": "‡", "ৈ": "‰", "ো": "‡", "ৌ": "‡"}.get(vowel, "")
    after = {"ো": "v", "ৌ": "Š"}.get(vowel, _AFTER.get(vowel, ""))
    if vowel == "ু" and parts[-1] == "র":
        after = "æ" if newer else "“"
    return before + written + after + "".join("u" if sign == "ঁ" else _PLAIN[sign] for sign in signs)


def _written(parts: list[str], conjuncts: dict[str, str]) -> str:
    """The longest conjunct that the font has, then what is added to it."""
    for length in range(len(parts), 1, -1):
        found = conjuncts.get("".join(parts[:length]))
        if found:
            return found + "".join(_added(part) for part in parts[length:])
    first = parts[0]
    begun = {"ড" + NUKTA: "o", "ঢ" + NUKTA: "p", "য" + NUKTA: "q"}.get(first) or _LETTER[first]
    return begun + "".join(_added(part) for part in parts[1:])


def _added(part: str) -> str:
    return _ADDED[part]
