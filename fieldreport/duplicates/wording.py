"""Words of names that say little: legal forms, what everybody is called or deals in. Data, in three languages.

A legal form is never compared, for the same company is written with and without it. A common word weighs less than
the word that only this company has; the same word in another language has the same first column, so that 무역, ট্রেডিং
and Trading are one word. All of it is what offices in Dhaka and Seoul meet; to add a word, add it to its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


#: Legal forms in Korean, wherever they stand, also without a space before or after them.
KOREAN_FORMS = re.compile(
    r"\((?:주|유|재|사|합)\)|주식\s?회사|유한\s?(?:책임\s?)?회사|합자\s?회사|재단\s?법인|사단\s?법인|농업회사법인"
)
#: Legal forms as words of their own, as ``text.fold`` gives them without its marks at the end.
FORMS = _words("""
    co company ltd limited inc incorporated corp corporation llc llp lp plc pvt private pte gmbh sa ag bv
    ms messrs the and
    লিমিটেড লিমিটেড্ লিঃ লি লিমি কোং কো কোম্পানি কোম্পানী প্রাইভেট প্রাঃ প্রা পিএলসি কর্পোরেশন কর্পোরেশান ইনকর্পোরেটেড মেসার্স
    অ্যান্ড এন্ড এ্যান্ড এবং ও
    """)
#: What stands before or after people's names.
COURTESY = _words("""
    mr mrs ms miss dr prof engr eng advocate alhaj hajji haji begum
    md mohammad mohammed muhammad mohd mst most mosammat
    জনাব জনাবা ডঃ ড ডা ডাঃ প্রকৌশলী অধ্যাপক আলহাজ্ব মোঃ মো মোহাম্মদ মুহাম্মদ মোহাম্মাদ মোছাঃ মোছা মোসাঃ মোসাম্মৎ বেগম
    씨 님 대표 사장 부장 과장 이사 박사
    """)

#: Words that hardly tell one company from another.
_FILLING = """
group | 그룹 | গ্রুপ
international intl | 인터내셔널 인터내셔날 국제 | ইন্টারন্যাশনাল
global | 글로벌 | গ্লোবাল
industry industries industrial ind | 산업 공업 인더스트리 | ইন্ডাস্ট্রিজ ইন্ডাস্ট্রি শিল্প
enterprise enterprises | 엔터프라이즈 | এন্টারপ্রাইজ এন্টারপ্রাইজেস
composite | 컴포지트 | কম্পোজিট
mill mills | 밀스 | মিলস মিল
factory works | 공장 제작소 | ফ্যাক্টরি ওয়ার্কস কারখানা
house | 하우스 | হাউস হাউজ
system systems | 시스템 시스템즈 시스템스 | সিস্টেম সিস্টেমস
"""
#: What companies deal in, and where they are.
_TRADES = """
trading trade traders trader commerce | 무역 상사 트레이딩 통상 상역 | ট্রেডিং ট্রেডার্স বাণিজ্য
import imports importer importers | 임포트 수입 | ইমপোর্টস ইমপোর্ট ইমপোর্টার্স
export exports exporter exporters | 수출 익스포트 | এক্সপোর্ট এক্সপোর্টস রপ্তানি
textile textiles | 텍스타일 섬유 | টেক্সটাইল টেক্সটাইলস বস্ত্র
knit knits knitwear knitting | 니트 편직 | নিট নিটওয়্যার নিটিং
garment garments | 의류 봉제 | গার্মেন্টস গার্মেন্ট পোশাক
apparel apparels | 어패럴 | অ্যাপারেলস অ্যাপারেল এপারেলস
fashion fashions | 패션 | ফ্যাশন ফ্যাশনস
sweater sweaters | 스웨터 | সোয়েটার সোয়েটার্স
denim denims | 데님 | ডেনিম
spinning | 방적 | স্পিনিং
dyeing | 염색 | ডাইং
finishing | 가공 | ফিনিশিং
accessories accessory trims | 부자재 액세서리 | অ্যাক্সেসরিজ
packaging packing | 포장 패키징 | প্যাকেজিং
plastic plastics | 플라스틱 | প্লাস্টিকস প্লাস্টিক
footwear shoes | 신발 제화 | ফুটওয়্যার জুতা
leather | 피혁 가죽 | লেদার চামড়া
jute | 황마 | জুট পাট
steel | 철강 스틸 제강 | স্টিল ইস্পাত
machinery machine machines | 기계 머시너리 | মেশিনারি মেশিনারিজ মেশিন মেশিনস
precision | 정밀 정공 | প্রিসিশন
electronic electronics | 전자 일렉트로닉스 | ইলেকট্রনিক্স ইলেকট্রনিকস
electric electrical | 전기 | ইলেকট্রিক ইলেকট্রিক্যাল
power | 전력 파워 | পাওয়ার
solar | 솔라 태양광 | সোলার
engineering | 엔지니어링 | ইঞ্জিনিয়ারিং প্রকৌশল
technology technologies tech | 테크놀로지 테크 기술 | টেকনোলজি টেকনোলজিস টেক
chemical chemicals | 화학 케미칼 케미컬 | কেমিক্যাল কেমিক্যালস
pharma pharmaceutical pharmaceuticals | 제약 파마 | ফার্মা ফার্মাসিউটিক্যালস
medical | 메디컬 의료 | মেডিকেল
food foods | 식품 푸드 푸드시스템 | ফুড ফুডস খাদ্য
agro agri | 농업 아그로 | অ্যাগ্রো এগ্রো কৃষি
poultry | 양계 | পোলট্রি পোল্ট্রি
feed feeds | 사료 피드 | ফিড ফিডস
cosmetic cosmetics | 화장품 코스메틱 | কসমেটিক্স প্রসাধনী
beauty | 뷰티 미용 | বিউটি
auto automobile | 자동차 오토 | অটো
part parts | 부품 파츠 | পার্টস
construction builders | 건설 | কনস্ট্রাকশন নির্মাণ বিল্ডার্স
ceramic ceramics | 세라믹 도자기 | সিরামিকস সিরামিক
shipyard | 조선소 조선 | শিপইয়ার্ড
shipping logistics | 물류 로지스틱스 로지스 해운 | লজিস্টিকস শিপিং
bag bags | 가방 | ব্যাগ ব্যাগস
cable cables | 전선 케이블 | কেবল কেবলস
lighting | 조명 | লাইটিং
fabric fabrics | 원단 패브릭 | ফেব্রিক্স কাপড়
fiber fibers fibre fibres | 화섬 | ফাইবার ফাইবারস
dyestuff dyestuffs dyes | 염료 | রং
seafood seafoods | 수산 | সিফুড সিফুডস
furniture | 가구 | ফার্নিচার আসবাব
printing | 인쇄 | প্রিন্টিং মুদ্রণ
semiconductor semiconductors | 반도체 | সেমিকন্ডাক্টর
bank | 은행 | ব্যাংক ব্যাঙ্ক
authority | 관리청 구청 | কর্তৃপক্ষ
association | 협회 | সমিতি অ্যাসোসিয়েশন
bangladesh bd | 방글라데시 | বাংলাদেশ বিডি
korea | 한국 코리아 | কোরিয়া
dhaka | 다카 | ঢাকা
chattogram chittagong ctg | 치타공 | চট্টগ্রাম
seoul | 서울 | সিউল
"""
#: Family names of Koreans, by far the most common ones, as they are written and as they are spelt abroad.
_KOREAN_FAMILIES = """
김 kim gim | 이 lee yi rhee i | 박 park pak bak | 최 choi choe | 정 jung jeong chung
강 kang gang | 조 cho jo | 윤 yoon yun | 장 jang chang | 임 lim im rim | 한 han | 오 oh
서 seo suh | 신 shin sin | 권 kwon gwon | 황 hwang | 안 ahn an | 송 song | 류 ryu ryoo
유 yoo yu you | 전 jeon chun | 홍 hong | 고 ko go koh | 문 moon mun | 양 yang | 손 son sohn
배 bae | 백 baek paik | 허 heo hur huh | 남 nam | 심 shim sim | 노 noh no roh | 하 ha
곽 kwak gwak | 성 sung seong | 차 cha | 주 joo ju | 우 woo | 구 koo gu | 민 min | 나 na ra
진 jin | 지 ji chi | 엄 eom um | 채 chae | 원 won | 천 cheon chun | 방 bang | 공 kong gong
현 hyun hyeon
"""

#: Weights of words: one that only this company has, one of its trade or place, one that says nearly nothing.
OWN, TRADE, FILLING = 1.0, 0.6, 0.25
#: A family name weighs as a trade does: half a country shares five of them.
FAMILY = 0.6


def _lines(block: str) -> list[list[str]]:
    return [line.replace("|", " ").split() for line in block.strip().splitlines()]


def company_words() -> Mapping[str, tuple[str, float]]:
    """Common words of companies' names, each with the concept it stands for and its weight."""
    found: dict[str, tuple[str, float]] = {}
    for block, weight in ((_FILLING, FILLING), (_TRADES, TRADE)):
        for words in _lines(block):
            found.update(dict.fromkeys(words, (words[0], weight)))
    return found


def family_words() -> Mapping[str, str]:
    """Family names of Koreans in every spelling, each with the one that stands for all."""
    parts = (part.split() for part in _KOREAN_FAMILIES.replace("\n", "|").split("|") if part.strip())
    found: dict[str, str] = {}
    for words in parts:
        for word in words:
            found.setdefault(word, words[0])
    return found


#: Where everybody has a page or a mailbox: the same address there says nothing.
SHARED_HOSTS = _words("""
    facebook.com fb.com linkedin.com instagram.com youtube.com twitter.com x.com t.me wa.me
    alibaba.com tradekorea.com buykorea.org ec21.com tradeindia.com indiamart.com made-in-china.com
    naver.com blog.naver.com smartstore.naver.com daum.net tistory.com google.com sites.google.com business.site
    wixsite.com wordpress.com blogspot.com github.io
    """)
#: Beginnings of a host that are no part of whose it is.
HOST_PREFIXES = ("www.", "m.", "en.", "ko.", "kr.", "bn.", "eng.", "kor.")
#: Mailboxes of a company rather than of a person.
SHARED_MAILBOXES = _words(
    "info sales contact office admin export exports import imports trade mail hello support marketing service"
)
