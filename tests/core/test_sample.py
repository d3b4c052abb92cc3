"""The sample office is whole, made up, and never from the future."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport import folders, sample
from fieldreport.fields import (
    Amount,
    Choice,
    Day,
    Email,
    HsCodes,
    Link,
    Links,
    ManyChoices,
    PhoneNumber,
    TextField,
    Website,
)
from fieldreport.fields.registration import is_korean
from fieldreport.office import Office
from fieldreport.period import Fortnights
from fieldreport.record import Record
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New
from fieldreport.text import ascii_digits
from fieldreport.values import Phone, Text, TextState

FORTNIGHTS = Fortnights(date(2026, 1, 5))
DHAKA = ZoneInfo("Asia/Dhaka")
#: The days of the period in which the sample was written.
PERIOD = FORTNIGHTS.of(sample.WRITTEN_ON)


@pytest.fixture(scope="module")
def news() -> list[New]:
    return list(sample.load(RECORD_TYPES, sample.WRITTEN_ON, FORTNIGHTS))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    noon = datetime.combine(sample.WRITTEN_ON, time(12), DHAKA).astimezone(UTC)
    with Office.create(tmp_path_factory.mktemp("office"), "DHK", sample=True, clock=lambda: noon) as made:
        yield made


def of_type(news: list[New], name: str) -> list[New]:
    return [new for new in news if new.type.name == name]


def values_of(news: list[New], kind: type) -> list[tuple[New, str, Any]]:
    """Every value of fields of a kind that is there."""
    return [
        (new, field.name, new.values[field.name])
        for new in news
        for field in new.type.fields
        if isinstance(field, kind) and new.values[field.name] not in (None, ())
    ]


def test_how_many_records_there_are(news: list[New]) -> None:
    assert Counter(new.type.name for new in news) == {
        "organisation": 150,
        "contact": 80,
        "lead": 90,
        "event": 7,
        "participant": 31,
        "meeting": 120,
        "outcome": 40,
        "difficulty": 40,
        "activity": 60,
        "voucher": 10,
        "signal": 25,
        "action": 45,
    }
    took_place = [new for new in of_type(news, "event") if new.values["status"] in ("held", "closed")]
    assert len(took_place) == 4


def test_the_periods_are_dense(office: Office) -> None:
    for number in range(19, 23):
        period = office.period(f"2026-B{number}")
        counted = {
            name: office.store.count(office.record_type(name), office.period_filter(period))
            for name in ("lead", "meeting", "difficulty", "activity", "signal", "action")
        }
        assert counted["lead"] >= 12, period
        assert min(counted.values()) >= 3, (period, counted)
    last_full = office.period_filter(office.period("2026-B22"))
    assert 15 <= office.store.count(office.record_type("lead"), last_full) <= 20
    assert 28 <= office.store.count(office.record_type("meeting"), last_full) <= 33
    assert office.store.count(office.record_type("event"), last_full) == 1


def test_every_choice_is_used(news: list[New]) -> None:
    for record_type in RECORD_TYPES:
        for field in record_type.fields:
            if isinstance(field, Choice | ManyChoices):
                values = [new.values[field.name] for new in of_type(news, record_type.name)]
                used = {
                    code for value in values for code in ([value] if isinstance(value, str) else value or ())
                }
                assert used == set(field.choices), (record_type.name, field.name)


def test_three_people_write_three_languages(news: list[New]) -> None:
    written = Counter((new.by, new.language) for new in news)
    assert len({by for by, _ in written}) == 3
    assert {language for _, language in written} == {"ko", "en", "bn"}
    for name in ("lead", "meeting", "difficulty", "activity", "action"):
        languages = Counter(new.language for new in of_type(news, name))
        assert min(languages[code] for code in ("ko", "en", "bn")) >= len(of_type(news, name)) // 5, name


def test_translations_are_there_in_part_and_in_several_states(news: list[New]) -> None:
    texts: list[Text] = [value for _, _, value in values_of(news, TextField)]
    without_korean = sum(text.in_language("ko") is None for text in texts)
    assert len(texts) // 10 < without_korean < len(texts) // 2
    states = Counter(one.state for text in texts for one in text.translations.values())
    assert min(states[TextState.TRANSLATED], states[TextState.REVIEWED]) > 50
    for text in texts:
        for language, translation in text.translations.items():
            assert translation.text
            assert language != text.language


SCRIPTS = {"ko": re.compile("[가-힣]"), "bn": re.compile("[\u0985-\u09b9]"), "en": re.compile("[A-Za-z]")}


def test_texts_are_in_the_language_they_say(news: list[New]) -> None:
    for new, name, text in values_of(news, TextField):
        for language in ("ko", "en", "bn"):
            written = text.in_language(language)
            if written is not None:
                assert SCRIPTS[language].search(written), (new.type.name, name, written)
        others = [code for code in SCRIPTS if code not in (text.language, "en")]
        assert not any(SCRIPTS[code].search(text.original) for code in others), text.original


def test_what_was_said_is_said_once(news: list[New]) -> None:
    for record_type, name in (
        ("lead", "need"),
        ("meeting", "said"),
        ("difficulty", "description"),
        ("activity", "description"),
        ("signal", "headline"),
        ("action", "what"),
    ):
        texts = [new.values[name].original for new in of_type(news, record_type) if new.values[name]]
        assert len(texts) == len(set(texts)), record_type


def test_texts_are_as_awkward_as_people_make_them(news: list[New]) -> None:
    originals = [text.original for _, _, text in values_of(news, TextField)]
    assert any(len(text) > 2000 for text in originals)
    assert any("\n" in text for text in originals)
    for sign in "=+-@":
        assert any(text.startswith(sign) for text in originals), sign


def test_sums_are_in_several_currencies_and_some_have_no_rate(news: list[New]) -> None:
    sums = [value for _, _, value in values_of(news, Amount)]
    assert {value.currency for value in sums} == {"USD", "BDT", "KRW", "EUR", "JPY"}
    for currency in ("BDT", "KRW", "EUR", "JPY"):
        assert any(value.rate and value.rate_date for value in sums if value.currency == currency), currency
    assert any(value.us_dollars is None for value in sums)
    for value in sums:
        if value.us_dollars is not None:
            assert 1000 <= value.us_dollars <= 2_000_000


def test_every_link_resolves(office: Office) -> None:
    for record_type in RECORD_TYPES:
        for record in office.store.records(record_type):
            for field in record_type.fields:
                if isinstance(field, Link | Links):
                    for target in field.links(record[field.name]):
                        linked = office.store.record(target)
                        assert linked.type.name in field.to
                        # Guests are added to an event after it has been planned.
                        assert linked.created_at <= record.created_at or field.name in ("invited", "attended")


def test_every_record_may_be_read_again_as_it_is_shown(office: Office) -> None:
    for record_type in RECORD_TYPES:
        for record in office.store.records(record_type):
            assert record_type.read(raw_of(record), office.reading(record.language)) == dict(record.values)


def raw_of(record: Record) -> dict[str, Any]:
    return {field.name: field.to_json(record[field.name]) for field in record.type.fields}


def test_ids_are_random_uuids_that_never_change(news: list[New]) -> None:
    pattern = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    ids = [new.id for new in news]
    assert len(set(ids)) == len(ids)
    assert all(pattern.fullmatch(one) for one in ids)
    later = sample.load(RECORD_TYPES, sample.WRITTEN_ON + timedelta(days=400), FORTNIGHTS)
    assert [new.id for new in later] == ids


def test_written_in_office_hours_and_in_order(news: list[New]) -> None:
    for record_type in RECORD_TYPES:
        moments = [moment_of(new).astimezone(DHAKA) for new in of_type(news, record_type.name)]
        assert moments == sorted(moments), record_type.name
        for moment in moments:
            # Friday and Saturday are Bangladesh's weekend.
            assert moment.weekday() not in (4, 5), moment
            assert time(9) <= moment.time() <= time(19), moment


def moment_of(new: New) -> datetime:
    assert new.at is not None
    return new.at


# ---- nothing in it is real ------------------------------------------------------------------------------------


def test_telephone_numbers_belong_to_nobody(news: list[New]) -> None:
    shapes = re.compile(r"\+8801100000\d{3}|\+82100000\d{4}")
    typed = re.compile(r"(\+?880)?0?1100000\d{3}(0)?|\+82100000\d{4}|0100000\d{4}")
    numbers: list[Phone] = [value for _, _, value in values_of(news, PhoneNumber)]
    assert len(numbers) > 60
    for number in numbers:
        digits = re.sub("[^0-9+]", "", ascii_digits(number.typed))
        assert typed.fullmatch(digits), number
        assert number.e164 is None or shapes.fullmatch(number.e164), number


def test_addresses_on_the_web_belong_to_nobody(news: list[New]) -> None:
    reserved = re.compile(r"(.*[@./])?example\.(com|org|net)(/.*)?")
    addresses = [value for kind in (Email, Website) for _, _, value in values_of(news, kind)]
    assert len(addresses) > 150
    for address in addresses:
        assert reserved.fullmatch(address), address


def test_registration_numbers_belong_to_nobody(news: list[New]) -> None:
    numbers = [new.values["registration_number"] for new in of_type(news, "organisation")]
    given_ones = [number for number in numbers if number]
    assert len(given_ones) > 40
    assert len(set(given_ones)) == len(given_ones)
    assert all(re.fullmatch(r"000-\d\d-\d{5}", number) for number in given_ones)
    assert all(is_korean(number) for number in given_ones)


def test_hs_codes_are_given_for_most_goods(news: list[New]) -> None:
    leads = of_type(news, "lead")
    assert sum(bool(new.values["hs_codes"]) for new in leads) > len(leads) * 0.9
    assert len({code.code for _, _, codes in values_of(news, HsCodes) for code in codes}) > 50


def test_the_folder_says_that_it_is_made_up() -> None:
    read_me = folders.resources() / "sample" / "README.md"
    assert "made up" in read_me.read_text(encoding="utf-8")


# ---- days ----------------------------------------------------------------------------------------------------------


def test_on_the_day_of_its_writing_nothing_is_moved(news: list[New]) -> None:
    file = folders.resources() / "sample" / "lead.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [moment_of(new) for new in of_type(news, "lead")] == [
        datetime.fromisoformat(line["created_at"]) for line in lines
    ]
    assert [new.values["received_on"].isoformat() for new in of_type(news, "lead")] == [
        line["received_on"] for line in lines
    ]


#: Days that may lie ahead, by the status of the record; all other days of a record have come.
AHEAD = {
    ("meeting", "held_on"): ("requested", "scheduled"),
    ("event", "starts_on"): ("planned", "confirmed"),
    ("event", "ends_on"): ("planned", "confirmed"),
    ("activity", "done_on"): ("planned",),
}


# Bangladesh had a summer time once, in 2009; the sample's moments know nothing of it.
@settings(max_examples=25)
@given(today=st.dates(date(2010, 1, 1), date(2150, 1, 1)))
def test_it_ends_today_and_never_later(today: date) -> None:
    start_of_today = datetime.combine(today, time.min, DHAKA)
    received: Counter[str] = Counter()
    for new in sample.load(RECORD_TYPES, today, FORTNIGHTS):
        assert moment_of(new) <= start_of_today
        if new.type.name == "lead":
            received[FORTNIGHTS.of(new.values["received_on"]).code] += 1
        for field in new.type.fields:
            value = new.values[field.name]
            if isinstance(field, Amount) and value is not None and value.rate_date is not None:
                assert value.rate_date <= today
            if not isinstance(field, Day) or value is None or field.name in sample.PLANNED_FIELDS:
                continue
            if new.values.get("status") in AHEAD.get((new.type.name, field.name), ()):
                assert value > today, (new.type.name, field.name)
            else:
                assert value <= today, (new.type.name, field.name)
    current = FORTNIGHTS.of(today)
    assert received[current.code] == 17
    assert received[FORTNIGHTS.previous(current).code] == 19


@pytest.mark.parametrize("days", [14, -14, 26 * 14, -40 * 14])
def test_whole_periods_keep_the_weekday(news: list[New], days: int) -> None:
    moved = sample.load(RECORD_TYPES, PERIOD.last + timedelta(days=days), FORTNIGHTS)
    for new, then in zip(news, moved, strict=True):
        assert moment_of(then) - moment_of(new) == timedelta(days=days)
        for field in new.type.fields:
            if isinstance(field, Day) and new.values[field.name]:
                assert then.values[field.name] - new.values[field.name] == timedelta(days=days)


def test_periods_of_another_plan(news: list[New]) -> None:
    months = Fortnights(date(2027, 1, 1), length=30)
    today = date(2027, 3, 20)
    received = [
        new.values["received_on"]
        for new in sample.load(RECORD_TYPES, today, months)
        if new.type.name == "lead"
    ]
    assert max(received) <= today
    assert max(received) in months.of(today)


def test_a_type_without_a_file_has_no_sample_records() -> None:
    unknown = replace(RECORD_TYPES[0], name="parcel")
    assert list(sample.load([unknown], sample.WRITTEN_ON, FORTNIGHTS)) == []


# ---- against the plan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["2026-B22", "2026-B23"])
def test_achievement_is_mixed(office: Office, code: str) -> None:
    stands = office.progress(office.period(code))
    remedial = [one.task.number for one in stands if one.remedial]
    watch = [one.task.number for one in stands if one.watch]
    assert 2 <= len(remedial) <= 3
    assert 1 <= len(watch) <= 3
    assert len(stands) - len(remedial) - len(watch) >= 5


def test_remedial_actions_say_cause_and_remedy(news: list[New]) -> None:
    remedial = [new.values for new in of_type(news, "action") if new.values["kind"] == "remedial"]
    assert {values["task"] for values in remedial} >= {2, 7, 13}
    assert all(values["cause"] and values["remedy"] for values in remedial)
