"""Prices for a hundred or a thousand pieces, where a column says for how many."""

from pathlib import Path

import pytest

from salesplan_nb.intake import read
from salesplan_nb.proposal.propose import init_from
from salesplan_nb.workspace import load

ROWS = range(48)
"""Four a month; the i-th is of 200 pieces, every other at 3 + i for a hundred, the rest at that for one."""
TRUE = sum(200 * (3 + i) * 100 // (100 if i % 2 else 1) for i in ROWS)


def sold(folder: Path, header: str, *, discount: bool = False, amount: bool = False, unit: str = "") -> tuple[int, str]:
    """What orders come to [cents], and what is written of them."""
    rows = [f"Order No,Order Date,Customer,Qty,Price,{header}{',Disc %' * discount}{',Amount' * amount}"]
    for i in ROWS:
        per = f"{i}{unit}" if unit else ("100" if i % 2 else "1")
        net = f",{200 * (3 + i) / (100 if i % 2 else 1):.2f}" * amount
        rows.append(
            f"O{i},2026-{i // 4 + 1:02d}-{7 * (i % 4) + 7:02d},C{i % 5},200,{3 + i}.00,{per}{',10' * discount}{net}"
        )
    (folder / "orders.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    made, proposal = init_from(folder / "plan", [folder / "orders.csv"])
    assert proposal.refused == ()
    written = (made / "sources.yml").read_text(encoding="utf-8")
    return int(read(load(made), as_of="2026-12").quality.years["amount_cents"].sum()), written


@pytest.mark.parametrize("header", ["Preiseinheit", "Price unit", "PEINH", "Unité de prix", "Unidad de precio"])
def test_a_price_is_divided_by_the_pieces_that_it_is_for(tmp_path: Path, header: str) -> None:
    cents, written = sold(tmp_path, header)
    assert cents == TRUE
    assert "unit_price" not in written  # it is not that of one piece


def test_an_amount_beside_them_is_the_amount_and_is_proved_by_them(tmp_path: Path) -> None:
    cents, written = sold(tmp_path, "Price unit", amount=True)
    assert cents == TRUE
    assert "amount: Amount    # 0.98" in written
    assert "unit_price" not in written


def test_a_discount_comes_off_what_is_divided_and_no_sum_is_told_that_is_not(tmp_path: Path) -> None:
    cents, written = sold(tmp_path, "Price unit", discount=True)
    assert cents == TRUE * 9 // 10
    assert "is taken off quantity x price, as percent of it; take it out of derive" in written


def test_a_price_by_that_name_is_one(tmp_path: Path) -> None:
    # 7.25 is no number of pieces: the column is a price of one, the other something else.
    cents, _written = sold(tmp_path, "Price/Unit", unit=".25")
    assert cents == sum(200 * (i * 100 + 25) for i in ROWS)
