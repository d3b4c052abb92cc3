"""Business cards and mails as telephones and programs write them, and as nobody should."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.attachments import card, mail
from tests.core.attachments import samples


def test_a_card_gives_the_fields_of_a_contact() -> None:
    assert card.read(samples.CARD).raw() == {
        "name": "Nasrin Haque",
        "given_name": "Nasrin",
        "family_name": "Haque",
        "organisation": "Shapla Knit",
        "title": "Purchasing manager",
        "phone": "+8801711000111",
        "email": "nasrin@example.com",
        "note": "Met at the fair, hall 2",
    }


def test_a_card_of_a_telephone_in_quoted_printable_over_several_lines_is_read() -> None:
    said = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        b"=EB=82=98;=EC=8A=A4=\r\n=EB=A6=B0;;;\r\n"
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EB=82=98=EC=8A=A4=EB=A6=\r\n=B0\r\n"
        b"TEL;CELL;PREF:01711000111\r\nEND:VCARD\r\n"
    )
    read = card.read(said)
    assert (read.name, read.family_name, read.given_name) == ("나스린", "나", "스린")
    assert read.phone == "01711000111"


@pytest.mark.parametrize(
    ("content", "name", "phone"),
    [
        # Folded lines, groups, quoted types, a scheme before the number (4.0).
        (
            b'BEGIN:VCARD\nVERSION:4.0\nFN:Nas\n rin\nitem1.TEL;VALUE=uri;TYPE="work,voice":tel:+88025500\nEND:VCARD',
            "Nasrin",
            "+88025500",
        ),
        # A Korean computer of long ago.
        ("BEGIN:VCARD\nFN:나스린\nTEL:02-123\nEND:VCARD".encode("cp949"), "나스린", "02-123"),
        ("BEGIN:VCARD\nFN;CHARSET=EUC-KR:나스린\nEND:VCARD".encode("euc-kr"), "나스린", ""),
        (b"BEGIN:VCARD\nN:Haque;Nasrin\nEND:VCARD", "Nasrin Haque", ""),
        # Only the first of several cards, and a card that never ends.
        (b"BEGIN:VCARD\nFN:One\nEND:VCARD\nBEGIN:VCARD\nFN:Two\nTEL:1\nEND:VCARD", "One", ""),
        (b"BEGIN:VCARD\nFN:Endless", "Endless", ""),
        (b"BEGIN:VCARD\nFN;CHARSET=idna:One\n:no name\nno colon\nEND:VCARD", "One", ""),
    ],
)
def test_cards_of_all_versions_are_read(content: bytes, name: str, phone: str) -> None:
    read = card.read(content)
    assert (read.name, read.phone) == (name, phone)


def test_a_mail_tells_subject_sender_and_when() -> None:
    letter = mail.read(samples.MAIL)
    assert letter.subject == "Order of six machines"
    assert letter.sender == "나스린"
    assert letter.sent == datetime(2026, 11, 20, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "heads",
    [
        b"Subject: =?nothing?Q?x?=\nFrom: @@@\nDate: yesterday\n\n",
        b"Subject: =?UTF-8?B?!!!?=\nFrom: \nDate: Mon, 99 Abc 99999 99:99:99 +9999\n\n",
        b"Subject: \xff\xfe\xfd\nFrom: a\xff <b>\n\n",
        b"Subject: " + b"a" * 100_000 + b"\n\n",
    ],
)
def test_a_mail_with_broken_heads_is_kept_all_the_same(heads: bytes) -> None:
    letter = mail.read(heads)
    assert letter.sent is None
    assert len(letter.subject) <= mail.LONGEST


@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    mail.read(b"Subject: a\nFrom: b\nDate: " + content)
    mail.read(content)
    card.read(b"BEGIN:VCARD\n" + content)
