"""Order books of buying houses: markets, merchandisers, prices a dozen, days on which orders are expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.proposal.propose import Proposal, proposed
from salesplan_nb.proposal.words import named


def book(folder: Path, header: str) -> Proposal:
    """What is proposed for an order book with some of its columns."""
    cells = {
        "Order No": "PO-{i}", "Deal ID": "D{i}", "Order Date": "2026-{m:02d}-10", "Created": "2026-{m:02d}-05",
        "Expected Order Date": "2026-{m:02d}-20", "Posted": "2026-{m:02d}-12", "Buyer": "B{n}", "Market": "{area}",
        "Region": "{area} 2", "Merchandiser": "{who}", "Sales Rep": "{who} Ott", "Qty": "{q}", "Rate/Doz": "30.{m:02d}",
        "Value": "{q}.50", "Stage": "{stage}",
    }  # fmt: skip
    lines = [header]
    for i in range(60):
        given = {
            "i": i, "m": i // 5 + 1, "n": i % 7, "area": ("EU", "US", "Asia")[i % 3], "who": ("Ann", "Bob")[i % 2],
            "q": 12 * (i + 1), "stage": ("Won", "Lost", "Open")[i % 3],
        }  # fmt: skip
        lines.append(",".join(cells[column].format(**given) for column in header.split(",")))
    (folder / "book.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return proposed([folder / "book.csv"], folder / "plan")


def mapped(proposal: Proposal, table: str = "orders") -> dict[str, str]:
    return {match.column: match.source for match in proposal.mapping if match.table == table}


def test_a_market_is_a_region_and_a_merchandiser_sells(tmp_path: Path) -> None:
    found = mapped(book(tmp_path, "Order No,Order Date,Buyer,Market,Merchandiser,Value"))
    assert (found["region"], found["rep_id"], found["customer_id"]) == ("Market", "Merchandiser", "Buyer")


@pytest.mark.parametrize(
    "header",
    [
        "Order No,Order Date,Buyer,Market,Merchandiser,Region,Sales Rep,Value",
        "Order No,Order Date,Buyer,Region,Sales Rep,Market,Merchandiser,Value",
    ],
)
def test_columns_named_for_region_and_rep_come_first(tmp_path: Path, header: str) -> None:
    found = mapped(book(tmp_path, header))
    assert (found["region"], found["rep_id"]) == ("Region", "Sales Rep")


def test_a_price_a_dozen_beside_the_amount_is_no_unit_price_and_that_is_said(tmp_path: Path) -> None:
    proposal = book(tmp_path, "Order No,Order Date,Buyer,Qty,Rate/Doz,Value")
    assert "Rate/Doz" not in mapped(proposal).values()
    assert mapped(proposal)["amount"] == "Value"
    assert {one.column: one.why for one in proposal.unmapped} == {
        "Rate/Doz": "by the dozen or the hundred, not by the piece"
    }


@pytest.mark.parametrize("other", ["Order Date", "Posted"])
def test_the_day_on_which_an_order_is_expected_is_not_its_day(tmp_path: Path, other: str) -> None:
    proposal = book(tmp_path, f"Order No,Expected Order Date,{other},Buyer,Value")
    assert mapped(proposal)["order_date"] == other
    assert {one.column: one.why for one in proposal.unmapped} == {"Expected Order Date": "expected: not what happened"}


def test_a_deal_is_expected_to_close_when_its_order_is_expected(tmp_path: Path) -> None:
    proposal = book(tmp_path, "Deal ID,Created,Expected Order Date,Buyer,Market,Merchandiser,Stage,Value")
    found = mapped(proposal, "opportunities")
    assert found["expected_close"] == "Expected Order Date"
    assert (found["region"], found["rep_id"]) == ("Market", "Merchandiser")


def test_a_day_of_shipment_is_not_the_day_of_an_order() -> None:
    assert named("orders", "order_date", "Shipment Date") < 0.4
