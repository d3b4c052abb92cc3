"""Translations: that every text is there in every language, and none would break what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fieldreport import folders
from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.language import N_

WRONG = N_(
    "In {path}, line {line}, a translation cannot be shown, so the English text stands there. Mistakes like it:"
    " {count}. Please mend them; the page “Translation” names each."
)
LACKING = N_("Texts without a translation in {path}: {count}. They are shown in English.")
ALL = N_("Every text is there in all three languages.")


def look(data: Path) -> Iterator[Finding]:
    """What is found about the translations that are shown here."""
    from fieldreport.catalogue.review import LANGUAGES, UNTRANSLATED, review

    well = True
    for language in LANGUAGES:
        found = review(language, folders.locales(), folders.own_locales(data))
        path = shown(found.path)
        harmful = [one for one in found.mistakes if one.harmful]
        if harmful:
            well = False
            values = {"path": path, "line": harmful[0].line, "count": len(harmful)}
            yield Finding("translations", State.ADVICE, WRONG, values)
        lacking = found.counts[UNTRANSLATED] - (found.lacking if found.is_copy else 0)
        if lacking > 0:
            well = False
            yield Finding("translations", State.ADVICE, LACKING, {"path": path, "count": lacking})
    if well:
        yield Finding("translations", State.GOOD, ALL)
