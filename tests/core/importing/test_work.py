"""Rows made into records: matched, linked, refused one by one, brought in by parts and taken back."""

from pathlib import Path

import pytest

from fieldreport import importing
from fieldreport.failures import InputAtFault
from fieldreport.importing import batch, linking, matching, recording, work
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store import Filter
from fieldreport.store.store import IS_ARCHIVED
from tests.core.importing.conftest import Bring, open_file, workbook


def records(office: Office, type_name: str, *, archived: bool = False) -> list[Record]:
    return list(office.store.records(office.record_type(type_name), Filter(archived=archived)))


def counts(outcome: importing.Outcome) -> tuple[int, int, int, int]:
    return outcome.added, outcome.changed, outcome.unchanged, outcome.refused


COMPANIES: list[list[str | None]] = [
    ["기업명", "사업자등록번호", "홈페이지"],
    ["한일기계", "120-81-47521", "www.example.com"],
    ["별빛전자", "220-81-62517", None],
]


# ---- the guess ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_name", "titles", "expected"),
    [
        ("organisation", ["회사명", "국가", "업종"], ["name", "country", "sector"]),
        ("organisation", ["কোম্পানির নাম", "দেশ", "ঠিকানা"], ["name", "country", "address"]),
        ("organisation", ["Name (Korean)", "Name (English)", "Country*"], ["name.ko", "name.en", "country"]),
        (
            "contact",
            ["Name", "Company", "Mobile No.", "WhatsApp"],
            ["name", "organisation", "phone", "whatsapp"],
        ),
        (
            "lead",
            ["Buyer", "Contact person", "Tel", "Items", "Qty"],
            ["buyer", "contact", "contact.phone", "products", "quantity"],
        ),
        ("lead", ["바이어명", "바이어 국가", "품목"], ["buyer", "buyer.country", "products"]),
        ("lead", ["Buyer", "Buyer", "Products"], ["buyer", None, "products"]),
        ("lead", ["SL", "ক্রেতার নাম", "পণ্য"], [None, "buyer", "products"]),
        ("meeting", ["Korean company", "Buyer", "Date", "Time"], ["company", "buyer", "held_on", "slot"]),
        (
            "lead",
            ["buyer", "products", "value", "Estimated value: currency"],
            ["buyer", "products", "value", "value.currency"],
        ),
    ],
)
def test_titles_in_three_languages(
    office: Office, tmp_path: Path, type_name: str, titles: list[str], expected: list[str | None]
) -> None:
    path = workbook(tmp_path / "a.xlsx", [titles, [f"017130000{n}" for n in range(len(titles))]])
    found = open_file(office, path, type_name).choice.guesses
    assert [one.target.path if one.target else None for one in found] == expected


def test_columns_without_titles_are_told_by_what_is_in_them(office: Office, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Name", "?", "??", "???"]]
    rows += [[f"Person {n}", f"p{n}@example.com", f"0171300000{n}", "no idea"] for n in range(5)]
    found = open_file(office, workbook(tmp_path / "a.xlsx", rows), "contact").choice.guesses
    assert [(one.target.path if one.target else None, one.why) for one in found] == [
        ("name", "title"),
        ("email", "content"),
        ("phone", "content"),
        (None, ""),
    ]


def test_a_column_is_put_elsewhere_by_title_or_letter(office: Office, tmp_path: Path) -> None:
    opened = open_file(office, workbook(tmp_path / "a.xlsx", COMPANIES), "organisation")
    chosen = opened.chosen(["기업명=aliases", "C=name", "B="]).guesses
    assert [one.target.path if one.target else None for one in chosen] == ["aliases", None, "name"]
    for wrong in (["nothing=name"], ["A=nothing"], ["A"], ["A=name", "B=name"]):
        with pytest.raises(InputAtFault):
            opened.chosen(wrong)


# ---- adding, changing, leaving out -------------------------------------------------------------------------------


def test_good_rows_are_not_held_up_by_bad_ones(bring: Bring, office: Office) -> None:
    outcome = bring(
        "organisation",
        [
            ["Buyer", "Country", "Website"],
            ["Surma Fabrics", "Nowhere", None],
            ["Nodi Traders", "Bangladesh", None],
            [None, "Atlantis", "not a site"],
        ],
    )
    assert counts(outcome) == (1, 0, 0, 2)
    # What a row could have done without is told with what it could not.
    assert [(one.place, one.field) for one in outcome.problems] == [
        ("list.xlsx:Sheet1!B2", "country"),
        ("list.xlsx:Sheet1!B4", "country"),
        ("list.xlsx:Sheet1!C4", "website"),
    ]
    assert [one["name"].original for one in records(office, "organisation")] == ["Nodi Traders"]
    assert records(office, "organisation")[0].batch == outcome.batch == "2026-11-21-1"


def test_the_same_file_again_changes_nothing(bring: Bring, office: Office) -> None:
    rows = [
        ["Buyer", "Contact person", "E-mail", "Products", "HS code", "Date"],
        ["Surma Fabrics", "Rahim", "rahim@example.com", "yarn", 5205.11, "2026-11-09"],
        ["Nodi Traders", "Karim", "karim@example.com", "film", 3920.1, "2026-11-10"],
        # Alike but for the code, which does not make it another lead that is there, so each is taken once.
        ["Nodi Traders", "Karim", "karim@example.com", "film", 3920.2, "2026-11-10"],
    ]
    assert counts(bring("lead", rows)) == (3, 0, 0, 0)
    there = [records(office, name) for name in ("lead", "organisation", "contact")]
    assert [len(one) for one in there] == [3, 2, 2]
    assert counts(bring("lead", rows)) == (0, 0, 3, 0)
    assert [records(office, name) for name in ("lead", "organisation", "contact")] == there


def test_a_registration_number_makes_it_the_same_company(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES)
    outcome = bring(
        "organisation",
        [
            ["Company", "사업자번호", "Sector"],
            ["Hanil Machinery", "1208147521", "machines"],
            ["(주)별빛전자", "220-81-62517", None],
        ],
    )
    assert counts(outcome) == (0, 2, 0, 0)
    first, second = records(office, "organisation")
    assert (first["name"].original, first["name"].in_language("en")) == ("한일기계", "Hanil Machinery")
    assert first["sector"].original == "machines"
    assert (second["name"].original, second["aliases"]) == ("별빛전자", ("(주)별빛전자",))


def test_a_record_called_by_its_reference_is_changed_as_the_row_says(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES)
    outcome = bring(
        "organisation",
        [
            ["Reference", "Name", "Website"],
            ["OR-0001", "한일정밀", None],
            ["OR-0099", "없는 기업", None],
            ["BL-0001", "다른 것", None],
        ],
        ["Reference=reference"],
    )
    assert counts(outcome) == (0, 1, 0, 2)
    first = records(office, "organisation")[0]
    assert (first["name"].original, first["website"]) == ("한일정밀", "https://www.example.com")
    assert outcome.problems[0].message == matching.NOT_HERE
    office.archive("OR-0001", "closed")
    outcome = bring("organisation", [["Reference", "Name"], ["OR-0001", "한일정밀"]])
    assert outcome.problems[0].message == IS_ARCHIVED


def test_what_only_may_be_the_same_is_added_and_told(bring: Bring, office: Office) -> None:
    bring("organisation", [["Buyer", "Country"], ["Padma Star Textiles", "BD"]])
    outcome = bring(
        "organisation", [["Buyer", "Country"], ["Padma Starr Textiles", "IN"], ["পদ্মা স্টার টেক্সটাইল", "BD"]]
    )
    assert outcome.added == 2
    assert [one.values["reference"] for one in outcome.likely] == ["OR-0001"]


def test_two_records_that_fit_are_not_chosen_between(bring: Bring, office: Office) -> None:
    bring("organisation", [["Buyer", "Country"], ["Padma Star", "BD"]])
    office.add(
        office.record_type("organisation"), {"name": "Padma Star", "roles": ["buyer"], "country": "BD"}
    )
    outcome = bring("organisation", [["Buyer", "Country", "Note"], ["Padma Star", "BD", "which?"]])
    assert [one.message for one in outcome.problems] == [matching.SEVERAL_FIT]
    outcome = bring("lead", [["Buyer", "Products"], ["Padma Star", "yarn"]])
    assert [one.message for one in outcome.problems] == [linking.SEVERAL]


def test_rows_of_one_file_about_the_same_company_become_one(bring: Bring, office: Office) -> None:
    rows = [
        ["기업명", "사업자등록번호", "취급품목"],
        ["한일기계", "120-81-47521", "펌프"],
        ["한일기계(주)", "120-81-47521", "밸브\n펌프"],
    ]
    for trial in (True, False):
        outcome = bring("organisation", rows, trial=trial, part=1)
        assert counts(outcome) == (1, 1, 0, 0)
        assert not trial or work.REPEATED in {one.message for one in outcome.notes}
    (one,) = records(office, "organisation")
    assert one["interests"] == ("펌프", "밸브")


def test_nothing_is_emptied_and_lists_only_grow(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES, constants={"roles": ["company"]})
    bring(
        "organisation",
        [["기업명", "사업자등록번호", "구분"], ["한일기계", "120-81-47521", "buyer"]],
    )
    first = records(office, "organisation")[0]
    assert first["roles"] == ("buyer", "company")
    assert first["website"] == "https://www.example.com"


# ---- what rows point at --------------------------------------------------------------------------------------------


def test_names_are_found_in_any_script_and_added_once(bring: Bring, office: Office) -> None:
    bring("organisation", [["Buyer", "Country"], ["Shapla Knitwear", "BD"]])
    outcome = bring(
        "lead",
        [
            ["Buyer", "Products", "Country"],
            ["শাপলা নিটওয়্যার", "yarn", None],
            ["Nodi Traders Ltd.", "film", "India"],
            ["Nodi Traders Limited", "foil", "India"],
        ],
    )
    assert counts(outcome) == (3, 0, 0, 0)
    assert outcome.also == {"organisation": 1}
    leads, organisations = records(office, "lead"), records(office, "organisation")
    assert [one["name"].original for one in organisations] == ["Shapla Knitwear", "Nodi Traders Ltd."]
    assert [one["buyer"] for one in leads] == [organisations[0].id, organisations[1].id, organisations[1].id]
    assert (organisations[1]["country"], organisations[1]["roles"]) == ("IN", ("buyer",))


def test_a_row_that_is_left_out_leaves_nothing_behind(bring: Bring, office: Office) -> None:
    rows = [["Buyer", "Contact person", "E-mail", "Products", "Date"]]
    rows += [["Surma Fabrics", "Rahim", "r@example.com", "yarn", "2026-02-30"]]
    assert counts(bring("lead", rows)) == (0, 0, 0, 1)
    assert records(office, "organisation") == records(office, "contact") == []


def test_people_belong_to_the_company_of_their_row(bring: Bring, office: Office) -> None:
    bring(
        "lead",
        [
            ["바이어명", "담당자", "전화", "품목", "비고"],
            ["Surma Fabrics", "Rahim Uddin", 1713123720.0, "yarn", "N/A"],
            ["Nodi Traders", None, "01819-123720", "film", "call"],
        ],
    )
    people, organisations = records(office, "contact"), records(office, "organisation")
    assert [one["organisation"] for one in people] == [one.id for one in organisations]
    assert [one["phone"].e164 for one in people] == ["+8801713123720", "+8801819123720"]
    assert [one["name"].original for one in people] == ["Rahim Uddin", "Nodi Traders"]


def test_what_a_field_has_no_room_for_is_kept_in_the_note(bring: Bring, office: Office) -> None:
    bring(
        "contact",
        [["Name", "Company", "E-mail", "Note"], ["Rahim", "Surma", "a@example.com; b@example.com", "met"]],
    )
    (person,) = records(office, "contact")
    assert (person["email"], person["note"].original) == ("a@example.com", "met\nb@example.com")


def test_sums_have_the_currency_of_their_title_column_or_choice(bring: Bring, office: Office) -> None:
    bring("lead", [["Buyer", "Products", "금액(천불)"], ["Surma", "yarn", 180.5]])
    bring("lead", [["Buyer", "Products", "Amount", "Currency"], ["Surma", "film", 2000000, "BDT"]])
    bring("lead", [["Buyer", "Products", "Amount"], ["Surma", "foil", "1,000"]], currency="KRW")
    assert [(one["value"].currency, one["value"].minor) for one in records(office, "lead")] == [
        ("USD", 18_050_000),
        ("BDT", 200_000_000),
        ("KRW", 1_000),
    ]
    without = bring("lead", [["Buyer", "Products", "Amount"], ["Surma", "pipe", 5]])
    assert (counts(without), without.incomplete) == ((1, 0, 0, 0), 1)


def test_old_bengali_is_told_of_and_converted_only_when_asked(bring: Bring, office: Office) -> None:
    old = "Avgiv Kvc‡oi Kj evsjv‡`‡k ˆZwi Kwi"
    rows = [["Buyer", "Country", "Note"], ["Surma", "BD", old]]
    assert any("Bijoy" in one.message for one in bring("organisation", rows, trial=True).notes)
    bring("organisation", rows, unicode=True)
    assert records(office, "organisation")[0]["note"].language == "bn"


# ---- a trial, parts, taking back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [1, 2, 1000])
def test_a_trial_tells_the_same_and_writes_nothing(bring: Bring, office: Office, part: int) -> None:
    rows = [
        ["Buyer", "Products", "Contact person"],
        ["Surma", "yarn", "Rahim"],
        ["Surma", "film", "Rahim"],
        [None, "foil", None],
    ]
    trial = bring("lead", rows, trial=True, part=part)
    assert records(office, "lead") == records(office, "organisation") == []
    assert office.store.database.row("SELECT count(*) FROM change_set")[0] == 0
    real = bring("lead", rows, part=part)
    assert counts(trial) == counts(real) == (2, 0, 0, 1)
    assert trial.also == real.also == {"organisation": 1, "contact": 1}


def test_a_batch_is_taken_back_but_not_what_was_done_since(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES)
    outcome = bring(
        "organisation",
        [
            ["기업명", "사업자등록번호", "업종", "비고"],
            ["한일기계", "120-81-47521", "기계", "메모"],
            ["새솔섬유", "130-81-11113", "섬유", None],
            ["누리식품", "140-81-22223", "식품", None],
            ["다온화학", "150-81-33334", "화학", None],
        ],
    )
    assert counts(outcome) == (3, 1, 0, 0)
    office.change("OR-0001", {"sector": "정밀기계"})
    office.change("OR-0004", {"note": "방문함"})
    office.add(
        office.record_type("difficulty"), {"company": "OR-0005", "kind": "tariff", "description": "관세"}
    )
    undo = importing.Undo(office.store, outcome.batch, "Officer")
    *_, undone = undo.run(1)
    assert (undone.archived, undone.restored) == (1, 1)
    assert {one.message for one in undone.kept} == {batch.KEPT_FIELD, batch.KEPT_CHANGED, batch.KEPT_NAMED}
    first = records(office, "organisation")[0]
    assert (first["sector"].original, first["note"]) == ("정밀기계", None)
    assert [one["name"].original for one in records(office, "organisation", archived=True)] == ["새솔섬유"]
    *_, again = importing.Undo(office.store, outcome.batch, "Officer").run()
    assert (again.archived, again.restored) == (0, 0)


def test_a_batch_of_several_parts_is_one_change_for_the_ordinary_undo(bring: Bring, office: Office) -> None:
    rows = [["Company", "Country", "Roles"]] + [[f"Made Up {n}", "BD", "buyer"] for n in range(7)]
    bring("organisation", rows, part=2)
    assert len(records(office, "organisation")) == 7
    office.undo()
    assert records(office, "organisation") == []


def test_what_was_written_before_a_stop_stays_and_the_rest_can_follow(
    bring: Bring, office: Office, tmp_path: Path
) -> None:
    rows = [["Company", "Country", "Roles"]] + [[f"Made Up {chr(97 + n)}x", "BD", "buyer"] for n in range(6)]
    path = workbook(tmp_path / "list.xlsx", rows)
    opened = open_file(office, path, "organisation")
    place = importing.Place(office.store, office.duplicates, office.reading("en"), "Officer")
    run = importing.Work(place, opened.record_type, opened.table, opened.chosen(), trial=False).run(2)
    assert next(run).added == 2
    assert len(records(office, "organisation")) == 2
    run.close()
    assert counts(bring("organisation", path)) == (4, 0, 2, 0)
    assert [one.name for one in importing.batches(office.store)] == ["2026-11-21-2", "2026-11-21-1"]


def test_no_batch_of_this_name(bring: Bring, office: Office) -> None:
    with pytest.raises(InputAtFault):
        importing.Undo(office.store, "2026-01-01-1", "Officer")
    bring("organisation", COMPANIES)
    with pytest.raises(InputAtFault) as caught:
        importing.Undo(office.store, "nothing", "Officer")
    assert caught.value.problems[0].values["known"] == "2026-11-21-1"


def test_what_is_brought_in_is_found_and_known_as_a_duplicate(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES)
    assert len(office.store.search("ㅎㅇㄱㄱ")) == 1
    assert len(office.store.search("147521")) == 0
    found = office.duplicates.of(office.record_type("organisation"), {"registration_number": "120-81-47521"})
    assert [one.reference for one in found] == ["OR-0001"]


def test_choices_and_countries_are_read_in_any_language(bring: Bring, office: Office) -> None:
    rows = [
        ["Buyer", "Country", "Products", "상태", "Source"],
        ["Surma", "방글라데시", "yarn", "협상 중", "Event"],
        ["Nodi", "দক্ষিণ কোরিয়া", "film", "নতুন", "자체 조사"],
        ["Jui", "Atlantis", "foil", "sleeping", None],
    ]
    outcome = bring("lead", rows)
    assert counts(outcome)[0] >= 1
    assert {one.field for one in outcome.problems} >= {"status"}
    assert [one["status"] for one in records(office, "lead")][:1] == ["negotiating"]
    assert [one["country"] for one in records(office, "organisation")][:1] == ["BD"]


def test_what_all_rows_have_is_for_new_records_only(bring: Bring, office: Office) -> None:
    bring("organisation", COMPANIES)
    rows = [["기업명", "사업자등록번호"], ["한일기계", "120-81-47521"], ["새솔섬유", "130-81-11113"]]
    outcome = bring("organisation", rows, constants={"country": "VN", "roles": ["buyer"], "note": "met"})
    assert counts(outcome) == (1, 1, 0, 0)
    first, *_, last = records(office, "organisation")
    assert (first["country"], first["roles"], first["note"].original) == ("KR", ("company",), "met")
    assert (last["country"], last["roles"]) == ("VN", ("buyer",))


def test_a_person_known_by_an_address_keeps_the_name(bring: Bring, office: Office) -> None:
    rows = [["Name", "Company", "E-mail"], ["Mohammad Rahim Uddin", "Surma", "rahim@example.com"]]
    bring("contact", rows)
    rows[1][0] = "Rahim Uddin"
    outcome = bring("contact", rows)
    assert counts(outcome) == (0, 0, 1, 0)
    assert recording.NAME_STAYS in {one.message for one in outcome.notes}
    assert [one["name"].original for one in records(office, "contact")] == ["Mohammad Rahim Uddin"]
