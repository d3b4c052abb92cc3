"""What stands against signing a report, mended as an office would: results written, shortfalls answered."""

from __future__ import annotations

from fieldreport.office import Office
from fieldreport.report import Level


def mend(office: Office, code: str) -> None:
    """Leave nothing in the period's report that must be fixed."""
    period = office.period(code)
    for one in office.check(period):
        if one.level is not Level.MUST:
            continue
        if one.task is not None and not one.record:
            office.add(
                office.record_type("action"),
                {
                    "what": "More visits",
                    "kind": "remedial",
                    "task": one.task,
                    "cause": "Few replies",
                    "remedy": "staff",
                    "assigned_to": "Karim",
                    "raised_on": period.first.isoformat(),
                    "due": period.last.replace(year=period.last.year + 1).isoformat(),
                },
            )
        elif one.field:
            mended = {
                "said": "They want samples",
                "cause": "Few replies",
                "remedy": "staff",
                "absent": "buyer",
                "next_step_due": None,
                "status": "cancelled",
                **dict.fromkeys(
                    ("tradekorea_on", "escalated_on", "done_on", "approved_on"), period.last.isoformat()
                ),
            }
            office.change(one.record, {one.field: mended[one.field]})
        else:
            signal = {
                "headline": "Cheaper freight",
                "kind": "other",
                "source": "A newspaper",
                "seen_on": period.first.isoformat(),
            }
            office.add(office.record_type("signal"), signal)
    assert [one.what for one in office.check(period) if one.level is Level.MUST] == []
