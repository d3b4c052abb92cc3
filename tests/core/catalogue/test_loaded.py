"""Catalogues are loaded fast, and a broken one never stops the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fieldreport.language import CODES, Language, N_in
from tests.core.catalogue.files import po


def test_texts_are_translated_with_context_and_number(tmp_path: Path) -> None:
    po(
        tmp_path,
        "bn",
        'msgid "Save"\nmsgstr "সংরক্ষণ"\n\nmsgctxt "lead"\nmsgid "Open"\nmsgstr "খোলা"\n\n'
        'msgid "{count} lead"\nmsgid_plural "{count} leads"\nmsgstr[0] "একটি সন্ধান"\nmsgstr[1] "{count}টি সন্ধান"\n',
    )
    language = Language("bn", folder=tmp_path)
    assert language.say("Save") == "সংরক্ষণ"
    assert language.say("Open") == "Open"
    assert language.say_in("lead", "Open") == "খোলা"
    assert language.say(N_in("lead", "Open")) == "খোলা"
    assert language.say(N_in("nowhere", "Open")) == "Open"
    assert [language.plural("{count} lead", "{count} leads", count) for count in (1, 12)] == [
        "একটি সন্ধান",
        "১২টি সন্ধান",
    ]
    assert language.say("") == ""
    assert language.mistakes == ()


def test_a_korean_particle_fits_its_value(tmp_path: Path) -> None:
    po(tmp_path, "ko", 'msgid "{name} not found"\nmsgstr "{name:을/를} 찾을 수 없습니다"\n')
    language = Language("ko", folder=tmp_path)
    assert language.say("{name} not found", name="무역관") == "무역관을 찾을 수 없습니다"
    assert language.say("{name} not found", name="회사") == "회사를 찾을 수 없습니다"


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ('msgid "{name} came"\nmsgstr "{nmae} 왔음"\n', 6, "differ in {{name}}, {{nmae}}"),
        ('msgid "{name} came"\nmsgstr "{name 왔음"\n', 6, "cannot be read: {"),
        ('msgid "{name} came"\nmsgstr "{name.upper} 왔음"\n', 6, "cannot be read"),
        ('msgid "{name} came"\nmsgstr "왔음"\n', 6, "differ in"),
        (
            'msgid "{count} lead"\nmsgid_plural "{count} leads"\nmsgstr[0] "{count}건"\nmsgstr[1] "{count}개"\n',
            6,
            "no partner",
        ),
    ],
)
def test_a_bad_translation_is_not_shown_and_told_with_its_line(
    tmp_path: Path, body: str, line: int, reason: str
) -> None:
    path = po(tmp_path, "ko", body + '\nmsgid "Save"\nmsgstr "저장"\n')
    language = Language("ko", folder=tmp_path)
    assert language.say("{name} came", name="A") == "A came"
    assert language.say("Save") == "저장"
    [mistake] = language.mistakes
    assert (mistake.file, mistake.line) == (path, line)
    assert reason.replace("{{", "{").replace("}}", "}") in Language("en").say(
        mistake.message, **mistake.values
    )


@pytest.mark.parametrize(
    ("body", "example"),
    [
        ('msgid "{name} not found"\nmsgstr "{name}을 찾을 수 없습니다"\n', "particle"),
        ('msgid "{name} not found"\nmsgstr "“{name}”이 없습니다"\n', "particle"),
        ('msgid "{name} not found"\nmsgstr "{name}이(가) 없습니다"\n', "particle"),
        ('msgid "It was {name}"\nmsgstr "{name}였습니다"\n', "particle"),
        ('msgid "It was {name}"\nmsgstr "{name}이었음"\n', "particle"),
        ('msgid "It came as {name}"\nmsgstr "{name}으로서 왔습니다"\n', "particle"),
        ('msgid "It is called {name}"\nmsgstr "“{name}”이라고 합니다"\n', "particle"),
        ('msgid "&Save {name}"\nmsgstr "저장 {name}"\n', "shortcut"),
        ('msgid "{name}: "\nmsgstr "{name}:"\n', "spaces"),
    ],
)
def test_a_clumsy_translation_is_shown_and_told(tmp_path: Path, body: str, example: str) -> None:
    po(tmp_path, "ko", body)
    language = Language("ko", folder=tmp_path)
    [mistake] = language.mistakes
    assert not mistake.harmful
    assert example in mistake.message
    assert body.split('msgstr "')[1][:4].strip("“{") in language.say(
        str(mistake.values["source"]), name="name"
    )


@pytest.mark.parametrize(
    "translation",
    [
        "{name}가지 있음",
        "{name} 은행",
        "{name}은행",
        "{name}로그 파일",
        "{name}라면 판매",
        "{name}부터",
        "{name:은/는} 없음",
        "{name:이었/였}습니다",
    ],
)
def test_what_only_looks_like_a_particle_is_left_alone(tmp_path: Path, translation: str) -> None:
    po(tmp_path, "ko", f'msgid "{{name}}"\nmsgstr "{translation}"\n')
    assert Language("ko", folder=tmp_path).mistakes == ()


@pytest.mark.parametrize(
    "content",
    [
        'msgid "Save"\nmsgstr "저장"\n'.encode("cp949"),
        'msgid "Save"\n<<<<<<< HEAD\nmsgstr "저장"\n=======\nmsgstr "보관"\n>>>>>>> other\n'.encode(),
        b'msgid "Save\n',
        b'msgid "Save"\nmsgstr[x] "a"\n',
        b"garbage\n",
        b"\x00\x01\x02\xff",
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=two; plural=;\\n"\n\nmsgid "Save"\nmsgstr "x"\n',
        b'msgid ""\nmsgstr "Language: xx-what\\n"\n\nmsgid "Save"\nmsgstr "x"\n',
    ],
)
def test_a_broken_file_leaves_the_source_texts_and_is_told(tmp_path: Path, content: bytes) -> None:
    path = po(tmp_path, "ko", "")
    path.write_bytes(content)
    language = Language("ko", folder=tmp_path, cache=tmp_path / "cache")
    assert language.say("Save") in ("Save", "x")
    assert language.mistakes
    assert all(mistake.file == path and mistake.line >= 1 for mistake in language.mistakes)
    assert all("{" not in Language("en").say(one.message, **one.values) for one in language.mistakes)


def test_too_few_forms_are_told_and_the_source_is_shown(tmp_path: Path) -> None:
    po(tmp_path, "bn", 'msgid "{count} lead"\nmsgid_plural "{count} leads"\nmsgstr[0] "{count}টি"\n')
    language = Language("bn", folder=tmp_path)
    assert language.plural("{count} lead", "{count} leads", 2) == "২ leads"
    assert language.mistakes[0].values["count"] == 2


def test_a_wrong_plural_rule_is_told_and_the_right_one_used(tmp_path: Path) -> None:
    body = 'msgid "{count} lead"\nmsgid_plural "{count} leads"\nmsgstr[0] "{count}건"\n'
    po(tmp_path, "ko", body, header='"Plural-Forms: nplurals=1; plural=(n > 7);\\n"\n')
    language = Language("ko", folder=tmp_path)
    assert language.plural("{count} lead", "{count} leads", 9) == "9건"
    assert "nplurals=1; plural=0;" in str(language.mistakes[0].values)


def test_fuzzy_and_empty_translations_are_not_shown(tmp_path: Path) -> None:
    po(tmp_path, "ko", '#, fuzzy\nmsgid "Save"\nmsgstr "저장"\n\nmsgid "Open"\nmsgstr ""\n')
    language = Language("ko", folder=tmp_path)
    assert [language.say("Save"), language.say("Open")] == ["Save", "Open"]


def test_texts_without_a_translation_are_marked_on_demand(tmp_path: Path) -> None:
    po(tmp_path, "ko", 'msgid "TradeKorea"\nmsgstr "TradeKorea"\n\nmsgid "Save"\nmsgstr "저장"\n')
    language = Language("ko", folder=tmp_path, proof="marked")
    assert [language.say("TradeKorea"), language.say("Save")] == ["TradeKorea", "저장"]
    assert language.say("{name} came", name="A") == "⟦A came⟧"
    assert language.say_in("lead", "Open") == "⟦Open⟧"
    assert language.plural("{count} lead", "{count} leads", 2) == "⟦2 leads⟧"
    assert Language("en", proof="marked").say("Save") == "Save"


def test_stretched_texts_show_what_is_cut_off_or_escaped_the_catalogue() -> None:
    language = Language("en", proof="stretched")
    assert language.say("Save {name}", name="Once") == "[Sávé Once ~~~~~ ~~~~~ ~~~~~ ~~~~~~]"
    # What only puts other texts together is not stretched once more.
    assert language.say("{first} · {second}", first="A", second="B") == "A · B"


@pytest.mark.parametrize(("length", "times"), [(1, 4), (10, 4), (11, 2), (20, 2), (50, 1.6), (100, 1.4)])
def test_short_texts_are_stretched_most(length: int, times: float) -> None:
    stretched = Language("en", proof="stretched").say("x" * length)
    assert len(stretched) == max(round(length * times), length + 3)


def test_a_missing_file_is_told_but_english_needs_none(tmp_path: Path) -> None:
    assert len(Language("ko", folder=tmp_path).mistakes) == 1
    assert Language("en", folder=tmp_path).mistakes == ()
    assert Language("ko").mistakes == ()


def test_a_changed_file_is_read_again_while_the_program_runs(tmp_path: Path) -> None:
    path = po(tmp_path, "ko", 'msgid "Save"\nmsgstr "저장"\n')
    language = Language("ko", folder=tmp_path, cache=tmp_path / "cache")
    assert language.reload() is False
    po(tmp_path, "ko", 'msgid "Save"\nmsgstr "보관"\n')
    assert language.reload() is True
    assert language.say("Save") == "보관"
    path.unlink()
    assert language.reload() is True
    assert language.say("Save") == "Save"


def test_a_compiled_copy_is_kept_and_answers_only_for_its_own_content(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    po(tmp_path, "ko", 'msgid "Save"\nmsgstr "저장"\n')
    Language("ko", folder=tmp_path, cache=cache)
    [copy] = cache.iterdir()
    assert Language("ko", folder=tmp_path, cache=cache).say("Save") == "저장"
    copy.write_bytes(copy.read_bytes()[:30])
    assert Language("ko", folder=tmp_path, cache=cache).say("Save") == "저장"
    po(tmp_path, "ko", 'msgid "Save"\nmsgstr "보관"\n')
    assert Language("ko", folder=tmp_path, cache=cache).say("Save") == "보관"
    assert len(list(cache.iterdir())) == 1


def test_a_catalogue_with_mistakes_is_not_kept(tmp_path: Path) -> None:
    po(tmp_path, "ko", 'msgid "{name}"\nmsgstr "{nmae}"\n')
    for _ in range(2):
        assert len(Language("ko", folder=tmp_path, cache=tmp_path / "cache").mistakes) == 1


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    po(tmp_path, "ko", 'msgid "Save"\nmsgstr "저장"\n')
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert Language("ko", folder=tmp_path, cache=tmp_path / "file" / "cache").say("Save") == "저장"


def test_with_a_warm_cache_nothing_slow_is_imported(tmp_path: Path) -> None:
    po(tmp_path, "bn", 'msgid "Save"\nmsgstr "সংরক্ষণ"\n')
    arguments = f"'bn', folder=Path({str(tmp_path)!r}), cache=Path({str(tmp_path / 'cache')!r})"
    program = (
        "import sys, datetime\nfrom pathlib import Path\nfrom fieldreport.language import Language\n"
        f"bengali = Language({arguments})\nbengali.day(datetime.date(2026, 11, 9)); bengali.number(1234567)\n"
        "print(bengali.say('Save') == 'সংরক্ষণ', sorted({'babel', 'dataclasses', 'logging'} & set(sys.modules)))"
    )
    Language("bn", folder=tmp_path, cache=tmp_path / "cache")
    command = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "True []"


def test_the_program_s_own_catalogues_have_no_mistakes() -> None:
    from fieldreport import folders

    for code in CODES:
        assert Language(code, folder=folders.locales()).mistakes == ()
