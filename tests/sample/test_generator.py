"""The planted truth is in the raw files: found when on, absent when off, reversed when turned."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from generator import generate  # tests/sample/conftest.py puts it on the path

from tests.sample import readings
from tests.sample.readings import MONTHS, Workspace, cents, growth, two_shares, wilson

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
FILES = (
    "orders", "opportunities", "customers", "products", "reps", "skills", "spend", "ratings", "market", "controls",
)  # fmt: skip
# What an effect may change; all other files keep every byte when it is switched.
TOUCHES = {
    "segment_growth": {"orders", "controls", "market"},
    "segment_decline": {"orders", "controls", "market"},
    "competitor": {"opportunities"},
    "saturation": {"orders", "controls"},
    "ramp": {"orders"},
    "kpi_break": {"ratings"},
    "trend": {"orders", "controls"},
    "seasonality": {"orders", "controls"},
}
JANUARY_FIRST = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12])


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SAMPLE / "generator"), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in [folder / "truth.yml", *sorted((folder / "data").iterdir())]}


def closed(workspace: Workspace) -> list[readings.Row]:
    return [row for row in workspace.rows("opportunities") if row["closed"]]


def corvex_since_the_break(workspace: Workspace) -> float:
    before, since = (
        readings.wins(workspace, *months, "Corvex") for months in (("2023-11", "2026-02"), ("2026-02", "2026-11"))
    )
    return two_shares(before, since)


def csat_since_the_break(workspace: Workspace) -> float:
    return two_shares(*(readings.satisfied(workspace, *m) for m in (("2023-11", "2026-06"), ("2026-06", "2026-11"))))


# The files


def test_the_committed_sample_is_what_the_generator_writes(committed, made):
    assert files_of(committed.folder) == files_of(made().folder)


@pytest.mark.parametrize("surroundings", [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"}])
def test_another_process_with_other_hashes_zone_and_language_writes_the_same_bytes(committed, tmp_path, surroundings):
    assert run("--seed", "2027", "--out", str(tmp_path), **surroundings).returncode == 0
    assert files_of(tmp_path) == files_of(committed.folder)


def test_an_unknown_effect_is_refused_with_the_known_ones_and_nothing_is_written(tmp_path):
    done = run("--out", str(tmp_path / "new"), "--off", "weather")
    assert done.returncode == 2
    assert "no effect is called 'weather'; known: segment_growth" in done.stderr
    assert not (tmp_path / "new").exists()


def test_an_effect_cannot_be_both_off_and_turned(tmp_path):
    done = run("--out", str(tmp_path / "new"), "--off", "ramp", "--turn", "ramp")
    assert (done.returncode, done.stderr) == (2, "error: ramp: an effect is either off or turned, not both\n")


def test_files_are_utf8_with_lf_and_all_together_under_five_megabytes(committed):
    everything = [committed.bytes_of(name) for name in FILES]
    assert all(b"\r" not in text and text.endswith(b"\n") and text.decode() for text in everything)
    assert sum(map(len, everything)) < 5_000_000


def test_a_workspace_elsewhere_gets_the_plan_and_the_sources_as_far_as_they_are_written(tmp_path, monkeypatch):
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "plan.yml").write_bytes(b"company: Halden\n")
    monkeypatch.setattr("generator.workspace.SAMPLE", tmp_path / "sample")
    generate(1, tmp_path / "new")
    assert (tmp_path / "new" / "plan.yml").read_bytes() == b"company: Halden\n"
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["data", "plan.yml", "truth.yml"]


def test_truth_counts_the_rows_of_every_file(committed, truth):
    assert {name: len(committed.rows(name)) for name in FILES} == truth["rows"]


def test_every_reference_finds_its_row(committed):
    customers = {row["customer_id"] for row in committed.rows("customers")}
    products = {row["product_id"] for row in committed.rows("products")}
    people = {row["rep_id"] for row in committed.rows("reps")}
    for row in committed.rows("orders"):
        assert row["customer_id"] in customers
        assert row["product_id"].strip().upper() in products
        assert row["rep_id"] in people | {""}
    assert {row["customer_id"] for row in committed.rows("opportunities") + committed.rows("ratings")} <= customers
    assert {row["rep_id"] for row in committed.rows("opportunities") + committed.rows("skills")} <= people
    assert len({row["name"] for row in committed.rows("customers")}) == len(customers)


def test_nobody_sells_before_the_first_or_after_the_last_day_at_work(committed):
    people = {row["rep_id"]: row for row in committed.rows("reps")}
    for row in committed.rows("orders"):
        if row["rep_id"]:
            person = people[row["rep_id"]]
            assert person["starts"] <= row["order_date"] <= (person["ends"] or "9999")


def test_customer_since_is_the_first_order_of_those_who_came_within_the_data(committed):
    first: dict[str, str] = {}
    for row in committed.rows("orders"):
        if not row["order_id"].startswith("RT"):
            first[row["customer_id"]] = min(first.get(row["customer_id"], "9999"), row["order_date"])
    came = {row["customer_id"]: row["customer_since"] for row in committed.rows("customers")}
    new = {customer: day for customer, day in came.items() if day >= "2023-11-01"}
    assert 100 < len(new) < 200
    assert {customer: first[customer] for customer in new} == new


def test_managers_are_a_tree_under_one_cro_and_leads_have_three_to_six_reports(committed):
    people = {row["rep_id"]: row for row in committed.rows("reps")}
    assert [row["role"] for row in people.values() if not row["manager_id"]] == ["cro"]
    reports = Counter(row["manager_id"] for row in people.values())
    assert all(3 <= reports[rep] <= 6 for rep, row in people.items() if row["role"] == "lead")
    sellers = [row for row in people.values() if row["role"] in ("ae", "partner-manager")]
    assert all(row["quota"] for row in sellers)
    assert len([row for row in sellers if not row["ends"]]) == 14
    assert sorted(row["ends"][:7] for row in sellers if row["ends"]) == ["2026-09", "2026-10"]


def test_opportunities_have_the_planned_number_win_rate_and_cycle(committed):
    days = [(date.fromisoformat(row["closed"]) - date.fromisoformat(row["created"])).days for row in closed(committed)]
    assert 1_650 < len(days) < 1_950
    assert 0.28 < sum(row["stage"] == "Won" for row in closed(committed)) / len(days) < 0.32
    assert 53 <= median(days) <= 61
    pending = [row for row in committed.rows("opportunities") if not row["closed"]]
    assert 120 < len(pending) < 180
    assert all("2026-10-31" < row["expected_close"] <= "2027-06-30" for row in pending)


# Messy rows and totals


def test_messy_rows_are_those_that_truth_lists_with_their_money(committed, truth):
    seen = Counter(tuple(row.items()) for row in committed.rows("orders"))
    spare = [dict(row) for row, times in seen.items() for _ in range(times - 1)]
    rows = committed.clean_orders
    found = {
        "duplicate": spare,
        "return": [row for row in rows if cents(row["net_amount"]) < 0],
        "no_rep": [row for row in rows if not row["rep_id"]],
        "product_spelling": [row for row in rows if row["product_id"] != row["product_id"].strip().upper()],
        "zero_amount": [row for row in rows if cents(row["net_amount"]) == 0],
    }
    assert {kind: len(lines) for kind, lines in found.items()} == {
        "duplicate": 12, "return": 40, "no_rep": 8, "product_spelling": 5, "zero_amount": 3,
    }  # fmt: skip
    for kind, lines in found.items():
        listed = truth["messy_rows"][kind]
        assert len(lines) == listed["rows"]
        assert sum(cents(row["net_amount"]) for row in lines) == listed["cents"]
        assert sorted(f"{row['order_id']}/{row['line']}" for row in lines) == listed["lines"]
    assert len(rows) + len(spare) == len(committed.rows("orders"))  # no order line has two contents
    assert all(row["order_id"].startswith("RT") and int(row["quantity"]) < 0 for row in found["return"])


def test_totals_in_truth_are_the_sums_of_the_file(committed, truth):
    years = Counter()
    for row in committed.clean_orders:
        years[int(row["order_date"][:4])] += cents(row["net_amount"])
    assert dict(years) == truth["totals_cents"]["clean_by_year"]
    assert sum(years.values()) == truth["totals_cents"]["clean"]
    assert sum(cents(row["net_amount"]) for row in committed.rows("orders")) == truth["totals_cents"]["file"]
    assert [round(years[year] / 1e8, 1) for year in (2024, 2025, 2026)] == pytest.approx([20.4, 22.0, 18.9], abs=0.5)


def test_the_ledger_differs_in_the_listed_months_only_and_by_about_a_thousandth(committed, truth):
    months = Counter()
    for row in committed.clean_orders:
        months[row["order_date"][:7]] += cents(row["net_amount"])
    off = {row["month"]: cents(row["amount"]) - months[row["month"]] for row in committed.rows("controls")}
    assert list(off) == MONTHS
    assert {month: value for month, value in off.items() if value} == truth["ledger"]["cents"]
    assert len(truth["ledger"]["cents"]) == 6
    assert all(0.0005 < abs(value) / months[month] < 0.0015 for month, value in off.items() if value)


# Switching an effect leaves the rest alone


@pytest.mark.parametrize("effect", TOUCHES)
def test_switching_an_effect_changes_the_files_it_shows_in_and_no_other(made, effect):
    changed = {name for name in FILES if made().bytes_of(name) != made(off=effect).bytes_of(name)}
    assert changed == TOUCHES[effect]


def test_the_ramp_moves_orders_between_sellers_and_changes_nothing_else_in_them(made):
    def without_rep(workspace: Workspace) -> list[readings.Row]:
        return [{**row, "rep_id": ""} for row in workspace.rows("orders")]

    assert without_rep(made()) == without_rep(made(off="ramp"))


def test_growth_of_food_leaves_the_orders_of_chemicals_as_they_are(made):
    assert np.allclose(made().industry("Chemicals"), made(off="segment_growth").industry("Chemicals"), rtol=0.01)


# Every effect: found when on, absent when off, reversed when turned


@pytest.mark.parametrize(
    ("effect", "series", "rate"),
    [
        ("segment_growth", lambda workspace: workspace.industry("Food"), 0.27),
        ("segment_growth", lambda workspace: workspace.market("Food"), 0.11),
        ("segment_decline", lambda workspace: workspace.industry("Chemicals"), -0.06),
        ("segment_decline", lambda workspace: workspace.market("Chemicals"), -0.03),
        ("trend", lambda workspace: workspace.monthly(), 0.077),
    ],
    ids=["Food", "market of Food", "Chemicals", "market of Chemicals", "all bookings"],
)
def test_a_growth_rate_is_in_its_interval_which_leaves_out_zero_unless_it_is_off(made, effect, series, rate):
    for workspace, planted in ((made(), rate), (made(off=effect), 0.0), (made(turn=effect), -rate)):
        measured, low, high = growth(series(workspace))
        assert low < planted < high
        assert measured == pytest.approx(planted, abs=0.015)
        assert (low < 0 < high) == (planted == 0)


def test_bookings_have_the_planned_season_none_when_off_and_its_mirror_image_when_turned(made):
    logs = np.log(JANUARY_FIRST)
    shape, f_value = readings.season(made().monthly())
    assert np.corrcoef(shape, logs)[0, 1] > 0.95
    assert f_value > 5
    assert int(np.argmax(shape)) == 11  # December
    assert readings.season(made(off="seasonality").monthly())[1] < 2.2  # F, 11 and 23 df, 5%: 2.24
    mirrored, f_value = readings.season(made(turn="seasonality").monthly())
    assert np.corrcoef(mirrored, np.log(100 / 6 - JANUARY_FIRST))[0, 1] > 0.95
    assert f_value > 5
    assert int(np.argmin(mirrored)) == 11


def test_the_last_year_against_corvex_lies_below_the_rate_of_all_and_not_so_when_off(made):
    def year(workspace: Workspace) -> tuple[float, float, float]:
        won, of = readings.wins(workspace, "2025-11", "2026-11")
        return *wilson(*readings.wins(workspace, "2025-11", "2026-11", "Corvex")), won / of

    low, high, everyone = year(made())
    assert high < everyone
    low, high, everyone = year(made(off="competitor"))
    assert low < everyone < high
    low, high, everyone = year(made(turn="competitor"))
    assert high > everyone
    assert low > 0.31  # what we won against Corvex before


def test_deals_against_corvex_break_in_february_2026(made):
    assert corvex_since_the_break(made()) < -2.6
    assert abs(corvex_since_the_break(made(off="competitor"))) < 1
    assert corvex_since_the_break(made(turn="competitor")) > 2.6
    won, of = readings.wins(made(), "2026-02", "2026-11", "Corvex")
    assert won / of == pytest.approx(0.18, abs=0.01)


def test_bookings_from_search_level_off_and_those_from_email_do_not(made):
    for state, workspace in (("on", made()), ("off", made(off="saturation")), ("turned", made(turn="saturation"))):
        rise, bend, email = readings.search_terms(workspace)
        assert rise > 4
        assert email > 4
        assert {"on": bend < -4, "off": abs(bend) < 2, "turned": bend > 4}[state]


def test_the_new_seller_reaches_full_bookings_step_by_step(made):
    assert readings.ramp(made()) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1], abs=0.06)
    assert readings.ramp(made(off="ramp")) == pytest.approx([1] * 6, abs=0.06)
    assert readings.ramp(made(turn="ramp")) == pytest.approx([1, 0.75, 0.5, 0.25, 0, 0], abs=0.06)


def test_satisfaction_breaks_in_june_2026(made):
    assert csat_since_the_break(made()) < -2.6
    assert abs(csat_since_the_break(made(off="kpi_break"))) < 1
    assert csat_since_the_break(made(turn="kpi_break")) > 2.6


def test_another_seed_gives_other_data_with_the_same_truth(made):
    other = made(seed=7)
    assert all(other.bytes_of(name) != made().bytes_of(name) for name in FILES)
    low, high = growth(other.industry("Food"))[1:]
    assert low < 0.27 < high
    assert growth(other.industry("Chemicals"))[2] < 0
    assert growth(other.monthly())[1] > 0
    assert corvex_since_the_break(other) < -2.6
    assert csat_since_the_break(other) < -2.6
    assert readings.search_terms(other)[1] < -4
    assert readings.ramp(other) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1], abs=0.1)
