"""What an office says of itself in the place of the list."""

from dataclasses import replace
from pathlib import Path

import pytest

from fieldreport import premises
from fieldreport.failures import InputAtFault
from fieldreport.names import Names
from fieldreport.office import Office
from fieldreport.offices import Offices
from fieldreport.premises import Premises


def test_an_office_is_called_and_placed_as_it_says(tmp_path: Path) -> None:
    own = Premises(Names("다카 신무역관", "New Dhaka Office", "নতুন ঢাকা দপ্তর"), "NP", "other", frozenset({5}))
    with Office.create(tmp_path / "data", "DHK", person="Rahim") as office:
        premises.keep(office.store, own)
    with Office.open(tmp_path / "data") as again:
        assert again.place.name("ko") == "다카 신무역관"
        assert premises.premises_of(again.place) == own
        assert again.place.zone == "Asia/Dhaka"
        premises.keep(again.store, None)
        assert premises.place_of(again.store, "DHK") == Offices.built_in().office("DHK")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("names.bn", {"names": Names("다카", "Dhaka", " ")}),
        ("names.en", {"names": Names("다카", "D" * 121, "ঢাকা")}),
        ("country", {"country": "EU"}),
        ("region", {"region": ""}),
        ("weekend", {"weekend": frozenset(range(7))}),
        ("weekend", {"weekend": frozenset({7})}),
    ],
)
def test_a_mistake_is_told_by_its_field_and_nothing_is_kept(
    tmp_path: Path, field: str, wrong: dict[str, object]
) -> None:
    with Office.create(tmp_path / "data", "DHK", person="Rahim") as office:
        listed = office.place
        with pytest.raises(InputAtFault) as refused:
            premises.keep(office.store, replace(premises.premises_of(listed), **wrong))  # type: ignore[arg-type]
        assert [one.field for one in refused.value.problems] == [field]
        assert premises.place_of(office.store, "DHK") == listed


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"names": {}}', '{"names": {"ko": "", "en": "", "bn": ""}}']
)
def test_what_cannot_be_read_leaves_the_list_as_it_is(tmp_path: Path, kept: str) -> None:
    with Office.create(tmp_path / "data", "DHK", person="Rahim") as office:
        office.store.set_property(premises.PROPERTY, kept)
        assert premises.place_of(office.store, "DHK") == Offices.built_in().office("DHK")
