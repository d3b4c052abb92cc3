"""``add``: texts in the old Bijoy encoding are told of, and converted only when that was asked for."""

from __future__ import annotations

import json

from tests.core.cli.conftest import CommandLine, Ended

OLD = "Avgv‡`i †gwkb cÖ‡qvRb"
NEW = "আমাদের মেশিন প্রয়োজন"


def add(
    office: CommandLine, *records: dict[str, object], unicode: bool = False, type_name: str = "lead"
) -> Ended:
    given = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    return office("add", type_name, "-", *(["--unicode"] if unicode else []), given=given)


def shown(office: CommandLine, reference: str) -> dict[str, object]:
    found = office("show", reference, "--json").json
    assert isinstance(found, dict)
    return found


def test_it_is_told_with_line_and_field_and_nothing_is_changed(office: CommandLine) -> None:
    office.buyer()
    ended = add(office, {"buyer": "OR-0001", "products": "yarn"}, {"buyer": "OR-0001", "products": OLD})
    assert ended.status == 0
    (told,) = ended.problems
    assert told.startswith("-:2: products: ")
    assert OLD in told
    assert f"“{NEW}”" in told
    assert shown(office, "BL-0002")["products"] == {"text": OLD, "language": "en", "translations": {}}


def test_it_is_converted_when_asked_and_is_bengali_then(office: CommandLine) -> None:
    office.buyer()
    ended = add(office, {"buyer": "OR-0001", "products": OLD}, unicode=True)
    assert ended.status == 0
    assert "is added as" in ended.err
    assert shown(office, "BL-0001")["products"] == {"text": NEW, "language": "bn", "translations": {}}


def test_lists_lines_and_translations_are_looked_at_too(office: CommandLine) -> None:
    name = {
        "text": "Shapla Knit",
        "language": "en",
        "translations": {"bn": {"text": OLD, "state": "reviewed"}},
    }
    ended = add(
        office,
        {
            "name": name,
            "roles": ["buyer"],
            "country": "BD",
            "aliases": ["Shapla", OLD],
            "address": f"{OLD}, Dhaka",
        },
        unicode=True,
        type_name="organisation",
    )
    assert (ended.status, len(ended.problems)) == (0, 3)
    found = shown(office, "OR-0001")
    assert found["name"] == {**name, "translations": {"bn": {"text": NEW, "state": "reviewed"}}}
    assert found["aliases"] == ["Shapla", NEW]


def test_ordinary_records_are_added_in_silence_with_or_without(office: CommandLine) -> None:
    office.buyer()
    for unicode in (False, True):
        ended = add(office, {"buyer": "OR-0001", "products": "ছয়টি মেশিন, LC খোলা"}, unicode=unicode)
        assert (ended.status, ended.err) == (0, "")


def test_a_wrong_record_is_still_refused_as_a_whole(office: CommandLine) -> None:
    ended = add(office, {"buyer": "OR-0009", "products": OLD}, unicode=True)
    assert ended.status == 1
    assert office("list", "lead", "--json").json == []


def test_odd_values_are_left_to_the_fields(office: CommandLine) -> None:
    office.buyer()
    odd: list[object] = [7, True, [OLD, 3], {"text": 5, "translations": [OLD]}, {"translations": {"bn": 4}}]
    for value in odd:
        plain = add(office, {"buyer": "OR-0001", "products": value})
        converted = add(office, {"buyer": "OR-0001", "products": value}, unicode=True)
        assert plain.status == converted.status


def test_many_texts_are_told_in_few_lines(office: CommandLine) -> None:
    office.buyer()
    record: dict[str, object] = {"buyer": "OR-0001", "products": OLD}
    ended = add(office, *[record] * 53)
    assert len(ended.problems) == 51
    assert ended.problems[-1] == "3 more such texts were found."
