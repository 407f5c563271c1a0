"""The wholesaler's invoices by the template retail-orders: every line and cent against plain SQL over the raw files."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from salesplan_nb.intake import Intake
from salesplan_nb.workspace.scaffold import templates
from tests.e2e.real_sets import ROUNDED, Raw, sums, taken, years

OWN = ("United Kingdom", "Netherlands", "Germany", "France")
FAR = (
    "Australia", "Bahrain", "Bermuda", "Brazil", "Canada", "Hong Kong", "Israel", "Japan", "Korea", "Lebanon",
    "Nigeria", "RSA", "Saudi Arabia", "Singapore", "Thailand", "USA", "United Arab Emirates", "West Indies",
)  # fmt: skip
REGION = f"""case when country in {OWN} then country when country = 'EIRE' then 'Ireland'
    when country = 'Unspecified' then 'unassigned' when country in {FAR} then 'Overseas' else 'Rest of Europe' end"""
LINES = """
    select 1 as file, file_row_number as nr, Invoice as invoice, StockCode as code, Quantity as quantity,
        cast(InvoiceDate as timestamp) as moment, cast(Price as decimal(12, 3)) as price, Description as goods,
        cast("Customer ID" as bigint) as customer, Country as country
    from read_parquet('{data}/online_retail_ii.parquet', file_row_number = true)
    union all
    select 2, file_row_number, InvoiceNo, StockCode, Quantity, cast(InvoiceDate as timestamp),
        cast(UnitPrice as decimal(12, 3)), Description, cast(CustomerID as bigint), Country
    from read_parquet('{data}/online_retail.parquet', file_row_number = true)"""
TOLD = f"""
    select *, upper(trim(code)) as product, strftime(moment, '%Y-%m') as month,
        sign(mills) * {ROUNDED.format("abs(mills)", 10)} as cents,
        row_number() over (partition by invoice, trim(code), quantity, moment, price, customer
                           order by file, nr) as copy
    from (select *, cast(quantity * price * 1000 as bigint) as mills from lines)"""
RULED = """
    select *, case
        when file = 2 and moment < '2010-12-10' then 'nine days in both files'
        when copy > 1 then 'line there twice'
        when abs(price) < 0.005 and quantity < 0 then 'stock written off'
        when abs(price) < 0.005 then 'nothing charged'
        when product = 'B' then 'bad debt'
        when product in ('AMAZONFEE', 'BANK CHARGES', 'CRUK') then 'fees and charges that we pay'
        when product = 'S' then 'samples'
        when product like 'GIFT!_%' escape '!' then 'gift vouchers'
        when product like 'TEST%' then 'test products'
        when month > '2011-11' then 'after as_of' else 'used' end as rule
    from told"""


class Invoices(Raw):
    """Both files as one, each line with the rule that takes it."""

    def __init__(self, data: Path) -> None:
        self.connection = duckdb.connect()
        for name, query in (("lines", LINES), ("told", TOLD), ("ruled", RULED)):
            self.connection.sql(f"create table {name} as {query.format(data=data)}")
        self.keep("used", "select * from ruled where rule = 'used'")


@pytest.fixture(scope="module")
def shop(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("retail-orders", real_data / "online_retail", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Invoices:
    return Invoices(real_data / "online_retail")


def test_each_line_of_both_files_is_taken_by_the_rule_that_sql_finds_to_the_penny(shop: Intake, raw: Invoices) -> None:
    frame = shop.quality.accounting
    found = {(row.source, row.rule): (row.rows, row.amount_cents) for row in frame.itertuples() if row.rows}
    names = "case file when 1 then 'online_retail_ii.parquet' else 'online_retail.parquet' end"
    told = raw.rows(f"select {names}, rule, count(*), sum(cents) from ruled group by 1, 2")
    assert found == {(source, rule): (rows, int(cents)) for source, rule, rows, cents in told}
    everything = tuple(map(sum, zip(*found.values(), strict=True)))
    assert everything == raw.one("select count(*), sum(cents) from told")
    assert everything[0] == 525_461 + 541_909  # data/README.md


def test_years_hold_what_was_invoiced_in_them(shop: Intake, raw: Invoices) -> None:
    assert years(shop) == raw.pairs("select month[:4], count(*), sum(cents) from used group by 1")


def test_countries_are_counted_in_their_regions(shop: Intake, raw: Invoices) -> None:
    assert sums(shop, "region") == raw.pairs(f"select {REGION}, count(*), sum(cents) from used group by 1")


def test_codes_in_two_cases_are_one_product_each(shop: Intake, raw: Invoices) -> None:
    found = {code.upper(): value for code, value in sums(shop, "product_id").items()}
    assert found == raw.pairs("select product, count(*), sum(cents) from used group by 1")
    frame = shop.quality.corrections
    merged = frame[frame["rule"] == "merged spelling"]
    two = "(select product from lines_of group by 1 having count(distinct code) > 1)"
    raw.keep("lines_of", "select upper(trim(code)) as product, trim(code) as code from lines")
    assert len(merged) == raw.one(f"select count(*) from {two}")[0] == 173


def test_lines_without_a_customer_are_kept_and_counted_as_such(shop: Intake, raw: Invoices) -> None:
    orders = shop.tables["orders"].select(["customer_id", "amount_cents"]).to_pandas()
    guests = orders[orders["customer_id"].isna()]
    asked = raw.one("select count(*), sum(cents) from used where customer is null")
    assert (len(guests), guests["amount_cents"].sum()) == asked
    assert asked[0] == 221_116
    known = raw.pairs("select customer, count(*), sum(cents) from used where customer is not null group by 1")
    assert sums(shop, "customer_id") == known
    both = "(select customer from lines where file = 1) union all (select customer from lines where file = 2)"
    assert raw.one(f"select count(*) from ({both}) where customer is null") == (243_007,)  # data/README.md


def test_the_nine_days_in_both_files_count_once(raw: Invoices) -> None:
    days = "file = {} and moment >= '2010-12-01' and moment < '2010-12-10'"
    for file in (1, 2):
        assert raw.one(f"select count(*), sum(cents) from told where {days.format(file)}") == (22_523, 37_748_845)
    assert raw.one(f"select count(*) from told where copy = 1 and {days.format(2)}") == (0,)
    twice = raw.one("select count(*), sum(cents) from told where copy > 1")
    assert twice == (34_337, 43_226_872)
    assert (twice[0] - 22_523, twice[1] - 37_748_845) == (11_814, 5_478_027)  # within one invoice, as README.md says
    doubled = "row_number() over (partition by invoice, code, quantity, moment, price, goods, customer, country)"
    assert raw.one(f"select count(*) from (select {doubled} as nth from lines where file = 2) where nth > 1") == (
        5_268,
    )


def test_cancellations_stay_with_their_minus(shop: Intake, raw: Invoices) -> None:
    minus = shop.quality.returns
    rows = minus[["return_source", "return_row"]].drop_duplicates()
    asked = raw.one("select count(*), sum(cents) from used where quantity < 0")
    assert (len(rows), minus["amount_cents"].sum()) == asked == (18_529, -99_571_507)
    assert raw.one("select count(*) from used where quantity < 0 and invoice not like 'C%'") == (0,)
    assert raw.one("select count(*) from told where file = 2 and invoice like 'C%'") == (9_288,)
    assert raw.one("select count(*) from told where invoice like 'C%'") == (19_494,)  # data/README.md


def test_a_return_undoes_what_the_same_customer_bought_of_the_product_before(shop: Intake, raw: Invoices) -> None:
    found = shop.quality.returns
    matched = found[found["order_row"] > 0]
    raw.connection.register("matched", matched)
    place = "(case {0}_source when 'online_retail_ii.parquet' then 1 else 2 end) = {0}.file and {0}_row = {0}.nr + 1"
    pairs = f"""from matched join used as return on {place.format("return")} join used as "order" on
        {place.format("order").replace("order.", '"order".')}"""
    assert raw.one(f"select count(*) {pairs}") == (len(matched),)
    wrong = """return.customer <> "order".customer or return.product <> "order".product or "order".quantity <= 0
        or cast("order".moment as date) > cast(return.moment as date)"""
    assert raw.one(f"select count(*) {pairs} where {wrong}") == (0,)
    often = 'select 1 {} group by order_source, order_row having -sum(quantity) > any_value("order".quantity)'
    assert raw.rows(often.format(pairs).replace("-sum(quantity)", "-sum(matched.quantity)")) == []
    assert matched["amount_cents"].sum() == -63_317_588
    jars = raw.one("select customer, sum(cents) from used where product = '23166' and abs(quantity) = 74215 group by 1")
    assert jars == (12346, 0)
    birds = "select rule, sum(quantity), sum(cents) from ruled where abs(quantity) = 80995 group by 1"
    assert raw.rows(birds) == [("after as_of", 0, 0)]


def test_a_price_entered_wrong_is_undone_by_hand_on_its_day(raw: Invoices) -> None:
    found = raw.rows("select product, cents from used where abs(cents) = 3897000 order by 1")
    assert found == [("22502", 3_897_000), ("M", -3_897_000)]


def test_what_the_plan_says_of_the_data_is_so(raw: Invoices) -> None:
    year = "case when month <= '2010-11' then 'before' else 'now' end"

    def pounds(what: str, where: str = "true") -> dict[str, int]:
        found = raw.rows(f"select {year}, {what} from used where {where} group by 1")
        return {name: round(Decimal(int(cents)) / 100) for name, cents in found}

    assert pounds("sum(cents)") == {"before": 9_296_115, "now": 9_512_299}
    assert pounds("sum(cents)", "customer is null") == {"before": 1_285_029, "now": 1_569_188}
    assert pounds("sum(cents)", "customer is not null") == {"before": 8_011_085, "now": 7_943_111}
    assert pounds("sum(cents)", "country = 'EIRE'") == {"before": 346_945, "now": 255_670}
    assert raw.one("select count(distinct customer) from used where country = 'EIRE' and month > '2010-11'") == (3,)
    assert pounds("sum(cents)", f"country in {FAR}") == {"before": 69_658, "now": 210_602}
    assert pounds("sum(cents)", "customer = 12415") == {"before": 19_544, "now": 123_725}
    bought = "select min(month) as first, max(month) as last from used where customer is not null and quantity > 0"
    asked = (
        "count(*) filter (first <= '2010-11'), count(*) filter (last <= '2010-11'), count(*) filter (first > '2010-11')"
    )
    assert raw.one(f"select {asked} from ({bought} group by customer)") == (4266, 1554, 1584)
    months = raw.rows("select month, round(sum(cents) / 100) from used group by 1 order by 2")
    assert months[0] == ("2011-04", 492_707)
    autumn = pounds("sum(cents)", "month[6:] in ('09', '10', '11')")["now"]
    assert round(100 * autumn / 9_512_299) == 38


def test_the_readme_has_the_figures_of_the_accounting(shop: Intake) -> None:
    taken_by = shop.quality.accounting.groupby("rule")[["rows", "amount_cents"]].sum().T.to_dict("list")
    readme = (templates()["retail-orders"] / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([^|]+) \| ([\d,]+) \| (-?[\d,.]+) \|", readme, re.MULTILINE)
    assert len(told) == 7
    for names, rows, money in told:
        found = [taken_by.pop("gift vouchers" if name == "vouchers" else name) for name in names.split(", ")]
        assert [sum(column) for column in zip(*found, strict=True)] == [int(rows.replace(",", "")), cents(money)], names
    assert list(taken_by) == ["used"]


def cents(money: str) -> int:
    """An amount as the README writes it."""
    return int(Decimal(money.replace(",", "")) * 100)
