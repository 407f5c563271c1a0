"""Which file is which table, and which of its columns which."""

import pytest

from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.tables import Surveyed, surveyed
from tests.proposal.conftest import Files

ROWS = range(30)


def survey(files: Files, **texts: str) -> Surveyed:
    found = list(files(**texts).values())
    return surveyed(found, links(found))


def sources(draft: Draft) -> dict[str, str]:
    return {column: match.source for column, match in draft.matches.items()}


def test_an_amount_is_derived_where_only_pieces_and_price_are_there(files: Files) -> None:
    text = "Order Date,Qty,Unit Price\n" + "".join(f"2026-01-{i + 1:02d},{i % 4 + 1},{i + 2}.50\n" for i in ROWS)
    draft = survey(files, orders=text).drafts["orders"]
    assert draft.matches["amount"].expression == 'Qty * "Unit Price"'
    assert "unit_price" in draft.matches  # nothing is taken off, so it is the net price


def test_a_share_as_discount_is_taken_off_and_the_price_is_no_net_price_then(files: Files) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},{i % 4 + 1},{i + 2}.50,0.{i % 3}\n" for i in ROWS)
    draft = survey(files, orders="Order Date,Qty,Unit Price,Discount\n" + rows).drafts["orders"]
    assert draft.matches["amount"].expression == 'Qty * "Unit Price" * (1 - Discount)'
    assert "unit_price" not in draft.matches
    assert "taken off" in draft.assumed[0]


@pytest.mark.parametrize(
    ("discounts", "times"),
    [
        (("0", "10%", "5%"), "(1 - Discount)"),  # intake reads 10% as 0.10
        (("0", "10", "5"), "(1 - Discount / 100)"),
        (("0.00", "-0.10", "-0.05"), "(1 + Discount)"),  # with its minus already
    ],
)
def test_a_discount_is_taken_off_as_it_is_written(files: Files, discounts: tuple[str, ...], times: str) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},{i % 4 + 1},{i + 2}.50,{discounts[i % 3]}\n" for i in ROWS)
    draft = survey(files, orders="Order Date,Qty,Unit Price,Discount\n" + rows).drafts["orders"]
    assert draft.matches["amount"].expression == f'Qty * "Unit Price" * {times}'


def test_a_discount_that_is_no_number_is_not_taken_off_and_that_is_said(files: Files) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},{i % 4 + 1},{i + 2}.50,{('none', '10%', '12')[i % 3]}\n" for i in ROWS)
    draft = survey(files, orders="Order Date,Qty,Unit Price,Discount\n" + rows).drafts["orders"]
    assert draft.matches["amount"].expression == 'Qty * "Unit Price"'
    assert draft.assumed == ["orders: amount is quantity x price; 'Discount', which is no number, is not taken off"]


@pytest.mark.parametrize(("profit", "cost"), [("1.25", "Amount - Profit"), ("0.25", "")])
def test_a_profit_is_taken_off_for_the_cost_unless_it_is_a_share(files: Files, profit: str, cost: str) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},{i + 2}.50,{profit}\n" for i in ROWS)
    found = survey(files, orders="Order Date,Amount,Profit\n" + rows).drafts["orders"].matches.get("cost")
    assert (found.expression if found else "") == cost


def test_an_amount_that_is_pieces_times_price_is_nearly_certain(files: Files) -> None:
    # 2 x 3.50 = 7.00 and so on: the arithmetic confirms what the header says.
    rows = "".join(f"2026-01-{i + 1:02d},{i % 4 + 1},{i + 2}.50,{(i % 4 + 1) * (i + 2.5):.2f}\n" for i in ROWS)
    draft = survey(files, orders="Date,Qty,Price,Value\n" + rows).drafts["orders"]
    assert draft.matches["amount"].source == "Value"
    assert draft.matches["amount"].confidence == 0.98


def test_a_total_on_each_line_of_its_order_is_not_the_line_s_amount(files: Files) -> None:
    # Orders of three lines; Total is the order's on each, and would count three times.
    rows = "".join(f"O{i // 3},2026-01-{i // 3 + 1:02d},{i % 3 + 1},{i + 1}.00,{i // 3 * 10 + 60}.00\n" for i in ROWS)
    draft = survey(files, orders="Order ID,Order Date,Qty,Price,Total\n" + rows).drafts["orders"]
    assert draft.matches["amount"].expression == "Qty * Price"


def test_where_there_is_only_such_a_total_the_first_line_of_each_order_counts(files: Files) -> None:
    rows = "".join(f"O{i // 3},2026-01-{i // 3 + 1:02d},P{i},{i // 3 * 10 + 60}.00\n" for i in ROWS)
    draft = survey(files, orders="Order ID,Order Date,Product,Total\n" + rows).drafts["orders"]
    [rule] = draft.rules
    assert (rule.says, rule.columns, rule.rows) == ("duplicates", ("order_id",), 20)


def test_the_date_of_a_header_is_looked_up_for_its_lines(files: Files) -> None:
    lines = "OrderID,Item,Amount\n" + "".join(f"{i // 3 + 100},P{i % 4},{i + 1}.50\n" for i in ROWS)
    orders = "OrderID,OrderDate,ShipDate\n" + "".join(
        f"{i + 100},2026-02-{i + 1:02d},2026-03-{i + 1:02d}\n" for i in range(10)
    )
    draft = survey(files, lines=lines, orders=orders).drafts["orders"]
    assert sources(draft)["order_date"] == "OrderDate (orders.csv)"
    assert list(draft.joins) == ["orders.csv"]


def test_a_customer_s_key_decides_which_column_is_the_customer(files: Files) -> None:
    # The orders have an address and a name; only the address is in the list of customers.
    orders = "Date,Customer,Email,Amount\n" + "".join(
        f"2026-01-{i + 1:02d},Name {i % 5},p{i % 5}@x.org,{i + 1}.50\n" for i in ROWS
    )
    customers = "CustomerID,EmailAddress,City\n" + "".join(f"{i},p{i}@x.org,Rome\n" for i in range(5))
    found = survey(files, orders=orders, customers=customers).drafts
    assert sources(found["orders"])["customer_id"] == "Email"
    assert sources(found["customers"])["customer_id"] == "EmailAddress"


def test_a_pipeline_is_opportunities_and_its_won_deals_are_orders(files: Files) -> None:
    stages = ("Won", "Lost", "Negotiation", "Blorp")
    rows = "".join(f"{i},{stages[i % 4]},2026-01-{i + 1:02d},2026-02-{i % 28 + 1:02d},{i + 10}.50\n" for i in ROWS)
    found = survey(files, deals="Deal ID,Stage,Create Date,Close Date,Amount\n" + rows).drafts
    assert found["opportunities"].map["status"] == {
        "Blorp": "open",
        "Lost": "lost",
        "Negotiation": "open",
        "Won": "won",
    }
    assert "Blorp" in found["opportunities"].assumed[0]  # nobody knows the word: taken for a stage, and said
    assert sources(found["orders"])["order_date"] == "Close Date"


@pytest.mark.parametrize(
    ("day", "found_as"),
    [("2026-03-05", "Close Date"), ("", None), ("n/a", None)],  # open deals have a day, or none
)
def test_the_day_of_open_deals_is_when_they_should_close(files: Files, day: str, found_as: str | None) -> None:
    rows = "".join(
        f"{i},{('Won', 'Open', 'Lost')[i % 3]},2026-01-{i + 1:02d},{day if i % 3 == 1 else '2026-02-05'},{i + 10}.50\n"
        for i in ROWS
    )
    draft = survey(files, deals="Deal ID,Stage,Create Date,Close Date,Amount\n" + rows).drafts["opportunities"]
    assert sources(draft)["closed"] == "Close Date"
    assert sources(draft).get("expected_close") == found_as
    if found_as:
        assert draft.matches["expected_close"].reason.startswith("10 deals that are open")
    assert any("should close" in text for text in draft.assumed) == bool(found_as)


@pytest.mark.parametrize(
    ("name", "header", "row", "says"),
    [
        ("people", "Name,Hire Date,Monthly Salary", "P{i},2026-01-{d:02d},{i}000", "dates of something else"),
        ("spending", "recency,segment,spend", "{i},a,{i}.50", "none of the days or months of sales"),
        (
            "texts",
            "Date,Amount",
            "2026-01-{d:02d},about {i}",
            "'Amount' is named like money, but holds texts: 'about 1'",
        ),
        ("series", "DATE,XYZ", "2026-01-{d:02d},{i}417", "numbers: 'XYZ'"),
        ("market", "month,industry,sales", "2026-{m:02d},Food,{i}41", "reads like targets, spend, a market or rates"),
    ],
)
def test_what_is_no_table_of_orders_is_not_made_one_and_says_why(
    files: Files, name: str, header: str, row: str, says: str
) -> None:
    rows = "".join(row.format(i=i + 1, d=i + 1, m=i % 12 + 1) + "\n" for i in ROWS)
    found = survey(files, **{name: f"{header}\n{rows}"})
    assert "orders" not in found.drafts
    assert says in found.candidates[0].lacks


def test_what_makes_the_total_with_a_tax_is_the_net_amount(files: Files) -> None:
    # 100 + 19 = 119: whatever the column is called, it is the amount less tax.
    rows = "".join(f"2026-01-{i + 1:02d},{100 + i}.00,{19 + i}.00,{119 + 2 * i}.00\n" for i in ROWS)
    draft = survey(files, orders="Date,Blorp,VAT,Total\n" + rows).drafts["orders"]
    assert sources(draft)["amount"] == "Blorp"


def test_what_all_names_of_a_file_begin_with_says_nothing_of_one(files: Files) -> None:
    rows = "".join(f"{i},2026-01-{i + 1:02d},c{i % 4},{i}.50\n" for i in ROWS)
    draft = survey(files, cards="Card - ID,Card - Sale date,Card - Customer,Card - Amount\n" + rows).drafts["orders"]
    assert sources(draft)["customer_id"] == "Card - Customer"
    assert draft.matches["customer_id"].confidence == 0.9


def test_without_pieces_each_row_is_one_and_its_price_the_amount(files: Files) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},P{i % 3},{i}.50\n" for i in ROWS)
    draft = survey(files, sold="Date,Product,Price\n" + rows).drafts["orders"]
    assert sources(draft)["amount"] == "Price"
    assert "one piece" in draft.assumed[0]


def test_a_file_is_a_list_of_products_by_what_it_has_where_no_name_says_so(files: Files) -> None:
    lines = "Sale date,TrackId,Amount\n" + "".join(f"2026-01-{i + 1:02d},{i % 6 + 40},{i}.50\n" for i in ROWS)
    tracks = "TrackId,Name,Price\n" + "".join(f"{i + 40},Song {i},{i}.99\n" for i in range(6))
    found = survey(files, lines=lines, tracks=tracks).drafts
    assert sources(found["orders"])["product_id"] == "TrackId"
    assert sources(found["products"]) == {"product_id": "TrackId", "name": "Name", "list_price": "Price"}


def test_what_numbers_groups_of_rows_of_one_day_is_the_order_whatever_its_name(files: Files) -> None:
    rows = "".join(f"#{i // 3 + 7},2026-01-{i // 3 + 1:02d},{i % 4 + 1},{i + 2}.50\n" for i in ROWS)
    match = survey(files, shop="Name,Sale date,Qty,Price\n" + rows).drafts["orders"].matches["order_id"]
    assert match.source == "Name"
    assert match.reason.endswith("each has one date")


def test_a_column_with_a_rival_is_less_sure_and_says_which(files: Files) -> None:
    rows = "".join(f"2026-01-{i + 1:02d},2026-01-{i + 1:02d},{i}.50\n" for i in ROWS)
    match = survey(files, orders="Order Date,Order Day,Amount\n" + rows).drafts["orders"].matches["order_date"]
    assert match.confidence == 0.82  # 0.97 x 0.85
    assert match.reason.endswith("'Order Day' would do nearly as well")
