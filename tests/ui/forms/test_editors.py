"""Every editor gives back what it was given, tells what was typed, and has a name: for every field there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from fieldreport.field import Field, Json
from fieldreport.fields import (
    Amount,
    Choice,
    Clock,
    Country,
    Day,
    Email,
    HsCodes,
    Line,
    Link,
    Links,
    ManyChoices,
    Moment,
    Number,
    PhoneNumber,
    RegistrationNumber,
    Stretches,
    Task,
    TextField,
    Website,
    Whole,
    Words,
    YesNo,
)
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from fieldreport.values import HsCode, Money, Phone, Stretch, Text, TextState, Translation
from tests.ui.hands import commit, compose, rewrite, write
from tests.ui.places import add, buyer
from ui.desk import Desk
from ui.forms.chosen import ChoiceEditor, ManyChoicesEditor
from ui.forms.codes import HsCodesEditor
from ui.forms.day import DayEditor
from ui.forms.editor import Editor
from ui.forms.kinds import editor_for
from ui.forms.lines import LineEditor, WordsEditor
from ui.forms.money import MoneyEditor
from ui.forms.text import TextEditor

MOMENT = Moment(name="moment", label="Moment")
ALL_FIELDS = [(one.name, one.fields) for one in RECORD_TYPES] + [("moment", (MOMENT,))]


def linked(office: Office, to: str) -> str:
    """A record of the type ``to``."""
    first = buyer(office).id
    match to:
        case "organisation":
            return first
        case "contact":
            return add(office, "contact", name="Karim", organisation=first).id
        case "event":
            return add(office, "event", name="상담회", starts_on="2026-11-10", ends_on="2026-11-11").id
        case "lead":
            return add(office, "lead", buyer=first, products="yarn").id
        case "difficulty":
            return add(office, "difficulty", company=first, kind="tariff", description="A duty.").id
        case "outcome":
            lead = linked(office, "lead")
            return add(office, "outcome", kind="memorandum", lead=lead, dated="2026-11-10").id
        case _:
            return add(office, "meeting", buyer=first, company=buyer(office, "한일기계").id).id


def values_of(field: Field, office: Office) -> Iterator[Any]:
    """Values that a record may hold in the field, awkward ones among them."""
    match field:
        case TextField():
            yield Text("Meghna, Ltd.", "en")
            yield Text(
                "ক্ষ্ম স্ত্রী",
                "bn",
                {
                    "ko": Translation("편직기 🧵", TextState.REVIEWED),
                    "en": Translation("six sets", TextState.WRITTEN),
                },
            )
        case Choice():
            yield from field.choices
        case ManyChoices():
            yield (next(iter(field.choices)),)
            yield tuple(field.choices)
        case YesNo():
            yield from (True, False)
        case Country():
            yield "KR"
        case Task():
            yield office.plan.tasks[-1].number
        case Whole():
            yield from (0, 1234567)
        case Number():
            yield from (Decimal("12.50"), Decimal("0"), Decimal(100))
        case Amount():
            yield Money(18_000_000, "USD")
            yield Money(0, "KRW")
            yield Money(123456789, "BDT", Decimal("0.00820"), date(2026, 11, 20))
            yield Money(5, "CHF", Decimal("1.1"))
        case Day():
            yield date(2024, 2, 29)
        case Moment():
            yield datetime(2026, 11, 14, 4, 30, 17, 250_000, tzinfo=UTC)
        case Link():
            yield linked(office, field.to[0])
        case Links():
            yield (linked(office, field.to[0]), linked(office, field.to[0]))
        case HsCodes():
            yield (HsCode("844720"), HsCode("84472010", "BCT", "2017"), HsCode("8447", "HSK", "2022"))
        case PhoneNumber():
            yield Phone("1713123720.0", "+8801713123720")
            yield Phone("ask for Karim 12", None)
        case Clock():
            yield time(9, 30)
        case Stretches():
            yield (Stretch(time(12, 30), time(13, 30)), Stretch(time(9), time(11), date(2026, 11, 25)))
        case Words():
            yield ("knitting machine", "편직기")
            yield ("Meghna Co., Ltd.",)
            yield ("Meghna Co., Ltd.", "메그나")
        case Email():
            yield "buying@example.com"
        case Website():
            yield "https://www.example.com/a"
        case RegistrationNumber():
            yield "123-45-67891"
            yield "BIN 002345678-0101"
        case Line():
            yield "TK-৮৮২১৩"
    yield field.read(None, office.reading("en"))


ALL = pytest.mark.parametrize("fields", [one[1] for one in ALL_FIELDS], ids=[one[0] for one in ALL_FIELDS])


def make(qtbot: QtBot, desk: Desk, field: Field) -> Editor:
    editor = editor_for(field, desk)
    editor.retranslate()
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
    return editor


@ALL
def test_every_editor_gives_back_what_it_was_given_in_every_language(
    qtbot: QtBot, desk: Desk, office: Office, fields: tuple[Field, ...]
) -> None:
    for field in fields:
        editor = make(qtbot, desk, field)
        for value in values_of(field, office):
            for code in CODES:
                desk.set_language(code)
                editor.load(value)
                editor.retranslate()
                desk.settle()
                assert not editor.changed(), field.name
                assert editor.raw() == field.to_json(value)
                assert field.read(editor.raw(), office.reading(code)) == value
        editor.close()


@ALL
def test_every_editor_restores_what_was_typed(
    qtbot: QtBot, desk: Desk, office: Office, fields: tuple[Field, ...]
) -> None:
    for field in fields:
        written, restored = editor_for(field, desk), editor_for(field, desk)
        qtbot.addWidget(written)
        qtbot.addWidget(restored)
        for value in values_of(field, office):
            written.load(value)
            restored.load(value)
            typed = written.typed()
            with qtbot.waitSignal(restored.edited):
                restored.restore(typed)
            desk.settle()
            assert restored.typed() == typed
            assert field.read(restored.raw(), office.reading("en")) == value


@ALL
def test_every_input_has_a_name_for_a_screen_reader_and_no_fixed_width(
    qtbot: QtBot, desk: Desk, fields: tuple[Field, ...]
) -> None:
    for field in fields:
        editor = make(qtbot, desk, field)
        for code in CODES:
            desk.set_language(code)
            editor.retranslate()
            for widget in editor.inputs():
                assert desk.language.say(field.label) in told_name(widget), field.name
                assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus
                assert widget.maximumWidth() > 10_000
            assert editor.label.buddy() is editor.inputs()[0]
        editor.close()


def told_name(widget: QWidget) -> str:
    """What a screen reader says."""
    if isinstance(widget, QComboBox):
        # On Linux a combo's name is its text there, and the label comes by relation (the buddy).
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (Whole(name="n", label="n"), "১২,৩৪,৫৬৭", 1234567),
        (Number(name="n", label="n", unit="%"), "１２.5", Decimal("12.5")),
        (Day(name="n", label="n"), "2026년 11월 24일", date(2026, 11, 24)),
        (Day(name="n", label="n"), "২৪ নভেম্বর ২০২৬", date(2026, 11, 24)),
        (HsCodes(name="n", label="n"), "8447.20, 3506", (HsCode("844720"), HsCode("3506"))),
        (Words(name="n", label="n"), "Meghna Co., Ltd.; 메그나", ("Meghna Co., Ltd.", "메그나")),
        (Words(name="n", label="n"), "yarn, 원단", ("yarn", "원단")),
        (PhoneNumber(name="n", label="n"), "01713-123720", Phone("01713-123720", "+8801713123720")),
        (Email(name="n", label="n"), "a@example.com", "a@example.com"),
        (Website(name="n", label="n"), "example.com", "https://example.com"),
        (MOMENT, "2026-11-14 10:30", datetime(2026, 11, 14, 4, 30, tzinfo=UTC)),
    ],
)
def test_what_is_typed_on_a_line_is_read_by_its_field(
    qtbot: QtBot, desk: Desk, field: Field, typed: str, value: object
) -> None:
    editor = make(qtbot, desk, field)
    assert isinstance(editor, LineEditor)
    editor.load(None)
    rewrite(editor.line, typed)
    assert editor.changed()
    assert field.read(editor.raw(), desk.office.reading("en")) == value


@pytest.mark.parametrize("code", CODES)
def test_a_line_stands_in_its_box_as_it_was_typed(qtbot: QtBot, desk: Desk, code: str) -> None:
    desk.set_language(code)
    editor = make(qtbot, desk, Line(name="quantity", label="Quantity"))
    assert isinstance(editor, LineEditor)
    editor.load("৩ সেট")
    assert (editor.line.typed(), editor.changed()) == ("৩ সেট", False)


def test_a_code_that_stays_keeps_its_nomenclature_when_another_is_added(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, HsCodes(name="codes", label="Codes"))
    assert isinstance(editor, HsCodesEditor)
    editor.load((HsCode("844720", "HSK", "2017"),))
    editor.line.setFocus()
    editor.line.end(False)
    write(editor.line, ", 3506.91")
    read = editor.field.read(editor.raw(), desk.office.reading("en"))
    assert read == (HsCode("844720", "HSK", "2017"), HsCode("350691"))


def test_words_keep_their_commas(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, Words(name="words", label="Words"))
    assert isinstance(editor, WordsEditor)
    editor.load(("Meghna Co., Ltd.",))
    editor.line.setFocus()
    editor.line.end(False)
    write(editor.line, " 메그나")
    assert editor.field.read(editor.raw(), desk.office.reading("en")) == ("Meghna Co., Ltd.", "메그나")


# ---- texts -------------------------------------------------------------------------------------------------------

TEXT = TextField(name="need", label="What was said")


def text_editor(qtbot: QtBot, desk: Desk, value: Text | None = None) -> TextEditor:
    editor = make(qtbot, desk, TEXT)
    assert isinstance(editor, TextEditor)
    editor.load(value)
    return editor


def choose(chip: QWidget, text: str) -> None:
    """Choose in a chip's menu."""
    menu = chip.menu()  # type: ignore[attr-defined]
    next(one for one in menu.actions() if one.text() == text).trigger()


@pytest.mark.parametrize(
    ("typed", "language"),
    [("신용장 개설 희망", "ko"), ("এল/সি খুলতে চান", "bn"), ("An L/C in January", "en"), ("7", "ko")],
)
def test_a_new_texts_language_follows_its_letters(
    qtbot: QtBot, desk: Desk, typed: str, language: str
) -> None:
    desk.set_language("ko")
    editor = text_editor(qtbot, desk)
    rewrite(editor.original.box, typed)
    assert editor.raw() == {"text": typed, "language": language, "translations": {}}


def test_a_chosen_language_stays_whatever_the_letters(qtbot: QtBot, desk: Desk) -> None:
    editor = text_editor(qtbot, desk)
    rewrite(editor.original.box, "Kolom")
    choose(editor.original.chip, "Written in Bengali")
    write(editor.original.box, " o kagoj")
    assert editor.raw()["language"] == "bn"


def test_an_existing_text_keeps_its_language_while_its_letters_do(qtbot: QtBot, desk: Desk) -> None:
    editor = text_editor(qtbot, desk, Text("৬টি মেশিন", "bn"))
    rewrite(editor.original.box, "LED light fittings ৬টি")
    assert editor.raw()["language"] == "bn"
    editor = text_editor(qtbot, desk, Text("chhoyti machine", "bn"))
    rewrite(editor.original.box, "machine lagbe")
    assert editor.raw()["language"] == "bn"


def test_an_existing_text_typed_over_in_other_letters_is_in_another_language(
    qtbot: QtBot, desk: Desk
) -> None:
    editor = text_editor(qtbot, desk, Text("৬টি মেশিন", "bn", {"ko": Translation("기계 6대")}))
    rewrite(editor.original.box, "six machines")
    assert editor.original.chip.text() == "English original"
    assert editor.raw() == {
        "text": "six machines",
        "language": "en",
        "translations": {"ko": {"text": "기계 6대", "state": "translated"}},
    }
    choose(editor.original.chip, "Written in Bengali")
    write(editor.original.box, " lagbe")
    assert editor.raw()["language"] == "bn"


def test_a_text_typed_over_in_the_language_of_a_translation_takes_its_place(qtbot: QtBot, desk: Desk) -> None:
    before = Text("৬টি মেশিন", "bn", {"ko": Translation("기계 6대"), "en": Translation("six machines")})
    editor = text_editor(qtbot, desk, before)
    rewrite(editor.original.box, "기계 일곱 대")
    # Nothing that stands there goes away while somebody types.
    assert editor.boxes()["ko"].typed() == "기계 6대"
    read = editor.field.read_change(before, editor.raw(), desk.office.reading("bn"))
    assert read == Text("기계 일곱 대", "ko", {"en": Translation("six machines")})
    rewrite(editor.original.box, "৭টি মেশিন")
    assert editor.raw()["language"] == "bn"
    assert set(editor.raw()["translations"]) == {"ko", "en"}


def test_a_translation_stands_below_with_its_state_and_never_over_the_original(
    qtbot: QtBot, desk: Desk
) -> None:
    editor = text_editor(qtbot, desk, Text("৬টি মেশিন", "bn"))
    choose(editor.add, "Korean")
    assert not editor.changed()
    box = editor.boxes()["ko"]
    write(box, "기계 ")
    compose(box, "육")
    assert editor.raw() == {
        "text": "৬টি মেশিন",
        "language": "bn",
        "translations": {"ko": {"text": "기계 육", "state": "translated"}},
    }
    commit(box, "6대")
    choose(editor._translations[0].chip, "Reviewed")
    assert editor.raw()["translations"] == {"ko": {"text": "기계 6대", "state": "reviewed"}}


def test_a_reviewed_translation_that_is_rewritten_is_reviewed_no_more(qtbot: QtBot, desk: Desk) -> None:
    editor = text_editor(qtbot, desk, Text("six", "en", {"ko": Translation("여섯", TextState.REVIEWED)}))
    rewrite(editor.boxes()["ko"], "육")
    assert editor.raw()["translations"] == {"ko": {"text": "육", "state": "translated"}}
    assert editor._translations[0].chip.text() == "Translated"


# ---- sums, choices, days -----------------------------------------------------------------------------------------


def test_a_sum_in_another_currency_asks_for_its_rate(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, Amount(name="value", label="Value"))
    assert isinstance(editor, MoneyEditor)
    editor.load(None)
    assert not editor.rate.isVisible()
    rewrite(editor.amount, "১২,০০,০০০")
    editor.currency.setFocus()
    QTest.keyClicks(editor.currency, "B")
    assert editor.currency.chosen() == "BDT"
    assert editor.rate.isVisible()
    rewrite(editor.rate, "0.0082")
    rewrite(editor.rate_date, "20 Nov 2026")
    read = editor.field.read(editor.raw(), desk.office.reading("en"))
    assert read == Money(120_000_000, "BDT", Decimal("0.0082"), date(2026, 11, 20))


def test_a_currency_typed_with_the_amount_is_the_sums(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, Amount(name="value", label="Value"))
    assert isinstance(editor, MoneyEditor)
    editor.load(None)
    rewrite(editor.amount, "1,000원")
    assert editor.field.read(editor.raw(), desk.office.reading("en")) == Money(1000, "KRW")


def test_another_currency_of_no_amount_is_no_change(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, Amount(name="value", label="Value"))
    assert isinstance(editor, MoneyEditor)
    editor.load(None)
    editor.currency.choose("KRW")
    assert not editor.changed()


def test_parts_of_a_sum_that_nobody_touched_keep_their_last_digit(qtbot: QtBot, desk: Desk) -> None:
    desk.set_language("bn")
    editor = make(qtbot, desk, Amount(name="value", label="Value"))
    assert isinstance(editor, MoneyEditor)
    editor.load(Money(100, "BDT", Decimal("0.00820"), date(2026, 11, 20)))
    rewrite(editor.amount, "২")
    raw: Json = editor.raw()
    assert (raw["rate"], raw["rate_date"]) == ("0.00820", "2026-11-20")


def test_choices_are_said_in_the_screens_language_and_stay_chosen(qtbot: QtBot, desk: Desk) -> None:
    field = Choice(name="status", label="Status", default="a", choices={"a": "Yes", "b": "No"})
    editor = make(qtbot, desk, field)
    assert isinstance(editor, ChoiceEditor)
    editor.load("a")
    editor.combo.setFocus()
    QTest.keyClick(editor.combo, Qt.Key.Key_Down)
    for code in CODES:
        desk.set_language(code)
        editor.retranslate()
        assert editor.raw() == "b"
        assert editor.combo.currentText() == desk.language.say("No")


def test_many_choices_are_pressed_by_keyboard_and_marked_by_a_sign(qtbot: QtBot, desk: Desk) -> None:
    field = ManyChoices(name="roles", label="Roles", choices={"a": "Yes", "b": "No"})
    editor = make(qtbot, desk, field)
    assert isinstance(editor, ManyChoicesEditor)
    editor.load(())
    second = editor.inputs()[1]
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert editor.raw() == ["b"]
    assert second.text() == "✓ No"  # type: ignore[attr-defined]


def test_a_day_is_chosen_from_the_month_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    editor = make(qtbot, desk, Day(name="due", label="Due"))
    assert isinstance(editor, DayEditor)
    editor.load(date(2026, 11, 28))
    editor.line.setFocus()
    editor.button.open()
    month = editor.button.findChild(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert month is not None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(month, key)
    assert editor.field.read(editor.raw(), desk.office.reading("en")) == date(2027, 1, 6)
