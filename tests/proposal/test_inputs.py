"""What there is to map from."""

from pathlib import Path

import pytest

from salesplan_nb.proposal.days import read
from salesplan_nb.proposal.inputs import inputs
from salesplan_nb.proposal.keys import links, why_no_key
from salesplan_nb.proposal.loading import Sheet, loaded
from tests.proposal.conftest import Files
from tests.proposal.ugly_sets import months_in_columns


def test_files_of_one_shape_are_one_with_both_spellings_of_each_name(files: Files) -> None:
    found = files(
        a="Invoice,Price,Customer ID\nA1,1.50,17\nA2,2.50,18\n",
        b="InvoiceNo,UnitPrice,CustomerID\nB1,3.50,17\nB2,4.50,18\n",
    )
    assert list(found) == ["a.csv, b.csv"]
    one = found["a.csv, b.csv"]
    assert one.rows == 4
    assert one.spellings == (("Invoice", "InvoiceNo"), ("Price", "UnitPrice"), ("Customer ID", "CustomerID"))


def test_files_that_differ_in_a_column_s_kind_stay_apart(files: Files) -> None:
    assert len(files(a="id,when\n1,2026-01-05\n2,2026-01-06\n", b="id,when\n1,yes\n2,no\n")) == 2


LINES = "A{i},2026-0{m}-05,C{i},{i},{i}.50\n"


def lines(header: str, month: int) -> str:
    return header + "\n" + "".join(LINES.format(i=i, m=month) for i in range(1, 9))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nº pedido,Fecha,Cliente,Uds.,Importe", "Núm. pedido,Fecha,Cliente,Uds.,Importe"),
        ("Auftrag,Datum,Kunde,Menge,Betrag", "Auftrag,Datum,Abnehmer,Menge,Betrag"),  # a word that nobody knows
        ("Order,Date,Customer,Qty,Net amount", "Order,Date,Customer,Qty,Net amt"),
    ],
)
def test_files_of_which_one_names_a_column_anew_are_one_table(files: Files, before: str, after: str) -> None:
    found = files(old=lines(before, 1), new=lines(after, 2))
    assert list(found) == ["old.csv, new.csv"]
    one = found["old.csv, new.csv"]
    assert len(one.renamed) <= 1  # amt is a word for amount
    assert sum(len(spelled) == 2 for spelled in one.spellings) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Order,Date,Customer,Qty,Target",  # another meaning
        "Order,Date,Customer,Qty,Zorble",  # money under a name that says nothing
        "Bestellung,Date,Client,Qty,Amount",  # two of five
        "Order,Date,Qty,Customer,Amount",  # the same names above other columns
    ],
)
def test_files_whose_columns_may_mean_something_else_stay_apart(files: Files, header: str) -> None:
    assert len(files(old=lines("Order,Date,Customer,Qty,Amount", 1), new=lines(header, 2))) == 2


WIDE = "Order,Date,Customer,Qty,Amount,Net,Region,Team,Rep,Shop,Web,Fax"
ROW = "A{i},2026-0{m}-05,C{i},{i},{i}.50,{i}.50,N{i},T{i},R{i},S{i},W{i},F{i}\n"


@pytest.mark.parametrize(
    ("replaced", "together"),
    [
        ((), True),
        ((("Web", "Zorb"),), True),
        ((("Web", "Zorb"), ("Team", "Crew")), True),
        ((("Web", "Zorb"), ("Team", "Crew"), ("Fax", "Telefax")), False),  # three of twelve
        ((("Shop", "Booth"), ("Team", "Shop")), False),  # a name that had another place
    ],
)
def test_of_many_columns_two_may_be_named_anew(files: Files, replaced: list[tuple[str, str]], together: bool) -> None:
    header = WIDE
    for one, other in replaced:
        header = header.replace(one, other)
    old = WIDE + "\n" + "".join(ROW.format(i=i, m=1) for i in range(1, 9))
    new = header + "\n" + "".join(ROW.format(i=i, m=2) for i in range(1, 9))
    assert len(files(old=old, new=new)) == (1 if together else 2)


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [
        ("C{i}", "C1{i}", True),  # other customers, built alike
        ("C{i}", "paid by hand", False),
        ("North", "North", True),
        ("00{i}", "01{i}", True),  # numbers that are codes
        ("00{i}", "{i}", False),
        ("2026-01-0{i}", "2026-02-0{i}", True),
        ("2026-01-0{i}", "0{i}.02.2026", False),  # days that are written in another way
    ],
)
def test_a_column_with_an_unknown_name_must_be_filled_alike(
    files: Files, before: str, after: str, together: bool
) -> None:
    def rows(cell: str, name: str) -> str:
        return f"Order,{name},Qty,Amount\n" + "".join(f"A{i},{cell.format(i=i)},{i},{i}.50\n" for i in range(1, 9))

    assert len(files(old=rows(before, "Zorb"), new=rows(after, "Quux"))) == (1 if together else 2)


def test_files_with_the_same_columns_in_another_order_are_one_table(files: Files) -> None:
    found = files(a="id,day,net\nA,2026-01-05,1.50\n", b="day,net,id\n2026-01-06,2.50,B\n")
    assert found["a.csv, b.csv"].table.to_pydict() == {
        "id": ["A", "B"],
        "day": ["2026-01-05", "2026-01-06"],
        "net": ["1.50", "2.50"],
    }


def test_a_budget_that_looks_as_the_sales_do_is_not_counted_with_them(files: Files) -> None:
    rows = "month,region,amount\n2026-01,N,10.50\n2026-02,N,11.50\n"
    assert list(files(sales=rows, budget=rows)) == ["sales.csv", "budget.csv"]


def test_months_in_columns_become_rows_and_sums_beside_them_go(tmp_path: Path) -> None:
    months_in_columns(tmp_path)
    sheet = next(one for one in loaded(tmp_path / "Umsatz 2025.xlsx", tmp_path) if isinstance(one, Sheet))
    [wide] = inputs([sheet])
    assert wide.rows == 7 * 12  # six rows and their sum, a row for each month then
    assert [one.name for one in wide.profiles] == ["Region", "Produktgruppe", "month", "amount"]
    assert wide.months is not None
    assert wide.months.columns == ("Jan..Dez",)
    assert "2025" in wide.months.assumed  # the title's year
    days = wide.profile("month").days
    assert days is not None
    assert dict(days.replaced)["Mrz"] == "2025-03"


def test_rows_made_of_months_keep_a_column_that_is_called_month_already(files: Files) -> None:
    found = files(sales="month,2026-01,2026-02,2026-03\nfirst,1.5,2.5,3.5\nsecond,4.5,5.5,6.5\n")["sales.csv"]
    assert [one.name for one in found.profiles] == ["month", "month of column", "amount"]


@pytest.mark.parametrize(
    ("names", "months", "form"),
    [
        (("2026-01-01", "2026-02-01", "2026-03-01"), ["2026-01", "2026-02", "2026-03"], "%Y-%m-%d"),
        (("31/01/2026", "28/02/2026", "31/03/2026"), ["2026-01", "2026-02", "2026-03"], "%d/%m/%Y"),
        (("1/1/26", "2/1/26", "3/1/26"), ["2026-01", "2026-02", "2026-03"], "%m/%d/%y"),  # the firsts of months
    ],
)
def test_months_may_be_named_by_a_day_of_each_as_workbooks_do(
    files: Files, names: tuple[str, ...], months: list[str], form: str
) -> None:
    found = files(sales=f"region,{','.join(names)}\nN,1.5,2.5,3.5\nS,4.5,5.5,6.5\n")["sales.csv"]
    days = found.profile("month").days
    assert days is not None
    assert (days.forms, days.replaced) == ((form,), ())
    assert [f"{read(name, days):%Y-%m}" for name in names] == months


@pytest.mark.parametrize("names", ["2026-01-05,2026-01-12,2026-01-19", "02/03/2026,03/04/2026,04/05/2026"])
def test_weeks_and_days_that_could_be_of_two_months_are_no_months(files: Files, names: str) -> None:
    assert files(sales=f"region,{names}\nN,1.5,2.5,3.5\nS,4.5,5.5,6.5\n")["sales.csv"].months is None


def test_bare_months_without_a_year_anywhere_are_left_as_they_are(files: Files) -> None:
    assert files(sales="region,Jan,Feb,Mar\nN,1,2,3\nS,4,5,6\n")["sales.csv"].months is None


def test_a_key_is_a_column_whose_values_another_file_lists_once_each(files: Files) -> None:
    orders = "order,customer,pieces\nA,c1,1\nB,c1,2\nC,c2,1\nD,c9,2\nE,c1,3\nF,c2,1\n"
    found = files(orders=orders, customers="customer,name\nc1,Ada\nc2,Bob\nc3,Cid\n")
    [link] = links(list(found.values()))
    assert (link.column.name, link.key.name, link.cardinality) == ("customer", "customer", "many-to-one")
    assert link.contained == 5 / 6  # c9 is in no row of the other file


def test_small_numbers_that_happen_to_be_listed_elsewhere_are_no_key(files: Files) -> None:
    # Pieces 1 to 3 are all in shippers' ids 1 to 3.
    found = files(orders="order,pieces\nA,1\nB,2\nC,3\nD,1\n", shippers="shipper id,phone\n1,a\n2,b\n3,c\n")
    assert links(list(found.values())) == []


def test_a_header_and_its_lines_are_joined_many_to_one(files: Files) -> None:
    found = files(
        lines="orderID,amount\n1,5.00\n1,6.00\n2,7.00\n3,1.00\n",
        orders="orderID,date\n1,2026-01-05\n2,2026-01-06\n3,2026-01-07\n",
    )
    assert [(link.here.label, link.there.label, link.cardinality) for link in links(list(found.values()))] == [
        ("lines.csv", "orders.csv", "many-to-one")
    ]


def test_files_that_both_call_their_own_numbers_id_do_not_refer_to_each_other(files: Files) -> None:
    # Orders 1 to 6, products 1 to 4: each has numbers of its own, and one lies within the other by chance.
    orders = "id,amount\n" + "".join(f"{i},{i}.50\n" for i in range(1, 7))
    products = "id,name\n" + "".join(f"{i},Part {i}\n" for i in range(1, 5))
    assert links(list(files(orders=orders, products=products).values())) == []


def test_a_number_refers_to_the_file_that_its_name_speaks_of(files: Files) -> None:
    # Products 1 to 3 are among customers 1 to 4 too.
    orders = "order,product_id\n" + "".join(f"O{i},{i % 3 + 1}\n" for i in range(9))
    customers = "id,name\n" + "".join(f"{i},Ada {i}\n" for i in range(1, 5))
    products = "id,name\n" + "".join(f"{i},Part {i}\n" for i in range(1, 4))
    found = links(list(files(orders=orders, customers=customers, products=products).values()))
    assert [link.there.label for link in found if link.column.name == "product_id"] == ["products.csv"]


def spread(count: int) -> list[str]:
    """Codes of customers far apart: 000017, 000054, 000091, ..., with one more so that they lie on no grid."""
    return [f"{17 + 37 * i + i % 2:06d}" for i in range(count)]


def test_numbers_that_few_could_be_are_a_key_whatever_the_columns_are_called(files: Files) -> None:
    # 20 codes of 705 that there could be: all 20 among them by chance is (20 / 705) ** 20.
    listed = "Zzz,Firma\n" + "".join(f"{code},Ada {code}\n" for code in spread(20))
    orders = "Nr,Kunde,Netto\n" + "".join(f"A{i},{spread(20)[i % 20]},{i}.50\n" for i in range(60))
    found = links(list(files(orders=orders, kunden=listed).values()))
    assert [(link.column.name, link.key.name, link.contained) for link in found] == [("Kunde", "Zzz", 1.0)]


def test_numbers_on_a_grid_of_their_own_are_no_key(files: Files) -> None:
    # Every hundredth from 100 to 2,000 is there: prices of whole hundreds lie among them always.
    listed = "Zzz,Firma\n" + "".join(f"{100 * i},Ada {i}\n" for i in range(1, 21))
    orders = "Nr,Preis\n" + "".join(f"A{i},{100 * (i % 20 + 1)}\n" for i in range(60))
    assert links(list(files(orders=orders, kunden=listed).values())) == []


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (["x", "y", "z", "w", "v", "u"], "none of the values of 'customer' is in it"),
        # c1 and c2 of c1 to c4 are there: 3 of the 6 rows.
        (["c1", "c2", "y", "z", "w", "v"], "of the rows of 'customer' 50% have a value of its 'code'"),
        (["c1", "c2", "c3", "c4", "c4", "c1"], "its 'code' has 4 values in 6 rows, where each may come once"),
    ],
)
def test_why_a_file_is_referred_to_by_nothing_is_told_by_the_values(files: Files, listed: list[str], why: str) -> None:
    orders = "order,customer\nA,c1\nB,c1\nC,c2\nD,c3\nE,c4\nF,c3\n"
    found = files(orders=orders, customers="code,name\n" + "".join(f"{code},Ada\n" for code in listed))
    assert links(list(found.values())) == []
    assert why_no_key(found["orders.csv"].profile("customer"), found["customers.csv"]) == why
