"""What spreadsheets did to values, undone; what cannot be mended, left for the field to refuse."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fieldreport import fields
from fieldreport.field import Field, Json, Reading
from fieldreport.importing import cleaning, figures
from fieldreport.importing.cell import Habits
from fieldreport.importing.cleaning import clean, taken_apart
from fieldreport.importing.figures import habits
from fieldreport.importing.table import Cell
from fieldreport.parsing import Unreadable

READING = Reading(language="en", today=date(2026, 11, 21), currency="USD")
LINE = fields.Line(name="line", label="")
SHORT = fields.TextField(name="short", label="", short=True)
LONG = fields.TextField(name="long", label="")
WORDS = fields.Words(name="words", label="")
DAY = fields.Day(name="day", label="")
PHONE = fields.PhoneNumber(name="phone", label="")
EMAIL = fields.Email(name="email", label="")
HS = fields.HsCodes(name="hs", label="")
COUNTRY = fields.Country(name="country", label="")
WHOLE = fields.Whole(name="whole", label="")
SHARE = fields.Number(name="share", label="", unit="%", maximum=100)
AMOUNT = fields.Amount(name="amount", label="")
YES_NO = fields.YesNo(name="yes_no", label="")


@pytest.mark.parametrize(
    ("field", "cell", "raw"),
    [
        (LINE, "  N/A ", None),
        (LINE, "-", None),
        (LINE, "해당없음", None),
        (LINE, "নেই", None),
        (LINE, "a\tb\nc", "a b, c"),
        (LINE, 88213.0, "88213"),
        (LINE, 0.1, "0.1"),
        (LINE, True, "yes"),
        (LINE, "Road 1,_x000D_\nDhaka", "Road 1, Dhaka"),
        (LINE, "가\u200b나", "가나"),
        (SHORT, "- yarn\n- fabric", "yarn, fabric"),
        (LONG, "first\n\tsecond", "first\n second"),
        (WORDS, "yarn\nfabric; film、foil", ["yarn", "fabric", "film", "foil"]),
        (WORDS, "1. yarn 2. fabric", ["yarn", "fabric"]),
        (WORDS, "기계·부품", ["기계", "부품"]),
        (WORDS, "Meghna Co., Ltd.", ["Meghna Co., Ltd."]),
        (WORDS, "1,000 sets", ["1,000 sets"]),
        (DAY, date(2026, 11, 9), "2026-11-09"),
        (DAY, datetime.fromisoformat("2026-11-09T10:30"), "2026-11-09"),
        (DAY, 46335.0, "2026-11-09"),
        (DAY, "46335", "2026-11-09"),
        (DAY, "2026-11-09 00:00:00", "2026-11-09"),
        (DAY, "9/11/2026 10:30 AM", "9/11/2026"),
        (DAY, 20261109.0, "20261109"),
        (PHONE, "'01713-123720", "01713-123720"),
        (PHONE, 1713123720.0, "1713123720"),
        (PHONE, "1713123720.0", "1713123720"),
        (PHONE, 8801713123720.0, "+8801713123720"),
        (PHONE, 821012345678.0, "+821012345678"),
        (EMAIL, "Rahim <rahim@example.com>", "rahim@example.com"),
        (EMAIL, "mailto:rahim@example.com.", "rahim@example.com"),
        (EMAIL, "nobody", "nobody"),
        (HS, 8447.2, ["844720"]),
        (HS, 402.1, ["040210"]),
        (HS, 844720.0, ["844720"]),
        (HS, 40210.0, ["040210"]),
        (HS, "HS Code: 8447.20 / 8448.33", ["8447.20", "8448.33"]),
        (HS, "8447.20 8448.33", ["8447.20", "8448.33"]),
        (COUNTRY, "South Korea", "KR"),
        (COUNTRY, "방글라데시", "BD"),
        (COUNTRY, "bangladesh", "BD"),
        (WHOLE, 250.0, "250"),
        (WHOLE, "250명", "250"),
        (YES_NO, "✓", True),
        (YES_NO, "없음", False),
        (YES_NO, "Y", "Y"),
    ],
)
def test_a_cell_is_made_ready_for_its_field(field: Field, cell: Cell, raw: Json) -> None:
    assert clean(cell, field).raw == raw


@pytest.mark.parametrize(
    ("title", "currency", "scale"),
    [
        ("금액(천불)", "USD", 1000),
        ("금액(백만원)", "KRW", 1_000_000),
        ("금액(원)", "KRW", 1),
        ("Value (USD thousand)", "USD", 1000),
        ("Value US$", "USD", 1),
        ("মূল্য (লাখ টাকা)", "BDT", 100_000),
        ("Amount", "", 1),
        ("Million dollar idea", "", 1),
    ],
)
def test_a_title_says_the_currency_and_the_scale(title: str, currency: str, scale: int) -> None:
    assert habits(AMOUNT, title, []) == Habits(currency=currency, scale=scale)


def test_sums_in_thousands() -> None:
    assert clean(180.0, AMOUNT, Habits(scale=1000)).raw == "180000"
    assert clean("12.5", AMOUNT, Habits(scale=1000)).raw == "12500.0"
    assert clean("US$ 1,000", AMOUNT, Habits(scale=1000)).raw == "US$ 1,000"


def test_the_other_days_tell_whether_the_month_is_first() -> None:
    column = habits(DAY, "Date", ["11/25/2026", "3/4/2026"])
    assert clean("3/4/2026", DAY, column).raw == "2026-03-04"
    assert not habits(DAY, "Date", ["25/11/2026", "3/4/2026"]).month_first
    assert not habits(DAY, "Date", ["3/4/2026"]).month_first


def test_shares_of_one_are_per_cent_where_all_are() -> None:
    assert clean(0.35, SHARE, habits(SHARE, "", [0.35, 1.0, 0.0])).raw == "35"
    assert clean(0.35, SHARE, habits(SHARE, "", [0.35, 40.0])).raw == "0.35"


def test_several_telephone_numbers_are_kept_as_they_were_typed() -> None:
    cleaned = clean("01713-123720, 01819-000001", PHONE)
    value = figures.whole_phone(PHONE.read(cleaned.raw, READING), cleaned.beside)  # type: ignore[arg-type]
    assert (value.typed, value.e164) == ("01713-123720, 01819-000001", "+8801713123720")


def test_several_addresses_leave_the_others_beside() -> None:
    cleaned = clean("a@example.com; b@example.com", EMAIL)
    assert (cleaned.raw, cleaned.beside) == ("a@example.com", "b@example.com")


def test_lost_digits_are_never_made_up() -> None:
    with pytest.raises(Unreadable):
        clean("8.80171E+12", PHONE)


def test_what_was_done_is_told_and_what_was_not_is_not() -> None:
    assert [message for message, _ in clean("a\nb", LINE).notes] == [cleaning.LINES_JOINED]
    assert clean("plain", LINE).notes == ()
    assert clean("2026-11-09", DAY).notes == ()


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2118, 1, 1)))
def test_a_day_comes_back_from_its_number_and_its_texts(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    for cell in (serial, str(int(serial)), day, datetime.combine(day, time(9, 5)), f"{day} 09:05:00"):
        assert DAY.read(clean(cell, DAY).raw, READING) == day


@given(st.from_regex(r"(0[1-9]|[1-6][0-9]|8[0-9])[0-9]{2}\.[0-9]{2}", fullmatch=True))
def test_a_code_survives_having_been_a_number(code: str) -> None:
    expected = HS.read(code, READING)
    assert HS.read(clean(float(code), HS).raw, READING) == expected or float(code).is_integer()


@given(st.from_regex(r"01[3-9][0-9]{8}", fullmatch=True))
def test_a_mobile_number_survives_having_been_a_number(number: str) -> None:
    value = PHONE.read(clean(float(number), PHONE).raw, READING)
    assert value is not None
    assert value.e164 in (None, f"+880{number[1:]}")


CELLS = st.one_of(
    st.text(max_size=60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    st.none(),
)


@given(
    CELLS,
    st.sampled_from([LINE, SHORT, LONG, WORDS, DAY, PHONE, EMAIL, HS, COUNTRY, WHOLE, SHARE, AMOUNT, YES_NO]),
)
def test_nothing_in_a_cell_is_our_mistake(cell: Cell, field: Field) -> None:
    """Whatever stands in a cell is read or refused with a reason."""
    try:
        field.read(clean(cell, field).raw, READING)
    except Unreadable:
        return


#: A comma before one of these separates nothing.
LEGAL_FORMS = {"ltd", "inc", "co", "llc", "corp"}


@given(st.lists(st.from_regex(r"[a-z]{2,8}( [a-z]{2,8})?", fullmatch=True), min_size=1, max_size=6))
def test_pieces_come_back_however_they_are_separated(words: list[str]) -> None:
    assume(not LEGAL_FORMS & {word for one in words for word in one.split()})
    for separator in ("\n", "; ", ", ", " / ", "\n- ", "、"):
        assert taken_apart(separator.join(words)) == words
