"""sources.yml: what it may say, and headers read as the file declares itself."""

import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import load

TABLE = "records: bookings\ntables:\n  orders:\n    file: orders.csv\n    columns: {order_date: date, amount: net}\n"


def problems(folder) -> list[str]:
    try:
        load(folder)
    except PlanErrors as raised:
        return [error.message for error in raised.errors]
    return []


@pytest.mark.parametrize(
    "file",
    ["../orders.csv", "/etc/passwd", "a/../../b.csv", "C:\\data\\a.csv", "\\\\host\\a.csv", "..\\a.csv", "C:a.csv"],
)
def test_a_file_outside_the_data_folder_is_refused(workspace, file: str) -> None:
    found = problems(workspace(sources=TABLE.replace("file: orders.csv", f"file: '{file}'")))
    assert len(found) == 1
    assert found[0].startswith("sources.yml:4: tables.orders.file: ")
    assert found[0].endswith("leads out of the data folder")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "cp1252"])
def test_a_header_is_read_in_the_encoding_declared(workspace, encoding: str) -> None:
    sources = TABLE.replace("amount: net", "amount: Erlös") + f"    encoding: {encoding}\n    delimiter: ';'\n"
    assert problems(workspace(sources=sources, orders="date;Erlös\n".encode(encoding))) == []


def test_a_byte_order_mark_is_no_part_of_the_first_column(workspace) -> None:
    assert problems(workspace(orders=b"\xef\xbb\xbfdate,net\r\n")) == []


def test_utf_16_says_by_its_mark_what_it_is_unless_another_encoding_is_declared(workspace) -> None:
    raw = "date,net\n2026-01-05,5\n".encode("utf-16")
    assert problems(workspace(orders=raw)) == []
    found = problems(workspace(sources=TABLE + "    encoding: latin-1\n", orders=raw))
    assert found == ["orders.csv:1: the file is utf-16, not latin-1"]


def test_a_wrong_delimiter_shows_the_one_column_that_was_found(workspace) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(workspace(orders=b"date;net\n2026-01-05;5\n"))
    assert [error.message for error in raised.value.errors] == ["orders.csv:1: ',' leaves one column, ';' gives 2"]
    assert raised.value.errors[0].context == ("orders.csv:1: date;net",)
    assert raised.value.errors[0].hint == "write delimiter: ';'"


def test_a_quoted_name_may_hold_delimiters_and_line_ends(workspace) -> None:
    sources = TABLE.replace("amount: net", "amount: 'net, after rebates'")
    assert problems(workspace(sources=sources, orders=b'"net, after\nrebates",date\n1,2026-01-05\n')) == []


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a,b\0\n1,2\n", "orders.csv:1: holds a NUL character"),
        (b'"a,b\n', "orders.csv:1: a quote opens here and never closes"),
        (b"", "orders.csv has no data rows"),
    ],
)
def test_what_is_no_header_is_an_error_and_no_traceback(workspace, raw: bytes, told: str) -> None:
    assert problems(workspace(orders=raw)) == [told]


def test_names_without_end_are_shortened_where_they_are_listed(workspace) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(workspace(orders=b"x" * 100_000 + b"\n1\n"))
    assert len(str(raised.value)) < 1_000


def test_the_same_file_may_fill_two_tables_and_is_missed_once_for_each_setting(workspace) -> None:
    again = "  opportunities:\n    file: orders.csv\n    columns: {status: net}\n"
    assert problems(workspace(sources=TABLE + again)) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("scale: {amount: -5}", "sources.yml:6"),
        ("scale: {amount: many}", "sources.yml:6"),
        ("delimiter: ;;", "sources.yml:6"),
        ("encoding: utf-88", "sources.yml:6"),
        ("rules: [{rule: x}]", "sources.yml:6"),
        ("rules: [{rule: x, missing: date, where: date = 5}]", "sources.yml:6"),
        ("rules: [{rule: x, missing: dat}]", "sources.yml:6"),
        ("rules: [{rule: x, where: amount is 0}]", "sources.yml:6"),
        ("tidy: {date: [shout]}", "sources.yml:6"),
        ("replace: {net: [a, b]}", "sources.yml:6"),
        ("map: {status: {Won: won}}", "sources.yml:6"),
        ("scale: {cost: 1000}", "sources.yml:6"),
        ("default: {regoin: DACH}", "sources.yml:6"),
        ("map: {amount: {few: '1'}}", "sources.yml:6"),
        ("map: {order_date: {today: 2026-01-05}}", "sources.yml:6"),
        ("scale: {order_date: 1000}", "sources.yml:6"),
        ("tidy: {amount: [trim]}", "sources.yml:6"),  # a column of the plan, not of the file
        ("returns: {where: amount < 0, match: [customer_id]}", "sources.yml:6"),
        ("returns: {where: quantity < 0, match: [amount]}", "sources.yml:6"),
        ("dates: '%Y-%m-%d %Y'", "sources.yml:6"),
        ("dates: '%b'", "sources.yml:6"),
        ("dates: 'dd.mm.yyyy'", "sources.yml:6"),
        ("unpivot: {columns: net, name: date, value: amount}", "sources.yml:6"),
        ("unpivot: {columns: net, name: amount, value: amount}", "sources.yml:6"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_named_with_its_line(workspace, line: str, place: str) -> None:
    found = problems(workspace(sources=f"{TABLE}    {line}\n"))
    assert [message.partition(": ")[0] for message in found] == [place]


def test_rules_may_name_canonical_columns_defaults_and_columns_of_the_file(workspace) -> None:
    rules = """\
    default: {channel: direct}
    scale: {amount: 1000}
    rules:
      - {rule: zero, where: amount = 0}
      - {rule: not ours, where: "channel != 'direct' and net > 5"}
      - {rule: twice, duplicates: [order_date, net]}
"""
    assert problems(workspace(sources=TABLE + rules)) == []


@pytest.mark.parametrize(
    "form", ["%d.%m.%Y", "%Y-%j", "%G-W%V-%u", "%m/%d/%Y %I:%M %p", "%Y-%m-%dT%H:%M:%S%z", "excel"]
)
def test_a_form_of_dates_that_brings_back_the_day_may_be_written(workspace, form: str) -> None:
    assert problems(workspace(sources=f"{TABLE}    dates: '{form}'\n")) == []


@pytest.mark.parametrize("form", ["%b-%y", "%Y%m"])
def test_a_form_of_dates_that_brings_back_month_and_year_may_be_written_for_months(workspace, form: str) -> None:
    months = TABLE.replace("order_date", "month")
    assert problems(workspace(sources=f"{months}    dates: '{form}'\n")) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("synonyms: {regoin: {DACH: [Dach]}}", "no table of the data contract has names in a column 'regoin'"),
        ("ignore_case: [amount]", "no table of the data contract has names in a column 'amount'"),
        ("territories: today", "territories: today needs the table assignments, which says who serves whom"),
    ],
)
def test_what_would_change_nothing_for_all_tables_is_named(workspace, line: str, told: str) -> None:
    assert problems(workspace(sources=f"{line}\n{TABLE}")) == [f"sources.yml:1: {told}"]


def test_assignments_need_the_customers_of_the_orders(workspace) -> None:
    more = "  assignments:\n    file: orders.csv\n    columns: {customer_id: date, rep_id: net}\n"
    assert problems(workspace(sources=TABLE + more)) == [
        "sources.yml:6: assignments say who serves a customer, and no column of orders fills customer_id"
    ]


def test_returns_are_those_of_orders(workspace) -> None:
    more = "  products:\n    file: orders.csv\n    columns: {product_id: date}\n"
    more += "    returns: {where: net < 0, match: [product_id]}\n"
    assert problems(workspace(sources=TABLE + more)) == [
        "sources.yml:9: products has no returns: they are matched to orders"
    ]


def test_a_setting_reads_what_was_made_before_it_and_nothing_later(workspace) -> None:
    steps = """\
    joins:
      - {file: orders.csv, on: {date: date}, columns: {step: net}}
      - {file: orders.csv, on: {step: net}, columns: {channel: date}}
    derive:
      region: join(step, date)
      product_family: join(region, channel)
    returns: {where: step < 0, match: [region]}
"""
    assert problems(workspace(sources=TABLE + steps)) == []
    turned = steps.replace("join(step, date)", "join(product_family, date)").replace("on: {date:", "on: {channel:")
    assert problems(workspace(sources=TABLE + turned)) == [
        "sources.yml:7: orders.csv has no column 'channel'",
        "sources.yml:10: orders.csv has no column 'product_family'",
    ]


@pytest.mark.parametrize(
    ("default", "header", "told"),
    [
        ("{}", "date,net,channel", ["sources.yml:5: orders.csv has no column 'channel'"]),
        ("{channel: shop}", "date,net,channel", []),  # said what the rows of orders.csv get
        (
            "{channel: shop}",
            "date,net,route",  # no file has it: a slip of the pen
            [f"sources.yml:5: {file} has no column 'channel'" for file in ("orders.csv", "new.csv")],
        ),
        ("{region: x}", "date,net,channel", ["sources.yml:5: orders.csv has no column 'channel'"]),
    ],
)
def test_a_file_may_lack_a_column_that_another_has_where_a_default_says_what_it_is(
    workspace, default: str, header: str, told: list[str]
) -> None:
    sources = TABLE.replace("orders.csv", "[orders.csv, new.csv]").replace("net}", "net, channel: channel}")
    folder = workspace(sources=f"{sources}    default: {default}\n")
    (folder / "data" / "new.csv").write_text(f"{header}\n2026-02-02,1,web\n", encoding="utf-8")
    assert problems(folder) == told


def test_a_column_that_an_export_gained_on_the_way_is_told_with_what_its_other_files_can_get(workspace) -> None:
    sources = TABLE.replace("orders.csv", "[orders.csv, new.csv]").replace("net}", "net, channel: channel}")
    folder = workspace(sources=sources)
    (folder / "data" / "new.csv").write_text("date,net,channel\n2026-02-02,1,web\n", encoding="utf-8")
    with pytest.raises(PlanErrors) as raised:
        load(folder)
    (error,) = raised.value.errors
    assert error.hint.endswith("; or, where the file never had it, write what its rows get: default: {channel: ...}")
    (folder / "data" / "new.csv").write_text("date,channel\n2026-02-02,web\n", encoding="utf-8")
    with pytest.raises(PlanErrors) as raised:
        load(folder)
    assert [("default:" in error.hint) for error in raised.value.errors] == [True, False]  # an amount has no stand-in


def test_a_translation_gives_values_that_the_contract_has(workspace) -> None:
    more = "  opportunities:\n    file: orders.csv\n    columns: {status: net}\n    map: {status: {W: won, L: lose}}\n"
    assert problems(workspace(sources=TABLE + more)) == ["sources.yml:9: 'lose' is no value of opportunities.status"]


@pytest.mark.parametrize("name", ["x" * 300, '"a\\0b"', "CON/../nowhere"])
def test_a_data_folder_that_can_be_none_is_not_there(workspace, name: str) -> None:
    (found,) = problems(workspace(sources=f"data: {name}\n{TABLE}"))
    assert found.startswith("sources.yml:1: there is no folder ")


def test_a_data_folder_may_be_absolute(workspace, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("exports")
    (elsewhere / "orders.csv").write_bytes(b"date,net\n")
    folder = workspace(sources=f"data: {elsewhere}\n" + TABLE)
    (folder / "data" / "orders.csv").unlink()
    assert load(folder).data == elsewhere
