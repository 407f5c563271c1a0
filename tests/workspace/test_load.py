"""A workspace in one go: what it holds when it is in order, and that nothing but a clear error comes out when not."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import check, load
from salesplan_nb.workspace.plan import Plan


def messages(folder: Path) -> list[str]:
    try:
        check(folder)
    except PlanErrors as raised:
        return [error.message for error in raised.errors]
    return []


def test_a_workspace_knows_its_folder_its_data_and_the_hash_of_its_plan(workspace, monkeypatch) -> None:
    folder = workspace()
    monkeypatch.chdir(folder.parent)
    found = load(Path(folder.name))
    assert found.root == folder
    assert found.data == folder / "data"
    assert found.plan_sha256 == sha256((folder / "plan.yml").read_bytes()).hexdigest()


def test_later_stages_can_name_the_line_that_they_object_to(workspace) -> None:
    found = load(workspace())
    assert found.place("goals", 0, "baseline") == "plan.yml:5"
    assert found.place("budget", "limit") == "plan.yml:1"
    assert found.sources_document.place("tables", "orders", "columns", "amount") == "sources.yml:5"


@pytest.mark.parametrize("written", ["NO", "0123", "1.10", "12:30:45"])
def test_names_and_texts_stay_as_they_were_written(workspace, written: str) -> None:
    more = (
        f"breakdown:\n  goal: sales27\n  locks: [{{region: {written}, month: 2027-01, amount: 5, reason: {written}}}]\n"
    )
    lock = load(workspace(more)).plan.breakdown.locks[0]
    assert (lock.region, lock.reason) == (written, written)


def test_an_id_that_looks_like_a_time_says_how_to_write_one(workspace) -> None:
    folder = workspace("objectives: [{id: 12:30:45, statement: x}]\n")
    with pytest.raises(PlanErrors) as raised:
        load(folder)
    assert str(raised.value) == (
        "error: bad-value\n"
        "plan.yml:6: objectives[1].id: '12:30:45' is not written as expected here\n"
        "hint: use up to 60 letters, digits, dots, dashes or underscores, no spaces"
    )


@pytest.mark.parametrize("name", ["J. Pike", "Zoë O'Neil-Smith", "cro", "0123"])
def test_who_does_something_may_be_an_id_or_a_name(workspace, name: str) -> None:
    plan = load(
        workspace(f'objectives: [{{id: grow, statement: x, accountable: "{name}", responsible: [{name}]}}]\n')
    ).plan
    assert (plan.objectives[0].accountable, plan.objectives[0].responsible) == (name, [name])


@pytest.mark.parametrize("name", [" J. Pike ", "a/b", "12:30:45", "J. Pike, E. Hill", "x" * 61])
def test_what_is_neither_says_how_to_write_one(workspace, name: str) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(workspace(f'objectives: [{{id: grow, statement: x, accountable: "{name}"}}]\n'))
    hint = "use up to 60 letters, digits, dots, dashes, apostrophes and blanks: J. Pike"
    assert [error.hint for error in raised.value.errors] == [hint]


def test_amounts_enter_in_whole_units_and_are_cents_inside(workspace) -> None:
    assert load(workspace("budget: {limit: 2500000.50}\n")).plan.budget.limit == 250000050


def test_a_folder_that_is_not_there_is_one_error() -> None:
    assert messages(Path("nowhere/at/all")) == ["there is no folder nowhere/at/all"]


def test_one_wrong_part_does_not_hide_the_problems_of_the_rest(workspace) -> None:
    # The second goal falls away for its metric; the third keeps its own line and problem.
    more = (
        "  - {id: a, metric: booking}\n  - {id: b, metric: csat, change: 5 points, period: 2027}\nbudget: {limits: 5}\n"
    )
    assert [message.partition(" ")[0] for message in messages(workspace(more))] == [
        "plan.yml:6:",
        "plan.yml:7:",
        "plan.yml:8:",
    ]


def test_a_misspelt_key_is_told_once_and_not_as_missing_too(workspace) -> None:
    assert messages(workspace("attrition: {anual: 12%, source: HR}\n  \n")) == ["plan.yml:6: unknown key 'anual'"]
    plan = "company: x\ncurency: EUR\nyear: {starts: 2027-01}\n"
    goals = "goals: [{id: a, metric: csat, basline: yoy, target: 88%, period: 2027}]\n"
    assert messages(workspace(plan=plan + goals)) == [
        "plan.yml:2: unknown key 'curency'",
        "plan.yml:4: unknown key 'basline'",
    ]


def test_a_wrong_period_is_told_once_and_not_as_missing(workspace) -> None:
    assert messages(workspace("  - {id: a, metric: csat, baseline: yoy, target: 88%, period: Q4}\n")) == [
        "plan.yml:6: goals[2].period: not a period: 'Q4'"
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [("EUT", "did you mean EUR?"), ("QQQ", "write the three capital letters of the currency, such as EUR")],
)
def test_a_mistyped_currency_is_one_error_with_the_code_that_was_meant(workspace, code: str, hint: str) -> None:
    goals = "goals: [{id: a, metric: csat, baseline: yoy, target: 88%, period: 2027}]\n"
    plan = f"company: x\ncurrency: {code}\nyear: {{starts: 2027-01}}\n{goals}"
    with pytest.raises(PlanErrors) as caught:
        load(workspace(plan=plan))
    (error,) = caught.value.errors
    assert error.message == f"plan.yml:2: currency: {code!r} is no currency of ISO 4217"
    assert error.hint == hint


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("de_DD", "did you mean de_DE?"),
        ("de-CH", "did you mean de_CH?"),
        ("QQQ_QQQ", "write language and country, such as de_DE or fr_CH"),
    ],
)
def test_a_mistyped_locale_is_one_error_with_the_one_that_was_meant(workspace, code: str, hint: str) -> None:
    goals = "goals: [{id: a, metric: csat, baseline: yoy, target: 88%, period: 2027}]\n"
    plan = f"company: x\ncurrency: EUR\nlocale: {code}\nyear: {{starts: 2027-01}}\n{goals}"
    with pytest.raises(PlanErrors) as caught:
        load(workspace(plan=plan))
    (error,) = caught.value.errors
    assert error.message == f"plan.yml:3: locale: {code!r} is no locale of the Unicode CLDR"
    assert error.hint == hint


def test_a_wrong_year_makes_no_second_error_of_the_budget(workspace) -> None:
    plan = "company: x\ncurrency: EUR\nyear: {starts: soon}\n"
    goals = "goals: [{id: a, metric: csat, baseline: yoy, target: 88%, period: 2027}]\n"
    line = "budget: {lines: [{id: a, category: other, amount: 1, owner: b, period: 2027-02}]}\n"
    assert messages(workspace(goals + line, plan=plan)) == ["plan.yml:3: year.starts: not a month: 'soon'"]


def test_a_source_that_is_right_is_checked_though_another_is_wrong(workspace) -> None:
    sources = "records: orders\ntables:\n  orders:\n    file: orders.csv\n    columns: {order_date: day, amount: net}\n"
    assert [message.partition(": ")[0] for message in messages(workspace(sources=sources))] == [
        "sources.yml:1",
        "sources.yml:5",
    ]


def test_to_dos_do_not_stop_a_workspace(workspace) -> None:
    found = check(workspace("examples: [goals]\n"))
    assert [todo.place for todo in found.todos if todo.kind == "must"] == ["plan.yml:6"]


def test_all_that_is_required_is_missing_at_once(workspace) -> None:
    assert messages(workspace(plan="mission: x\n")) == [
        f"plan.yml:1: {key} is missing" for key in ("company", "currency", "year", "goals")
    ]


@pytest.mark.skipif(os.name == "nt", reason="a path of Unix")
def test_a_plan_is_read_and_nothing_in_it_is_run(workspace) -> None:
    folder = workspace("vision: !!python/object/apply:os.mkdir [hacked]\n")
    assert messages(folder) == ["plan.yml:6: tag !!python/object/apply:os.mkdir is not allowed"]
    assert sorted(path.name for path in folder.iterdir()) == ["data", "plan.yml", "sources.yml"]


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)


@FUZZ
@given(raw=st.binary(max_size=300))
def test_any_bytes_as_plan_give_errors_or_a_workspace(workspace, raw: bytes) -> None:
    folder = workspace()
    (folder / "plan.yml").write_bytes(raw)
    (folder / "sources.yml").write_bytes(raw)
    with pytest.raises(PlanErrors):
        load(folder)


EDGES = st.sampled_from(
    ["0000", "0001-Q1", "0000-01..9999-12", "9999", "9999-12", "2027-Q1", "2027-01..2027-06", "yoy", "qoq", ""]
)


@FUZZ
@given(starts=EDGES, months=st.sampled_from(["1", "12", "13"]), period=EDGES, baseline=EDGES, spent=EDGES)
def test_periods_at_the_edge_of_time_give_errors_or_a_workspace(
    workspace, starts, months, period, baseline, spent
) -> None:
    plan = (
        f"company: x\ncurrency: EUR\nyear: {{starts: {starts}, months: {months}}}\n"
        f"goals: [{{id: a, metric: bookings, baseline: {baseline}, change: 5%, period: {period}}}]\n"
        f"budget: {{lines: [{{id: b, category: other, amount: 1, owner: c, period: {spent}}}]}}\n"
        f"tactics: [{{id: t, goal: a, action: b, owner: c, period: {spent}}}]\n"
    )
    assert all(message.startswith("plan.yml:") for message in messages(workspace(plan=plan)))


KEYS = st.sampled_from(
    [
        *Plan.model_fields,
        "id",
        "metric",
        "baseline",
        "target",
        "change",
        "period",
        "starts",
        "where",
        "share",
        "lines",
        "locks",
    ]
)
SCALARS = st.sampled_from(["", "-1", "2027", "0000-01", "9999-12", "yoy", "qoq", "+5%", "a = 1", "NaN", "é", "1e999"])
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


def flow(tree: object) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(flow, tree)) + "]" if isinstance(tree, list) else f'"{tree}"'


@FUZZ
@given(tree=st.dictionaries(KEYS, TREES, max_size=6))
def test_any_tree_of_a_plans_own_words_gives_errors_or_a_workspace(workspace, tree: dict[str, object]) -> None:
    assert all(message.startswith("plan.yml:") for message in messages(workspace(plan=flow(tree))))
