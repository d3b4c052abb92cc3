"""A file is what is in it, whatever it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.attachments.kinds import HEAD, Kind, recognise
from tests.core.attachments import samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.JPEG, Kind.JPEG),
        (samples.png(2, 2), Kind.PNG),
        (samples.GIF, Kind.GIF),
        (samples.WEBP, Kind.WEBP),
        (samples.HEIC, Kind.HEIC),
        (samples.PDF, Kind.PDF),
        (samples.CARD, Kind.CARD),
        (b"\xef\xbb\xbfbegin:vcard\nVERSION:4.0\nFN:A\nEND:VCARD", Kind.CARD),
        (samples.MAIL, Kind.MAIL),
        (b"From - Fri Nov 20 16:05:00 2026\r\n" + samples.MAIL, Kind.MAIL),
    ],
)
def test_the_kinds_that_are_kept_are_told_by_their_content(content: bytes, kind: Kind) -> None:
    assert recognise(content[:HEAD]) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03" + bytes(60),
        b"\x7fELF\x02\x01\x01",
        b"#!/bin/sh\nrm -r .\n",
        b"PK\x03\x04\x14\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>1</script></html>",
        b"MZ %PDF-1.7",
        b"Dear Sir: we would like to order.\nKind regards",
        b"To: nobody\n\nOne head makes no mail.",
        b"From: a\nTo: b\x00\n\n",
        b"[InternetShortcut]\nURL=file:///c:/windows\n",
        b"",
    ],
)
def test_programs_scripts_archives_and_plain_text_are_not_kept(content: bytes) -> None:
    assert recognise(content) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_told_something_or_nothing(content: bytes) -> None:
    assert recognise(content) in {*Kind, None}
