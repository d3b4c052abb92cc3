"""A small made-up office for the tests of the report: every record type, three languages, the awkward cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fieldreport.field import Json, Reading
from fieldreport.language import Language
from fieldreport.offices import Offices
from fieldreport.period import Period
from fieldreport.plan import Plan
from fieldreport.progress import progress
from fieldreport.records import RECORD_TYPES
from fieldreport.report import Report, build
from fieldreport.store import New, Store
from fieldreport.store.counting import count
from fieldreport.store.reports import StoredReport
from fieldreport.store.titles import Titles

ZONE = ZoneInfo("Asia/Dhaka")
PLAN = Plan.built_in()
PERIOD = PLAN.fortnights.parse("2026-B23")
NOW = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)


class ExampleOffice:
    """A store in a folder, with a short way to add to it and to make its report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = Offices.built_in().office("DHK")
        self.store = Store.open(folder / "office.db", RECORD_TYPES, clock=lambda: NOW)
        self.store.set_property("office", "DHK")

    def add(
        self,
        record_type: str,
        raw: Mapping[str, Json],
        *,
        language: str = "en",
        at: datetime = NOW,
        by: str = "Tester",
        history: bool = False,
    ) -> str:
        """Add a record from JSON, or as a list of history tells of it; returns its reference."""
        kind = self.store.types[record_type]
        # Whoever tells of a later day writes on it.
        days = [date.fromisoformat(str(raw[one.day])) for one in kind.happened if raw.get(one.day)]
        reading = self.reading(language)
        values = kind.read(raw, replace(reading, today=max([reading.today, *days])), history=history)
        new = New(kind, values, language, by, at=at)
        self.store.add(new)
        return self.store.record(new.id).reference

    def reading(self, language: str) -> Reading:
        """What reading input needs to know."""
        return Reading(language=language, today=date(2026, 11, 21), zone=ZONE, resolve=self.store.resolve)

    def report(self, period: Period = PERIOD, **stored: Any) -> Report:
        """The report of a period."""
        return build(
            self.store,
            office=self.place,
            plan=PLAN,
            progress=progress(
                PLAN, "DHK", period.last, lambda rule, first, last: count(self.store, rule, first, last)
            ),
            period=period,
            previous=PLAN.fortnights.previous(period),
            zone=ZONE,
            stored=StoredReport(period.code, **stored),
        )

    def titles(self, language: Language) -> Titles:
        """Titles in a language."""
        return Titles(self.store, language)


def text(original: str, language: str, **translations: str) -> dict[str, Json]:
    """A text with its translations, as JSON."""
    return {"text": original, "language": language, "translations": translations}


def fill(office: ExampleOffice) -> None:
    """Add a fortnight as three people would have written it."""
    buyers = [
        office.add("organisation", {"name": name, "roles": ["buyer"], "country": "BD"}, language="bn")
        for name in (
            text("শাপলা নিটওয়্যার", "bn", ko="샤플라 니트웨어", en="Shapla Knitwear"),
            text("Kodom Home Textiles", "en", ko="코돔 홈텍스타일"),
            text("দোয়েল ফুডস", "bn", en="Doyel Foods"),
            text("Jui Packaging", "en"),
        )
    ]
    companies = [
        office.add("organisation", {"name": name, "roles": ["company"], "country": "KR"}, language="ko")
        for name in (
            text("은하수기계", "ko", en="Eunhasu Machinery"),
            text("들국화섬유", "ko", en="Deulgukhwa Textile", bn="দুলগুকহোয়া টেক্সটাইল"),
            text("무지개식품", "ko"),
        )
    ]
    office.add("contact", {"name": "Rahima Example", "organisation": buyers[0], "phone": "+880 1711-000001"})
    products = (
        text(
            "환편기 및 부속품",
            "ko",
            en="Circular knitting machines and parts",
            bn="সার্কুলার নিটিং মেশিন ও যন্ত্রাংশ",
        ),
        text("দুগ্ধজাত পণ্যের প্যাকেজিং লাইন", "bn", ko="유제품 포장 라인"),
        text("Anti-static polyester yarn, 75D, for uniforms", "en", ko="제전 폴리에스터사(75D, 유니폼용)"),
        text("Solar dryers", "en"),
    )
    money = (
        {"amount": "180000", "currency": "USD"},
        {"amount": "22000000", "currency": "BDT", "rate": "0.0082", "rate_date": "2026-11-12"},
        {"amount": "64000000", "currency": "KRW", "rate": "0.00072", "rate_date": "2026-11-13"},
        {"amount": "41000.50", "currency": "EUR"},
    )
    for number in range(18):
        office.add(
            "lead",
            {
                "buyer": buyers[number % 4],
                "products": products[number % 4],
                "hs_codes": ["8447.11", "0402"] if number % 2 else ["8447.20"],
                "quantity": "৩ সেট" if number % 2 else "6 sets",
                "value": money[number % 4],
                "need": text(
                    "설비가 노후하여 1분기 중 교체를 희망함. 현지 A/S와 부품 공급 기간을 먼저 확인하고자 함.",
                    "ko",
                )
                if number % 3
                else text(
                    "They want samples before the end of the month and ask for payment at 90 days.", "en"
                ),
                "received_on": f"2026-11-{9 + number % 12:02d}",
                "status": ("new", "qualifying", "qualified", "invalid", "matched")[number % 5],
                "matched_companies": companies[:1] if number % 5 == 4 else None,
                "next_step": text("견적서 송부", "ko", en="Send a quotation") if number % 2 else None,
                "tradekorea_number": f"TK-{88000 + number}" if number % 4 else None,
                "tradekorea_on": "2026-11-20" if number % 4 else None,
                "owner": "Tester",
            },
        )
    for number in range(13):
        office.add(
            "lead", {"buyer": buyers[0], "products": "yarn", "received_on": f"2026-10-{26 + number % 6}"}
        )
    event = office.add(
        "event",
        {
            "name": text(
                "섬유기계 상담회", "ko", en="Textile machinery consultation event", bn="বস্ত্র যন্ত্রপাতি পরামর্শ সভা"
            ),
            "status": "held",
            "starts_on": "2026-11-14",
            "ends_on": "2026-11-14",
            "venue": text("다카 국제회의장", "ko"),
            "korean_companies": 5,
            "foreign_buyers": 8,
            "result": text("37건 상담, 계약추진 3건.", "ko"),
        },
    )
    meetings = [
        office.add(
            "meeting",
            {
                "company": companies[number % 3],
                "buyer": buyers[number % 4],
                "event": event,
                "held_on": "2026-11-14",
                "slot": f"{9 + number // 4:02d}:{15 * (number % 4):02d}",
                "table": str(number % 5 + 1),
                "status": "no_show" if number in (7, 21) else "held",
                "absent": "buyer" if number in (7, 21) else None,
                "channel": "in_person",
                "interpreter": bool(number % 2),
                "products": products[number % 4],
                "said": text(
                    "নমুনা দেখে মূল্য নিয়ে সন্তুষ্ট; ডিসেম্বরের প্রথম সপ্তাহে কারখানা পরিদর্শনে আগ্রহী।",
                    "bn",
                    ko="샘플과 가격에 만족하며 12월 첫째 주 공장 방문을 희망함.",
                )
                if number % 2
                else text("가격은 수용 가능하나 납기 단축을 요청함.", "ko"),
                "value": None if number in (7, 21) else money[number % 4],
                "next_step": text("공장 방문 일정 조율", "ko"),
            },
        )
        for number in range(39)
    ]
    for number, kind in enumerate(
        ("contract_in_progress", "contract_in_progress", "on_site_contract", "concluded")
    ):
        office.add(
            "outcome",
            {"kind": kind, "meeting": meetings[number], "amount": money[number % 3], "dated": "2026-11-16"},
        )
    descriptions = (
        (
            "customs_clearance",
            text(
                "চট্টগ্রাম বন্দরে এইচএস শ্রেণিবিন্যাস নিয়ে বিরোধে চালান আটকে আছে; কাস্টমস পুনঃপরীক্ষা চেয়েছে।",
                "bn",
                ko="치타공 항에서 HS 분류 이견으로 통관이 보류되었으며, 세관이 재검사를 요구함.",
            ),
        ),
        (
            "payment",
            text(
                "L/C settlement is 40 days overdue; the issuing bank names a shortage of dollars.",
                "en",
                ko="신용장 결제가 40일 지연됨. 개설은행은 달러 부족을 이유로 듦.",
            ),
        ),
        (
            "certification",
            text(
                "BSTI 인증에 필요한 시험성적서를 현지 시험소가 인정하지 않음.",
                "ko",
                en="A local laboratory does not accept the test report needed for certification.",
            ),
        ),
        (
            "logistics",
            text(
                "Containers wait nine days for a berth; the feeder operator raised its surcharge twice this month.",
                "en",
            ),
        ),
    )
    for number in range(12):
        kind, description = descriptions[number % 4]
        office.add(
            "difficulty",
            {
                "company": companies[number % 3],
                "kind": kind,
                "description": description,
                "reported_on": f"2026-11-{9 + number:02d}" if number < 9 else f"2026-10-{10 + number}",
                "status": ("in_progress", "waiting", "received")[number % 3],
                "waiting_on": text("개설은행", "ko", en="The issuing bank") if number % 3 == 1 else None,
                "urgency": ("critical", "high", "normal", "normal")[number % 4],
                "value_at_risk": money[number % 4],
                "escalated": number == 0,
                "escalated_on": "2026-11-10" if number == 0 else None,
                "escalated_why": text("본국 간 협의 필요", "ko", en="Needs the two capitals")
                if number == 0
                else None,
                "due": "2026-12-01",
            },
        )
    office.add(
        "difficulty",
        {
            "company": companies[0],
            "kind": "tariff",
            "description": text("관세율 적용 오류.", "ko"),
            "reported_on": "2026-11-02",
            "status": "resolved",
            "resolution": text("세관에 정정 신고함.", "ko"),
            "resolved_on": "2026-11-17",
        },
    )
    done = {1: 200, 3: 1, 7: 4, 9: 6, 10: 2, 11: 11, 13: 5, 14: 12, 16: 1}
    for task, quantity in done.items():
        office.add(
            "activity",
            {
                "task": task,
                "kind": "consulting",
                "company": companies[task % 3],
                "done_on": f"2026-11-{9 + task % 12:02d}",
                "quantity": str(quantity),
                "topics": ["eba", "apta"] if task % 2 else ["epz"],
                "description": text(
                    "원산지 기준과 증빙 서류를 설명함.", "ko", en="Explained origin criteria and evidence."
                ),
            },
        )
    office.add(
        "signal",
        {
            "headline": text(
                "ডলার সংকটে আমদানি এলসি খোলায় নতুন শর্ত", "bn", ko="달러 부족으로 수입 신용장 개설 조건 강화"
            ),
            "kind": "policy",
            "seen_on": "2026-11-12",
            "source": "Daily paper",
            "link": "https://www.example.com/lc",
        },
    )
    office.add(
        "action",
        {
            "what": text("인력 보강", "ko", en="Add staff"),
            "kind": "remedial",
            "task": 7,
            "cause": text("조사 인력 1명이 11월까지 공석임.", "ko", en="One post is vacant until November."),
            "remedy": "staff",
            "raised_on": "2026-11-10",
            "due": "2026-11-30",
        },
    )
    office.add(
        "action",
        {
            "what": '=HYPERLINK("http://example.com")',
            "raised_on": "2026-11-12",
            "due": "2026-11-26",
            "assigned_to": "+Rahim",
        },
    )
