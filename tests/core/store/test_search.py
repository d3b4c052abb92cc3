"""Search finds what a plain scan of the texts finds, in its order, in three languages and however it is typed."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport import text
from fieldreport.fields import TextField
from fieldreport.record import Record, RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Filter, New, Store
from fieldreport.store.search import WAITING
from tests.core.store.conftest import NAMES, Shelf

# ---- an office to search in, all of it made up -------------------------------------------------------------------

ORGANISATIONS: Sequence[dict[str, object]] = (
    {"name": "Shapla Knitwear", "aliases": ["SKW", "샤플라 니트웨어"], "interests": ["knitting machine", "편직기"]},
    {"name": "শাপলা নিটওয়্যার লিমিটেড", "address": "কোনাবাড়ী শিল্প এলাকা, গাজীপুর"},
    {"name": "মেঘনা টেক্সটাইল মিলস", "aliases": ["Meghna Mills"]},
    {"name": "উৎসব ফ্যাশন", "note": "ক্ষুদ্র ও মাঝারি শিল্প; আষাঢ়ে দরপত্র।"},
    {"name": "পদ্মা ফেব্রিক্স", "interests": ["রঙিন সুতা", "কাপড়"]},
    {"name": "㈜한빛편직기계", "hs_codes": ["8447.20"], "registration_number": "123-45-67891"},
    {"name": "(주)가온필름", "aliases": ["Gaon Film Co."], "hs_codes": ["3920.62", "8447201000"]},
    {"name": "달무리 가구", "note": "달력과 가구를 함께 수출하고자 함. 100% 원목."},
    {"name": "닭고을식품", "note": "닭고기 가공품, 과자와 고기류. 값싼 원료를 찾음."},
    {"name": "강성전자", "website": "https://www.gangseong.example"},
    {"name": "Café Bonolata", "note": "a_b\\c *knit* \"quoted\" it's 50% cotton"},
    {"name": "LG 아님 전자부품", "note": "각하된 신청 1건. ㅋㅋ"},
    {"name": unicodedata.normalize("NFD", "다온 섬유"), "sector": "섬유 기계"},
    {"name": "র‍্যামকো ট্রেডিং", "note": "৮৪৪৭.২০ নিয়ে আলোচনা, ১২ সেট"},
    {"name": "ＮＯＲＴＨ　ＤＹＥ", "note": "Ünïted accents; AND OR NOT NEAR"},
)  # fmt: skip
LEADS: Sequence[dict[str, object]] = (
    {
        "products": {
            "text": "Circular knitting machine",
            "language": "en",
            "translations": {"ko": "환편기 6대"},
        }
    },
    {"products": "গোলাকার নিটিং মেশিন", "quantity": "৬ সেট", "need": "উত্সবের আগে দরকার, বাড়তি যন্ত্রাংশ সহ"},
    {
        "products": "폴리에스터 필름",
        "need": "다카 인근 공장의 노후 설비 교체. 한빛 제품 문의.",
        "owner": "이서연",
    },
    {"products": "닭 사료", "need": "Knit 공장이 아니라 사료 공장; 각 6톤."},
    {"products": "Dyed yarn", "tradekorea_number": "TK-88213", "tradekorea_on": "2026-11-20"},
)
CONTACTS: Sequence[dict[str, object]] = (
    {"name": "মোঃ সুমন আহমেদ", "phone": "+880 1700-000123", "email": "buying@shapla.example"},
    {"name": "김가온", "phone": "01700000456", "email": "export@gaon.example"},
)


def fill(shelf: Shelf) -> None:
    """All records of the office, one after the other."""
    for raw in ORGANISATIONS:
        shelf.add("organisation", **{"roles": ["buyer"], "country": "BD", **raw})
    for number, raw in enumerate(LEADS, start=1):
        shelf.add("lead", **{"buyer": f"OR-{number:04d}", **raw})
    for number, raw in enumerate(CONTACTS, start=1):
        shelf.add("contact", **{"organisation": f"OR-{number:04d}", **raw})


def put_into_index(store: Store) -> None:
    with store.database.writing() as connection:
        store.index.settle(connection)


@pytest.fixture(scope="module", params=["waiting", "indexed", "changed"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The office with all its words beside the index, in it, or changed since they were put into it."""
    shelf = Shelf(tmp_path_factory.mktemp("office") / "office.db")
    fill(shelf)
    if request.param != "waiting":
        put_into_index(shelf.store)
    if request.param == "changed":
        shelf.store.change(
            "OR-0001", {"name": "Shapla Knit 샤플라", "note": "달무리"}, "Rahim", shelf.reading()
        )
        shelf.store.change("OR-0008", {"name": "가온 가구"}, "Rahim", shelf.reading())
        put_into_index(shelf.store)
        shelf.store.change("OR-0001", {"name": "Shapla Knitwear 한빛"}, "Rahim", shelf.reading())
        shelf.store.undo("Rahim")
        shelf.store.change("BL-0003", {"products": "필름 8447"}, "Rahim", shelf.reading())
        shelf.store.archive("BL-0004", "entered twice", "Rahim")
    yield shelf
    shelf.store.close()


# ---- the plain scan ----------------------------------------------------------------------------------------------


def words_of(record: Record) -> tuple[str, list[str]]:
    """All searched words of a record, and its names: the short texts one by one."""
    lines: list[str] = [record.reference]
    names: list[str] = []
    for one in record.type.fields:
        found = one.search_text(record.values.get(one.name)) if one.searched else ""
        lines.append(found)
        if not (isinstance(one, TextField) and not one.short):
            names += found.split("\n")
    return "\n".join(lines), names


def is_found(record: Record, typed: str, as_written: bool) -> bool:
    everything, names = words_of(record)
    whole = {text.fold(word): word for word in text.fold_both(typed)[1].split()}
    for word in text.fold(typed).split():
        if text.is_initials(word):
            if not any(word in text.initials(name) for name in names):
                return False
        elif as_written and word in whole:
            if whole[word] not in text.fold_both(everything)[1]:
                return False
        elif word not in text.fold(everything):
            return False
    return True


def plain_scan(store: Store, typed: str, types: Sequence[RecordType] = RECORD_TYPES) -> list[Record]:
    """The answer that search must give, by reading every record."""
    records = [one for each in types for one in store.records(each)]
    records.sort(key=lambda one: one.key, reverse=True)
    answer = [one for as_written in (True, False) for one in records if is_found(one, typed, as_written)]
    return list({one.id: one for one in answer}.values())


def names_of(store: Store, found: Sequence[tuple[RecordType, int]]) -> list[str]:
    return [store.page(record_type, [key])[0].reference for record_type, key in found]


KOREAN = [
    "한빛", "한", "하", "ㅎ", "ㅎㅂ", "ㅎㅂㅍㅈㄱㄱ", "ㄱㅅ", "ㄳ", "각", "고", "달", "닭", "값", "편직 기계",
    "㈜한빛", "(주)", "환편기 6대", "가온 film", "ㄱㅇ 필", "ㅈㅈ ㅂㅍ", "섬",
    unicodedata.normalize("NFD", "섬유"), "전잡", "ㅋㅋ", "니트웨ㅇ", "샤플라 knit", "공자", "폴리에스터필름",
]  # fmt: skip
ENGLISH = [
    "knit", "KNIT", "k", "ni", "Shapla Knit", "knit shapla", "8447.20", "844720", "8447", "BL-0003", "bl-00", "or-",
    "%", "_", "a_b", "\\", "0%", "1700-000", "0170000", "cafe", "CAFÉ", "buying@", "shapla.example", '"quoted"', "AND",
    "NEAR", "*", "knit*", "it's", "north", "Ünïted", "machine circular ko", "88213", "zzz", "x y z",
]  # fmt: skip
BENGALI = [
    "শাপলা", "শা", "শ", "\u09be", "\u09cd", "ক্ষ", "ক্ষুদ্র", "\u09df", "\u09af\u09bc", "\u09dc",
    "\u09a1\u09bc", "\u09dd", "\u09a2\u09bc", "ৎ", "ত্",
    "উৎস", "উত্স", "উত্‍স", "নিটওয়্যার", "নিটওয়্‌যার", "র্যামকো", "র‍্যা", "৮৪৪৭.২০", "৮৪৪৭", "BL-০০০৩",
    "মেঘনা mills", "গাজীপুর কোনাবাড়ী", "আহমেদ", "অাহমেদ", "৬ সেট", "12 সেট", "ফ্যা", "০১৭০০", "দর পত্র",
]  # fmt: skip


def test_the_fixed_queries_are_many_and_most_of_them_find_something(shelf: Shelf) -> None:
    fill(shelf)
    for queries in (KOREAN, ENGLISH, BENGALI):
        assert len(queries) >= 20
        assert sum(bool(shelf.store.search(one)) for one in queries) >= len(queries) - 4


@pytest.mark.parametrize("typed", [*KOREAN, *ENGLISH, *BENGALI], ids=ascii)
def test_the_answer_is_that_of_a_plain_scan(office: Shelf, typed: str) -> None:
    store = office.store
    expected = [one.reference for one in plain_scan(store, typed)]
    assert names_of(store, store.search(typed)) == expected
    assert names_of(store, store.search(typed, limit=3)) == expected[:3]
    for record_type in (NAMES["organisation"], NAMES["lead"], NAMES["contact"]):
        alone = [one.key for one in plain_scan(store, typed, [record_type])]
        assert [key for _, key in store.search(typed, [record_type], limit=2)] == alone[:2]
        assert sorted(store.keys(record_type, Filter(words=typed))) == sorted(alone)
        assert store.count(record_type, Filter(words=typed)) == len(alone)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ㅎㅂㅍㅈ", ["OR-0006"]),
        ("각", ["BL-0004", "OR-0012", "OR-0009", "OR-0008"]),
        ("달", ["OR-0008", "BL-0004", "OR-0009"]),
        ("844720", ["OR-0007", "OR-0006"]),
        ("৮৪৪৭.২০", ["OR-0014", "OR-0007", "OR-0006"]),
        ("1700 0123", ["CT-0001"]),
        ("উত্সব", ["BL-0002", "OR-0004"]),
        ("bl-0002", ["BL-0002"]),
        ("knit 한빛", []),
        ("100%", ["OR-0008"]),
    ],
)
def test_what_people_type_and_mean(shelf: Shelf, typed: str, found: list[str]) -> None:
    fill(shelf)
    assert names_of(shelf.store, shelf.store.search(typed)) == found
    put_into_index(shelf.store)
    assert names_of(shelf.store, shelf.store.search(typed)) == found


def test_every_key_of_a_word_finds_what_the_whole_word_finds(shelf: Shelf) -> None:
    fill(shelf)
    put_into_index(shelf.store)
    for keys in (["하", "한", "한ㅂ", "한비", "한빛"], ["다", "달", "달ㅁ", "달무"], ["শ", "শা", "শাপ", "শাপল"]):
        answers = [set(shelf.store.search(typed, limit=100)) for typed in keys]
        assert all(answers[-1] <= answer for answer in answers)


def test_nothing_typed_finds_the_newest(shelf: Shelf) -> None:
    fill(shelf)
    assert names_of(shelf.store, shelf.store.search("", limit=3)) == ["CT-0002", "CT-0001", "BL-0005"]
    assert names_of(shelf.store, shelf.store.search(" \u200d ", [NAMES["lead"]], limit=2)) == [
        "BL-0005",
        "BL-0004",
    ]


def test_archived_records_are_found_only_among_the_archived(office: Shelf) -> None:
    archived = office.store.count(NAMES["lead"], Filter(archived=True))
    assert office.store.count(NAMES["lead"], Filter(words="사료", archived=True)) == archived
    assert len(office.store.search("사료")) == 1 - archived


def test_very_many_words_are_no_trouble(office: Shelf) -> None:
    words = " ".join(f"word{number}" for number in range(3_000))
    assert office.store.search(words) == []
    assert office.store.search("shapla " * 3_000) == office.store.search("shapla")
    everything, _ = words_of(office.store.record("OR-0009"))
    assert names_of(office.store, office.store.search("\n".join([everything] * 20))) == ["OR-0009"]


def test_records_are_put_into_the_index_when_there_are_enough(shelf: Shelf) -> None:
    organisation = NAMES["organisation"]
    values = organisation.read({"name": "나래 Narae", "roles": "buyer", "country": "BD"}, shelf.reading())
    shelf.store.add_all(New(organisation, values, "ko", "Rahim") for _ in range(WAITING + 10))
    assert shelf.store.database.row("SELECT count(*) FROM search_waiting")[0] == 10
    assert shelf.store.database.row("SELECT count(*) FROM search")[0] == WAITING
    for typed in ("나래", "ㄴ", "narae", "or-"):
        assert shelf.store.count(organisation, Filter(words=typed)) == WAITING + 10
        assert [key for _, key in shelf.store.search(typed, limit=15)] == list(
            range(WAITING + 10, WAITING - 5, -1)
        )
    with closing(Store.open(shelf.path, RECORD_TYPES, readonly=True)) as reader:
        assert reader.count(organisation, Filter(words="날")) == WAITING + 10


def test_where_many_are_found_each_types_newest_come_first(shelf: Shelf) -> None:
    organisation, signal = NAMES["organisation"], NAMES["signal"]
    named = organisation.read({"name": "Narae film", "roles": "buyer", "country": "BD"}, shelf.reading())
    seen = signal.read({"headline": "Duty on film", "kind": "policy", "source": "Gazette"}, shelf.reading())
    for record_type, values in ((organisation, named), (signal, seen)):
        shelf.store.add_all(New(record_type, values, "en", "Rahim") for _ in range(600))
    shelf.store.archive("SG-0600", "entered twice", "Rahim")
    found = shelf.store.search("film", limit=700)
    assert names_of(shelf.store, found) == [
        *(f"{signal.prefix}-{number:04d}" for number in range(599, 0, -1)),
        *(f"OR-{number:04d}" for number in range(600, 499, -1)),
    ]
    assert names_of(shelf.store, shelf.store.search("narae film", limit=2)) == ["OR-0600", "OR-0599"]


# ---- any texts, any queries --------------------------------------------------------------------------------------

LETTERS = st.text(st.sampled_from("가각간달닭ㄱㅏㄴ abkA-_%.*\"'1১কষ্াড়য\u200d\ue02d"), max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=12), st.lists(LETTERS, min_size=1, max_size=6)
)
def test_any_words_are_found_as_by_a_plain_scan(texts: list[tuple[str, str]], queries: list[str]) -> None:
    organisation = NAMES["organisation"]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "office.db")
        for number, (name, note) in enumerate(texts):
            raw = {"name": f"n{name}", "note": note, "roles": "buyer", "country": "BD"}
            values = organisation.read(raw, shelf.reading())
            shelf.store.add(
                New(organisation, values, "en", "Rahim", at=datetime(2026, 1, 1 + number, tzinfo=UTC))
            )
            if number % 4 == 1:
                put_into_index(shelf.store)
            if number % 3 == 2:
                changed = {"note": texts[number - 2][1] + " 다"}
                shelf.store.change(f"OR-{number - 1:04d}", changed, "Rahim", shelf.reading())
        for typed in [*queries, *(name for name, _ in texts[:3])]:
            expected = [one.key for one in plain_scan(shelf.store, typed, [organisation])]
            assert [key for _, key in shelf.store.search(typed)] == expected
            assert sorted(shelf.store.keys(organisation, Filter(words=typed))) == sorted(expected)
        shelf.store.close()
