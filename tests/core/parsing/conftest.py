"""What the tests of parsing share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldreport.language import CODES, Language
from fieldreport.parsing import Unreadable

Outcome = Callable[..., Any]


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Calls a parser: its value, or None for a refusal that every language can say to its last placeholder."""
    languages = [Language(code) for code in CODES]

    def outcome(read: Callable[..., Any], *arguments: object) -> Any:
        try:
            return read(*arguments)
        except Unreadable as refusal:
            for language in languages:
                said = language.say(refusal.message, **dict.fromkeys(refusal.values, ""))
                assert said.endswith("."), "a refusal is a sentence that says what to do"
                assert "{" not in said, "every placeholder has a value"
                language.say(refusal.message, **refusal.values)
            return None

    return outcome
