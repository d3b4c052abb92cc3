"""Names that three systems take, and that say nothing false."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.attachments import naming
from fieldreport.attachments.kinds import Kind


@pytest.mark.parametrize(
    ("given_name", "kind", "name"),
    [
        ("Contract.PDF", Kind.PDF, "Contract.pdf"),
        ("명함.vcf", Kind.CARD, "명함.vcf"),
        ("চুক্তি.pdf", Kind.PDF, "চুক্তি.pdf"),
        ("photo", Kind.JPEG, "photo.jpg"),
        ("photo.jpeg", Kind.JPEG, "photo.jpeg"),
        # What it pretends to be is not what it ends on.
        ("invoice.pdf.exe", Kind.PDF, "invoice.pdf.exe.pdf"),
        ("picture.exe", Kind.PNG, "picture.exe.png"),
        ("photo\u202egpj.exe", Kind.JPEG, "photogpj.exe.jpg"),
        # No path, no device, no hidden file.
        ("../../etc/passwd", Kind.PDF, "passwd.pdf"),
        ("..\\..\\windows\\win.ini", Kind.PDF, "win.ini.pdf"),
        ("CON.pdf", Kind.PDF, "_CON.pdf"),
        ("com¹.old.pdf", Kind.PDF, "_com¹.old.pdf"),
        (".hidden", Kind.PDF, "hidden.pdf"),
        ("name. ", Kind.PDF, "name.pdf"),
        ('a<b>:"|?*.pdf', Kind.PDF, "a_b______.pdf"),
        ("", Kind.MAIL, "mail.eml"),
        ("...", Kind.MAIL, "mail.eml"),
        # Letters in pieces, as from a Mac.
        (unicodedata.normalize("NFD", "견적서.pdf"), Kind.PDF, "견적서.pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, kind: Kind, name: str) -> None:
    assert naming.cleaned(given_name, kind) == name


@given(st.text(max_size=300), st.sampled_from(list(Kind)))
def test_every_name_is_one_part_of_a_path_of_a_length_that_fits(given_name: str, kind: Kind) -> None:
    name = naming.cleaned(given_name, kind)
    assert not set(name) & set('/\\<>:"|?*\0\n\r')
    assert name.endswith(kind.value.endings)
    assert not name.startswith((".", " "))
    assert 0 < len(name.encode()) <= 230
    # Cleaning what is clean changes nothing.
    assert naming.cleaned(name, kind) == name
