"""Terms: the words of a difficulty by which it is compared with others, in three languages.

Endings are cut so that a word is found in all its forms: what is compared is whether the other text has the stem. A
word of the trade is one term in three languages, so that a case in Korean is found from one in English. All lists are
data; to add a word, add it to its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from fieldreport import text

#: The same matter in English, Korean and Bengali; words are stems, as they begin or (in Korean) stand within a word.
_MATTERS = """
customs | 세관 통관 | কাস্টমস শুল্ক
tariff duty duties | 관세 | শুল্ক ট্যারিফ
classification classified | 품목분류 분류 | শ্রেণীকরণ শ্রেণিবিন্যাস
origin | 원산지 | উৎপত্তি উৎস
certificate certification certified | 인증 증명 | সনদ সার্টিফিকেট
standard standards | 표준 규격 | মান স্ট্যান্ডার্ড
inspection inspected | 검사 검역 | পরিদর্শন পরীক্ষা
testing laboratory | 시험 | পরীক্ষা ল্যাব
label labels labelling | 라벨 표시 | লেবেল
licence license permit | 허가 면허 | লাইসেন্স অনুমতি
registration registered | 등록 | নিবন্ধন
letter credit lc | 신용장 | এলসি ঋণপত্র
payment unpaid overdue | 대금 미결제 결제 | পরিশোধ পেমেন্ট
discrepancy discrepancies | 하자 불일치 | অসঙ্গতি গরমিল
bank | 은행 | ব্যাংক
dollar dollars | 달러 | ডলার
exchange currency | 환율 외환 | মুদ্রা বিনিময়
demurrage detention | 체선료 체화료 | ডেমারেজ
container containers | 컨테이너 | কনটেইনার
port | 항만 부두 | বন্দর
freight shipping shipment | 운송 운임 선적 | জাহাজ পরিবহন শিপমেন্ট
delay delayed delays | 지연 지체 | বিলম্ব দেরি
valuation undervaluation | 과세가격 평가 | মূল্যায়ন
refund drawback | 환급 | ফেরত
exemption exempt | 면세 면제 | অব্যাহতি
dumping | 덤핑 | ডাম্পিং
visa visas | 비자 사증 | ভিসা
worker workers labour | 근로자 인력 노무 | শ্রমিক কর্মী
tax vat | 세금 부가세 법인세 | কর ভ্যাট
trademark brand counterfeit | 상표 위조 | ট্রেডমার্ক নকল
patent | 특허 | পেটেন্ট
contract | 계약 | চুক্তি
claim dispute arbitration | 분쟁 클레임 중재 | বিরোধ দাবি সালিশ
quality defect defective | 품질 불량 | মান ত্রুটি
battery batteries | 배터리 전지 | ব্যাটারি
machine machinery | 기계 설비 | মেশিন যন্ত্রপাতি
yarn | 원사 실 | সুতা
fabric fabrics | 원단 직물 | কাপড়
medicine pharmaceutical drug | 의약품 약품 | ওষুধ
food | 식품 | খাদ্য
cosmetic cosmetics | 화장품 | প্রসাধনী
"""


def _words(block: str) -> list[str]:
    return block.split()


#: What says nothing of the matter.
_COMMON = frozenset(
    _words("""
    about after again against all already also although and any are asks asked because been before being between both
    but can could does for from goods had has have her here his how into its itself just less like made make many may
    more most must need needs new not now off one only other our out over own per said says same several she should
    since some still such than that the their them then there these they this those though through too two under until
    upon very was were what when where which while who will with without would yet you your company buyer korean korea
    bangladesh dhaka since been
    그리고 그러나 하지만 또는 및 등 것 수 때 중 위해 대한 통해 따라 경우 관련 현재 이후 이전 있음 없음 있다 없다 함 됨
    바이어 기업 한국 방글라데시 다카
    এবং ও কিন্তু না নেই আছে হয় হয়েছে করা করে করতে জন্য থেকে এই সেই তার তাদের একটি এক কিছু বলছে বলে হলেও এখন আগে পরে সব
    কোরীয় কোরিয়া ক্রেতা প্রতিষ্ঠান ঢাকা
    """)
)
_WORD = re.compile("[a-z][a-z0-9]+|[0-9]*[가-힣]+|[\u0980-\u09e3\u09f0-\u09ff]+")
#: The field's usual way to write it; the sign would part its letters.
_LETTER_OF_CREDIT = re.compile(r"\bl/c\b")
_KOREAN_ENDINGS = _words("""
    으로부터 에서는 으로는 에서도 하였음 되었음 하고자 으로 에서 에게 까지 부터 보다 처럼 이나 하여 하고 하는
    되어 되는 하기 해야 했음 됐음 이며 이고 은 는 이 가 을 를 에 의 로 와 과 도 만 나 함 됨 임 중
    """)
_BENGALI_ENDINGS = (
    "গুলোর",
    "গুলোকে",
    "গুলো",
    "গুলি",
    "দের",
    "য়ের",
    "টির",
    "টিকে",
    "ের",
    "কে",
    "তে",
    "টি",
    "টা",
    "র",
    "ে",
)
_SIGNS = re.compile("[!-/:-@\\[-`{-~\u2010-\u2027\u3000-\u303f\u0964\u0965·×]+")

#: A stem keeps so many letters at least when an ending is cut off.
_LEAST = {"ko": 2, "bn": 3, "en": 4}
#: Shorter words say something only where they are a matter of the trade (lc).
_SHORTEST = {"ko": 2, "bn": 2, "en": 3}
#: So many terms are compared; the longest, for they say most.
MOST = 24


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a text speaks of: the word as it stands there, and the folded stems that other texts have of it."""

    word: str
    stems: tuple[str, ...]

    def is_in(self, searched: str) -> bool:
        """Whether a text has it; ``searched`` is what ``searchable`` makes of the text."""
        return any((stem if _is_korean(stem) else f" {stem}") in searched for stem in self.stems)


def searchable(raw: str) -> str:
    """A text in which terms are looked for: folded, signs taken out, a space at either end."""
    folded = _LETTER_OF_CREDIT.sub("lc", text.fold(raw))
    return f" {' '.join(_SIGNS.sub(' ', folded).split())} "


def terms(texts: Iterable[str]) -> list[Term]:
    """What the texts speak of, each thing once, at most ``MOST``; the longest words first."""
    found: dict[tuple[str, ...], Term] = {}
    words = dict.fromkeys(word for one in texts for word in _words_of(one))
    matters = _matters()
    for word in words:
        if word in _COMMON:
            continue
        stem = _stem(word)
        if stem in _COMMON or (len(stem) < _SHORTEST[_script(stem)] and stem not in matters):
            continue
        lines = matters.get(stem) or matters.get(word) or _matter_within(stem)
        term = Term(word, lines or (text.fold(stem),))
        found.setdefault(term.stems, term)
    return sorted(found.values(), key=lambda one: -len(one.word))[:MOST]


def _words_of(raw: str) -> list[str]:
    return _WORD.findall(_LETTER_OF_CREDIT.sub("lc", text.clean(raw).casefold()))


def _script(word: str) -> str:
    if re.search("[가-힣]", word):
        return "ko"
    return "bn" if word > "\u0980" else "en"


def _stem(word: str) -> str:
    script = _script(word)
    if script == "en":
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST["en"]:
                return word[: -len(ending)]
        return word
    endings = _KOREAN_ENDINGS if script == "ko" else _BENGALI_ENDINGS
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST[script]:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _matters() -> dict[str, tuple[str, ...]]:
    """For each word of the trade, and its stem, the folded stems of all words for the same matter."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _MATTERS.strip().splitlines():
        words = line.replace("|", " ").split()
        stems = tuple(dict.fromkeys(text.fold(_stem(word)) for word in words))
        for word in words:
            found.setdefault(word, stems)
            found.setdefault(_stem(word), stems)
    return found


def _matter_within(stem: str) -> tuple[str, ...]:
    """Korean writes words together: 통관지연 speaks of 통관."""
    if not re.search("[가-힣]", stem):
        return ()
    matters = _matters()
    for length in range(min(len(stem), 4), 1, -1):
        if stem[:length] in matters:
            return matters[stem[:length]]
    return ()


def _is_korean(folded: str) -> bool:
    return "\u3130" <= folded[:1] <= "\u318f"
