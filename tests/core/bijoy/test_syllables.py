"""The old encoding read sign by sign: order, conjuncts, reph, split vowels, both habits of typing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.bijoy.syllables import decode
from fieldreport.bijoy.table import KNOWN
from tests.core.bijoy.encoding import encode

#: Written by hand, not by the encoder of the tests.
PAIRS = {
    # Vowel signs before the letters, and in two halves around them.
    "Avwg": "আমি",
    "†`k": "দেশ",
    "‡`‡L": "দেখে",
    "†Kvb": "কোন",
    "†gŠwjK": "মৌলিক",
    "ˆZwi ‰Zwi": "তৈরি তৈরি",
    "w¯’wZ": "স্থিতি",
    "†cÖiY": "প্রেরণ",
    # The reph, before and after the vowel sign.
    "Kg©KZ©v": "কর্মকর্তা",
    "ag©xq": "ধর্মীয়",
    "a‡g©i": "ধর্মের",
    "mm¨v_©x": "সস্যার্থী",
    "DaŸ©": "উর্ধ্ব",
    "h‡_vwPZ Kv‡h©i": "যথোচিত কার্যের",
    # Conjuncts, in the older and the newer habit.
    "e¨e¯’v e¨e¯'v": "ব্যবস্থা ব্যবস্থা",
    "†¶Î †ÿÎ": "ক্ষেত্র ক্ষেত্র",
    "Avš—R©vwZK AvšÍR©vwZK": "আন্তর্জাতিক আন্তর্জাতিক",
    "wK š‘ wKš‘": "কি ন্তু কিন্তু",
    "wbqš¿Y": "নিয়ন্ত্রণ",
    "¯^v¯’¨ ¯‹zj ¯Œ": "স্বাস্থ্য স্কুল স্ক্র",
    "ivóª": "রাষ্ট্র",
    "D¾¡j m¤§vb m¤úK© b¤^i": "উজ্জ্বল সম্মান সম্পর্ক নম্বর",
    "A½ evOvwj m•¶": "অঙ্গ বাঙালি সঙ্ক্ষ",
    "A_©‰bwZK": "অর্থনৈতিক",
    "mšÍvb Dcw¯’wZ": "সন্তান উপস্থিতি",
    "j¶èY Zxÿè wPý Acivnè": "লক্ষ্ণণ তীক্ষ্ণ চিহ্ন অপরাহ্ণ",
    "cøvwóK Kzwgjøv †øn": "প্লাষ্টিক কুমিল্লা স্নেহ",
    "wb¤œ AvZ¥v": "নিম্ন আত্মা",
    # উ-signs in their shapes.
    "`ª“Z `ªæZ `ªyZ": "দ্রুত দ্রুত দ্রুত",
    "i“Mœ ïiæ Kzj Zzwg": "রুগ্ন শুরু কুল তুমি",
    "iƒc m~h© f‚wg": "রূপ সূর্য ভূমি",
    "K…wl g„Zz¨ ü`q": "কৃষি মৃত্যু হৃদয়",
    "¸iæ eû": "গুরু বহু",
    # Signs at the end of a syllable.
    "Pvu` Pvu‡`i Puv` euvk": "চাঁদ চাঁদের চাঁদ বাঁশ",
    "Kv‡uP": "কাঁচে",
    "evsjv `ytL nVvr": "বাংলা দুঃখ হঠাৎ",
    # Vowels with a ya-phala; র with one; a hasanta that is seen.
    "A¨vc G¨vWwgb": "অ্যাপ এ্যাডমিন",
    "i¨vwj": "র\u200d্যালি",
    "evK& D`&NvUb": "বাক্ উদ্\u200cঘাটন",
    # Letters that NFC writes as two characters.
    "evwo Mvp mgq †`Lvq": "বাড়ি গাঢ় সময় দেখায়",
    # Digits, punctuation, a visarga that serves as a colon.
    "10wU 4_© 25%": "১০টি ৪র্থ ২৫%",
    "ÔbvÕ Ð Òn¨vuÓ|": "‘না’ – “হ্যাঁ”।",
    "10t30 ZvwiL t": "১০:৩০ তারিখ :",
    "bvgt": "নামঃ",
    # The same sign twice is a slip that nobody sees.
    "Kvvi“bb Kyyj": "কারুনন কুল",
}


@pytest.mark.parametrize("signs", PAIRS)
def test_hand_made_pairs(signs: str) -> None:
    assert decode(signs).text == unicodedata.normalize("NFC", PAIRS[signs])


def test_letters_with_a_dot_come_out_decomposed_as_nfc_has_them() -> None:
    read = decode("evwo Mvp mgq").text
    assert [f"{ord(one):04x}" for one in read if one in "ড\u09bc\u09dc"] == ["09a1", "09bc", "09bc", "09bc"]
    # Whether a reader has the composed or the decomposed letter, it is the same text.
    assert read == unicodedata.normalize("NFC", "বা\u09dcি গা\u09dd সম\u09df")
    assert encode("বা\u09dcি") == encode("বা\u09a1\u09bcি") == "evwo"


def test_split_vowels_come_out_composed() -> None:
    assert decode("†Kv †KŠ").text == "\u0995\u09cb \u0995\u09cc"


@pytest.mark.parametrize(
    "word",
    ["very", "word", "quality", "years", "rest", "‡", "†1", "vb", "zmZ", "qvb", "Kwv", "wKv", "AvwAv‡", "©K"],
)
def test_what_is_no_bengali_is_told_as_faulty(word: str) -> None:
    assert decode(word).faults


@pytest.mark.parametrize("signs", [one for one in PAIRS if "t30" not in one and "u" not in one])
def test_what_is_bengali_has_no_faults(signs: str) -> None:
    assert decode(signs.replace("wK š‘", "")).faults == 0


def test_every_sign_of_the_code_page_is_known_or_left_as_it_is() -> None:
    printable = [
        sign
        for sign in bytes([*range(0x21, 0x7F), *range(0x80, 0x100)]).decode("cp1252", "ignore")
        if not sign.isspace()
    ]
    unknown = {sign for sign in printable if sign not in KNOWN}
    assert unknown == set('!"#$%()*+,-./:;<=>?@[\\]{}€Žž')
    assert all(decode(sign).text == sign for sign in unknown)


@given(st.text(max_size=60))
def test_reading_never_fails_and_gives_nfc(text: str) -> None:
    read = decode(text).text
    assert read == unicodedata.normalize("NFC", read)


_CONSONANTS = [*"কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ", "ড\u09bc", "ঢ\u09bc", "য\u09bc"]
_CONJUNCTS = [
    "ক্ষ",
    "স্ত",
    "ন্ত্র",
    "স্থ",
    "ন্দ",
    "ম্প",
    "ষ্ট",
    "ঙ্গ",
    "জ্ঞ",
    "ত্র",
    "ক্ত",
    "দ্ধ",
    "প্র",
    "ব্য",
    "র্ম",
    "র্থ",
    "র্য",
    "দ্র",
    "গ্র",
    "ত্য",
    "র্ত্য",
    "ন্ত্য",
    "স্ব",
    "ম্ব",
    "ল্ল",
    "প্ল",
    "হ্ন",
]
_SYLLABLES = st.builds(
    lambda letters, vowel, sign: letters + vowel + sign,
    st.sampled_from(_CONSONANTS) | st.sampled_from(_CONJUNCTS),
    st.sampled_from(["", *"ািীুূৃেৈোৌ"]),
    st.sampled_from(["", "", "", *"ঁংঃ"]),
)
_BEGINNINGS = st.just("") | st.sampled_from([*"অআইঈউঊএঐওঔ"])


@given(_BEGINNINGS, st.lists(_SYLLABLES, min_size=1, max_size=6), st.booleans())
def test_what_a_typist_wrote_is_read_back(beginning: str, syllables: list[str], newer: bool) -> None:
    # ড় ঢ় য় begin no word, and ং ঃ end a syllable that nothing can be added to.
    word = "ক" + beginning + "".join(syllables)
    read = decode(encode(word, newer=newer))
    assert (read.text, read.faults) == (unicodedata.normalize("NFC", word), 0)
