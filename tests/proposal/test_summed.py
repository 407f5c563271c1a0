"""Lines and columns that sum others without a word that says so."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from salesplan_nb.intake import read
from salesplan_nb.proposal import init_from
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.workspace import check
from tests.proposal.conftest import Files
from tests.proposal.test_rules import orders, rules

MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]
NORTH = [1203_11, 990_40, 1422_73, 1187_05, 1310_96, 1275_38]
SOUTH = [805_02, 913_55, 777_10, 1004_81, 899_64, 950_29]
EAST = [411_70, 398_25, 502_66, 470_13, 455_90, 489_07]
UK = [a + b + c for a, b, c in zip(NORTH, SOUTH, EAST, strict=True)]
LINES = {"North": NORTH, "South": SOUTH, "East": EAST, "UK": UK}


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def across(beside: str = "") -> str:
    """Regions by month; with a column of each line's sum where it gets a name."""
    head = ["Region", *MONTHS, *([beside] if beside else [])]
    lines = ([name, *map(euros, cents), *([euros(sum(cents))] if beside else [])] for name, cents in LINES.items())
    return "\n".join(map(",".join, chain([head], lines))) + "\n"


def down() -> list[str]:
    return [
        f"{name},{month},{euros(c)}" for name, cents in LINES.items() for month, c in zip(MONTHS, cents, strict=True)
    ]


def assert_the_sum_is_set_aside(made: Draft) -> None:
    assert rules(made) == [("where", ("Region",), ("UK",), 6)]
    assert made.assumed == ["orders: rows with 'Region' 'UK' are set aside as sums of others"]


def test_a_line_that_is_the_sum_of_others_each_month_is_set_aside_by_its_name_and_that_is_said(files: Files) -> None:
    assert_the_sum_is_set_aside(orders(files, across().partition("\n")[0], across().splitlines()[1:]))


def test_so_is_one_of_a_table_with_a_row_for_each_line_and_month(files: Files) -> None:
    assert_the_sum_is_set_aside(orders(files, "Region,Month,Amount", down()))


def test_a_line_that_others_miss_by_a_cent_in_a_month_is_none(files: Files) -> None:
    rows = [row if row != f"UK,2026-03,{euros(UK[2])}" else f"UK,2026-03,{euros(UK[2] + 3)}" for row in down()]
    assert rules(orders(files, "Region,Month,Amount", rows)) == []


def test_sums_that_a_word_names_and_others_are_one_rule_that_names_them_all(files: Files) -> None:
    sums = [[*map(sum, zip(NORTH, SOUTH, strict=True))], UK]
    rows = [
        f"{name},{month},{euros(c)}"
        for name, cents in (("North", NORTH), ("South", SOUTH), ("GB", sums[0]), ("East", EAST), ("Total", UK))
        for month, c in zip(MONTHS, cents, strict=True)
    ]
    made = orders(files, "Region,Month,Amount", rows)
    assert rules(made) == [("where", ("Region",), ("Total", "GB"), 12)]
    assert made.assumed == ["orders: rows with 'Region' 'Total', 'GB' are set aside as sums of others"]


def test_every_total_is_named_however_many_they_are(files: Files) -> None:
    names = [f"Region {i:02d}" for i in range(50)]
    rows = [
        f"{name},{month},{(i + 1) * 100 + k if name == one else (99 - i) * 777}.50"
        for i, one in enumerate(names)
        for name in (one, f"Total {one}")[: 2 if i else 1]  # these figures prove nothing, the words do
        for k, month in enumerate(MONTHS)
    ]
    made = orders(files, "Region,Month,Amount", rows)
    totals = tuple(f"Total {one}" for one in names[1:])
    assert rules(made) == [("where", ("Region",), totals, 294)]
    assert all(repr(name) in made.assumed[0] for name in totals)


@pytest.mark.parametrize("name", ["Net sales", "FY26"])
def test_a_column_that_sums_the_months_is_no_amount_of_each_of_them(files: Files, name: str) -> None:
    made = orders(files, across(name).partition("\n")[0], across(name).splitlines()[1:])
    assert [one.name for one in made.owner.profiles] == ["Region", "month", "amount"]


def test_a_number_beside_the_months_that_sums_none_of_them_stays(files: Files) -> None:
    found = files(
        sales="Region,Shops,2026-01,2026-02,2026-03\nN,3,5.10,6.20,7.30\nS,4,1.40,2.50,3.60\nE,9,1.1,2.2,8.3\n"
    )
    assert [one.name for one in found["sales.csv"].profiles] == ["Region", "Shops", "month", "amount"]


def test_check_reads_what_is_proposed_and_counts_each_sale_once(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(across("Net sales"), encoding="utf-8")
    workspace, proposal = init_from(tmp_path / "plan", [tmp_path / "sales.csv"])
    assert proposal.refused == ()
    years = read(check(workspace).workspace).quality.years
    assert years["amount_cents"].tolist() == [sum(NORTH) + sum(SOUTH) + sum(EAST)]
