"""Titles: what people of a trade office write over the columns of their lists, in three languages.

The fields' own labels and names are known besides; here is what they are called otherwise. Compared folded, without
signs and without what stands in brackets, longer ones first. Written down from the words of the field, as they are
used in lists of buyers, of companies and of events.
"""

from __future__ import annotations

from collections.abc import Mapping

_COMPANY_NAME = (
    "company|company name|name of company|organisation|organization|organisation name|firm|"
    "firm name|enterprise|"
    "corporate name|supplier|exporter|회사|회사명|업체|업체명|기업|기업명|상호|상호명|기관명|"
    "법인명|업체명(국문)|참가기업|"
    "কোম্পানি|কোম্পানির নাম|প্রতিষ্ঠান|প্রতিষ্ঠানের নাম|সংস্থার নাম"
)
_BUYER_NAME = (
    "buyer|buyer name|buyer company|name of buyer|importer|importer name|client|customer|바이어|"
    "바이어명|바이어 회사|"
    "바이어 업체명|바이어 기업명|수입업체|수입상|거래처|발주처|ক্রেতা|ক্রেতার নাম|"
    "ক্রেতা প্রতিষ্ঠান|আমদানিকারক"
)
_PERSON = (
    "contact|contact person|contact name|person|person in charge|pic|representative|"
    "name of contact|attention|attn|"
    "full name|담당자|담당자명|담당자 성명|성명|이름|대표자|대표자명|ফোকাল পয়েন্ট|"
    "যোগাযোগের ব্যক্তি|যোগাযোগকারী|ব্যক্তির নাম|প্রতিনিধি"
)
_PHONE = (
    "phone|phone no|phone number|telephone|tel|tel no|mobile|mobile no|mobile number|cell|"
    "cell phone|hp|contact no|"
    "contact number|전화|대표전화|전화번호|연락처|휴대폰|휴대전화|핸드폰|휴대폰번호|ফোন|ফোন নম্বর|মোবাইল|"
    "মোবাইল নম্বর|টেলিফোন"
)
_EMAIL = (
    "email|e-mail|mail|email address|e-mail address|mail id|이메일|메일|이메일주소|전자우편|ইমেইল|ই-মেইল|"
    "ইমেইল ঠিকানা"
)
_COUNTRY = "country|nation|country name|국가|국가명|나라|국적|소재국|দেশ|দেশের নাম"
_ADDRESS = "address|office address|location|addr|주소|소재지|회사주소|ঠিকানা|অফিসের ঠিকানা"
_WEBSITE = "website|web|homepage|web site|url|web address|홈페이지|웹사이트|누리집|ওয়েবসাইট|ওয়েব ঠিকানা"
_REGISTRATION = (
    "registration number|registration no|reg no|business registration number|"
    "business registration no|brn|company id|"
    "bin|사업자번호|사업자등록번호|사업자 등록 번호|등록번호|নিবন্ধন নম্বর|রেজিস্ট্রেশন নম্বর"
)
_JOB = "title|job title|position|designation|직위|직책|직급|부서/직위|পদবি|পদবী|পদ"
_HS = "hs|hs code|hs codes|h.s. code|hscode|hs no|hs부호|hs코드|세번|품목번호|এইচএস কোড|এইচ এস কোড"
_PRODUCTS = (
    "product|products|item|items|wanted products|wanted items|product name|interested products|"
    "interested items|"
    "products of interest|goods|commodity|requirement|requirements|품목|품명|제품|제품명|관심품목|"
    "희망품목|수입희망품목|취급품목|"
    "পণ্য|পণ্যের নাম|চাহিত পণ্য|আগ্রহের পণ্য|পণ্যসমূহ|চাহিদাকৃত পণ্য|চাহিদার পণ্য|কাঙ্ক্ষিত পণ্য|প্রয়োজনীয় পণ্য"
)
_NOTE = "note|notes|remark|remarks|comment|comments|memo|etc|비고|메모|기타|특이사항|참고|মন্তব্য|নোট|টীকা|বিশেষ দ্রষ্টব্য"
_OWNER = "owner|in charge|staff|handled by|kotra staff|담당|담당직원|무역관 담당자|দায়িত্বপ্রাপ্ত|দায়িত্বে"
_STATUS = "status|state|stage|progress|상태|진행상태|진행상황|진행단계|অবস্থা|ধাপ"
_SOURCE = "source|channel|lead source|route|출처|발굴경로|경로|접수경로|উৎস|সূত্র"
_VALUE = (
    "value|amount|estimated value|estimated amount|expected amount|deal value|order value|금액|"
    "예상금액|수입희망금액|거래금액|"
    "상담금액|상담액|মূল্য|আনুমানিক মূল্য|পরিমাণ (টাকা)|অর্থের পরিমাণ"
)
_NEXT = "next step|next action|follow up|follow-up|action|후속조치|향후계획|다음 단계|পরবর্তী পদক্ষেপ|ফলোআপ"
_NEXT_DUE = "due|due date|deadline|next step due|next action date|기한|마감일|조치기한|শেষ তারিখ|সময়সীমা"
_SAID = (
    "what was said|discussion|details|content|description|상담내용|내용|상세내용|요청사항|আলোচনা|বিবরণ|বিস্তারিত"
)
_DATE = "date|day|일자|날짜|তারিখ"
_CURRENCY = "currency|cur|통화|화폐|মুদ্রা"

#: What of an organisation may stand in a list of something else, by the field that points at it.
ORGANISATION_PARTS: Mapping[str, str] = {
    "country": _COUNTRY,
    "address": _ADDRESS,
    "website": _WEBSITE,
    "registration_number": _REGISTRATION,
}
#: The same of a person.
CONTACT_PARTS: Mapping[str, str] = {"phone": _PHONE, "email": _EMAIL, "title": _JOB}

#: Titles by record type and target.
TITLES: Mapping[str, Mapping[str, str]] = {
    "organisation": {
        "name": f"{_COMPANY_NAME}|{_BUYER_NAME}|name|이름|명칭|নাম",
        "name.ko": (
            "korean name|name (korean)|company name (korean)|국문명|국문 회사명|회사명(국문)|"
            "기업명(국문)|업체명(국문)|한글명|কোরীয় নাম"
        ),
        "name.en": (
            "english name|name (english)|company name (english)|영문명|영문 회사명|회사명(영문)|"
            "기업명(영문)|업체명(영문)|ইংরেজি নাম"
        ),
        "name.bn": "bengali name|bangla name|name (bengali)|name (bangla)|벵골어명|বাংলা নাম",
        "aliases": "alias|aliases|other names|short name|abbreviation|약칭|별칭|বিকল্প নাম|সংক্ষিপ্ত নাম",
        "roles": "role|roles|type|kind|구분|유형|역할|ধরন|ভূমিকা",
        "registration_number": _REGISTRATION,
        "country": _COUNTRY,
        "address": _ADDRESS,
        "website": _WEBSITE,
        "sector": (
            "sector|industry|business|business type|line of business|업종|산업|분야|খাত|শিল্প|ব্যবসার ধরন"
        ),
        "size": "size|company size|규모|기업규모|আকার",
        "us_export_share": (
            "us export share|share of us exports|대미수출비중|대미 수출 비중|মার্কিন রপ্তানির অংশ"
        ),
        "interests": f"interests|{_PRODUCTS}|main products|주요품목|생산품목|প্রধান পণ্য",
        "hs_codes": _HS,
        "verification": "verification|verified|검증|확인|যাচাই",
        "note": _NOTE,
    },
    "contact": {
        "name": f"{_PERSON}|name|নাম",
        "name.ko": "korean name|name (korean)|국문 성명|한글 성명|성명(국문)|이름(국문)",
        "name.en": "english name|name (english)|영문 성명|성명(영문)|이름(영문)",
        "name.bn": "bengali name|bangla name|name (bengali)|বাংলা নাম",
        "given_name": "first name|given name|forename|প্রথম নাম",
        "family_name": "last name|surname|family name|성|পদবি নাম|বংশনাম",
        "organisation": f"{_COMPANY_NAME}|{_BUYER_NAME}|소속|소속기관",
        "title": _JOB,
        "phone": _PHONE,
        "email": _EMAIL,
        "whatsapp": "whatsapp|whats app|whatsapp no|왓츠앱|হোয়াটসঅ্যাপ",
        "preferred_language": "language|preferred language|언어|사용언어|ভাষা",
        "consent": "consent|agreement|동의|개인정보동의|সম্মতি",
        "consent_on": "consent date|동의일|সম্মতির তারিখ",
        "note": _NOTE,
    },
    "lead": {
        "buyer": f"{_BUYER_NAME}|{_COMPANY_NAME}",
        "contact": _PERSON,
        "products": _PRODUCTS,
        "hs_codes": _HS,
        "quantity": "quantity|qty|volume|order quantity|수량|물량|পরিমাণ|সংখ্যা",
        "value": _VALUE,
        "value.currency": _CURRENCY,
        "need": f"{_SAID}|{_NOTE}|inquiry|문의내용|চাহিদা",
        "source": _SOURCE,
        "received_on": (
            f"{_DATE}|received|received on|date received|inquiry date|접수일|접수일자|발굴일|"
            "발굴일자|문의일|প্রাপ্তির তারিখ|গ্রহণের তারিখ"
        ),
        "status": _STATUS,
        "lost_reason": "reason for loss|lost reason|실패사유|হারানোর কারণ",
        "owner": _OWNER,
        "matched_companies": "matched companies|matched company|매칭기업|연결기업|মেলানো প্রতিষ্ঠান",
        "tradekorea_number": (
            "tradekorea|tradekorea no|tradekorea number|트레이드코리아|트레이드코리아 번호|ট্রেডকোরিয়া নম্বর"
        ),
        "tradekorea_on": (
            "tradekorea date|registered on tradekorea|트레이드코리아 등록일|ট্রেডকোরিয়া নিবন্ধনের তারিখ"
        ),
        "next_step": _NEXT,
        "next_step_due": _NEXT_DUE,
        "task": "task|task no|과제|과제번호|কাজের নম্বর",
    },
    "event": {
        "name": "name|event|event name|title|행사명|행사|사업명|상담회명|আয়োজন|অনুষ্ঠানের নাম|নাম",
        "kind": "kind|type|event type|구분|유형|행사유형|ধরন",
        "venue": "venue|place|location|장소|개최장소|স্থান|ভেন্যু",
        "starts_on": (
            f"{_DATE}|start|start date|from|begins|first day|시작일|개최일|개최일자|개최기간(시작)|"
            "শুরু|শুরুর তারিখ"
        ),
        "ends_on": "end|end date|to|until|last day|종료일|개최기간(종료)|শেষ|সমাপ্তির তারিখ",
        "host": "host|organiser|organizer|주최|주관|আয়োজক",
        "goals": "goal|goals|aim|purpose|목표|목적|উদ্দেশ্য",
        "korean_companies": (
            "korean companies|number of korean companies|국내기업수|참가기업수|한국기업수|"
            "কোরীয় প্রতিষ্ঠানের সংখ্যা"
        ),
        "foreign_buyers": "buyers|number of buyers|바이어수|해외바이어수|ক্রেতার সংখ্যা",
        "result": "result|results|outcome|결과|성과|ফলাফল",
        "status": _STATUS,
        "task": "task|task no|과제|과제번호|কাজের নম্বর",
    },
    "meeting": {
        "company": _COMPANY_NAME + "|korean company|국내기업|한국기업|কোরীয় প্রতিষ্ঠান",
        "buyer": _BUYER_NAME,
        "event": "event|event name|행사|행사명|상담회|আয়োজন|অনুষ্ঠান",
        "held_on": f"{_DATE}|meeting date|held on|상담일|상담일자|বৈঠকের তারিখ",
        "slot": "slot|time|time slot|시간|상담시간|সময়",
        "table": "table|table no|booth|테이블|테이블번호|টেবিল",
        "status": _STATUS,
        "channel": "channel|how|방식|상담방식|মাধ্যম",
        "interpreter": "interpreter|interpretation|통역|দোভাষী",
        "products": _PRODUCTS,
        "hs_codes": _HS,
        "said": f"{_SAID}|{_NOTE}",
        "value": _VALUE + "|consultation value|consultation amount",
        "value.currency": _CURRENCY,
        "next_step": _NEXT,
        "next_step_due": _NEXT_DUE,
    },
    "outcome": {
        "kind": "kind|type|outcome|성과|구분|유형|ধরন|ফলাফল",
        "meeting": "meeting|meeting no|상담|상담번호|বৈঠক",
        "lead": "lead|buyer lead|lead no|바이어 발굴|ক্রেতার সন্ধান",
        "amount": _VALUE + "|contract amount|contract value|계약금액|계약액|চুক্তির মূল্য",
        "amount.currency": _CURRENCY,
        "dated": f"{_DATE}|contract date|계약일|চুক্তির তারিখ",
        "evidence": f"evidence|proof|{_NOTE}|증빙|প্রমাণ",
        "confirmed": "confirmed|confirmed by company|확인|নিশ্চিত",
    },
    "difficulty": {
        "company": _COMPANY_NAME + "|" + _BUYER_NAME,
        "contact": _PERSON,
        "reported_on": f"{_DATE}|reported|reported on|접수일|접수일자|신고일|জানানোর তারিখ",
        "kind": "kind|type|category|유형|구분|분류|애로유형|ধরন",
        "description": f"{_SAID}|difficulty|problem|issue|애로사항|애로내용|সমস্যা",
        "source": _SOURCE,
        "hs_codes": _HS,
        "authority": "authority|agency|관계기관|소관기관|কর্তৃপক্ষ",
        "value_at_risk": _VALUE + "|value at risk|피해액|피해우려액|ঝুঁকিতে থাকা মূল্য",
        "value_at_risk.currency": _CURRENCY,
        "urgency": "urgency|priority|긴급도|우선순위|জরুরি|অগ্রাধিকার",
        "status": _STATUS,
        "waiting_on": "waiting on|waiting for|대기처|কার অপেক্ষায়",
        "due": _NEXT_DUE,
        "resolution": "resolution|solution|action taken|조치내용|해결내용|처리결과|সমাধান",
        "resolved_on": "resolved on|resolved|date resolved|해결일|처리일|সমাধানের তারিখ",
        "bank": "bank|은행|개설은행|ব্যাংক",
        "lc_number": "lc number|l/c no|lc no|신용장번호|এলসি নম্বর",
    },
    "activity": {
        "task": "task|task no|과제|과제번호|কাজের নম্বর",
        "kind": "kind|type|구분|유형|ধরন",
        "company": _COMPANY_NAME,
        "done_on": f"{_DATE}|done on|지원일|지원일자|সম্পন্নের তারিখ",
        "status": _STATUS,
        "quantity": "quantity|count|qty|수량|건수|পরিমাণ|সংখ্যা",
        "topics": "topics|topic|주제|분야|বিষয়",
        "description": f"{_SAID}|activity|지원내용|কার্যক্রম",
        "result": "result|results|결과|성과|ফলাফল",
        "owner": _OWNER,
    },
    "signal": {
        "headline": "headline|title|subject|제목|শিরোনাম",
        "kind": "kind|type|category|구분|유형|ধরন",
        "seen_on": f"{_DATE}|seen on|published|게재일|보도일|প্রকাশের তারিখ",
        "description": f"{_SAID}|summary|요약|সারসংক্ষেপ",
        "source": "source|media|newspaper|출처|매체|উৎস|সূত্র",
        "link": "link|url|website|링크|লিংক",
        "hs_codes": _HS,
        "urgency": "urgency|priority|긴급도|জরুরি",
    },
    "action": {
        "what": "what|action|task|todo|to do|what to do|조치|할 일|후속조치|করণীয়|কাজ",
        "kind": "kind|type|구분|유형|ধরন",
        "about": "about|record|관련 기록|সংশ্লিষ্ট নথি",
        "assigned_to": "assigned to|responsible|담당|담당자|দায়িত্বপ্রাপ্ত",
        "raised_on": f"{_DATE}|raised on|등록일|উত্থাপনের তারিখ",
        "due": _NEXT_DUE,
        "status": _STATUS,
        "done_on": "done on|completed|completion date|완료일|সম্পন্নের তারিখ",
        "done_by_what": "completed by|completion|완료내용|কীভাবে সম্পন্ন",
    },
}
#: What the number that a record has here is called.
REFERENCE = "reference|ref|ref no|record no|관리번호|번호|নম্বর|রেফারেন্স"
IDENTITY = "id|uuid"
#: Titles of columns that only count the rows.
COUNTERS = "no|no.|#|sl|sl no|s/n|serial|serial no|연번|순번|ক্রমিক|ক্রমিক নং|ক্র"

#: Currencies as titles name them, in brackets or beside the word for a sum.
CURRENCIES: Mapping[str, str] = {
    "USD": "usd|us$|u$|$|달러|미달러|불|미불|ডলার",
    "KRW": "krw|₩|원|원화|won",
    "BDT": "bdt|tk|taka|৳|টাকা|타카",
    "EUR": "eur|€|유로|ইউরো",
    "JPY": "jpy|엔|yen",
    "CNY": "cny|rmb|위안",
    "INR": "inr|rupee|루피",
}
#: How many of the currency's units a number in such a column means.
SCALES: Mapping[int, str] = {
    1_000: "천|thousand|k|'000|000|হাজার",
    10_000: "만",
    100_000: "lakh|lac|লাখ|লক্ষ",
    1_000_000: "백만|million|mil|mn|মিলিয়ন",
    10_000_000: "crore|কোটি",
    100_000_000: "억",
}
