"""sources.yml: dates, defaults, names that are there twice, synonyms, findings taken as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.workspace import load
from salesplan_nb.workspace.source_layouts import Format, run_of
from salesplan_nb.workspace.where import conditions

Maker = Callable[..., Path]
TABLE = "records: bookings\ntables:\n  orders:\n    file: orders.csv\n    columns: {order_date: date, amount: net}\n"


def test_a_joined_file_has_the_delimiter_and_letters_of_its_table_unless_it_says_others() -> None:
    table = Format(delimiter=";", encoding="latin-1", header=3, sheet="Orders")
    joined = Format().layout(table)
    assert (joined.delimiter, joined.encoding, joined.header, joined.sheet) == (";", "latin-1", 1, "")
    own = Format(delimiter="|", encoding="utf-16").layout(table)
    assert (own.delimiter, own.encoding) == ("|", "utf-16")
    plain = Format().layout()
    assert (plain.delimiter, plain.encoding) == (",", "utf-8")


def found(folder: Path) -> tuple[PlanError, ...]:
    """What is wrong."""
    try:
        load(folder)
    except PlanErrors as raised:
        return raised.errors
    return ()


def told(folder: Path) -> list[str]:
    return [error.message for error in found(folder)]


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("%Y-%m-%d %Z", "'%Y-%m-%d %Z' has names of time zones, which no two machines know alike"),
        ("%Y-%m-%d%z", "'%Y-%m-%d%z' has a zone and no hour of the day"),
        ("%Y-%m-%d %I:%M%z", "'%Y-%m-%d %I:%M%z' has a zone and no hour of the day"),
        ("%z", "'%z' reads no month and year"),
        ("%d %Y", "'%d %Y' reads no month and year"),
        ("%d.%m.", "'%d.%m.' reads no month and year"),
        ("%Y-%m-%d %Y", "'%Y-%m-%d %Y' has a part twice"),
        ("%Y-%m-%d%", "'%Y-%m-%d%' is no form of dates"),
        ("%-d.%m.%Y", "'%-d.%m.%Y' is no form of dates"),
        ("%G-W%V", "'%G-W%V' is no form of dates"),
    ],
)
def test_a_form_of_dates_that_gives_no_day_and_no_month_back_is_refused(workspace: Maker, form: str, why: str) -> None:
    assert told(workspace(sources=f"{TABLE}    dates: ['%Y-%m-%d', '{form}']\n")) == [
        f"sources.yml:6: tables.orders.dates[2]: {why}"
    ]


def test_a_form_of_months_reads_no_days(workspace: Maker) -> None:
    (error,) = found(workspace(sources=f"{TABLE}    dates: ['%b %Y', '%m/%Y']\n"))
    assert error.message == "sources.yml:6: no form of %b %Y, %m/%Y has a day, and order_date is a date"
    assert told(workspace(sources=f"{TABLE}    dates: ['%b %Y', '%d.%m.%Y']\n")) == []
    derive = "    derive: {order_date: \"join('Jan ', date)\"}\n    dates: '%b %Y'\n"
    assert told(workspace(sources=TABLE.replace("order_date: date, ", "") + derive)) == [
        "sources.yml:7: no form of %b %Y has a day, and order_date is a date"
    ]
    default = "    default: {order_date: 2026-01-05}\n    dates: '%Y%m'\n"  # no cell of the file
    assert told(workspace(sources=TABLE.replace("order_date: date", "month: date") + default)) == []


@pytest.mark.parametrize(
    ("table", "default", "hint"),
    [
        ("orders", "amount: abc", "write it with a point and no other marks, such as 1250.50"),
        ("orders", "amount: '1.250,50'", "write it with a point and no other marks, such as 1250.50"),
        ("orders", "amount: 1e9", "write it with a point and no other marks, such as 1250.50"),
        ("orders", "amount: nan", "write it with a point and no other marks, such as 1250.50"),
        ("orders", "amount: 1000000000000000", "write it with a point and no other marks, such as 1250.50"),
        ("orders", "quantity: many", "write it with a point and no other marks, such as 12.5"),
        ("orders", "region: ''", "write a value, or remove it"),
        ("orders", "order_date: heute", "write it as 2026-10-31"),
        ("orders", "order_date: 31.10.2026", "write it as 2026-10-31"),
        ("orders", "order_date: '20261031'", "write it as 2026-10-31"),
        ("orders", "order_date: 2026-02-30", "write it as 2026-10-31"),
        ("orders", "order_date: 0207-02-03", "write it as 2026-10-31"),
        ("orders", "month: 2026-13", "write it as 2026-10"),
        ("orders", "month: 2026-10-01", "write it as 2026-10"),
        ("customers", "employees: 2.5", "write a whole number, such as 12"),
        ("controls", "tolerance: 5", "write a share of 1 or a percentage between 0 and 100, such as 5% or 0.05"),
        ("controls", "tolerance: -5%", "write a share of 1 or a percentage between 0 and 100, such as 5% or 0.05"),
    ],
)
def test_a_default_that_its_column_cannot_hold_is_named_with_its_line(
    workspace: Maker, table: str, default: str, hint: str
) -> None:
    keys = {
        "orders": "order_date: date, amount: net",
        "customers": "customer_id: date",
        "controls": "month: date, amount: net",
    }
    source = f"  {table}:\n    file: orders.csv\n    columns: {{{keys[table]}}}\n    default: {{{default}}}\n"
    rest = "" if table == "orders" else TABLE.partition("tables:\n")[2]
    (error,) = found(workspace(sources=f"records: bookings\ntables:\n{source}{rest}"))
    assert error.message.startswith(f"sources.yml:6: default: {default.partition(': ')[2].strip(chr(39))!r} is no ")
    assert error.hint == hint


@pytest.mark.parametrize(
    "default",
    ["amount: -12.5", "amount: '.5'", "quantity: 1", "order_date: 2024-02-29", "month: 2026-10", "region: DACH"],
)
def test_a_default_is_written_plainly_whatever_the_marks_of_the_file(workspace: Maker, default: str) -> None:
    marks = "    decimal: ','\n    thousands: '.'\n    dates: '%d.%m.%Y'\n"
    assert told(workspace(sources=f"{TABLE}{marks}    default: {{{default}}}\n")) == []


SPELT = TABLE.replace("amount: net", "amount: [net, netto]")


def test_a_file_with_both_names_of_a_column_is_refused(workspace: Maker) -> None:
    (error,) = found(workspace(sources=SPELT, orders=b"date,net,netto\n2026-01-05,1,2\n"))
    assert error.message == "sources.yml:5: orders.csv has 'net' and 'netto', which are two names of one column here"
    assert error.hint == "write amount: and the one that is meant; for files that differ, leave the other out of them"
    assert told(workspace(sources=SPELT, orders=b"date,netto\n2026-01-05,1\n")) == []


def test_two_lists_that_begin_alike_are_one_column(workspace: Maker) -> None:
    two = SPELT.replace("}", ", quantity: [net, brutto]}")
    assert told(workspace(sources=two, orders=b"date,netto\n2026-01-05,1\n")) == [
        "sources.yml:5: orders.csv has no column 'net' or 'brutto'"
    ]
    assert told(workspace(sources=two, orders=b"date,netto,brutto\n2026-01-05,1,2\n")) == [
        "sources.yml:5: orders.csv has 'netto' and 'brutto', which are two names of one column here"
    ]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ("amount: [net, net]", "'net' is there twice"),
        ("amount: [net, netto], quantity: netto", "'netto' would be two columns: 'net' and 'netto'"),
        ("quantity: netto, amount: [net, netto]", "'netto' would be two columns: 'netto' and 'net'"),
        ("amount: [net, netto], quantity: [netto, net]", "'netto' would be two columns: 'net' and 'netto'"),
    ],
)
def test_names_that_do_not_say_one_column_are_refused(workspace: Maker, columns: str, why: str) -> None:
    assert f"sources.yml:5: {why}" in told(workspace(sources=TABLE.replace("amount: net", columns)))
    same = TABLE.replace("amount: net", "amount: [net, netto], quantity: [net, netto]")
    assert told(workspace(sources=same)) == []


@pytest.mark.parametrize(
    "line",
    [
        "tidy: {netto: [trim]}",
        "replace: {netto: {a: b}}",
        "rules: [{rule: x, missing: netto}]",
        "rules: [{rule: x, where: netto = 0}]",
        "derive: {quantity: netto * 2}",
        "joins: [{file: orders.csv, on: {netto: date}, columns: {region: net}}]",
        "returns: {where: netto < 0, match: [order_date]}",
        "unpivot: {columns: netto, name: month, value: was}",
    ],
)
def test_a_setting_that_means_a_column_by_its_second_name_is_refused(workspace: Maker, line: str) -> None:
    errors = [error for error in found(workspace(sources=f"{SPELT}    {line}\n")) if error.reference == "second-name"]
    assert [error.message for error in errors] == ["sources.yml:6: 'netto' is another name of the column 'net'"]
    assert errors[0].hint == "write net, which means it in every file"


def test_a_canonical_column_may_be_called_as_a_second_name_is(workspace: Maker) -> None:
    rule = "    rules: [{rule: x, where: amount = 0}]\n"
    assert told(workspace(sources=TABLE.replace("amount: net", "amount: [net, amount]") + rule)) == []


@pytest.mark.parametrize(
    ("synonyms", "why"),
    [
        ("{A: [B], B: [C]}", "region: 'B' is another spelling of 'A', and has other spellings itself"),
        ("{A: [X], B: [X]}", "region: 'X' is another spelling of 'A' already"),
        ("{A: [X, X]}", "region: 'X' is another spelling of 'A' already"),
        ("{A: [A]}", "region: 'A' is named as another spelling of itself"),
    ],
)
def test_synonyms_that_do_not_say_one_name_are_refused(workspace: Maker, synonyms: str, why: str) -> None:
    assert told(workspace(sources=f"synonyms:\n  region: {synonyms}\n{TABLE}")) == [f"sources.yml:2: {why}"]
    assert told(workspace(sources=f"synonyms:\n  region: {{A: [B, C], D: [E]}}\n{TABLE}")) == []


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("check: odd-price, table: orders", "no data check is named 'odd-price'"),
        ("check: odd-prices, table: order", "no table 'order' is mapped here"),
        ("check: odd-prices, table: customers", "no table 'customers' is mapped here"),
        ("check: table-lost, table: customer", "no table 'customer' is mapped here"),
    ],
)
def test_a_finding_that_no_check_can_make_is_not_accepted(workspace: Maker, item: str, why: str) -> None:
    accepted = f"accepted:\n  - {{{item}, reason: looked at}}\n"
    assert told(workspace(sources=accepted + TABLE)) == [f"sources.yml:2: {why}"]


@pytest.mark.parametrize("item", ["check: odd-prices, table: orders", "check: table-lost, table: customers"])
def test_a_finding_that_a_check_can_make_is_accepted(workspace: Maker, item: str) -> None:
    assert told(workspace(sources=f"accepted: [{{{item}, reason: looked at}}]\n{TABLE}")) == []


def test_a_column_turned_into_rows_twice_is_refused(workspace: Maker) -> None:
    months = (
        "records: bookings\ntables:\n  orders:\n    file: orders.csv\n    columns: {month: month, amount: amount}\n"
    )
    twice = (
        months
        + "    unpivot:\n      columns: [Jan..Mar, Feb..Apr]\n      name: month\n      value: amount\n    dates: '%b'\n"
    )
    wide = b"Region,Jan,Feb,Mar,Apr\nNord,1,2,3,4\n"
    assert told(workspace(sources=twice.replace("'%b'", "'%b %Y'"), orders=wide)) == [
        "sources.yml:7: orders.csv: column 'Feb' is named twice, and would count twice"
    ]
    with pytest.raises(ValueError, match="column 'Jan' is named twice"):
        run_of(["Jan", "Jan"], ["Jan"])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("names: [date, net, date]", "sources.yml:6: tables.orders.names: 'date' is there twice"),
        (
            "rules: [{rule: x, missing: date}, {rule: x, missing: net}]",
            "sources.yml:6: tables.orders.rules: two are named 'x'",
        ),
        (
            "scale: {amount: 1e999999}",
            "sources.yml:6: tables.orders.scale.amount: 1E+999999 is no factor between a billionth and a billion",
        ),
        (
            "scale: {amount: 1e-12}",
            "sources.yml:6: tables.orders.scale.amount: 1E-12 is no factor between a billionth and a billion",
        ),
    ],
)
def test_what_is_there_twice_or_beyond_reason_is_named_with_its_line(workspace: Maker, line: str, why: str) -> None:
    assert told(workspace(sources=f"{TABLE}    {line}\n")) == [why]


@pytest.mark.parametrize("number", ["1e999", "nan", "inf", "-inf", "9" * 31, "0." + "1" * 30, "١٢"])
def test_a_rule_compares_with_numbers_that_can_be_meant(workspace: Maker, number: str) -> None:
    (error,) = found(workspace(sources=f"{TABLE}    rules: [{{rule: x, where: amount > {number}}}]\n"))
    assert error.message.startswith("sources.yml:6: tables.orders.rules[1].where: ")


def test_thirty_digits_are_the_most_that_a_rule_compares_with() -> None:
    assert conditions(f"a = {'9' * 30}")[0].values == (1e30,)
    with pytest.raises(ValueError, match="more than 30 digits"):
        conditions(f"a in (1, {'9' * 31})")
