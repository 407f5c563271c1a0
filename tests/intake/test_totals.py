"""Totals among the rows: under a name of their own, in a column that the plan does not use, or by arithmetic alone."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanErrors

MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")
LEEDS, YORK, KENT = (90211, 81775, 99440, 70133), (40118, 52390, 47721, 61502), (20377, 19950, 31166, 25408)
NORTH = tuple(map(sum, zip(LEEDS, YORK, strict=True)))
ALL = tuple(map(sum, zip(NORTH, KENT, strict=True)))
BY_REGION = "orders: {file: o.csv, columns: {month: month, region: region, amount: net}}"

WIDE = """
orders:
  file: o.csv
  unpivot: {columns: 2026-07..2026-10, name: month, value: net}
  columns: {month: month, region: region, amount: net}
"""


def long(lines: dict[str, tuple[int, ...]], header: str = "month,region,net") -> str:
    """A file of a row for each line and month, month after month."""
    rows = [f"{month},{name},{amounts[i]}" for i, month in enumerate(MONTHS) for name, amounts in lines.items()]
    return "\n".join([header, *rows]) + "\n"


def refused(maker, tables: str, text: str):  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"o.csv": text})
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("rows-of-totals", 3)
    return error


def test_every_total_is_named_whether_or_not_its_member_stands_beside_it(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = long({"Leeds": LEEDS, "York": YORK, "Total North": NORTH, "Kent": KENT, "Total Kent": KENT, "Total": ALL})
    error = refused(maker, BY_REGION, text)
    assert error.message == "o.csv: 12 of 24 rows are totals of others"
    asked = "{rule: totals in region, where: \"region in ('Total North', 'Total Kent', 'Total')\"}"
    assert error.hint.startswith(f"set them aside by a rule: {asked}; ")
    rule = BY_REGION[:-1] + ", rules: [" + error.hint.partition("rule: ")[2].partition("; write")[0] + "]}"
    found = counted(maker.read(rule, {"o.csv": text}), "orders")
    assert found["used"] == (12, 100 * sum(ALL))


def test_a_customer_called_like_a_total_is_none(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = long({"Leeds": LEEDS, "Total Wine": YORK, "Total": tuple(map(sum, zip(LEEDS, YORK, strict=True)))})
    error = refused(maker, BY_REGION, text)
    assert "where: \"region in ('Total')\"" in error.hint


def test_totals_in_a_column_that_the_plan_does_not_use_are_refused(maker, counted) -> None:  # type: ignore[no-untyped-def]
    lines = {"UK,Leeds": LEEDS, "UK,York": YORK, "Total UK,": NORTH, "FR,Kent": KENT, "Total FR,": KENT, "Total,": ALL}
    text = long(lines, "month,country,region,net")
    error = refused(maker, BY_REGION, text)
    assert error.context[0] == "o.csv:4, column country: 'Total UK'"
    asked = r"""where: "\"country\" in ('Total UK', 'Total FR', 'Total')\""""
    assert asked[:-2] in error.hint
    rule = BY_REGION[:-1] + ", rules: [" + error.hint.partition("rule: ")[2].partition("; write")[0] + "]}"
    assert counted(maker.read(rule, {"o.csv": text}), "orders")["used"] == (12, 100 * sum(ALL))


def test_rows_without_a_name_that_sum_the_others_are_refused(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = long({"Leeds": LEEDS, "York": YORK, "": NORTH})
    error = refused(maker, BY_REGION, text)
    assert error.hint == "set them aside by a rule: {rule: totals, missing: region}"
    rule = BY_REGION[:-1] + ", rules: [{rule: totals, missing: region}]}"
    assert counted(maker.read(rule, {"o.csv": text}), "orders")["used"] == (8, 100 * sum(NORTH))


def test_a_name_without_a_word_that_sums_the_others_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    error = refused(maker, BY_REGION, long({"Leeds": LEEDS, "Yorkshire": NORTH, "York": YORK}))
    assert "where: \"region in ('Yorkshire')\"" in error.hint


def test_a_word_in_a_column_that_the_plan_does_not_use_is_no_total_by_itself(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = long({"Leeds,total": LEEDS, "York,partial": YORK, "Kent,total": KENT}, "month,region,delivered,net")
    assert counted(maker.read(BY_REGION, {"o.csv": text}), "orders") == {"used": (12, 100 * sum(ALL))}


ORDERS = "orders: {file: o.csv, columns: {order_id: order, order_date: date, region: region, amount: net}}"


@pytest.mark.parametrize("word", ["Total", "Total 2026"])
def test_a_totals_row_below_order_lines_is_found_in_a_column_that_the_plan_does_not_use(maker, word: str) -> None:  # type: ignore[no-untyped-def]
    rows = f"A,2026-10-01,N,,5.17\nB,2026-10-30,S,gift,7.20\n,2026-10-31,,{word},12.37\n"
    error = refused(maker, ORDERS, "order,date,region,note,net\n" + rows)
    assert error.context == (f"o.csv:4, column note: '{word}'",)


@pytest.mark.parametrize("place", [0, 1])
def test_a_totals_row_at_the_end_of_each_file_is_found_in_a_column_of_thousands_of_notes(maker, place: int) -> None:  # type: ignore[no-untyped-def]
    # 1,500 orders of 2.00 in each of two files: 3,000 notes; one file ends with its sum, 3,000.00.
    rows = [[f"{f}{i},2026-10-{i % 28 + 1:02d},N,note {f}{i},2.00\n" for i in range(1500)] for f in "ab"]
    texts = ["order,date,region,note,net\n" + "".join(some) for some in rows]
    texts[place] += ",2026-10-31,,Total,3000.00\n"
    with pytest.raises(PlanErrors) as caught:
        maker.read(ORDERS.replace("o.csv", "[a.csv, b.csv]"), dict(zip(("a.csv", "b.csv"), texts, strict=True)))
    (error,) = caught.value.errors
    assert error.reference == "rows-of-totals"
    assert error.context == (f"{'ab'[place]}.csv:1502, column note: 'Total'",)


def test_an_order_of_a_customer_called_like_a_total_counts_also_where_its_region_is_not_known(maker, counted) -> None:  # type: ignore[no-untyped-def]
    rows = "A,2026-10-01,N,Ash,5.17\nB,2026-10-30,S,Elm,7.20\nC,2026-10-31,,Total Wine,12.37\n"
    found = maker.read(ORDERS, {"o.csv": "order,date,region,name,net\n" + rows})
    assert counted(found, "orders") == {"used": (3, 2474)}


def test_figures_in_a_column_that_the_plan_does_not_use_hide_no_sum(maker) -> None:  # type: ignore[no-untyped-def]
    lines = {"Leeds": LEEDS, "Yorkshire": NORTH, "York": YORK}
    rows = [f"{m},{name},{7 * i + len(name)},{a[i]}" for i, m in enumerate(MONTHS) for name, a in lines.items()]
    error = refused(maker, BY_REGION, "month,region,visits,net\n" + "\n".join(rows))
    assert "where: \"region in ('Yorkshire')\"" in error.hint


def test_lines_that_come_several_times_a_month_are_orders_and_no_sums_of_each_other(maker, counted) -> None:  # type: ignore[no-untyped-def]
    rows = [f"{m},{name},{a[i]}" for i, m in enumerate(MONTHS)
            for name, a in (("Leeds", KENT), ("Leeds", LEEDS), ("York", YORK), ("Hull", NORTH))]  # fmt: skip
    found = maker.read(BY_REGION, {"o.csv": "month,region,net\n" + "\n".join(rows)})
    assert counted(found, "orders")["used"][0] == 16


def test_two_names_with_the_same_figures_are_no_sums_of_each_other(maker, counted) -> None:  # type: ignore[no-untyped-def]
    found = maker.read(BY_REGION, {"o.csv": long({"Leeds": LEEDS, "York": LEEDS, "Kent": KENT})})
    assert counted(found, "orders")["used"][0] == 12


@pytest.mark.parametrize(("header", "name"), [('"the ""place"""', "Total X"), ("place", "Total O'Neil")])
def test_names_that_a_rule_must_write_otherwise(maker, counted, header: str, name: str) -> None:  # type: ignore[no-untyped-def]
    text = long({",Leeds": LEEDS, ",York": YORK, f"{name},": NORTH}, f"month,{header},region,net")
    error = refused(maker, BY_REGION, text)
    if name == "Total X":
        assert error.hint == "no rule can name them: leave them out by range:, or take them out of the file"
        return
    rule = BY_REGION[:-1] + ", rules: [" + error.hint.partition("rule: ")[2].partition("; write")[0] + "]}"
    assert counted(maker.read(rule, {"o.csv": text}), "orders")["used"][0] == 8


def test_a_sum_without_a_name_beside_a_line_without_a_name_is_refused_all_the_same(maker) -> None:  # type: ignore[no-untyped-def]
    rows = [("Leeds", LEEDS), ("", YORK), ("", NORTH), ("Kent", KENT)]
    text = "region," + ",".join(MONTHS) + "\n" + "".join(f"{n},{','.join(map(str, a))}\n" for n, a in rows)
    error = refused(maker, WIDE, text)
    assert error.context == ("o.csv:4, column : ''",)
    assert error.hint.startswith("no rule can name them")


def test_months_as_columns_are_read_line_by_line_and_a_line_is_shown_once(maker) -> None:  # type: ignore[no-untyped-def]
    rows = [("Leeds", LEEDS), ("York", YORK), ("", NORTH), ("Kent", KENT), ("", ALL)]
    text = "region," + ",".join(MONTHS) + "\n" + "".join(f"{n},{','.join(map(str, a))}\n" for n, a in rows)
    error = refused(maker, WIDE, text)
    assert error.message == "o.csv: 8 of 20 rows are totals of others"
    assert error.context == ("o.csv:4, column region: ''", "o.csv:6, column region: ''")


def test_a_dash_among_months_is_told_with_its_month_and_how_to_say_what_it_means(maker) -> None:  # type: ignore[no-untyped-def]
    text = "region,2026-09,2026-10\nLeeds,10,-\nYork,20,30\n"
    tables = """
    orders:
      file: o.csv
      unpivot: {columns: 2026-09..2026-10, name: month, value: net}
      columns: {month: month, region: region, amount: net}
    """
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"o.csv": text})
    (error,) = caught.value.errors
    assert error.context == ("o.csv:2, column 2026-10: '-'",)
    assert error.hint.endswith('replace: {net: {"-": "0"}}')
    found = maker.read(tables + '  replace: {net: {"-": "0"}}\n', {"o.csv": text})
    assert found.quality.accounting["rows"].sum() == 4
