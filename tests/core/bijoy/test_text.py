"""Which texts are offered, and what becomes of words of two scripts in one text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.bijoy import looks_like_bijoy, to_unicode
from tests.core.bijoy.encoding import encode

ROOT = Path(__file__).parents[3]

#: Texts in the old encoding, and what they say.
TEXTS = {
    "Avgv‡`i †gwkb cÖ‡qvRb|": "আমাদের মেশিন প্রয়োজন।",
    "Avwg evsjvq wjwL": "আমি বাংলায় লিখি",
    "e¨q cÖ¯Íve": "ব্যয় প্রস্তাব",
    "cwi‡kv‡ai gva¨g: LC, USD 180,000 Ges 10wU wKw¯Í|": "পরিশোধের মাধ্যম: LC, USD 180,000 এবং ১০টি কিস্তি।",
    "Zviv TradeKorea-i gva¨‡g buyer@example.com wVKvbvq wj‡L‡Q|": (
        "তারা TradeKorea-র মাধ্যমে buyer@example.com ঠিকানায় লিখেছে।"
    ),
    "Shapla Knit Wear Ltd. †_‡K 25 †KwR bgybv 2025 mv‡ji A‡±ve‡i Av‡m": (
        "Shapla Knit Wear Ltd. থেকে ২৫ কেজি নমুনা ২০২৫ সালের অক্টোবরে আসে"
    ),
    "Avgiv ISO 9001 mb` P‡qwQ, www.example.com †`Lyb": "আমরা ISO 9001 সনদ চয়েছি, www.example.com দেখুন",
    "cÖ_g jvBb|\nA second line in English\nZ…Zxq jvBb|": "প্রথম লাইন।\nA second line in English\nতৃতীয় লাইন।",
    "বাংলা Ges cyi‡bv †jLv GKmv‡_": "বাংলা এবং পুরনো লেখা একসাথে",
}

ORDINARY = [
    "",
    "Six circular knitting machines are needed by March.",
    "very obvious: we view every advance review of Kvaerner's navy vessels, however awkward",
    "Kraków, Brno and Vlissingen; Zvezda, Tver, Sverdlovsk, Vltava, Dvořák, Hviezdoslav",
    "Prüfung der Geräte für Straße, Größe und Übermaß; „Qualität“ zählt, »mehr« als ›früher‹",
    "Les fenêtres coûtent très cher ; « déjà vu », l’œuvre d’été, garçon, Noël, naïve, où ça…",
    "El niño comió piñata; ¿Qué tal? ¡Sí! 1ª edición, nº 5, Mª José",
    "Færøerne, smørrebrød, Þórður, Århus, kvæg, tvivl, hvordan",
    "Ceci est ™ et ©, Acme® Pro©Line, ©2025 Example Ltd., Intel™Core",
    '20°C ±0.5 mm, 5 µm, 50µg, m², 3m³, ½ in, 2×3÷4, ¼", Ø12mm, 10‰, £5, ¥300, §4, ¶2',
    "†Smith died ‡ see note; †1823, *‡ footnotes†‡, a•b, one·two",
    "“quoted”, ‘single’, it’s, don't — word—word, 1–2, and so on… word…word",
    "TradeKorea, iPhone, eBay, McDonald, getElementById, XMLHttpRequest, file_name, __init__, MAX_SIZE",
    "`code` and ``more``, a|b, x^2, ~user, R&D, AT&T, C:\\Users\\Rahim, /usr/bin, foo && bar",
    "TK-88213, BL-0214, HS 8451.80, A4, B2B, 3D, 5G, 10x20, 2025-B23, KR12XvKv34, LC/TT",
    "buying@example.com https://www.example.com/Kv?x=Avw&y=evsjv evsjv.com",
    "6f1f4a52-8c1e-4a1e-9a53-0c6d1c2b7e10 dGhlIHF1aWNrIGJyb3duIGZveA== 5d41402abc4b2a76b9719d911017c592",
    "우리는 봉제 기계 6대가 필요합니다. (주)한일기계 TradeKorea 등록",
    "আমাদের ছয়টি মেশিন দরকার। LC খোলা হয়েছে, USD 180,000; ‘হ্যাঁ’ — “না”…",
    "আমাদের মেশিন দরকার এবং Kg mm Ges",
    "KvR",
    "wK",
    "Kvib",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_the_old_encoding_is_recognised_and_read(text: str) -> None:
    assert looks_like_bijoy(text)
    assert to_unicode(text) == unicodedata.normalize("NFC", TEXTS[text])


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_is_never_offered(text: str) -> None:
    assert not looks_like_bijoy(text)


@pytest.mark.parametrize("text", TEXTS.values())
def test_what_has_been_converted_is_not_offered_again_and_stays(text: str) -> None:
    assert not looks_like_bijoy(text)
    assert to_unicode(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", [text for text in ORDINARY if re.search("[가-힣]", text)])
def test_korean_is_not_touched(text: str) -> None:
    assert to_unicode(text) == text


def test_a_carriage_return_and_empty_lines_stay() -> None:
    assert to_unicode("Avgvi bvg\r\n\r\nevsjv\n") == "আমার নাম\r\n\r\nবাংলা\n"


# ---- the made-up office, in which three people write -----------------------------------------------------------


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _strings(one)
        case list():
            for one in value:
                yield from _strings(one)


@pytest.fixture(scope="module")
def sample() -> list[str]:
    """Every text of the sample office, each once."""
    lines = [
        line
        for path in sorted((ROOT / "resources" / "sample").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return list(dict.fromkeys(text for line in lines for text in _strings(json.loads(line))))


def test_nothing_of_the_sample_office_is_offered(sample: list[str]) -> None:
    assert len(sample) > 3_000
    assert [text for text in sample if looks_like_bijoy(text)] == []


def test_no_text_of_the_program_is_offered_in_any_language() -> None:
    texts = [
        text
        for path in (ROOT / "locales").rglob("*.po")
        for text in re.findall(r'^(?:msgid|msgstr)(?:\[\d\]|_plural)? "(.+)"$', path.read_text("utf-8"), re.M)
    ]
    assert len(texts) > 1_000
    assert [text for text in texts if looks_like_bijoy(text)] == []


@pytest.mark.parametrize(
    "code", ["cs", "cy", "da", "de", "en", "es", "fi", "fr", "hu", "is", "nl", "pl", "pt", "sv", "vi"]
)
def test_no_names_of_other_languages_are_offered(code: str) -> None:
    from babel import Locale

    locale = Locale.parse(code)
    names = [*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()]
    assert len(names) > 100
    assert [name for name in [*names, ", ".join(names)] if looks_like_bijoy(name)] == []


@pytest.mark.parametrize("newer", [False, True], ids=["older habit", "newer habit"])
def test_the_bengali_of_the_sample_office_survives_the_old_encoding(sample: list[str], newer: bool) -> None:
    bengali = [unicodedata.normalize("NFC", text) for text in sample if re.search("[\u0985-\u09b9]", text)]
    assert len(bengali) > 400
    read = {text: to_unicode(encode(text, newer=newer)) for text in bengali}
    assert {text: one for text, one in read.items() if one != text} == {}
    sentences = [text for text in bengali if len(text) > 25]
    missed = [text for text in sentences if not looks_like_bijoy(encode(text, newer=newer))]
    # Careful rather than complete: a short text without telling signs is not offered.
    assert len(missed) <= len(sentences) / 50


_LATIN = st.text("abcdefghijklmnopqrstuvwxyz   ,.", min_size=1, max_size=80)


@given(_LATIN.map(str.title) | st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/. ", max_size=60))
def test_capitals_and_numbers_alone_are_never_offered(text: str) -> None:
    if text.upper() == text:
        assert not looks_like_bijoy(text)


@given(
    st.text(
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from(" ,.()0123"), max_size=60
    )
)
def test_hangul_is_never_offered_nor_touched(text: str) -> None:
    assert not looks_like_bijoy(text)
    assert to_unicode(text) == text


@given(
    st.text(st.characters(min_codepoint=0x980, max_codepoint=0x9FF) | st.sampled_from(" ,।0123"), max_size=60)
)
def test_bengali_in_unicode_is_never_offered(text: str) -> None:
    assert not looks_like_bijoy(text)


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    looks_like_bijoy(text)
    to_unicode(text)
