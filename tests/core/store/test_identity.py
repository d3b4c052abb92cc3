"""Ids of many records: proper UUIDs, each greater than the one before, never twice."""

from itertools import islice
from uuid import RFC_4122, UUID

from fieldreport.store.identity import rising_ids


def test_they_rise_and_are_uuids_of_version_seven() -> None:
    found = list(islice(rising_ids(), 3_000))
    assert found == sorted(set(found))
    assert {(UUID(one).version, UUID(one).variant) for one in found} == {(7, RFC_4122)}
    assert all(str(UUID(one)) == one for one in found)


def test_two_that_write_at_once_do_not_meet() -> None:
    assert not set(islice(rising_ids(), 2_000)) & set(islice(rising_ids(), 2_000))
