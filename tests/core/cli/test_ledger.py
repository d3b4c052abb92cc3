"""The ledger from the command line: sums that say what they sum, and the deals about a record."""

import pytest

from tests.core.cli.conftest import CommandLine


@pytest.fixture
def sample(empty: CommandLine) -> CommandLine:
    """The Dhaka office with the made-up records."""
    empty.done("init", "--office", "DHK", "--sample")
    return empty


def test_the_sums_of_the_sample_say_their_kind_currency_and_rate(sample: CommandLine) -> None:
    shown = sample("ledger")
    assert shown.status == 0
    assert "never added to one another" in shown.out
    found = sample("ledger", "--json").json["sums"]
    entries = sample("list", "outcome", "--json").json
    for kind, one in found.items():
        of_kind = [each for each in entries if each["kind"] == kind and each["amount"]]
        assert one["counted"] + one["without_rate"] <= len(of_kind)
        if kind in ("on_site_contract", "concluded"):
            # Nothing in the sample replaces anything: every contract counts.
            assert one["counted"] + one["without_rate"] == len(of_kind)
        for each in one["by_currency"]:
            assert each["currency"] == "USD" or each["rates"] or each["us_dollars"] == "0.00"


def test_a_record_shows_its_deals_and_any_other_record_is_refused(sample: CommandLine) -> None:
    entry = sample("list", "outcome", "--json").json[0]
    meeting = entry["meeting"] or entry["lead"]
    (deal,) = sample("ledger", meeting, "--json").json["deals"]
    assert entry["reference"] in [each["reference"] for each in deal["entries"]]
    refused = sample("ledger", entry["reference"])
    assert refused.status == 1
    assert "leads, meetings, events and organisations" in refused.err
    assert sample("ledger", meeting, "--quiet").status == 2


def test_a_period_may_be_called_last_or_current(sample: CommandLine) -> None:
    """As with every command that takes one."""
    code = sample("period", "--json").json["code"]
    assert sample.done("ledger", "--period", "current") == sample.done("ledger", "--period", code)
    assert sample.done("ledger", "--period", "last") != sample.done("ledger")
    assert sample("ledger", "--period", "tomorrow").status == 1


def test_the_ledger_speaks_every_language(sample: CommandLine) -> None:
    shown = {}
    for code in ("ko", "bn"):
        sample.language = code
        shown[code] = sample("ledger").out
    assert "계약추진" in shown["ko"]
    assert not any(digit in shown["bn"] for digit in "0123456789")
