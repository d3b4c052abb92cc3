"""Extraction, updating and checking of the catalogues."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from devtools import escapes, formatters, strings
from devtools.extraction import extract
from fieldreport.catalogue.glossary import read_glossary

TEXTS = 'N_("Save")\nlanguage.plural("{count} lead", "{count} leads", n)\nlanguage.say_in("lead", "Open")\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one file with a plain, a counted and a contextual text, its catalogues complete."""
    (tmp_path / "fieldreport").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "locales").mkdir()
    notes(tmp_path, "Save,,a button")
    explain(tmp_path, "count,a number")
    source(
        tmp_path,
        TEXTS,
    )
    renew(tmp_path)
    translate(tmp_path, "ko", {"Save": "저장", "Open": "진행", "{count} lead": "{count}건"})
    translate(tmp_path, "bn", {"Save": "সংরক্ষণ", "Open": "খোলা", "{count} lead": "{count}টি"})
    return tmp_path


def notes(project: Path, *rows: str) -> None:
    """Tell translators where texts stand."""
    path = project / "locales" / "notes.csv"
    path.write_text("\n".join(("text,context,note", *rows)) + "\n", encoding="utf-8")


def explain(project: Path, *rows: str) -> None:
    """Tell translators what placeholders stand for."""
    path = project / "locales" / "placeholders.csv"
    path.write_text("\n".join(("name,meaning", *rows)) + "\n", encoding="utf-8")


def source(project: Path, content: str) -> None:
    """Make ``content`` the project's only source."""
    (project / "fieldreport" / "a.py").write_text(content, encoding="utf-8")


def renew(project: Path) -> None:
    """Extract and update, as ``dev.py strings`` does."""
    locales = project / "locales"
    strings.write(strings.template_file(locales), strings.template_text(strings.collect(project)[0]))
    strings.update(locales)


def translate(project: Path, language: str, translations: dict[str, str]) -> None:
    """Fill in translations as a translator does, all forms alike."""
    path = strings.po_file(project / "locales", language)
    lines, source = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("msgid "):
            source = line[7:-1]
        if line.startswith("msgstr") and source in translations:
            line = f'{line.split(" ")[0]} "{translations[source]}"'
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def said(project: Path) -> list[str]:
    """What the check says of the source and the catalogues, without the places."""
    return [fault.reason for fault in strings.check(project) if not fault.file.endswith(".csv")]


def test_complete_catalogues_pass(project: Path) -> None:
    assert said(project) == []


def test_the_template_is_the_same_however_often_it_is_made(project: Path) -> None:
    template = strings.template_file(project / "locales").read_bytes()
    korean = strings.po_file(project / "locales", "ko").read_bytes()
    source(project, "\n\n\n" + (project / "fieldreport" / "a.py").read_text(encoding="utf-8"))
    renew(project)
    assert strings.template_file(project / "locales").read_bytes() == template
    assert strings.po_file(project / "locales", "ko").read_bytes() == korean
    assert b"\r" not in template


def test_a_new_text_is_found_missing_everywhere(project: Path) -> None:
    source(project, 'N_("Save")\n# Translators: a button.\nlanguage.say("New")\n')
    faults = said(project)
    assert "differs from the source: run dev.py strings" in faults
    assert faults.count("“New” is missing: run dev.py strings") == 2
    assert faults.count("“Open” is no longer in the source: run dev.py strings") == 2
    renew(project)
    assert said(project) == ["“New” is not translated"] * 2


def test_a_text_that_comes_back_gets_its_translation_back(project: Path) -> None:
    before = strings.po_file(project / "locales", "bn").read_bytes()
    whole = (project / "fieldreport" / "a.py").read_text(encoding="utf-8")
    source(project, 'N_("Entirely new")\n')
    renew(project)
    assert b"#~ msgid" in strings.po_file(project / "locales", "bn").read_bytes()
    source(project, whole)
    renew(project)
    assert strings.po_file(project / "locales", "bn").read_bytes() == before


def test_a_text_that_changed_a_little_offers_its_old_translation(project: Path) -> None:
    source(
        project,
        "# Translators: a button.\n" + TEXTS.replace("Save", "Save."),
    )
    renew(project)
    assert said(project) == ["“Save.” is fuzzy: look at its translation and take the mark away"] * 2


def test_a_mistake_of_a_translator_is_told_with_its_line(project: Path) -> None:
    translate(project, "ko", {"{count} lead": "{cuont}건"})
    [fault] = strings.check(project)
    assert fault.file == "locales/ko/LC_MESSAGES/fieldreport.po"
    line = (project / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert "{count} lead" in line
    assert "{cuont}" in fault.reason


def glossary(project: Path, *rows: str) -> None:
    """Give the project a glossary."""
    head = "term_en,ko,bn,ko_also,bn_also,alone,note"
    (project / "locales" / "glossary.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")


def test_a_word_of_the_field_is_translated_as_the_glossary_says(project: Path) -> None:
    glossary(project, "save,보관,সংরক্ষণ,,,,", "open,열림,খোলা,,,,")
    # “Open” is said in a context, where it may mean something else.
    assert said(project) == ["“Save”: save is “보관” in the glossary: use it, or allow another word there"]


def test_a_sentence_uses_the_glossarys_words_too(project: Path) -> None:
    glossary(project, "lead,발굴,সন্ধান,,{count}টি,,")
    assert said(project) == [
        "“{count} lead”: lead is “발굴” in the glossary: use it, or allow another word there"
    ]
    translate(project, "ko", {"{count} lead": "발굴 {count}건"})
    assert said(project) == []


def test_the_glossary_is_whole() -> None:
    words = {language: read_glossary(strings.ROOT / "locales", language) for language in strings.TRANSLATED}
    terms = {term.source for term in words["ko"]}
    assert len(terms) >= 120
    for language in strings.TRANSLATED:
        assert {term.source for term in words[language]} == terms
        assert len(words[language]) == len(terms)
        for term in words[language]:
            assert term.word
            assert all(unicodedata.is_normalized("NFC", word) for word in (term.word, *term.others))


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", 'mgsid "Save"'])
def test_a_broken_po_file_is_told_and_never_written_over(project: Path, line: str) -> None:
    path = strings.po_file(project / "locales", "ko")
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    before, last = path.read_bytes(), len(path.read_bytes().splitlines())
    assert last in [fault.line for fault in strings.check(project)]
    with pytest.raises(SystemExit, match=f":{last}: "):
        strings.update(project / "locales")
    assert path.read_bytes() == before


def test_translators_notes_are_kept(project: Path) -> None:
    path = strings.po_file(project / "locales", "ko")
    content = path.read_text(encoding="utf-8").replace('msgid "Save"', '# On the button.\nmsgid "Save"')
    path.write_text(content, encoding="utf-8", newline="\n")
    renew(project)
    assert "# On the button.\n" in path.read_text(encoding="utf-8")


def test_a_text_counted_here_and_plain_there_is_told(project: Path) -> None:
    source(project, 'N_("{count} lead")\nlanguage.plural("{count} lead", "{count} leads", n)\n')
    assert any("counted in one place only" in reason for reason in said(project))


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('N_("A")', [("A", None, None)]),
        ('N_("A " "B")', [("A B", None, None)]),
        ('N_in("c", "A")', [("A", None, "c")]),
        ('language.say("A", kind=language.say("B"))', [("A", None, None), ("B", None, None)]),
        ('self.language.say("A" if x else "B")', [("A", None, None), ("B", None, None)]),
        ('language.plural("{count} a", "{count} b", 3)', [("{count} a", "{count} b", None)]),
        ("language.say(record.label)", []),
        ('say("A")', [("A", None, None)]),
        ('plural("{count} a", "{count} b", 3)', [("{count} a", "{count} b", None)]),
        ("def plural(one, many, count): ...", []),
    ],
)
def test_extraction(line: str, texts: list[tuple[str, str | None, str | None]]) -> None:
    found, faults = extract(line, "a.py")
    assert [(text.one, text.many, text.context) for text in found] == texts
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        'self.chip.setText("All entries")',
        'head.setText(f"{count} entries")',
        'head.setText("Entries: " + count)',
        'head.setText(say("Entries") if count else "No entry")',
        'head.setText(name or "No name")',
        'QPushButton("Save", self)',
        'button.setToolTip("Saves it")',
        'box.addItems(["New", say("Won")])',
        'pill.put("Done", "good")',
        'session.table(["Day", language.say("Reference")], rows)',
        'session.line(f"{reference}: not found")',
        'columns = [Column("Forecast", Format.NUMBER)]',
        'painter.drawText(rectangle, "Nothing here")',
    ],
)
def test_words_that_are_shown_as_they_stand_in_the_source_are_told(project: Path, line: str) -> None:
    [fault] = escapes.faults(line, "a.py")
    assert "from the catalogue" in fault.reason
    (project / "ui" / "page.py").write_text(line, encoding="utf-8")
    assert ("ui/page.py", 1, fault.reason) in strings.check(project)


@pytest.mark.parametrize(
    "line",
    [
        'self.chip.setText(say("All entries"))',
        'head.setText(f"{count} · {total}")',
        'head.setText("–")',
        'pill.put(say("Done"), "good")',
        'button.setProperty("look", "clear")',
        'session.table([say(one.label) for one in fields], [["", one["name"]] for one in rows])',
        'head.setText(titles["lead"])',
        'link.setText("TradeKorea")  # as it is',
    ],
)
def test_what_is_said_from_the_catalogue_or_has_no_words_is_left_alone(line: str) -> None:
    assert escapes.faults(line, "a.py") == []


@pytest.mark.parametrize(
    "line",
    [
        'language.say(f"{name} came")',
        'say(f"{name} came")',
        'N_(f"a")',
        'language.say("a" + name)',
        'language.say("%s came" % name)',
        'language.say("{} came".format(name))',
        'language.say(", ".join(names))',
        "N_(message)",
        "N_()",
        "language.say_in(context, 'A')",
        "language.plural('{count} a', many, 2)",
        'language.say("")',
        'language.say("{0} came")',
        'language.say("{name came")',
        'language.plural("{name} a", "{count} b", 2)',
    ],
)
def test_texts_that_would_escape_are_told(line: str) -> None:
    [fault] = extract(line, "a.py")[1]
    assert (fault.file, fault.line) == ("a.py", 1)


def test_notes_for_translators_are_extracted() -> None:
    content = (
        "# Translators: on a button,\n# so keep it short.\nN_('A')\n# Something else.\nN_('B')\n"
        "# Translators: a sum.\nraise Error(\n    N_('C')\n)\n"
    )
    notes = {text.one: text.notes for text in extract(content, "a.py")[0]}
    assert notes == {
        "A": ("Translators: on a button, so keep it short.",),
        "B": (),
        "C": ("Translators: a sum.",),
    }


def noted(project: Path) -> dict[str, tuple[str, ...]]:
    """Each text with what translators are told of it."""
    return {text.one: text.notes for text in strings.collect(project)[0]}


def test_translators_are_told_where_a_text_stands_and_what_its_placeholders_are(project: Path) -> None:
    assert noted(project) == {
        "Save": ("Translators: a button",),
        "{count} lead": ("{count}: a number",),
        "Open": (),
    }
    template = strings.template_file(project / "locales").read_text(encoding="utf-8")
    assert '#. Translators: a button\n#: fieldreport/a.py\nmsgid "Save"' in template


def test_a_comment_above_a_text_comes_before_the_list_of_notes(project: Path) -> None:
    source(project, "# Translators: on the main button.\nN_('Save')\n")
    assert noted(project) == {"Save": ("Translators: on the main button.",)}


def test_the_call_that_shows_a_short_text_says_where_it_stands(project: Path) -> None:
    source(
        project, "box.setToolTip(language.say('Two words'))\nbox.setToolTip(say('A text of many words'))\n"
    )
    assert noted(project) == {
        "Two words": ("Translators: shown when pointed at.",),
        "A text of many words": (),
    }


def test_a_short_text_without_context_or_note_is_told(project: Path) -> None:
    reason = "“Two words” is short: tell in locales/notes.csv where it stands, or give it a context"
    source(project, "N_('Two words')\nN_('Three words here')\nN_in('button', 'Other words')\n")
    assert [one for one in said(project) if "is short" in one] == [reason]
    source(project, "# Translators: a title.\nN_('Two words')\nsay('Two words')\n")
    assert [one for one in said(project) if "is short" in one] == []


def test_a_placeholder_that_nobody_explains_is_told(project: Path) -> None:
    source(
        project,
        "N_('There are {count} in {place}.')\n# Translators: x is 1.\nN_('All of {x} is there.')\n",
    )
    reasons = [one for one in said(project) if "not explained" in one]
    assert reasons == ["“{place}” is not explained in locales/placeholders.csv"]


def test_notes_on_what_is_gone_are_told(project: Path) -> None:
    notes(project, "Save,,a button", "Gone,menu,an entry")
    explain(project, "count,a number", "gone,a name")
    renew(project)
    assert [str(one) for one in strings.check(project)] == [
        "locales/notes.csv:1: “Gone” (menu) is no longer in the source",
        "locales/placeholders.csv:1: “gone” is no longer in any text",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "from babel.numbers import format_decimal",
        "from babel import dates",
        "import babel.dates",
        "import locale",
        "QLocale().toString(5)",
        "QDate.currentDate().toString()",
        "day.strftime('%d %B')",
        "f'{count:,}'",
        "f'{ratio:.0%}'",
    ],
)
def test_formatting_elsewhere_is_told(line: str) -> None:
    assert len(formatters.faults(line, "ui/page.py")) == 1
    assert formatters.faults(line, "fieldreport/language.py") == []


@pytest.mark.parametrize(
    "line",
    [
        "from babel import Locale",
        "day.strftime('%Y-%m-%d')",
        "f'{count:04d}'",
        "url.toString()",
        "locale = 5",
    ],
)
def test_what_formats_nothing_for_people_is_left_alone(line: str) -> None:
    assert formatters.faults(line, "ui/page.py") == []
