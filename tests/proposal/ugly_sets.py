"""Files as systems export them, made up; `truth/<name>.yml` has the right mapping of each.

The proposal was built with these at hand, those of `UNSEEN` apart: they were measured once before anything was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.proposal.made_up import (
    CUSTOMERS,
    FAMILIES,
    LINES,
    PRODUCT_NAMES,
    PRODUCTS,
    REGIONS,
    REPS,
    comma,
    point,
    save,
    whole_order,
    write,
)

STAGES = ("Won", "Lost", "Won", "Negotiation", "Prospecting")


def german_erp(folder: Path) -> None:
    """cp1252, semicolons, decimal commas, a row that sums all."""
    total = comma(sum(x.cents for x in LINES), ".")
    write(
        folder / "Auftragspositionen.csv",
        {
            "Auftragsnr.": lambda x: f"A{24000 + x.order}",
            "Pos.": lambda x: x.i % 3 + 1,
            "Auftragsdatum": lambda x: f"{x.day:%d.%m.%Y}",
            "Kundennr.": lambda x: 70001 + x.customer,
            "Kundenname": lambda x: CUSTOMERS[x.customer],
            "Artikelnummer": lambda x: PRODUCTS[x.product],
            "Artikelbezeichnung": lambda x: PRODUCT_NAMES[x.product],
            "Warengruppe": lambda x: FAMILIES[x.product],
            "Menge": lambda x: x.quantity,
            "Einzelpreis": lambda x: comma(x.price, "."),
            "Nettobetrag": lambda x: comma(x.cents, "."),
            "MwSt.": lambda x: comma(x.cents * 19 // 100, "."),
            "Bruttobetrag": lambda x: comma(x.cents * 119 // 100, "."),
            "Vertriebsgebiet": lambda x: ("Süd", "Nord", "West")[x.customer % 3],
            "Verkäufer": lambda x: REPS[x.rep],
            "Lieferdatum": lambda x: f"{x.after(9):%d.%m.%Y}",
        },
        delimiter=";",
        encoding="cp1252",
        below=f"Summe{';' * 10}{total}{';' * 5}\n",
    )


def french(folder: Path) -> None:
    """Blanks between thousands, a sign behind."""
    write(
        folder / "ventes.csv",
        {
            "N° de commande": lambda x: f"C{x.order:05d}",
            "Date de commande": lambda x: f"{x.day:%d/%m/%Y}",
            "Code client": lambda x: f"CL{x.customer:03d}",
            "Article": lambda x: PRODUCT_NAMES[x.product],
            "Famille": lambda x: FAMILIES[x.product],
            "Quantité": lambda x: x.quantity,
            "Prix unitaire HT": lambda x: comma(x.price * 100, " ", " €"),
            "Montant HT": lambda x: comma(x.cents * 100, " ", " €"),
            "TVA": lambda x: comma(x.cents * 20, " ", " €"),
            "Région": lambda x: ("Nord", "Sud", "Ouest")[x.customer % 3],
            "Commercial": lambda x: REPS[x.rep],
            "Canal de vente": lambda x: ("Direct", "Distributeur")[x.order % 2],
        },
        delimiter=";",
    )


def months_in_columns(folder: Path) -> None:
    """A title over the names, months side by side, sums below and at the right."""
    book = xlsxwriter.Workbook(folder / "Umsatz 2025.xlsx")
    sheet = book.add_worksheet("Umsatz")
    names = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
    sheet.write(0, 0, "Umsatz 2025 nach Region und Produktgruppe")
    sheet.write(1, 0, "in EUR, netto")
    sheet.write_row(3, 0, ["Region", "Produktgruppe", *names, "Gesamt"])
    for row in range(6):
        values = [1000 + 100 * (row // 2) + 50 * (row % 2) + 10 * month + 0.5 for month in range(12)]
        labels = [("Nord", "Süd", "West")[row // 2], ("Pumpen", "Ventile")[row % 2]]
        sheet.write_row(row + 4, 0, [*labels, *values, sum(values)])
    sheet.write_row(10, 0, ["Gesamt", "", *[100.0] * 13])
    book.close()


def workbook(folder: Path) -> None:
    """Four tables in four sheets, dates as a workbook keeps them, and a sheet of notes."""
    book = xlsxwriter.Workbook(folder / "export.xlsx")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    book.add_worksheet("Read me").write(0, 0, "Exported by the system on request")
    orders = book.add_worksheet("Orders")
    names = [
        "Order No.",
        "Order Date",
        "Customer No.",
        "SKU",
        "Qty",
        "Net Amount",
        "Salesperson Code",
        "Requested Delivery Date",
    ]
    orders.write_row(0, 0, names)
    for row, x in enumerate(LINES, start=1):
        orders.write_row(row, 0, [f"SO{x.order:05d}", None, 10001 + x.customer, PRODUCTS[x.product], x.quantity])
        orders.write_row(row, 5, [x.cents / 100, f"R{x.rep + 1}"])
        orders.write_datetime(row, 1, datetime(x.day.year, x.day.month, x.day.day), day)  # noqa: DTZ001 -- a day
        late = x.after(14)
        orders.write_datetime(row, 7, datetime(late.year, late.month, late.day), day)  # noqa: DTZ001 -- a day
    customers = book.add_worksheet("Customers")
    customers.write_row(0, 0, ["No.", "Name", "Country/Region Code", "Industry", "Phone No.", "Territory"])
    for i, name in enumerate(CUSTOMERS):
        country = ("IT", "DE", "UK", "US", "CH", "NO", "NL")[i]
        customers.write_row(i + 1, 0, [10001 + i, name, country, ("Food", "Steel")[i % 2], f"+00 {i}", REGIONS[i % 3]])
    products = book.add_worksheet("Items")
    products.write_row(0, 0, ["SKU", "Description", "Item Category", "Unit Price", "Unit Cost"])
    for i, key in enumerate(PRODUCTS):
        products.write_row(i + 1, 0, [key, PRODUCT_NAMES[i], FAMILIES[i], 12.5 + i, 7.25 + i])
    people = book.add_worksheet("Salespeople")
    people.write_row(0, 0, ["Code", "Name", "Job Title", "E-Mail"])
    for i, name in enumerate(REPS):
        people.write_row(i + 1, 0, [f"R{i + 1}", name, "Account manager", f"{name.split()[0].lower()}@example.com"])
    book.close()


def no_names(folder: Path) -> None:
    """No row of names at all."""
    rows = [(x.day, f"C{x.customer:03d}", PRODUCTS[x.product], x.quantity, point(x.cents)) for x in LINES]
    save(folder / "dump.csv", rows)


def shopify(folder: Path) -> None:
    """A web shop's export: what belongs to the order stands on its first line alone."""
    write(
        folder / "orders_export_1.csv",
        {
            "Name": lambda x: f"#{1000 + x.order}",
            "Email": lambda x: f"buyer{x.customer}@example.com",
            "Financial Status": lambda x: "" if x.i % 3 else "paid",
            "Paid at": lambda x: "" if x.i % 3 else f"{x.day} 10:{x.order % 60:02d}:00 +0100",
            "Fulfillment Status": lambda x: "" if x.i % 3 else "fulfilled",
            "Currency": lambda x: "" if x.i % 3 else "EUR",
            "Subtotal": lambda x: "" if x.i % 3 else point(whole_order(x)),
            "Shipping": lambda x: "" if x.i % 3 else "4.90",
            "Taxes": lambda x: "" if x.i % 3 else point(whole_order(x) * 19 // 100),
            "Total": lambda x: "" if x.i % 3 else point(whole_order(x) * 119 // 100 + 490),
            "Discount Code": lambda _: "",
            "Shipping Method": lambda x: "" if x.i % 3 else "DHL",
            "Created at": lambda x: f"{x.day} 10:{x.order % 60:02d}:00 +0100",
            "Lineitem quantity": lambda x: x.quantity,
            "Lineitem name": lambda x: PRODUCT_NAMES[x.product],
            "Lineitem price": lambda x: point(x.price),
            "Lineitem sku": lambda x: PRODUCTS[x.product],
            "Lineitem requires shipping": lambda _: "true",
            "Billing Country": lambda x: "" if x.i % 3 else "DE",
            "Vendor": lambda _: "Acme",
            "Source": lambda x: "" if x.i % 3 else "web",
        },
    )


def sap(folder: Path) -> None:
    """Field names of the tables VBAK and VBAP, minus behind, compact dates, tabs."""
    write(
        folder / "VA05.txt",
        {
            "VBELN": lambda x: f"{90000000 + x.order:010d}",
            "POSNR": lambda x: f"{(x.i % 3 + 1) * 10:06d}",
            "AUDAT": lambda x: f"{x.day:%Y%m%d}",
            "KUNNR": lambda x: f"{70001 + x.customer:010d}",
            "MATNR": lambda x: f"{1000 + x.product:018d}",
            "ARKTX": lambda x: PRODUCT_NAMES[x.product],
            "MATKL": lambda x: f"0{x.product // 2 + 1}",
            "KWMENG": lambda x: f"{x.quantity},000",
            "NETWR": lambda x: comma(x.cents, ".") + ("-" if x.i % 50 == 7 else ""),
            "WAERK": lambda _: "EUR",
            "VTWEG": lambda x: ("10", "20")[x.order % 2],
            "VKBUR": lambda x: ("B100", "B200")[x.customer % 2],
            "WADAT": lambda x: f"{x.day:%Y%m%d}",
        },
        delimiter="\t",
    )


def salesforce(folder: Path) -> None:
    """A report of opportunities, days as Americans write them."""
    stages = ("Closed Won", "Closed Lost", "Closed Won", "Negotiation/Review", "Prospecting")
    write(
        folder / "report1700000000000.csv",
        {
            "Opportunity ID": lambda x: f"006{x.i:012d}",
            "Opportunity Name": lambda x: f"{CUSTOMERS[x.customer]} {x.i}",
            "Account Name": lambda x: CUSTOMERS[x.customer],
            "Stage": lambda x: stages[x.i % 5],
            "Amount": lambda x: point(x.cents * 100),
            "Close Date": lambda x: f"{x.day:%m/%d/%Y}",
            "Created Date": lambda x: f"{x.after(-40 - x.i % 30):%m/%d/%Y}",
            "Opportunity Owner": lambda x: REPS[x.rep],
            "Lead Source": lambda x: ("Web", "Partner")[x.i % 2],
            "Probability (%)": lambda x: (100, 0, 100, 60, 10)[x.i % 5],
            "Type": lambda x: ("New Business", "Existing Business")[x.i % 2],
        },
    )


def small_company(folder: Path) -> None:
    """Monthly sales, and beside them spend, ratings, Finance's totals and targets, each in its own file."""
    months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    families = ("Pumps", "Valves")
    sales = [
        (month, region, family, point(100_000 + 5_000 * i + 700 * j + 90 * k))
        for i, month in enumerate(months)
        for j, region in enumerate(REGIONS)
        for k, family in enumerate(families)
    ]
    save(folder / "monthly_sales.csv", [("Month", "Region", "Category", "Net Sales"), *sales])
    spend = [
        (month, medium, point(20_000 + 100 * i)) for i, month in enumerate(months) for medium in ("Search", "Fairs")
    ]
    save(folder / "marketing_spend.csv", [("Month", "Medium", "Spend"), *spend])
    ratings = [(f"{month}-15", CUSTOMERS[i % 7], i % 5 + 1) for i, month in enumerate(months)]
    save(folder / "survey.csv", [("Date", "Customer", "Rating"), *ratings])
    totals = [(month, point(700_000 + i)) for i, month in enumerate(months)]
    save(folder / "finance_totals.csv", [("Month", "Total"), *totals])
    targets = [(month, region, "5000") for month in months[12:] for region in REGIONS]
    save(folder / "targets_2025.csv", [("Month", "Region", "Target"), *targets])


def quickbooks(folder: Path) -> None:
    """Sales by customer in detail."""
    write(
        folder / "Sales by Customer Detail.csv",
        {
            "Date": lambda x: f"{x.day:%m/%d/%Y}",
            "Transaction Type": lambda _: "Invoice",
            "Num": lambda x: 1000 + x.order,
            "Customer": lambda x: CUSTOMERS[x.customer],
            "Product/Service": lambda x: PRODUCT_NAMES[x.product],
            "Memo/Description": lambda _: "as agreed",
            "Qty": lambda x: x.quantity,
            "Sales Price": lambda x: point(x.price),
            "Amount": lambda x: f"{x.cents / 100:,.2f}",
            "Balance": lambda x: f"{sum(y.cents for y in LINES[: x.i + 1]) / 100:,.2f}",
        },
    )


def xero(folder: Path) -> None:
    """Invoice lines of an accounting service."""
    write(
        folder / "SalesInvoices.csv",
        {
            "ContactName": lambda x: CUSTOMERS[x.customer],
            "EmailAddress": lambda x: f"info{x.customer}@example.com",
            "InvoiceNumber": lambda x: f"INV-{x.order:04d}",
            "Reference": lambda _: "",
            "InvoiceDate": lambda x: f"{x.day:%d/%m/%Y}",
            "DueDate": lambda x: f"{x.after(30):%d/%m/%Y}",
            "Total": lambda x: point(whole_order(x) * 6 // 5),
            "TaxTotal": lambda x: point(whole_order(x) // 5),
            "InvoiceAmountPaid": lambda x: point(whole_order(x) * 6 // 5),
            "InvoiceAmountDue": lambda _: "0.00",
            "InventoryItemCode": lambda x: PRODUCTS[x.product],
            "Description": lambda x: PRODUCT_NAMES[x.product],
            "Quantity": lambda x: x.quantity,
            "UnitAmount": lambda x: point(x.price),
            "Discount": lambda _: "",
            "LineAmount": lambda x: point(x.cents),
            "AccountCode": lambda _: "200",
            "TaxType": lambda _: "20% (VAT on Income)",
            "TaxAmount": lambda x: point(x.cents // 5),
            "Currency": lambda _: "GBP",
            "Type": lambda _: "Sales invoice",
            "Status": lambda _: "Paid",
        },
    )


def spanish(folder: Path) -> None:
    """Two digits for the year, decimal commas."""
    write(
        folder / "pedidos.csv",
        {
            "Nº pedido": lambda x: f"{x.order:06d}",
            "Fecha pedido": lambda x: f"{x.day:%d-%m-%y}",
            "Cliente": lambda x: CUSTOMERS[x.customer],
            "Producto": lambda x: PRODUCT_NAMES[x.product],
            "Familia": lambda x: FAMILIES[x.product],
            "Cantidad": lambda x: x.quantity,
            "Importe": lambda x: comma(x.cents),
            "Vendedor": lambda x: REPS[x.rep],
            "Provincia": lambda x: ("Madrid", "Sevilla")[x.customer % 2],
        },
        delimiter=";",
    )


def office_store(folder: Path) -> None:
    """Wide lines as dashboards are taught with: sales after discount, the customer and product spelled out in each."""
    write(
        folder / "store.csv",
        {
            "Row ID": lambda x: x.i + 1,
            "Order ID": lambda x: f"US-{x.day.year}-{x.order:06d}",
            "Order Date": lambda x: f"{x.day.month}/{x.day.day}/{x.day.year}",
            "Ship Date": lambda x: f"{x.day.month}/{x.day.day}/{x.day.year}",
            "Ship Mode": lambda _: "Second Class",
            "Customer ID": lambda x: f"CU-{x.customer:05d}",
            "Customer Name": lambda x: CUSTOMERS[x.customer],
            "Segment": lambda x: ("Consumer", "Corporate")[x.customer % 2],
            "Country": lambda _: "United States",
            "City": lambda _: "Henderson",
            "State": lambda _: "Kentucky",
            "Postal Code": lambda _: "42420",
            "Region": lambda x: REGIONS[x.customer % 3],
            "Product ID": lambda x: PRODUCTS[x.product],
            "Category": lambda x: FAMILIES[x.product],
            "Sub-Category": lambda x: PRODUCT_NAMES[x.product],
            "Product Name": lambda x: f"{PRODUCT_NAMES[x.product]}, model {x.product}",
            "Sales": lambda x: f"{x.cents * 0.008:.4f}",
            "Quantity": lambda x: x.quantity,
            "Discount": lambda _: 0.2,
            "Profit": lambda x: f"{x.cents * 0.001:.4f}",
        },
        encoding="cp1252",
    )


def hubspot(folder: Path) -> None:
    """Deals of a CRM."""
    stages = ("Closed won", "Closed lost", "Closed won", "Contract sent", "Appointment scheduled")
    write(
        folder / "hubspot-crm-exports-all-deals.csv",
        {
            "Record ID": lambda x: 9_000_000_000 + x.i,
            "Deal Name": lambda x: f"Deal {x.i}",
            "Deal Stage": lambda x: stages[x.i % 5],
            "Pipeline": lambda _: "Sales Pipeline",
            "Close Date": lambda x: f"{x.day} 12:00",
            "Deal owner": lambda x: REPS[x.rep],
            "Amount": lambda x: point(x.cents * 100),
            "Create Date": lambda x: f"{x.after(-30 - x.i % 9)} 09:30",
            "Associated Company": lambda x: CUSTOMERS[x.customer],
            "Currency": lambda _: "EUR",
        },
    )


def cells_of_json(folder: Path) -> None:
    """A queue's dump: an id, a time, and everything else in one cell."""
    write(
        folder / "events.csv",
        {
            "event_id": lambda x: x.i,
            "created_at": lambda x: f"{x.day}T08:00:00",
            "payload": lambda x: f'{{"customer": "{CUSTOMERS[x.customer]}", "amount": {x.cents / 100}}}',
        },
    )


def personnel(folder: Path) -> None:
    """A list of people: dates and pay, and nothing sold."""
    write(
        folder / "employees.csv",
        {
            "Employee ID": lambda x: x.i,
            "Name": lambda x: f"Person {x.i}",
            "Birth Date": lambda x: f"199{x.i % 10}-03-01",
            "Hire Date": lambda x: f"20{x.i % 20:02d}-01-01",
            "Monthly Salary": lambda x: 3000 + x.i,
            "Department": lambda _: "Sales",
        },
        LINES[:60],
    )


Maker = Callable[[Path], None]
SETS: dict[str, Maker] = {
    make.__name__: make
    for make in (
        german_erp, french, months_in_columns, workbook, no_names, shopify, sap, salesforce, small_company,
        quickbooks, xero, spanish, office_store, hubspot,
    )
}  # fmt: skip
UNSEEN = ("quickbooks", "xero", "spanish", "office_store", "hubspot")
NO_ORDERS: dict[str, Maker] = {make.__name__: make for make in (cells_of_json, personnel)}
"""Sets without a table of orders."""
