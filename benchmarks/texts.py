"""What the made-up offices of the benchmarks hold: raw input in three scripts, a few patterns for each record type.

NUMBER, DAY and the ids stand for what differs from one record to the next; ``benchmarks.records`` puts it in.
"""

from fieldreport.field import Json

#: Stands for the record's number in texts.
NUMBER = "7000001"
#: Stands for the record's own day.
DAY = "1999-12-31"

_MACHINE_BN = "স্বয়ংক্রিয় গোলাকার নিটিং মেশিন"
_NEED_KO = (
    "다카 인근 공장의 노후 설비를 교체할 계획이며, 견적과 함께 설치 기간, 예비 부품 공급 조건, 현지 애프터서비스 "
    "여부를 확인하고자 함. 결제는 일람불 신용장을 희망하고, 첫 거래는 시험 발주로 시작할 예정임."
)
_NEED_EN = (
    "Replaces twelve machines of its Gazipur works this winter and asks for a quotation with installation time, spare "
    "parts and training. Would pay by a letter of credit at sight and start with a trial order of two sets."
)
_NEED_BN = (
    "গাজীপুরের কারখানায় পুরোনো যন্ত্র বদলানোর জন্য দরপত্র চান; যন্ত্রাংশ, প্রশিক্ষণ ও স্থাপনের সময় জানতে চেয়েছেন। প্রথমে দুই "
    "সেটের একটি পরীক্ষামূলক অর্ডার দিতে চান, মূল্য পরিশোধ এলসির মাধ্যমে।"
)


def _text(language: str, text: str, **translations: str) -> Json:
    return {"text": text, "language": language, "translations": translations}


def _sum(amount: str, currency: str, rate: str) -> Json:
    return {"amount": amount, "currency": currency, "rate": rate, "rate_date": "2026-11-20"}


#: Raw input by record type. A link names the type it points at; the list of a field with several has one a link.
PATTERNS: dict[str, tuple[dict[str, Json], ...]] = {
    "organisation": (
        {
            "name": _text(
                "en",
                f"Shapla Knitwear {NUMBER}",
                ko=f"샤플라 니트웨어 {NUMBER}",
                bn=f"শাপলা নিটওয়্যার {NUMBER}",
            ),
            "aliases": [f"SKW {NUMBER}"],
            "roles": ["buyer"],
            "country": "BD",
            "address": _text("bn", "কোনাবাড়ী শিল্প এলাকা, গাজীপুর"),
            "sector": _text("en", "Knit garments"),
            "size": "large",
            "interests": ["knitting machine", "편직기", "dyed yarn"],
            "hs_codes": ["8447.20", "5205"],
            "verification": "verified",
        },
        {
            "name": _text("ko", f"(주)한빛편직기계 {NUMBER}", en=f"Hanbit Knitting Machinery {NUMBER}"),
            "roles": ["company"],
            "registration_number": "123-45-67891",
            "country": "KR",
            "sector": _text("ko", "섬유기계 제조"),
            "size": "small",
            "us_export_share": "34.5",
            "hs_codes": ["8447201000"],
            "note": _text("ko", "2025년 수출바우처 선정 기업. 방글라데시 첫 진출."),
        },
        {
            "name": _text("bn", f"মেঘনা টেক্সটাইল মিলস {NUMBER}"),
            "roles": ["buyer", "subsidiary"],
            "country": "BD",
            "sector": _text("bn", "বস্ত্র ও সুতা"),
            "size": "medium",
        },
    ),
    "contact": (
        {
            "name": _text("bn", f"মোঃ রহিম {NUMBER}", en=f"Md. Rahim {NUMBER}"),
            "organisation": "organisation",
            "title": _text("en", "Purchase manager"),
            "phone": "+880 1713-123720",
            "preferred_language": "bn",
        },
        {
            "name": _text("ko", f"김민수 {NUMBER}"),
            "organisation": "organisation",
            "title": _text("ko", "해외영업팀 과장"),
            "email": "export@example.com",
            "preferred_language": "ko",
        },
    ),
    "lead": (
        {
            "buyer": "organisation",
            "contact": "contact",
            "products": _text("en", f"Circular knitting machine, lot {NUMBER}", ko=f"환편기 {NUMBER}호"),
            "hs_codes": ["8447.20", {"code": "8447201000", "nomenclature": "HSK"}],
            "quantity": "12 sets",
            "value": _sum("180000", "USD", "1"),
            "need": _text("en", _NEED_EN, ko=_NEED_KO),
            "source": "event",
            "received_on": DAY,
            "status": "qualified",
            "owner": "Karim",
            "matched_companies": ["organisation", "organisation"],
            "tradekorea_number": f"TK-{NUMBER}",
            "tradekorea_on": DAY,
            "next_step": _text("en", "Send the quotation and two references"),
            "next_step_due": DAY,
            "task": "1",
        },
        {
            "buyer": "organisation",
            "contact": "contact",
            "products": _text("bn", f"{_MACHINE_BN} {NUMBER}"),
            "quantity": "৬ সেট",
            "value": _sum("21500000", "BDT", "0.0082"),
            "need": _text("bn", _NEED_BN),
            "source": "inquiry",
            "received_on": DAY,
            "status": "new",
            "owner": "সুমি",
        },
        {
            "buyer": "organisation",
            "products": _text("ko", f"폴리에스터 필름 {NUMBER}", en=f"Polyester film {NUMBER}"),
            "hs_codes": ["3920.62"],
            "value": _sum("95000000", "KRW", "0.00072"),
            "need": _text("ko", _NEED_KO, en=_NEED_EN),
            "source": "tradekorea",
            "received_on": DAY,
            "status": "negotiating",
            "owner": "이서연",
            "matched_companies": ["organisation"],
            "next_step": _text("ko", "견본 발송"),
            "next_step_due": DAY,
            "task": "1",
        },
    ),
    "event": (
        {
            "name": _text("en", f"Textile consultation {NUMBER}", ko=f"섬유 수출상담회 {NUMBER}"),
            "kind": "consultation_event",
            "status": "held",
            "venue": _text("en", "Dhaka"),
            "starts_on": DAY,
            "ends_on": DAY,
            "task": "2",
            "invited": ["organisation", "organisation", "organisation"],
            "korean_companies": "21",
            "foreign_buyers": "64",
        },
    ),
    "participant": (
        {
            "event": "event",
            "organisation": "organisation",
            "side": "company",
            "invitation": "accepted",
            "attendance": "came",
        },
    ),
    "meeting": (
        {
            "company": "organisation",
            "buyer": "organisation",
            "event": "event",
            "held_on": DAY,
            "slot": "10:30",
            "table": "A-07",
            "status": "held",
            "channel": "in_person",
            "interpreter": True,
            "products": _text("ko", f"편직기 {NUMBER}"),
            "said": _text("ko", _NEED_KO, en=_NEED_EN),
            "value": _sum("180000", "USD", "1"),
            "next_step": _text("ko", "공장 방문"),
            "next_step_due": DAY,
        },
        {
            "company": "organisation",
            "buyer": "organisation",
            "lead": "lead",
            "held_on": DAY,
            "status": "scheduled",
            "products": _text("bn", _MACHINE_BN),
        },
    ),
    "outcome": (
        {
            "kind": "memorandum",
            "lead": "lead",
            "amount": _sum("90000", "USD", "1"),
            "dated": DAY,
            "confirmed": True,
        },
        {"kind": "concluded", "meeting": "meeting", "amount": _sum("45000", "USD", "1"), "dated": DAY},
    ),
    "difficulty": (
        {
            "company": "organisation",
            "reported_on": DAY,
            "kind": "customs_clearance",
            "description": _text("ko", f"{_NEED_KO} ({NUMBER})", en=_NEED_EN),
            "hs_codes": ["8447.20"],
            "value_at_risk": _sum("60000", "USD", "1"),
            "urgency": "high",
            "status": "waiting",
            "waiting_on": _text("en", "The customs house"),
            "due": DAY,
            "owner": "Karim",
        },
        {
            "company": "organisation",
            "reported_on": DAY,
            "kind": "payment",
            "description": _text("bn", f"{_NEED_BN} {NUMBER}"),
            "status": "received",
            "bank": "Example Bank",
            "letter_of_credit": f"LC-{NUMBER}",
        },
    ),
    "activity": (
        {
            "task": "13",
            "kind": "consulting",
            "company": "organisation",
            "done_on": DAY,
            "quantity": "1",
            "description": _text("en", f"Origin under APTA and EBA explained, case {NUMBER}"),
            "owner": "Sumi",
        },
    ),
    "voucher": (
        {
            "company": "organisation",
            "service": _text(
                "ko", f"해외규격 인증 취득 대행 {NUMBER}", en="Certification to foreign standards"
            ),
            "amount": _sum("12000000", "KRW", "0.000724"),
            "applied_on": DAY,
            "status": "applied",
        },
    ),
    "signal": (
        {
            "headline": _text(
                "en", f"Import duty on film under review ({NUMBER})", ko=f"필름 수입관세 검토 {NUMBER}"
            ),
            "kind": "policy",
            "seen_on": DAY,
            "description": _text("en", _NEED_EN),
            "source": "Official gazette",
        },
    ),
    "action": (
        {
            "what": _text("en", f"Call the buyer back about lot {NUMBER}"),
            "kind": "follow_up",
            "about": "lead",
            "assigned_to": "Karim",
            "raised_on": DAY,
            "due": DAY,
            "status": "open",
        },
        {
            "what": _text("bn", f"নমুনা পাঠাতে হবে {NUMBER}"),
            "kind": "referral",
            "about": "difficulty",
            "raised_on": DAY,
            "status": "done",
            "done_on": DAY,
        },
    ),
}

#: How each pattern's records end, pattern by pattern: what lies some months back has mostly come to an end.
ENDINGS: dict[str, tuple[dict[str, Json], ...]] = {
    "lead": (
        {"status": "won", "won_on": DAY},
        {"status": "dormant"},
        {"status": "lost", "lost_reason": _text("ko", "가격 차이로 타국 업체와 계약함.")},
    ),
    "meeting": ({}, {"status": "held"}),
    "difficulty": (
        {
            "status": "resolved",
            "resolution": _text("en", "Classified anew and released."),
            "resolved_on": DAY,
        },
        {"status": "resolved_in_part", "resolution": _text("bn", "আংশিক পরিশোধ হয়েছে।"), "resolved_on": DAY},
    ),
    "action": ({"status": "done", "done_on": DAY}, {}),
}
