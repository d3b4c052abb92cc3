"""What days, months, sums and digits are called and in which order they stand, in Korean, English and Bengali.

Both sides use these tables: ``language`` to show and ``parsing`` to read. The names are those of CLDR except
where Bangladesh and the sketches of the product differ (জানুয়ারি, আগস্ট; the day before the month in English).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
LATIN_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


class Words(NamedTuple):
    """The words and patterns of one language.

    Patterns are filled with ``y`` year, ``m`` month number, ``month`` and ``short`` its names, ``d`` day,
    ``w`` weekday, ``ws`` its short name.
    """

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    day: dict[str, str]
    #: Ranges within a month, within a year, across years: the first day, what stands between, the last day.
    days: dict[str, tuple[str, str, str]]
    #: A moment from ``{day}`` and ``{clock}``.
    moment: str
    #: Between the items of a list, and before its last one.
    between: str
    before_last: str
    languages: dict[str, str]
    #: Currency words for rounded sums.
    currencies: dict[str, str]


#: Signs before a sum, the same in each language; other currencies use their code.
SYMBOLS = {
    "USD": "US$", "KRW": "₩", "BDT": "৳", "EUR": "€", "GBP": "£", "JPY": "JP¥", "CNY": "CN¥", "INR": "₹",
}  # fmt: skip

KOREAN = Words(
    months=tuple(f"{month}월" for month in range(1, 13)),
    months_short=tuple(f"{month}월" for month in range(1, 13)),
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    weekdays_short=("월", "화", "수", "목", "금", "토", "일"),
    day={
        "short": "{m}. {d}.",
        "medium": "{y}. {m}. {d}.",
        "long": "{y}년 {m}월 {d}일",
        "weekday": "{y}. {m}. {d}. ({ws})",
        "weekday_short": "{m}. {d}. ({ws})",
        "month": "{y}년 {m}월",
    },
    days={
        "month": ("{y}. {m}. {d}. ({ws})", " ~ ", "{m}. {d}. ({ws})"),
        "year": ("{y}. {m}. {d}. ({ws})", " ~ ", "{m}. {d}. ({ws})"),
        "years": ("{y}. {m}. {d}. ({ws})", " ~ ", "{y}. {m}. {d}. ({ws})"),
    },
    moment="{day} {clock}",
    between=", ",
    before_last=" 및 ",
    languages={"ko": "한국어", "en": "영어", "bn": "벵골어"},
    currencies={
        "USD": "달러", "KRW": "원", "BDT": "타카", "EUR": "유로", "GBP": "파운드", "JPY": "엔", "CNY": "위안",
        "INR": "루피",
    },
)  # fmt: skip

ENGLISH = Words(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    day={
        "short": "{d} {short}",
        "medium": "{d} {short} {y}",
        "long": "{d} {month} {y}",
        "weekday": "{w} {d} {month} {y}",
        "weekday_short": "{w} {d} {month}",
        "month": "{month} {y}",
    },
    days={
        "month": ("{d}", " – ", "{d} {month} {y}"),
        "year": ("{d} {month}", " – ", "{d} {month} {y}"),
        "years": ("{d} {month} {y}", " – ", "{d} {month} {y}"),
    },
    moment="{day}, {clock}",
    between=", ",
    before_last=" and ",
    languages={"ko": "Korean", "en": "English", "bn": "Bengali"},
    currencies={},
)  # fmt: skip

BENGALI = Words(
    months=(
        "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন",
        "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর",
    ),
    months_short=(
        "জানু.", "ফেব্রু.", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টে.", "অক্টো.", "নভে.", "ডিসে.",
    ),
    weekdays=("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    weekdays_short=("সোম", "মঙ্গল", "বুধ", "বৃহস্পতি", "শুক্র", "শনি", "রবি"),
    day={
        "short": "{d} {short}",
        "medium": "{d} {month} {y}",
        "long": "{d} {month} {y}",
        "weekday": "{w}, {d} {month} {y}",
        "weekday_short": "{w}, {d} {month}",
        "month": "{month} {y}",
    },
    days={
        "month": ("{d}", " – ", "{d} {month} {y}"),
        "year": ("{d} {month}", " – ", "{d} {month} {y}"),
        "years": ("{d} {month} {y}", " – ", "{d} {month} {y}"),
    },
    moment="{day}, {clock}",
    between=", ",
    before_last=" ও ",
    languages={"ko": "কোরীয়", "en": "ইংরেজি", "bn": "বাংলা"},
    currencies={
        "USD": "ডলার", "KRW": "ওন", "BDT": "টাকা", "EUR": "ইউরো", "GBP": "পাউন্ড", "JPY": "ইয়েন", "CNY": "ইউয়ান",
        "INR": "রুপি",
    },
)  # fmt: skip

WORDS = {"ko": KOREAN, "en": ENGLISH, "bn": BENGALI}

#: Currencies in use (ISO 4217, list one, without funds, metals and test codes).
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905 (a table of codes is read as a block)
)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` rounded half up, as people are taught to round, at any size."""
    with localcontext() as context:
        context.prec = max(28, value.adjusted() + places + 3)
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
