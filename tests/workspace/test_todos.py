"""What is unfinished: listed with its place, never an error."""

from salesplan_nb.workspace import check
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.todos import NOT_PLANNED

WHOLE = """\
stakeholders: [{id: cfo, role: CFO, department: Finance, interest: high, influence: high}]
objectives:
  - {id: grow, statement: Grow}
tactics:
  - {id: t, goal: sales27, action: call, owner: a, period: 2027}
budget:
  limit: 1000
  lines: [{id: a, category: other, amount: 700, owner: b}, {id: c, category: other, amount: 300.50, owner: b}]
examples: [goals]
"""


def must(folder) -> list[tuple[str, str]]:
    return [(todo.place, todo.text.partition(":")[0]) for todo in check(folder).todos if todo.kind == "must"]


def test_what_must_be_done_before_approval_comes_in_the_order_of_the_file(workspace) -> None:
    # 700.00 + 300.50 - 1000 = 0.50 over the limit
    assert must(workspace(WHOLE)) == [
        ("plan.yml:5", "goal sales27 serves no objective"),
        ("plan.yml:6", "Finance (CFO) was never heard"),
        ("plan.yml:8", "objective grow has nobody accountable"),
        ("plan.yml:8", "objective grow has nobody responsible"),
        ("plan.yml:10", "tactic t has no effect with a source"),
        ("plan.yml:12", "the budget is 0.50 EUR over its limit"),
        ("plan.yml:14", "goals"),
    ]


def test_a_budget_at_its_limit_is_not_over_it(workspace) -> None:
    assert must(workspace("budget: {limit: 5, lines: [{id: a, category: other, amount: 5, owner: b}]}\n")) == []


def test_each_section_that_is_absent_says_what_to_add(workspace) -> None:
    may = [todo.text for todo in check(workspace("vision: x\nchannels: [direct]\n")).todos if todo.kind == "may"]
    assert [text.partition(" ")[0] for text in may] == [
        name for name in NOT_PLANNED if name not in ("vision", "channels")
    ]
    assert all(" not planned yet: add " in text for text in may)


def test_every_optional_section_of_a_plan_has_such_a_line() -> None:
    apart = {"company", "currency", "locale", "year", "goals", "examples", "assumed", "decide_by", "accepted_risks"}
    apart.add("one_offs")  # most companies have none
    assert set(NOT_PLANNED) == set(Plan.model_fields) - apart


def test_what_was_assumed_must_be_confirmed_in_either_file(workspace) -> None:
    sources = """\
records: bookings
assumed: ["orders: 'day' is read with the day first"]
tables: {orders: {file: orders.csv, columns: {order_date: date, amount: net}}}
"""
    assert must(workspace("assumed:\n  - 'currency: EUR'\n", sources=sources)) == [
        ("plan.yml:7", "assumed, currency"),
        ("sources.yml:2", "assumed, orders"),
    ]
