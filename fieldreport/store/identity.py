"""Identity: the ids of many records that are made together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

#: Ids made of one draw of random bytes.
_AT_ONCE = 1_000


def rising_ids() -> Iterator[str]:
    """UUIDs of version 7 (RFC 9562, 5.7), each greater than the one before.

    Tables that are ordered by the id then get rows at one place, instead of one on each of their pages; that is what
    most of the time of writing many records with random ids goes to.
    """
    last = 0
    while True:
        drawn = os.urandom(8 * _AT_ONCE)
        for at in range(_AT_ONCE):
            # Milliseconds, and their part in 4,096ths: two ids of one moment are kept apart by counting on.
            last = max(last + 1, time.time_ns() * 4096 // 1_000_000)
            tail = int.from_bytes(drawn[8 * at : 8 * at + 8], "big") >> 2 | 1 << 63
            digits = f"{last >> 12:012x}7{last & 0xFFF:03x}{tail:016x}"
            yield f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
