"""Many records at once leave in the tables what one by one leaves there."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.office import Office
from fieldreport.store import New
from fieldreport.store.bulk import Bulk
from fieldreport.store.change import Revision
from fieldreport.store.search import WAITING
from fieldreport.store.searchable import Remembering, pieces, searchable

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
TABLES = ("record", "link", "change", "change_set", "organisation", "contact", "search_archived")


def news_of(office: Office) -> list[New]:
    """Companies and people who point at them."""
    reading = office.reading("en")
    organisation, contact = office.record_type("organisation"), office.record_type("contact")
    made = []
    for number in range(400):
        name = f"한일기계 {number}" if number % 2 else f"যমুনা {number} Ltd."
        raw = {"name": name, "roles": ["buyer"], "country": "BD", "interests": ["yarn", "펌프"]}
        made.append(New(organisation, organisation.read(raw, reading), "en", "Officer", id=f"{number:036d}"))
    pointing = replace(reading, resolve=lambda _type, name: name)
    for number in range(20):
        values = contact.read({"name": "x", "organisation": f"{number:036d}"}, pointing)
        made.append(New(contact, values, "en", "Officer", id=f"9{number:035d}"))
    return made


def rows(office: Office, table: str) -> list[tuple[object, ...]]:
    """All rows of a table, in an order of their own."""
    return sorted((tuple(one) for one in office.store.database.rows(f"SELECT * FROM {table}")), key=repr)


def found(office: Office) -> dict[str, list[tuple[str, int]]]:
    asked = ("한일", "ㅎㅇㄱㄱ", "যমুনা", "ltd", "399", "or-0007", "펌프 yarn", "nothing")
    return {
        words: [(one.name, key) for one, key in office.store.search(words, limit=1000)] for words in asked
    }


def texts(office: Office) -> list[tuple[object, ...]]:
    return sorted(
        tuple(one)
        for one in office.store.database.rows(
            "SELECT place, folded FROM search UNION SELECT place, folded FROM search_waiting"
        )
    )


def test_bulk_and_single_writes_leave_the_same(tmp_path: Path) -> None:
    with (
        Office.create(tmp_path / "one", "DHK", clock=lambda: NOW) as one,
        Office.create(tmp_path / "many", "DHK", clock=lambda: NOW) as many,
    ):
        one.store.add_all(news_of(one), "import x")
        bulk = Bulk(many.store, "Officer", "import x")
        news = news_of(many)
        for start in range(0, len(news), 150):
            bulk.write(news[start : start + 150])
        for table in TABLES:
            assert rows(one, table) == rows(many, table), table
        assert texts(one) == texts(many)
        assert found(one) == found(many)

        record = one.store.record("OR-0003")
        changed = {**record.values, "interests": ("valve",)}
        one.store.rewrite("OR-0003", lambda _record: changed, "Officer")
        bulk.write([], [Revision(many.store.record("OR-0003"), changed, None)])
        assert one.store.record("OR-0003") == many.store.record("OR-0003")
        assert found(one) == found(many)
        many.store.database.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_a_change_keeps_what_somebody_else_changed_meanwhile(tmp_path: Path) -> None:
    with Office.create(tmp_path / "office", "DHK", clock=lambda: NOW) as office:
        bulk = Bulk(office.store, "Officer", "import x")
        bulk.write(news_of(office)[:1])
        before = office.store.record("OR-0001")
        office.change("OR-0001", {"website": "example.com"})
        bulk.write([], [Revision(before, {**before.values, "interests": ("valve",)}, None)])
        after = office.store.record("OR-0001")
        assert (after["website"], after["interests"]) == ("https://example.com", ("valve",))


WORDS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("가각닭ㄱㅎ㈜(주)যমুনাৎঅা \u0085\u3000\u200cÉﬁ½")),
    max_size=60,
)


@settings(max_examples=300)
@given(WORDS, st.lists(WORDS, max_size=3))
def test_what_is_remembered_is_what_would_be_worked_out(words: str, names: list[str]) -> None:
    remembering = Remembering()
    for _ in range(2):
        text = remembering.searchable(words, names)
        assert text == searchable(words, names)
        assert set(remembering.pieces(text).split()) == set(pieces(text).split())


def waiting(office: Office) -> int:
    return office.store.index.waiting(10_000)


def test_many_records_wait_and_are_found_the_same_before_and_after(tmp_path: Path) -> None:
    with Office.create(tmp_path / "office", "DHK", clock=lambda: NOW) as office:
        Bulk(office.store, "Officer", "import x").write(news_of(office))
        assert waiting(office) == 420
        before = found(office)
        assert office.store.settle_search(100)
        assert waiting(office) == 320
        assert found(office) == before
        assert not office.store.settle_search(100)
        assert waiting(office) == 220
        assert found(office) == before
        # Fewer wait as they do after every save.
        assert not office.store.settle_search()
        assert waiting(office) == 220
        office.store.database.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_saves_take_what_waits_into_the_index_little_by_little(tmp_path: Path) -> None:
    with Office.create(tmp_path / "office", "DHK", clock=lambda: NOW) as office:
        news = news_of(office)
        Bulk(office.store, "Officer", "import x").write(
            [replace(one, id=f"{number}{one.id[1:]}") for number in range(3) for one in news[:400]]
        )
        most = waiting(office)
        for number in range(2 * WAITING):
            office.change("OR-0001", {"website": f"{number}.example.com"})
            assert waiting(office) >= most - 2 * WAITING, "a save takes no more than it has time for"
            most = waiting(office)
        assert most < 3 * WAITING
        assert office.store.search("511.example")
        assert not office.store.search("510.example")
