"""The trend of a period says what the period's report says, for the periods before it as well."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport.office import Office
from fieldreport.report.trend import trend


@pytest.mark.parametrize("code", ["2026-B23", "2026-B19"])
def test_the_trend_is_that_of_the_reports(tmp_path: Path, code: str) -> None:
    def clock() -> datetime:
        return datetime(2026, 11, 21, 6, tzinfo=UTC)

    with Office.create(tmp_path / "office", "DHK", person="Officer", sample=True, clock=clock) as office:
        period = office.period(code)
        periods = [office.fortnights.previous(period), period]
        turns = trend(office.store, periods, office.zone)
        assert [one.period for one in turns] == periods
        for one in turns:
            figures = office.report(one.period).figures
            assert one.leads == figures.leads
            assert one.meetings == figures.meetings > 0
            assert one.consultation == figures.consultation.us_dollars
            assert one.difficulties_open == figures.difficulties_open
