"""Small files of every kind, made here; nobody real is in them."""

from __future__ import annotations

import struct
import zlib

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
GIF = b"GIF89a" + bytes(20)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20)
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(20)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Haque;Nasrin;;;\r\nFN:Nasrin Haque\r\nORG:Shapla Knit;Export\r\n"
    b"TITLE:Purchasing manager\r\nTEL;TYPE=WORK:+880 2 5500 1234\r\nTEL;TYPE=CELL,VOICE:+8801711000111\r\n"
    b"EMAIL;TYPE=INTERNET:nasrin@example.com\r\nNOTE:Met at the fair\\, hall 2\r\nEND:VCARD\r\n"
)
MAIL = (
    b"Received: from mail.example.com by mx.example.com\r\n"
    b"From: =?UTF-8?B?64KY7Iqk66aw?= <nasrin@example.com>\r\n"
    b"To: office@example.org\r\nSubject: =?UTF-8?Q?Order_of_six_machines?=\r\n"
    b"Date: Fri, 20 Nov 2026 16:05:00 +0600\r\nMessage-ID: <1@example.com>\r\n\r\nDear Sir,\r\n"
)


def png(width: int, height: int) -> bytes:
    """A picture of this size, white."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\xff" * width) * min(height, 4_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
