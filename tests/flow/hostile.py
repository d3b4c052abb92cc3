"""Workbooks made to do harm, and workbooks that were damaged on their way."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, parts: dict[str, bytes]) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def stream(path: Path, parts: dict[str, bytes], name: str, pieces: Iterator[bytes]) -> Path:
    """A workbook of these parts, one of which is too large for memory."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in parts.items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
    return path


FIRST = "xl/worksheets/sheet1.xml"


def sheet(rows: str, before: str = "") -> bytes:
    """A sheet with these rows."""
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def bomb(path: Path, parts: dict[str, bytes]) -> Path:
    """Two gigabytes of empty cells in some megabytes."""
    piece = b"<c/>" * 262_144

    def pieces() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData><row>'.encode()
        for _ in range(2_000):
            yield piece

    return stream(path, parts, FIRST, pieces())


def long_string(path: Path, parts: dict[str, bytes]) -> Path:
    """A text of 400 MB in one cell."""

    def pieces() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
        for _ in range(400):
            yield b"A" * (1 << 20)
        yield b"</t></is></c></row></sheetData></worksheet>"

    return stream(path, parts, FIRST, pieces())


def long_attribute(path: Path, parts: dict[str, bytes]) -> Path:
    """An attribute of 400 MB, which a parser keeps whole."""

    def pieces() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData><row r="1" spans="'.encode()
        for _ in range(400):
            yield b"A" * (1 << 20)
        yield b'"/></sheetData></worksheet>'

    return stream(path, parts, FIRST, pieces())


def deep(path: Path, parts: dict[str, bytes]) -> Path:
    """Elements within elements, five million deep."""

    def pieces() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
        for _ in range(50):
            yield b"<c>" * 100_000

    return stream(path, parts, FIRST, pieces())


def many_strings(path: Path, parts: dict[str, bytes]) -> Path:
    """Shared strings without end."""

    def pieces() -> Iterator[bytes]:
        yield f'<sst xmlns="{MAIN}">'.encode()
        for number in range(300):
            yield b"".join(b"<si><t>%d %d</t></si>" % (number, one) for one in range(20_000))

    related = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="shared" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="/xl/many.xml"/></Relationships>',
    )
    return stream(path, {**parts, "xl/_rels/workbook.xml.rels": related}, "xl/many.xml", pieces())


def with_part(name: str, content: bytes) -> Callable[[Path, dict[str, bytes]], Path]:
    """The workbook with one part put in the place of its own, or added."""
    return lambda path, parts: write(path, {**parts, name: content})


def twice(path: Path, parts: dict[str, bytes]) -> Path:
    """Two parts of one name: who reads the first sees another sheet than who reads the last."""
    write(path, parts)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(FIRST.upper(), PLAIN)
    return path


def hidden_package(content: bytes) -> Callable[[Path, dict[str, bytes]], Path]:
    """The workbook with other contents in its hidden sheet."""
    from base64 import b64encode

    def make(path: Path, parts: dict[str, bytes]) -> Path:
        last = max(
            (one for one in parts if one.startswith("xl/worksheets/sheet")), key=lambda one: (len(one), one)
        )
        text = b64encode(content).decode()
        rows = "".join(
            f'<row><c t="inlineStr"><is><t>contents</t></is></c><c t="inlineStr"><is><t>{text[at : at + 32_000]}</t>'
            "</is></c></row>"
            for at in range(0, len(text), 32_000)
        )
        before = parts[last].decode()
        kept = before.index("<sheetData>") + len("<sheetData>")
        end = before.index("contents</t>")
        start = before.rindex("<row", kept, end)
        tail = before.rindex("</sheetData>")
        changed = before[:start] + rows + before[tail:]
        # Rows are counted on from the last numbered one.
        return write(path, {**parts, last: changed.encode()})

    return make


def unpacking(path: Path, parts: dict[str, bytes]) -> Path:
    """A hidden sheet whose contents are one line of two gigabytes."""
    made = zlib.compressobj(9)
    content = b"".join(made.compress(b"[" * (1 << 20)) for _ in range(2_000)) + made.flush()
    return hidden_package(content)(path, parts)


EXPANDING = (
    '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "AAAAAAAAAA">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
A_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'

#: Each by its name: what makes it of a real report's parts, and whether its making takes long.
HOSTILE: dict[str, Callable[[Path, dict[str, bytes]], Path]] = {
    "zip bomb": bomb,
    "a text of 400 MB": long_string,
    "an attribute of 400 MB": long_attribute,
    "five million levels": deep,
    "shared strings without end": many_strings,
    "contents that unpack to 2 GB": unpacking,
    "entities that expand": with_part(FIRST, sheet(A_CELL.format("&j;"), EXPANDING)),
    "an entity from outside": with_part(FIRST, sheet(A_CELL.format("&a;"), OUTSIDE)),
    "macros": with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "another workbook linked": with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
    "an embedded program": with_part("xl/embeddings/oleObject1.bin", b"MZ"),
    "a path out of the file": with_part("xl/../../../etc/cron.d/harm", b"* * * * * root harm"),
    "two parts of one name": twice,
}


def damaged(content: bytes, seed: int) -> bytes:
    """A real report's bytes with something wrong, the same for the same seed."""
    chance = random.Random(seed)
    made = bytearray(content)
    match seed % 5:
        case 0:
            return content[: chance.randrange(len(content))]
        case 1:
            for _ in range(chance.randrange(1, 30)):
                made[chance.randrange(len(made))] = chance.randrange(256)
        case 2:
            start = chance.randrange(len(made))
            del made[start : start + chance.randrange(1, 2_000)]
        case 3:
            start = chance.randrange(len(made))
            made[start:start] = chance.randbytes(chance.randrange(1, 500))
        case _:
            return reordered(content, chance)
    return bytes(made)


def reordered(content: bytes, chance: random.Random) -> bytes:
    """A whole archive whose parts have something wrong in their XML."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        names = archive.namelist()
        broken = chance.choice(names)
        for name in names:
            part = bytearray(archive.read(name))
            if name == broken and part:
                for _ in range(chance.randrange(1, 5)):
                    start = chance.randrange(len(part))
                    part[start : start + chance.randrange(20)] = chance.choice(
                        (b"", b"<", b">", b"&", b"<c/>", b'<row r="1"/>', b"\xff", b"9", b"</sheetData>")
                    )
            out.writestr(name, bytes(part))
    return written.getvalue()
