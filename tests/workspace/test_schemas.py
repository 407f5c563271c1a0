"""The schemas for editors: they accept what `check` accepts, as an editor's YAML parser sees it, and refuse slips."""

import json
import re
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from salesplan_nb.contract import TABLES
from salesplan_nb.workspace import schemas
from salesplan_nb.workspace.plan import Metric, Plan
from salesplan_nb.workspace.scaffold import SCHEMAS, init, templates
from salesplan_nb.workspace.sources import Sources
from salesplan_nb.workspace.yamlfile import parsed

ROOT = Path(__file__).parents[2]
MODELS: dict[str, type[BaseModel]] = {"plan.yml": Plan, "sources.yml": Sources}
WORKSPACES = [ROOT / "data" / "sample", *templates().values()]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    return {"plan.yml": schemas.plan_schema(), "sources.yml": schemas.sources_schema()}


def as_text(text: str) -> Any:
    """As our reader has it: every scalar a text."""
    return parsed(text.encode(), "a file").data


def as_typed(text: str) -> Any:
    """As an editor has it: numbers and truth values where YAML 1.2 sees some; days are text there, JSON has none."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat()[:10] if isinstance(value, date | datetime) else value

    return plain(YAML(typ="safe", pure=True).load(text))


def faults(schema: dict[str, Any], data: Any) -> list[str]:
    """Where a schema finds something wrong."""
    return sorted("/".join(map(str, error.absolute_path)) for error in Draft7Validator(schema).iter_errors(data))


def accepted(made: dict[str, dict[str, Any]], name: str, text: str) -> bool:
    """Whether the schema takes a file both ways; the model must take it, or the test is about nothing."""
    MODELS[name].model_validate(as_text(text))
    return not faults(made[name], as_text(text)) and not faults(made[name], as_typed(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_valid_and_those_in_templates(made: dict[str, dict[str, Any]], name: str) -> None:
    Draft7Validator.check_schema(made[name])
    kept = ROOT / "templates" / "schemas" / SCHEMAS[name]
    assert json.loads(kept.read_text(encoding="utf-8")) == made[name], "run make docs"


def test_they_are_written_byte_for_byte(tmp_path: Path) -> None:
    schemas.write(tmp_path)
    for name in SCHEMAS.values():
        assert (tmp_path / name).read_bytes() == (ROOT / "templates" / "schemas" / name).read_bytes()


def patterns(schema: Any) -> list[str]:
    """Every pattern of a schema."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    found = [text for part in inner for text in patterns(part)]
    if not isinstance(schema, dict):
        return found
    own = [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
    return [*own, *schema.get("patternProperties", {}), *found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_pattern_means_something_else_in_javascript(made: dict[str, dict[str, Any]], name: str) -> None:
    found = patterns(made[name])
    assert found
    assert [text for text in found if re.search(r"\\[wdbAZ]|\(\?P", text)] == [], r"its \w knows ASCII letters only"


@pytest.mark.parametrize("workspace", WORKSPACES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_workspace_of_the_repository_is_accepted(
    made: dict[str, dict[str, Any]], workspace: Path, name: str
) -> None:
    assert accepted(made, name, (workspace / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.partition("\n")[0])
def test_every_example_of_the_documentation_is_accepted(made: dict[str, dict[str, Any]], example: str) -> None:
    if "tables:" not in example:  # keys of one table
        others = "" if example.startswith("orders:") else "  orders: {file: o.csv, columns: {month: m, amount: a}}\n"
        example = f"records: bookings\ntables:\n{others}" + re.sub("^", "  ", example, flags=re.MULTILINE)
    assert accepted(made, "sources.yml", example)


LEAST = "company: A\ncurrency: EUR\nyear: {starts: 2027-01}\n"
GOAL = "goals:\n  - {id: g, metric: bookings, baseline: yoy, change: +20%, period: 2027, owner: me}\n"


@pytest.mark.parametrize(
    "more",
    [
        "decide_by: 2026-12-15",
        "over_assignment: 0.08",
        "over_assignment: 8%",
        "attrition: {annual: 1, source: HR}",
        "channels: [direct, {id: online, share: 30%}, 7]",
        "budget: {limit: 1830000, lines: [{id: 1, category: travel, amount: 12.50, owner: größe, period: 2027-Q4}]}",
        "budget:\n  limit:\n",
        "roles: [{id: ae, title: NO, ramp: [0%, 0.5, 1], skills: {crm: 3}}]",
        "segments: [{id: f, where: industry = 'Food', choose: true, reason: 2027}]",
        "segments: [{id: f, where: industry = 'Food', choose: no}]",
        "triggers: [{kpi: csat, when: below 80%, for: 2 months, action: call, owner: me}]",
        "tactics: [{id: t, goal: g, action: call, owner: me, period: 2027-03..2027-12}]",
        "examples: [goals, budget]",
        "objectives: [{id: o, statement: grow, accountable: , responsible: []}]",
    ],
)
def test_what_a_plan_may_say_is_accepted_as_text_and_as_typed(made: dict[str, dict[str, Any]], more: str) -> None:
    assert accepted(made, "plan.yml", f"{LEAST}{GOAL}{more}\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{LEAST}{GOAL}discout_rate: 3\n", ""),
        (LEAST, ""),  # no goal
        (f"{LEAST}{GOAL}".replace("EUR", "eur"), "currency"),
        (f"{LEAST}{GOAL}".replace("2027-01", "2027-13"), "year/starts"),
        (f"{LEAST}{GOAL}".replace("bookings", "booking"), "goals/0/metric"),
        (f"{LEAST}{GOAL}".replace("+20%", "20"), "goals/0/change"),
        (f"{LEAST}{GOAL}".replace("2027,", "2027-Q5,"), "goals/0/period"),
        (f"{LEAST}{GOAL}".replace("owner", "onwer"), "goals/0"),
        (f"{LEAST}{GOAL}".replace("id: g", "id: a b"), "goals/0/id"),
        (f"{LEAST}{GOAL}decide_by: 15.12.2026\n", "decide_by"),
        (f"{LEAST}{GOAL}attrition: {{annual: 1.2, source: HR}}\n", "attrition"),
        (f"{LEAST}{GOAL}examples: [goal]\n", "examples/0"),
        (f"{LEAST}{GOAL}channels: [{{id: a, cots: 3%}}]\n", "channels/0"),
    ],
)
def test_slips_in_a_plan_are_marked_where_they_are(made: dict[str, dict[str, Any]], text: str, place: str) -> None:
    for data in (as_text(text), as_typed(text)):
        (found,) = faults(made["plan.yml"], data)
        assert found.startswith(place)


SOURCE = "records: bookings\ntables:\n  orders: {file: a.csv, columns: {month: m, amount: a}%s}\n%s"


@pytest.mark.parametrize(
    ("inside", "after", "place"),
    [
        ("", "  order: {file: a.csv}\n", "tables"),
        ("", "recrods: 3\n", ""),
        (", colums: {}", "", "tables/orders"),
        (", default: {currencies: EUR}", "", "tables/orders/default"),
        (", scale: {region: 1000}", "", "tables/orders/scale"),
        (", scale: {amount: 0}", "", "tables/orders/scale/amount"),
        (", decimal: ';'", "", "tables/orders/decimal"),
        (", range: 4", "", "tables/orders/range"),
        (", repeats: maybe", "", "tables/orders/repeats"),
        ("", "  opportunities: {file: b.csv, map: {status: {Lead: opened}}}\n", "tables/opportunities/map/status/Lead"),
        ("", "ignore_case: [amount]\n", "ignore_case/0"),
        ("", "synonyms: {regoin: {A: [B]}}\n", "synonyms"),
        ("", "accepted: [{check: gap, table: order, reason: so}]\n", "accepted/0/table"),
    ],
)
def test_slips_in_sources_are_marked_where_they_are(
    made: dict[str, dict[str, Any]], inside: str, after: str, place: str
) -> None:
    text = SOURCE % (inside, after)
    (found,) = faults(made["sources.yml"], as_typed(text))
    assert found == place


def test_a_column_that_the_contract_lacks_is_marked(made: dict[str, dict[str, Any]]) -> None:
    text = (SOURCE % ("", "")).replace("month: m", "mnoth: m")
    assert faults(made["sources.yml"], as_typed(text)) == ["tables/orders/columns"]


def keys(schema: Any, at: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every key that a schema names, and what it says of it."""
    found = []
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            found.append((f"{at}.{name}", inner))
        for name, inner in schema.items():
            found += keys(inner, f"{at}/{name}")
    elif isinstance(schema, list):
        for i, inner in enumerate(schema):
            found += keys(inner, f"{at}/{i}")
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_text_for_the_pointer(made: dict[str, dict[str, Any]], name: str) -> None:
    silent = []
    for place, said in keys(made[name]):
        while "$ref" in said and "description" not in said:
            steps = said["$ref"].removeprefix("#/").split("/")
            said = reduce(lambda schema, step: schema[step], steps, made[name])
        if not said.get("description"):
            silent.append(place)
    assert silent == []


def test_tables_columns_and_metrics_are_offered_by_name(made: dict[str, dict[str, Any]]) -> None:
    tables = made["sources.yml"]["properties"]["tables"]["properties"]
    assert list(tables) == list(TABLES)
    assert next(iter(tables)) == "orders"
    for name, table in TABLES.items():
        offered = tables[name]["properties"]["columns"]["properties"]
        assert list(offered) == [column.removesuffix("_cents") for column in table.columns]
    told = tables["opportunities"]["properties"]["columns"]["properties"]["closed"]["description"]
    assert told == (
        "Day on which it was won or lost; empty while it is open. Type: date. Switches on: win rate, sales cycle, "
        "weighted pipeline coverage, competitors. Example: 2026-09-18"
    )
    assert tables["opportunities"]["properties"]["map"]["properties"]["status"]["additionalProperties"] == {
        "enum": ["open", "won", "lost"]
    }
    assert set(made["plan.yml"]["$defs"]["Goal"]["properties"]["metric"]["enum"]) == set(Metric.__args__)  # type: ignore[attr-defined]


def test_what_stands_under_a_key_of_the_model_is_what_editors_show(made: dict[str, dict[str, Any]]) -> None:
    said = made["sources.yml"]["$defs"]["Source"]["properties"]
    assert said["parentheses"]["description"] == "Whether (1,234) is minus 1,234."
    assert said["header"]["description"].startswith("Line of the column names"), "inherited from Format"
    assert made["plan.yml"]["$defs"]["Trigger"]["properties"]["for"]["description"].startswith("For how long")


PLACES = {
    "a share of people": lambda text: {"attrition": {"annual": text, "source": "HR"}},
    "a fraction": lambda text: {"over_assignment": text},
    "a day": lambda text: {"decide_by": text},
    "a change": lambda text: {"goals": [{"id": "g", "metric": "csat", "change": text}]},
    "a period": lambda text: {"goals": [{"id": "g", "metric": "csat", "period": text}]},
    "an amount": lambda text: {"budget": {"limit": text}},
    "an id": lambda text: {"goals": [{"id": text, "metric": "csat"}]},
}
PLAN = schemas.plan_schema()
FIGURES = st.one_of(
    st.text(alphabet="01259.%+-− Q", max_size=9),
    st.from_regex(r"\A[-+−]?[0-9]{0,3}(\.[0-9]{0,3})? ?%?\Z"),
    st.from_regex(r"\A20[0-9]{2}(-(Q[0-5]|[01][0-9](-[0-3][0-9])?))?(\.\.20[0-9]{2}-[01][0-9])?\Z"),
    st.text(max_size=5),
)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=300)
@given(text=FIGURES)
def test_the_schema_refuses_nothing_that_the_model_takes(place: str, text: str) -> None:
    least = {"company": "A", "currency": "EUR", "year": {"starts": "2027-01"}, "goals": [{"id": "g", "metric": "csat"}]}
    plan = least | PLACES[place](text)
    # An editor marks what only Python's readers take: ISO's other forms of a day, digits of other scripts, 1e5, 1_000.
    assume(place == "an id" or re.search(r"^\s*[0-9]{8}\s*$|[eEW_]|[^\x00-\x7f−]", text) is None)
    try:
        Plan.model_validate(plan)
    except ValidationError:
        return
    assert faults(PLAN, plan) == []


def test_a_new_workspace_has_the_schemas_and_names_them_in_its_first_lines(tmp_path: Path) -> None:
    made = init(tmp_path / "plan")
    for name, schema in SCHEMAS.items():
        first = (made / name).read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=.schema/{schema}"
        assert (made / ".schema" / schema).read_bytes() == (ROOT / "templates" / "schemas" / schema).read_bytes()
