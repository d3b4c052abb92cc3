from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import folders
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.plan import CountingRule, Measure, Plan
from fieldreport.plan.task import month_begins
from fieldreport.records import RECORD_TYPES

LANGUAGES = ("ko", "en", "bn")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.built_in()


@pytest.fixture
def content() -> Any:
    """The built-in pack as JSON, to be spoilt."""
    return json.loads(
        (folders.resources() / "plan" / "emergency-export-2026.json").read_text(encoding="utf-8")
    )


def loaded(folder: Path, content: Any) -> Plan:
    path = folder / "plan.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return Plan.load(path)


def fields_at_fault(folder: Path, content: Any) -> list[str]:
    with pytest.raises(InputAtFault) as caught:
        loaded(folder, content)
    assert {problem.place for problem in caught.value.problems} == {"plan.json"}
    return [problem.field for problem in caught.value.problems]


def test_the_plans_days_and_rules(plan: Plan) -> None:
    assert (plan.start, plan.end) == (date(2026, 8, 24), date(2027, 2, 21))
    assert (plan.remedial.threshold, plan.remedial.watch, plan.remedial.basis) == (
        Decimal("0.7"),
        Decimal("0.8"),
        "to_date",
    )
    assert plan.fortnights.of(date(2026, 11, 22)).code == "2026-B23"
    assert plan.fortnights.of(date(2026, 11, 22)).due == date(2026, 11, 25)


def test_seventeen_tasks_named_in_three_languages(plan: Plan) -> None:
    assert [task.number for task in plan.tasks] == list(range(1, 18))
    for language in LANGUAGES:
        assert len({task.name(language) for task in plan.tasks}) == 17
    assert plan.task(1).name("ko") == "해외 바이어 긴급 발굴"
    assert plan.task(13).name("en") == "FTA use and origin consulting"


@pytest.mark.parametrize(
    ("number", "target", "category", "partners"),
    [
        (1, 30000, "emergency_buyer_sourcing", ("MOTIE",)),
        (2, 200, "emergency_buyer_sourcing", ("MSS",)),
        (3, 50, "market_diversification", ("MOFA",)),
        (4, 200, "market_diversification", ("MSS",)),
        (6, 5000, "enterprise_field_support", ("MSS",)),
        (7, 500, "market_diversification", ("MOTIE",)),
        (8, 20, "export_infrastructure", ()),
        (9, 200, "export_infrastructure", ("MOTIE", "MOFA")),
        (10, 100, "enterprise_field_support", ()),
        (11, 1000, "enterprise_field_support", ("FSC",)),
        (12, 500, "enterprise_field_support", ("MOLIT",)),
        (13, 1000, "export_infrastructure", ("KCS",)),
        (14, 10, "emergency_buyer_sourcing", ()),
        (15, 300, "enterprise_field_support", ("MSS",)),
        (16, 30, "market_diversification", ("MCST",)),
        (17, 131 * 13, "export_infrastructure", ("MOTIE",)),
    ],
)
def test_the_key_figures(
    plan: Plan, number: int, target: int, category: str, partners: tuple[str, ...]
) -> None:
    task = plan.task(number)
    assert (task.target, task.category, task.partners, task.lead) == (target, category, partners, "KOTRA")


def test_launches_follow_the_months(plan: Plan) -> None:
    first, second, third, fifth = date(2026, 8, 24), date(2026, 9, 24), date(2026, 10, 24), date(2026, 12, 24)
    launches = {task.number: task.launch for task in plan.tasks}
    assert launches == {
        **dict.fromkeys((1, 2, 4, 6, 8, 11, 13, 14, 17), first),
        **dict.fromkeys((3, 5), second),
        **dict.fromkeys((7, 9, 10, 12, 16), third),
        15: fifth,
    }
    assert plan.task(13).launch_month is None  # the plan states none


def test_task_1_is_divided_among_the_regions(plan: Plan) -> None:
    regional = plan.task(1).by_region
    assert {one.region: one.target for one in regional} == {
        "asean": 8000,
        "middle_east_africa": 6000,
        "europe": 5000,
        "latin_america": 4000,
        "south_asia": 4000,
        "other": 3000,
    }
    assert [one.region for one in regional if "DHK" in one.separate] == ["south_asia"]


def test_dhaka_carries_out_ten_tasks(plan: Plan) -> None:
    assert [task.number for task in plan.tasks_of("DHK")] == [1, 2, 3, 7, 9, 10, 11, 13, 14, 16]
    targets = {task.number: task.target_for("DHK") for task in plan.tasks_of("DHK")}
    assert {number: targets[number] for number in (1, 2, 7, 9, 11, 13)} == {
        1: 200,
        2: 8,
        7: 15,
        9: 17,
        11: 20,
        13: 19,
    }
    assert plan.task(4).target_for("DHK") is None


def test_an_office_the_plan_does_not_know_has_every_task(plan: Plan) -> None:
    assert plan.tasks_of("HAN") == plan.tasks
    assert plan.task(1).target_for("HAN") is None


def test_what_counts_for_leads_events_and_activities(plan: Plan) -> None:
    leads = plan.task(1).counting
    assert (leads.record, leads.date, leads.measure) == ("lead", "received_on", Measure("count"))
    assert "invalid" not in leads.where["status"]
    assert len(leads.where["status"]) == 8
    assert plan.task(2).counting == CountingRule(
        "event", "ends_on", {"kind": ("consultation_event",), "status": ("held", "closed")}, Measure("count")
    )
    assert plan.task(13).counting == CountingRule(
        "activity", "done_on", {"task": (13,), "status": ("done",)}, Measure("distinct", "company")
    )
    assert plan.task(7).counting.measure == Measure("sum", "quantity", missing=1)
    assert plan.task(4).counting.measure == Measure("sum", "quantity", missing=0)


def test_every_rule_names_fields_that_records_have(plan: Plan) -> None:
    types = {one.name: one for one in RECORD_TYPES}
    for task in plan.tasks:
        names = {task.counting.date, *task.counting.where, task.counting.measure.field} - {""}
        assert names <= set(types[task.counting.record].by_name)


def test_topics_are_topics_of_activities(plan: Plan) -> None:
    activity = next(one for one in RECORD_TYPES if one.name == "activity")
    topics = {topic for task in plan.tasks for topic in task.topics}
    assert {"eba", "apta", "cepa", "epz"} <= topics <= set(activity.field("topics").choices)  # type: ignore[attr-defined]


def test_only_counts_in_the_plans_own_unit_add_up_to_its_target(plan: Plan) -> None:
    assert [task.number for task in plan.tasks if not task.adds_up] == [5, 8, 11, 14, 16]


def test_the_roadmap(plan: Plan) -> None:
    assert [(one.month, one.first) for one in plan.roadmap][:3] == [
        (1, date(2026, 8, 24)),
        (2, date(2026, 9, 24)),
        (3, date(2026, 10, 24)),
    ]
    assert plan.roadmap[2].last == date(2026, 11, 23)
    assert plan.roadmap[2].expects == {2: 100}
    assert plan.roadmap[3].expects == {4: 100}
    launched = {number: one.month for one in plan.roadmap for number in one.launches}
    assert launched == {task.number: task.launch_month for task in plan.tasks if task.launch_month}


def test_the_support_chain(plan: Plan) -> None:
    consulting, chosen = plan.support
    assert (consulting.where["task"], consulting.opens, consulting.bundle) == ((6,), (11, 12), False)
    assert (chosen.where["task"], chosen.bundle) == ((15,), True)
    # All five tasks of field support, as one bundle.
    assert list(chosen.opens) == [
        task.number for task in plan.tasks if task.category == "enterprise_field_support"
    ]


def test_a_task_the_plan_lacks_is_refused(plan: Plan) -> None:
    with pytest.raises(InputAtFault) as caught:
        plan.task(18)
    assert caught.value.problems[0].field == "task"
    assert not plan.has_task(18)


@pytest.mark.parametrize(
    ("start", "month", "begins"),
    [
        (date(2026, 8, 24), 1, date(2026, 8, 24)),
        (date(2026, 8, 24), 5, date(2026, 12, 24)),
        (date(2026, 8, 24), 6, date(2027, 1, 24)),
        (date(2026, 1, 31), 2, date(2026, 2, 28)),
        (date(2028, 1, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 3, 31)),
        (date(2026, 12, 31), 14, date(2028, 1, 31)),
    ],
)
def test_a_month_of_the_plan_begins_on_the_plans_day(start: date, month: int, begins: date) -> None:
    assert month_begins(start, month) == begins


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_of_the_plan_follow_each_other(start: date, month: int) -> None:
    assert 28 <= (month_begins(start, month + 1) - month_begins(start, month)).days <= 34
    assert month_begins(start, month).day <= start.day


def test_a_plan_of_headquarters_is_read(tmp_path: Path, content: Any) -> None:
    content["version"] = "2026.2"
    content["tasks"] = content["tasks"][:2]
    content["offices"] = {"HAN": {"1": 700, "2": 3.5}}
    content["roadmap"] = []
    content["support"] = []
    del content["voucher"]
    plan = loaded(tmp_path, content)
    assert plan.version == "2026.2"
    assert plan.voucher is None
    assert [task.target_for("HAN") for task in plan.tasks_of("HAN")] == [700, Decimal("3.5")]


def test_a_plan_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MachineAtFault):
        Plan.load(tmp_path / "plan.json")


def put(path: str, value: Any) -> Callable[[Any], None]:
    """What sets the value at a dotted path."""

    def change(content: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            content = content[int(step) if isinstance(content, list) else step]
        content[int(last) if isinstance(content, list) else last] = value

    return change


# In the pack a task stands at the index of its number less one.
MISTAKES: list[tuple[str, Any, str]] = [
    ("end", "2026-08-23", "end"),
    ("end", "2036-01-01", "end"),
    ("start", "2026-02-30", "start"),
    ("id", "../../plan", "id"),
    ("version", "", "version"),
    ("tasks", [], "tasks"),
    ("period.length", 0, "period.length"),
    ("period.due_days", -1, "period.due_days"),
    ("remedial.threshold", 1.5, "remedial.threshold"),
    ("remedial.watch", 0.5, "remedial.watch"),
    ("remedial.basis", "yesterday", "remedial.basis"),
    ("surprise", 1, "surprise"),
    ("tasks.0.number", 0, "tasks[0].number"),
    ("tasks.0.number", 2, "tasks[1]"),
    ("tasks.0.names.bn", " ", "tasks[0].names.bn"),
    ("tasks.0.names.bn", "a\nb", "tasks[0].names.bn"),
    ("tasks.0.category", "sport", "tasks[0].category"),
    ("tasks.0.partners", ["NASA"], "tasks[0].partners"),
    ("tasks.0.target", 0, "tasks[0].target"),
    ("tasks.0.target", -5, "tasks[0].target"),
    ("tasks.0.target", "30000", "tasks[0].target"),
    ("tasks.0.target", 29999, "tasks[0].regions"),
    ("tasks.0.regions.0.region", "moon", "tasks[0].regions"),
    ("tasks.0.regions.1.region", "asean", "tasks[0].regions[1]"),
    ("tasks.0.regions.4.separate", ["dhk"], "tasks[0].regions[4].separate[0]"),
    ("tasks.6.launch_month", 8, "tasks[6].launch_month"),
    ("tasks.6.launch_month", 0, "tasks[6].launch_month"),
    ("tasks.6.launch", 3, "tasks[6].launch"),
    ("tasks.0.counting.record", "sqlite_master", "tasks[0].counting.record"),
    ("tasks.0.counting.date", "changed_at", "tasks[0].counting.date"),
    ("tasks.0.counting.date", "status", "tasks[0].counting.date"),
    ("tasks.0.counting.where.status", [], "tasks[0].counting.where.status"),
    ("tasks.0.counting.where.status", ["new", "newish"], "tasks[0].counting.where.status[1]"),
    ("tasks.0.counting.where.status", "new", "tasks[0].counting.where.status"),
    ("tasks.0.counting.where.buyer", ["x"], "tasks[0].counting.where.buyer"),
    ("tasks.0.counting.where.1=1 OR status", ["new"], "tasks[0].counting.where.1=1 OR status"),
    ("tasks.6.counting.where.task", ["7"], "tasks[6].counting.where.task[0]"),
    ("tasks.0.counting.measure", {"kind": "average"}, "tasks[0].counting.measure.kind"),
    ("tasks.0.counting.measure", {"kind": "count", "field": "buyer"}, "tasks[0].counting.measure.field"),
    ("tasks.0.counting.measure", {"kind": "distinct", "field": "status"}, "tasks[0].counting.measure.field"),
    ("tasks.0.counting.measure", {"kind": "sum", "field": "buyer"}, "tasks[0].counting.measure.field"),
    ("tasks.6.counting.measure.missing", 2, "tasks[6].counting.measure.missing"),
    ("tasks.8.topics", ["EBA; x"], "tasks[8].topics[0]"),
    ("offices.dhaka", {"1": 5}, "offices.dhaka"),
    ("offices.DHK.18", 5, "offices.DHK.18"),
    ("offices.DHK.1", 0, "offices.DHK.1"),
    ("offices.DHK.01", 5, "offices.DHK.01"),
    ("offices.HAN", {}, "offices.HAN"),
    ("roadmap.0.month", 9, "roadmap[0].month"),
    ("roadmap.0.launches", [44], "roadmap[0]"),
    ("roadmap.0.expects", {"44": 5}, "roadmap[0]"),
    ("support.0.opens", [44], "support[0].opens"),
    ("support.0.after.where.task", [0], "support[0].after.where.task[0]"),
    ("support.1.bundle", "yes", "support[1].bundle"),
]


@pytest.mark.parametrize(("path", "value", "field"), MISTAKES)
def test_a_mistake_is_told_by_its_path(
    tmp_path: Path, content: Any, path: str, value: Any, field: str
) -> None:
    put(path, value)(content)
    assert field in fields_at_fault(tmp_path, content)


def test_one_mistake_makes_one_problem(tmp_path: Path, content: Any) -> None:
    put("tasks.0.names.bn", "")(content)
    put("tasks.12.counting.date", "nowhere")(content)
    put("offices.DHK.1", "many")(content)
    assert sorted(fields_at_fault(tmp_path, content)) == [
        "offices.DHK.1",
        "tasks[0].names.bn",
        "tasks[12].counting.date",
    ]


@pytest.mark.parametrize(
    "member",
    ["id", "version", "names", "start", "end", "period", "remedial", "categories", "tasks", "offices"],
)
def test_nothing_needed_may_be_missing(tmp_path: Path, content: Any, member: str) -> None:
    del content[member]
    assert fields_at_fault(tmp_path, content) == [member]


def test_a_rule_without_a_date_is_refused(tmp_path: Path, content: Any) -> None:
    del content["tasks"][0]["counting"]["date"]
    assert fields_at_fault(tmp_path, content) == ["tasks[0].counting.date"]


@pytest.mark.parametrize("value", [2, 0, "1", None])
def test_a_pack_of_another_format_is_refused_for_that_alone(tmp_path: Path, content: Any, value: Any) -> None:
    content["format"] = value
    content["tasks"] = "as format 2 has them"
    assert set(fields_at_fault(tmp_path, content)) == {"format"}


parts = st.sampled_from(
    [
        "start",
        "period",
        "remedial",
        "categories",
        "regions",
        "partners",
        "tasks",
        "offices",
        "roadmap",
        "support",
    ]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**15)
    | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_a_spoilt_pack_is_read_or_refused_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = json.loads(
        (folders.resources() / "plan" / "emergency-export-2026.json").read_text(encoding="utf-8")
    )
    target: Any = content
    key: Any = data.draw(parts)
    while isinstance(target[key], dict | list) and target[key] and data.draw(st.booleans()):
        target = target[key]
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = data.draw(st.sampled_from(keys))
    target[key] = data.draw(values)
    path = tmp_path_factory.mktemp("spoilt") / "plan.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    try:
        problems = [] if Plan.load(path).tasks else ["a plan without tasks"]
    except InputAtFault as fault:
        problems = [problem.message for problem in fault.problems if not problem.field]
    assert problems == []
