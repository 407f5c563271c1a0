"""Rows that need a word, the months that orders cover, the plan's currency."""

import pytest

from salesplan_nb.proposal.currencies import currency, keep_one
from salesplan_nb.proposal.descriptions import add_scales, dictionary
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.rules import add_rules
from salesplan_nb.proposal.spans import records, span
from salesplan_nb.proposal.spellings import near_names, twins
from salesplan_nb.proposal.tables import surveyed
from tests.proposal.conftest import Files

DAYS = [f"2026-{month:02d}-{day:02d}" for month in range(1, 7) for day in (5, 15, 25)]


def drafts(files: Files, **texts: str) -> dict[str, Draft]:
    found = list(files(**texts).values())
    made = surveyed(found, links(found)).drafts
    add_rules(made)
    return made


def orders(files: Files, header: str, rows: list[str]) -> Draft:
    return drafts(files, orders="\n".join([header, *rows]) + "\n")["orders"]


def rules(draft: Draft) -> list[tuple[str, tuple[str, ...], tuple[str, ...], int]]:
    return [(rule.says, rule.columns, rule.values, rule.rows) for rule in draft.rules]


def test_a_row_that_sums_others_is_set_aside_once(files: Files) -> None:
    # The sum has no date: that alone is no reason to set it aside a second time.
    draft = orders(files, "Region,Date,Amount", [*(f"N,{day},{i}.50" for i, day in enumerate(DAYS)), "Total,,162.00"])
    assert rules(draft) == [("where", ("Region",), ("Total",), 1)]


@pytest.mark.parametrize("name", ["Grand total", "Total 2026"])
def test_a_total_at_the_end_of_thousands_of_customers_is_set_aside(files: Files, name: str) -> None:
    # 6,000 customers with 1.50 each come to 9,000.00; the row leaves its region empty.
    rows = [f"Customer {i:04d},N,{DAYS[i % len(DAYS)]},1.50" for i in range(6000)]
    draft = orders(files, "Customer,Region,Date,Amount", [*rows, f"{name},,2026-06-25,9000.00"])
    assert rules(draft) == [("where", ("Customer",), (name,), 1)]


def test_a_total_at_the_end_of_the_first_of_two_files_is_set_aside_too(files: Files) -> None:
    header = "Customer,Region,Date,Amount"
    rows = [f"Customer {i:04d},N,2026-0{i // 3000 + 1}-05,1.50" for i in range(6000)]
    one, two = [header, *rows[:3000], "Total,,2026-01-25,4500.00"], [header, *rows[3000:]]
    draft = drafts(files, orders_1="\n".join(one) + "\n", orders_2="\n".join(two) + "\n")["orders"]
    assert len(draft.owner.sheets) == 2
    assert rules(draft) == [("where", ("Customer",), ("Total",), 1)]


def test_a_customer_who_is_called_total_is_one(files: Files) -> None:
    names = ("Total SA", "Sum Corp", "Berg", "Cairn")
    draft = orders(files, "Customer,Date,Amount", [f"{names[i % 4]},{day},{i}.50" for i, day in enumerate(DAYS)])
    assert (draft.rules, draft.assumed) == ([], [])


def test_a_sum_that_fills_every_cell_is_one_if_it_comes_to_the_others(files: Files) -> None:
    # North 1.50 and South 2.25 come to 3.75 in each month.
    months = [f"2026-{month:02d}" for month in range(1, 7)]
    rows = [f"{region},{m},{amount}" for m in months for region, amount in (("N", "1.50"), ("S", "2.25"))]
    whole = orders(files, "Region,Month,Amount", [*rows, *(f"Total,{m},3.75" for m in months)])
    assert rules(whole) == [("where", ("Region",), ("Total",), 6)]
    assert whole.assumed == []


def test_a_bare_word_of_totals_that_nothing_shows_to_be_one_is_said(files: Files) -> None:
    # Intake refuses the word itself; the figures are no sum of the others here, so somebody must look.
    names = ("Total", "Berg", "Cairn")
    draft = orders(files, "Customer,Date,Amount", [f"{names[i % 3]},{day},{i}.50" for i, day in enumerate(DAYS)])
    assert rules(draft) == [("where", ("Customer",), ("Total",), 6)]
    assert draft.assumed == ["orders: rows with 'Customer' 'Total' are set aside as sums of others"]


def test_a_won_deal_without_an_amount_cannot_be_counted_and_that_is_said(files: Files) -> None:
    stages = ("Won", "Lost", "Open")
    rows = [f"{i},{stages[i % 3]},{day},{'' if i in (0, 1, 3) else f'{i}.50'}" for i, day in enumerate(DAYS)]
    draft = orders(files, "Deal ID,Stage,Close Date,Amount", rows)  # deals 0 and 3 are won, deal 1 is lost
    assert rules(draft)[1:] == [("missing", ("amount",), (), 2)]


def test_where_no_discount_is_written_none_is_taken_off(files: Files) -> None:
    rows = [f"{day},{i % 3 + 1},{i + 1}.50,{'' if i % 2 else '10%'}" for i, day in enumerate(DAYS)]
    draft = orders(files, "Order Date,Qty,Unit Price,Discount", rows)
    assert draft.replace == {"Discount": {"": "0"}}
    assert draft.assumed[1:] == ["orders: 9 rows without 'Discount' taken to have none"]


def test_what_a_derived_amount_lacks_is_set_aside_with_its_row(files: Files) -> None:
    rows = [f"{day},{i % 3 + 1},{'' if i == 5 else f'{i + 1}.50'}" for i, day in enumerate(DAYS)]
    assert rules(orders(files, "Order Date,Qty,Unit Price", rows)) == [("missing", ("amount",), (), 1)]


def test_an_unreadable_cell_that_no_row_needs_is_emptied_and_its_money_counts(files: Files) -> None:
    rows = [f"{day},{'a few' if i == 5 else i % 3 + 1},{i + 1}.50" for i, day in enumerate(DAYS)]
    draft = orders(files, "Order Date,Qty,Amount", rows)
    assert (draft.rules, draft.replace) == ([], {"Qty": {"a few": ""}})
    assert draft.assumed == ["orders: cells whose 'Qty' cannot be read ('a few') are left empty, not corrected"]


def test_rows_without_an_amount_are_set_aside_and_that_is_said(files: Files) -> None:
    draft = orders(files, "Order ID,Date,Amount", [f"O{i},{day},{i or ''}" for i, day in enumerate(DAYS)])
    assert rules(draft) == [("missing", ("amount",), (), 1)]
    assert draft.assumed == ["orders: rows without 'Amount' are set aside (1)"]


def test_words_for_nothing_are_no_values(files: Files) -> None:
    rows = [f"{'NULL' if i % 3 else 'North'},{day},{i}.50" for i, day in enumerate(DAYS)]
    assert orders(files, "Region,Date,Amount", rows).replace == {"Region": {"NULL": ""}}


def test_a_slip_in_a_date_is_set_aside_by_name_and_that_is_said(files: Files) -> None:
    rows = [f"O{i},{day},{i}.50" for i, day in enumerate(DAYS)] + ["O99,2026-13-45,1.00"]
    draft = orders(files, "Order ID,Day,Amount", rows)
    assert rules(draft) == [("where", ("Day",), ("2026-13-45",), 1)]
    assert "'2026-13-45'" in draft.assumed[0]


def test_a_cancelled_order_is_none(files: Files) -> None:
    rows = [f"O{i},{day},{i}.50,{'Cancelled' if i == 4 else 'Shipped'}" for i, day in enumerate(DAYS)]
    assert rules(orders(files, "Order ID,Date,Amount,Status", rows)) == [("where", ("Status",), ("Cancelled",), 1)]


def test_rows_that_repeat_another_count_each_until_somebody_says_otherwise(files: Files) -> None:
    draft = orders(files, "Customer,Date,Amount", ["c1,2026-01-05,1.50", *(f"c1,{day},1.50" for day in DAYS)])
    assert (draft.keep_repeats, draft.rules) == (True, [])  # the 5th of January is there twice
    assert draft.assumed == ["orders: 1 row repeats another in every cell, and each counts"]


def test_rows_that_two_files_share_count_once(files: Files) -> None:
    rows = [f"O{i},{day},{i}.50" for i, day in enumerate(DAYS)]
    first, second = "\n".join(["Order ID,Date,Amount", *rows[:14]]), "\n".join(["Order ID,Date,Amount", *rows[2:]])
    draft = drafts(files, a=first + "\n", b=second + "\n")["orders"]
    assert rules(draft) == [("duplicates", ("amount", "order_date", "order_id"), (), 12)]  # rows 3 to 14


@pytest.mark.parametrize(
    ("days", "last", "baseline", "period"),
    [
        # Friday the 30th of October 2026 is the month's last working day: October is whole.
        ([f"2025-{m:02d}-28" for m in range(10, 13)] + [f"2026-{m:02d}-30" for m in (1, 5, 10)], "2026-10", "yoy", 12),
        # To the 25th of June: May is the last whole month, the fifth.
        (DAYS, "2026-05", "qoq", 3),
        (["2026-01-05", "2026-02-27"], "2026-02", "2026-02", 1),
    ],
)
def test_the_goal_is_as_long_as_the_history_bears(
    files: Files, days: list[str], last: str, baseline: str, period: int
) -> None:
    found = span(orders(files, "Date,Net Amount", [f"{day},{i}.50" for i, day in enumerate(days)]))
    assert found is not None
    assert (found.last, found.baseline, len(found.period)) == (last, baseline, period)


@pytest.mark.parametrize(
    ("header", "row", "code", "sure"),
    [
        ("Date,Amount,Currency", "{day},{i}.50,EUR", "EUR", True),
        ("Date,Amount", "{day},€{i}.50", "EUR", True),
        ("Date,Amount", "{day},£{i}.50", "GBP", False),  # Egypt's and others' pounds are written so too
        ("Date,Amount", "{day},${i}.50", "USD", False),  # other countries have dollars too
        ("Date,Amount (CHF)", "{day},{i}.50", "CHF", True),
        ("Date,Amount (€k)", "{day},{i}.50", "EUR", True),
        ("Date,Amount (US$)", "{day},{i}.50", "USD", True),
        ("Date,Amount (PLN)", "{day},{i}.50", "PLN", False),  # three letters of a header may mean something else
        ("Date,Amount TOP", "{day},{i}.50", "XXX", False),  # a word, though Tonga's money is called so
        ("DATE,NET SEK", "{day},{i}.50", "XXX", False),  # nothing tells a code from a word there
        ("Date,Amount", '{day},"{i},50 RON"', "RON", True),
        ("Date,Amount,Currency", "{day},{i}.50,EUT", "XXX", False),
        ("Date,Amount (A$)", "{day},{i}.50", "XXX", False),  # no dollar of the United States
        ("Date,Amount,Country", "{day},{i}.50,Germany", "EUR", False),
        ("Date,Amount", "{day},{i}.50", "XXX", False),
    ],
)
def test_the_currency_is_what_the_files_say_or_none(files: Files, header: str, row: str, code: str, sure: bool) -> None:
    made = orders(files, header, [row.format(day=day, i=i) for i, day in enumerate(DAYS)])
    found = currency({"orders": made}, {})
    assert (found.code, found.sure) == (code, sure)


@pytest.mark.parametrize(
    ("title", "code", "sure", "scale"),
    [
        ("Sales by region, £ thousands", "GBP", False, 1_000),
        ("Umsatz in T€", "EUR", True, 1_000),
        ("Sales in $m", "USD", False, 1_000_000),
        ("Net sales 2026 (EUR x 1,000)", "EUR", True, 1_000),
        ("Sales of more than 1,000 units", "XXX", False, None),
        ("Sales, £ and €", "XXX", False, None),
    ],
)
def test_a_title_says_the_currency_and_the_scale(
    files: Files, title: str, code: str, sure: bool, scale: int | None
) -> None:
    rows = [f"{day};N;{i}.50" for i, day in enumerate(DAYS)]
    made = drafts(files, orders="\n".join(["Acme Ltd;;", f"{title};;", "Date;Region;Amount", *rows]) + "\n")
    add_scales(made, {})
    found = currency(made, {})
    assert (found.code, found.sure) == (code, sure)
    assert {column: times for column, (times, _why) in made["orders"].scale.items()} == (
        {"amount": scale} if scale else {}
    )
    assert not scale or made["orders"].scale["amount"][1] == f"the title says {title!r}"


def test_currencies_are_written_as_codes_and_others_set_aside_until_there_are_rates(files: Files) -> None:
    # Of 18 rows each third is in dollars, each ninth in none.
    rows = [f"{day},{i}.50,{'' if i % 9 == 1 else '$' if i % 3 == 0 else 'eur'}" for i, day in enumerate(DAYS)]
    made = orders(files, "Date,Amount,Currency", rows)
    found = currency({"orders": made}, {})
    keep_one({"orders": made}, found.code)
    assert (found.code, made.map["currency"]) == ("EUR", {"$": "USD", "eur": "EUR"})
    assert rules(made) == [("where", ("currency",), ("USD",), 6)]
    assert made.assumed[-1] == "orders: 2 rows without 'Currency' taken to be in EUR"


def test_a_column_of_currencies_without_a_code_is_not_read(files: Files) -> None:
    made = orders(files, "Date,Amount,Currency", [f"{day},{i}.50,??{i % 2}" for i, day in enumerate(DAYS)])
    keep_one({"orders": made}, "XXX")
    assert "currency" not in made.matches
    assert made.assumed == ["orders: 'Currency' holds no codes of currencies, and is not read"]


def test_a_few_dates_years_ahead_are_slips_and_the_last_month_is_told(files: Files) -> None:
    days = [f"{2024 + m // 12}-{m % 12 + 1:02d}-28" for m in range(24)] + ["2055-01-03"]
    found = span(orders(files, "Date,Net Amount", [f"{day},{i}.50" for i, day in enumerate(days)]))
    assert found is not None
    assert (found.last, found.year, found.told) == ("2025-12", "2026-01", True)


def test_numbers_with_other_marks_than_the_rest_are_written_anew(files: Files) -> None:
    # One way of writing holds for a table: beside 10,50 and 21,00 pieces of 2.0 are 2,0.
    rows = "".join(f"{day};{i % 2 + 1}.0;10,50;{'21,00' if i % 2 else '10,50'}\n" for i, day in enumerate(DAYS))
    draft = drafts(files, orders=f"Order Date;Qty;Unit Price;Amount\n{rows}")["orders"]
    assert draft.replace == {"Qty": {"1.0": "1,0", "2.0": "2,0"}}


def test_invoices_are_revenue_and_orders_bookings(files: Files) -> None:
    rows = [f"I{i},{day},{i}.50" for i, day in enumerate(DAYS)]
    assert records(orders(files, "Invoice No,Invoice Date,Amount", rows))[0::2] == ("revenue", True)
    assert records(orders(files, "Order No,Order Date,Amount", rows))[0::2] == ("bookings", False)


def test_a_list_of_columns_says_that_money_is_in_millions(files: Files) -> None:
    texts = {
        "orders": "account,date,net_amount\n" + "".join(f"a{i % 6},{day},{i}.50\n" for i, day in enumerate(DAYS)),
        "accounts": "account,revenue\n" + "".join(f"a{i},{i}.25\n" for i in range(6)),
        "fields": "Field,Description\naccount,Name\ndate,Day\nrevenue,Annual revenue (in millions of USD)\n",
    }
    found = list(files(**texts).values())
    made = surveyed(found, links(found)).drafts
    meanings, lists = dictionary(found)
    add_scales(made, meanings)
    assert lists == {"fields.csv"}
    assert made["customers"].scale["revenue"][0] == 1_000_000
    assert made["orders"].scale == {}


def test_an_amount_out_of_prices_in_cents_is_in_cents_too(files: Files) -> None:
    rows = "".join(f"{day},{i % 3 + 1},{100 + i}\n" for i, day in enumerate(DAYS))
    made = drafts(files, orders=f"order_date,qty,unit_price_cents\n{rows}")
    add_scales(made, {})
    assert {column: str(times) for column, (times, _why) in made["orders"].scale.items()} == {
        "amount": "0.01",
        "unit_price": "0.01",
    }


def test_names_that_differ_in_case_are_said_and_near_ones_proposed_only(files: Files) -> None:
    names = ("Pro 1", "Basic", "Max", "Mini", "Lite")
    rows = [
        f"{day},{i}.50,{'NORTH' if i % 2 else 'North'},{'Pro1' if i == 3 else names[i % 5]}"
        for i, day in enumerate(DAYS)
    ]
    made = drafts(
        files,
        orders="\n".join(["Date,Amount,Region,Product", *rows]) + "\n",
        products="Product,List Price\n" + "".join(f"{name},{i}.50\n" for i, name in enumerate(names)),
    )
    assert twins(made) == ["region"]
    [note] = near_names(made)
    assert note.startswith("'Pro1' (1 row) is not in products.csv; if it is 'Pro 1': synonyms")
