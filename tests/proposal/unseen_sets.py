"""Databases and exports that many have met, with made-up rows: written after the proposal, measured before any change.

`truth/<name>.yml` has the right mapping of each, written before the first measurement; its result is in
`truth/README.md`, so that nobody takes today's figure for that of files never seen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.proposal.made_up import (
    CUSTOMERS,
    FAMILIES,
    LINES,
    ORDERS,
    PRODUCT_NAMES,
    PRODUCTS,
    REGIONS,
    REPS,
    comma,
    point,
    whole_order,
    write,
)  # fmt: skip


def music_shop(folder: Path) -> None:
    """A sample database's files: invoices, their lines, customers, tracks with genres by id."""
    write(
        folder / "Invoice.csv",
        {
            "InvoiceId": lambda x: x.order + 1,
            "CustomerId": lambda x: x.customer + 1,
            "InvoiceDate": lambda x: f"{x.day} 00:00:00",
            "BillingAddress": lambda x: f"Street {x.customer}",
            "BillingCity": lambda x: f"City {x.customer}",
            "BillingState": lambda _: "",
            "BillingCountry": lambda x: ("Italy", "Germany", "Norway")[x.customer % 3],
            "BillingPostalCode": lambda x: 10000 + x.customer,
            "Total": lambda x: point(whole_order(x)),
        },
        ORDERS,
    )
    write(
        folder / "InvoiceLine.csv",
        {
            "InvoiceLineId": lambda x: x.i + 1,
            "InvoiceId": lambda x: x.order + 1,
            "TrackId": lambda x: x.product + 1,
            "UnitPrice": lambda x: point(x.price),
            "Quantity": lambda x: x.quantity,
        },
    )
    write(
        folder / "Customer.csv",
        {
            "CustomerId": lambda x: x.i + 1,
            "FirstName": lambda x: f"Given{x.i}",
            "LastName": lambda x: f"Family{x.i}",
            "Company": lambda _: "",
            "Country": lambda x: ("Italy", "Germany", "Norway")[x.i % 3],
            "Email": lambda x: f"c{x.i}@example.com",
            "SupportRepId": lambda x: x.i % 3 + 3,
        },
        LINES[:7],
    )
    write(
        folder / "Track.csv",
        {
            "TrackId": lambda x: x.i + 1,
            "Name": lambda x: f"Song {x.i}",
            "AlbumId": lambda x: x.i + 40,
            "GenreId": lambda x: x.i % 2 + 1,
            "Milliseconds": lambda x: 200_000 + x.i,
            "UnitPrice": lambda x: point(1000 + 37 * x.i),
        },
        LINES[:5],
    )
    write(folder / "Genre.csv", {"GenreId": lambda x: x.i + 1, "Name": lambda x: ("Rock", "Jazz")[x.i]}, LINES[:2])


def bicycle_maker(folder: Path) -> None:
    """Another: order headers with totals, lines with a line total, products, territories."""
    write(
        folder / "SalesOrderHeader.csv",
        {
            "SalesOrderID": lambda x: 43659 + x.order,
            "RevisionNumber": lambda _: 8,
            "OrderDate": lambda x: f"{x.day}T00:00:00",
            "DueDate": lambda x: f"{x.after(12)}T00:00:00",
            "ShipDate": lambda x: f"{x.after(7)}T00:00:00",
            "Status": lambda _: 5,
            "SalesOrderNumber": lambda x: f"SO{43659 + x.order}",
            "CustomerID": lambda x: 29825 + x.customer,
            "SalesPersonID": lambda x: 274 + x.rep,
            "TerritoryID": lambda x: x.customer % 3 + 1,
            "SubTotal": lambda x: point(whole_order(x)),
            "TaxAmt": lambda x: point(whole_order(x) // 10),
            "Freight": lambda _: "12.50",
            "TotalDue": lambda x: point(whole_order(x) * 11 // 10 + 1250),
        },
        ORDERS,
    )
    write(
        folder / "SalesOrderDetail.csv",
        {
            "SalesOrderID": lambda x: 43659 + x.order,
            "SalesOrderDetailID": lambda x: x.i + 1,
            "CarrierTrackingNumber": lambda x: f"4911-{x.order:04d}",
            "OrderQty": lambda x: x.quantity,
            "ProductID": lambda x: 776 + x.product,
            "SpecialOfferID": lambda _: 1,
            "UnitPrice": lambda x: point(x.price),
            "UnitPriceDiscount": lambda _: "0.00",
            "LineTotal": lambda x: point(x.cents),
        },
    )
    write(
        folder / "Product.csv",
        {
            "ProductID": lambda x: 776 + x.i,
            "Name": lambda x: f"Bike {x.i}",
            "ProductNumber": lambda x: f"BK-{x.i:03d}",
            "StandardCost": lambda x: point(500 + x.i),
            "ListPrice": lambda x: point(1000 + 37 * x.i),
            "ProductSubcategoryID": lambda x: x.i % 2 + 1,
        },
        LINES[:6],
    )


def marketplace(folder: Path) -> None:
    """Orders, their items without a quantity, customers, products, reviews of a South American marketplace."""
    key = lambda kind, number: f"{kind}{number * 7919 % 99991:05d}f00d"  # noqa: E731 -- ids as hashes look
    write(
        folder / "olist_orders_dataset.csv",
        {
            "order_id": lambda x: key("o", x.order),
            "customer_id": lambda x: key("c", x.order),
            "order_status": lambda _: "delivered",
            "order_purchase_timestamp": lambda x: f"{x.day} 10:56:33",
            "order_approved_at": lambda x: f"{x.day} 11:07:15",
            "order_delivered_carrier_date": lambda x: f"{x.after(2)} 19:55:00",
            "order_delivered_customer_date": lambda x: f"{x.after(8)} 21:25:13",
            "order_estimated_delivery_date": lambda x: f"{x.after(16)} 00:00:00",
        },
        ORDERS,
    )
    write(
        folder / "olist_order_items_dataset.csv",
        {
            "order_id": lambda x: key("o", x.order),
            "order_item_id": lambda x: x.i % 3 + 1,
            "product_id": lambda x: key("p", x.product),
            "seller_id": lambda x: key("s", x.rep),
            "shipping_limit_date": lambda x: f"{x.after(5)} 11:07:15",
            "price": lambda x: point(x.price),
            "freight_value": lambda _: "8.72",
        },
    )
    write(
        folder / "olist_customers_dataset.csv",
        {
            "customer_id": lambda x: key("c", x.order),
            "customer_unique_id": lambda x: key("u", x.customer),
            "customer_zip_code_prefix": lambda x: 14409 + x.customer,
            "customer_city": lambda _: "franca",
            "customer_state": lambda x: ("SP", "RJ", "MG")[x.customer % 3],
        },
        ORDERS,
    )
    write(
        folder / "olist_products_dataset.csv",
        {
            "product_id": lambda x: key("p", x.i),
            "product_category_name": lambda x: ("perfumaria", "artes")[x.i % 2],
            "product_name_lenght": lambda x: 40 + x.i,
            "product_photos_qty": lambda _: 1,
            "product_weight_g": lambda x: 225 + x.i,
        },
        LINES[:6],
    )
    write(
        folder / "olist_order_reviews_dataset.csv",
        {
            "review_id": lambda x: key("r", x.order),
            "order_id": lambda x: key("o", x.order),
            "review_score": lambda x: x.order % 5 + 1,
            "review_comment_title": lambda _: "",
            "review_creation_date": lambda x: f"{x.after(10)} 00:00:00",
        },
        ORDERS,
    )


def model_cars(folder: Path) -> None:
    """One flat file in capitals, a time at each date, prices that are capped."""
    write(
        folder / "sales_data_sample.csv",
        {
            "ORDERNUMBER": lambda x: 10100 + x.order,
            "QUANTITYORDERED": lambda x: x.quantity,
            "PRICEEACH": lambda x: min(100, x.price / 10),
            "ORDERLINENUMBER": lambda x: x.i % 3 + 1,
            "SALES": lambda x: point(x.cents * 10),
            "ORDERDATE": lambda x: f"{x.day.month}/{x.day.day}/{x.day.year} 0:00",
            "STATUS": lambda x: "Cancelled" if x.order % 40 == 3 else "Shipped",
            "QTR_ID": lambda x: (x.day.month + 2) // 3,
            "MONTH_ID": lambda x: x.day.month,
            "YEAR_ID": lambda x: x.day.year,
            "PRODUCTLINE": lambda x: ("Motorcycles", "Classic Cars")[x.product % 2],
            "MSRP": lambda x: 95 + x.product,
            "PRODUCTCODE": lambda x: f"S10_{1678 + x.product}",
            "CUSTOMERNAME": lambda x: CUSTOMERS[x.customer],
            "PHONE": lambda x: f"2125557{x.customer:03d}",
            "CITY": lambda _: "NYC",
            "COUNTRY": lambda x: ("USA", "France")[x.customer % 2],
            "TERRITORY": lambda x: ("NA", "EMEA")[x.customer % 2],
            "CONTACTLASTNAME": lambda x: f"Yu{x.customer}",
            "DEALSIZE": lambda x: ("Small", "Medium")[x.i % 2],
        },
        encoding="cp1252",
    )


def supermarket(folder: Path) -> None:
    """Receipts with tax, a rating in each row."""
    write(
        folder / "supermarket_sales - Sheet1.csv",
        {
            "Invoice ID": lambda x: f"{750 + x.i // 100}-{x.i % 100:02d}-8428",
            "Branch": lambda x: "ABC"[x.customer % 3],
            "City": lambda x: ("Yangon", "Mandalay", "Naypyitaw")[x.customer % 3],
            "Customer type": lambda x: ("Member", "Normal")[x.i % 2],
            "Gender": lambda x: ("Female", "Male")[x.i // 2 % 2],
            "Product line": lambda x: ("Health and beauty", "Sports and travel")[x.product % 2],
            "Unit price": lambda x: point(x.price),
            "Quantity": lambda x: x.quantity,
            "Tax 5%": lambda x: point(x.cents // 20),
            "Total": lambda x: point(x.cents + x.cents // 20),
            "Date": lambda x: f"{x.day.month}/{x.day.day}/{x.day.year}",
            "Time": lambda x: f"{10 + x.i % 10}:{x.i % 60:02d}",
            "Payment": lambda x: ("Ewallet", "Cash")[x.i % 2],
            "cogs": lambda x: point(x.cents),
            "gross margin percentage": lambda _: "4.761904762",
            "gross income": lambda x: point(x.cents // 20),
            "Rating": lambda x: f"{5 + x.i % 50 / 10:.1f}",
        },
    )


def web_shop_plugin(folder: Path) -> None:
    """A plugin's export of a shop: totals of the order repeated on each of its lines."""
    write(
        folder / "orders-2025-12-31.csv",
        {
            "Order Number": lambda x: 5000 + x.order,
            "Order Status": lambda _: "Completed",
            "Order Date": lambda x: f"{x.day} 09:12",
            "Customer Note": lambda _: "",
            "First Name (Billing)": lambda x: f"Given{x.customer}",
            "Last Name (Billing)": lambda x: f"Family{x.customer}",
            "Email (Billing)": lambda x: f"b{x.customer}@example.com",
            "Country Code (Billing)": lambda x: ("DE", "AT")[x.customer % 2],
            "Payment Method Title": lambda _: "PayPal",
            "Cart Discount Amount": lambda _: "0",
            "Order Subtotal Amount": lambda x: point(whole_order(x)),
            "Order Shipping Amount": lambda _: "4.9",
            "Order Total Amount": lambda x: point(whole_order(x) * 119 // 100 + 490),
            "Order Total Tax Amount": lambda x: point(whole_order(x) * 19 // 100),
            "SKU": lambda x: PRODUCTS[x.product],
            "Item #": lambda x: x.i % 3 + 1,
            "Item Name": lambda x: PRODUCT_NAMES[x.product],
            "Quantity (- Refund)": lambda x: x.quantity,
            "Item Price": lambda x: point(x.price),
        },
    )


def posted_lines(folder: Path) -> None:
    """A German ERP's posted lines with codes for everything."""
    write(
        folder / "Verkaufsrechnungszeilen.csv",
        {
            "Belegnr.": lambda x: f"VR{20000 + x.order}",
            "Zeilennr.": lambda x: (x.i % 3 + 1) * 10000,
            "Buchungsdatum": lambda x: f"{x.day:%d.%m.%y}",
            "Debitorennr.": lambda x: f"D{10000 + x.customer}",
            "Debitorenname": lambda x: CUSTOMERS[x.customer],
            "Artikelnr.": lambda x: PRODUCTS[x.product],
            "Beschreibung": lambda x: PRODUCT_NAMES[x.product],
            "Artikelkategoriencode": lambda x: FAMILIES[x.product],
            "Menge": lambda x: x.quantity,
            "VK-Preis": lambda x: comma(x.price, "."),
            "Zeilenbetrag": lambda x: comma(x.cents, "."),
            "Einstandsbetrag": lambda x: comma(x.cents * 6 // 10, "."),
            "Verkäufercode": lambda x: REPS[x.rep][:2].upper(),
            "Gebietscode": lambda x: REGIONS[x.customer % 3].upper(),
            "Währungscode": lambda _: "EUR",
        },
        delimiter=";",
        encoding="cp1252",
    )


def payments(folder: Path) -> None:
    """A payment service's list."""
    write(
        folder / "unified_payments.csv",
        {
            "id": lambda x: f"ch_{x.i * 104729 % 1000003:07d}",
            "Created date (UTC)": lambda x: f"{x.day} 12:{x.i % 60:02d}:08",
            "Amount": lambda x: point(x.cents),
            "Amount Refunded": lambda _: "0.00",
            "Currency": lambda _: "eur",
            "Fee": lambda x: point(x.cents // 40 + 25),
            "Status": lambda _: "Paid",
            "Customer ID": lambda x: f"cus_{x.customer:05d}",
            "Customer Email": lambda x: f"b{x.customer}@example.com",
            "Card Brand": lambda x: ("Visa", "MasterCard")[x.i % 2],
        },
    )


def accounting(folder: Path) -> None:
    """A French accounting package's lines."""
    write(
        folder / "lignes_facture.csv",
        {
            "N° pièce": lambda x: f"FA{x.order:05d}",
            "Date pièce": lambda x: f"{x.day:%d/%m/%y}",
            "Code tiers": lambda x: f"C{x.customer:03d}",
            "Intitulé tiers": lambda x: CUSTOMERS[x.customer],
            "Référence article": lambda x: PRODUCTS[x.product],
            "Désignation": lambda x: PRODUCT_NAMES[x.product],
            "Code famille": lambda x: FAMILIES[x.product],
            "Qté facturée": lambda x: x.quantity,
            "PU net": lambda x: comma(x.price),
            "Montant net HT": lambda x: comma(x.cents),
            "Représentant": lambda x: REPS[x.rep],
            "Dépôt": lambda _: "Lyon",
        },
        delimiter=";",
    )


def posted_invoices(folder: Path) -> None:
    """An ERP's posted sales invoice lines, in English."""
    write(
        folder / "Posted Sales Invoice Lines.csv",
        {
            "Posting Date": lambda x: f"{x.day:%m/%d/%Y}",
            "Document No.": lambda x: f"PSI{x.order:05d}",
            "Line No.": lambda x: (x.i % 3 + 1) * 10000,
            "Sell-to Customer No.": lambda x: f"C{x.customer:05d}",
            "Sell-to Customer Name": lambda x: CUSTOMERS[x.customer],
            "Type": lambda _: "Item",
            "No.": lambda x: PRODUCTS[x.product],
            "Description": lambda x: PRODUCT_NAMES[x.product],
            "Quantity": lambda x: x.quantity,
            "Unit Price Excl. VAT": lambda x: point(x.price),
            "Line Discount %": lambda _: 0,
            "Line Amount Excl. VAT": lambda x: point(x.cents),
            "Salesperson Code": lambda x: REPS[x.rep][:2].upper(),
            "Item Category Code": lambda x: FAMILIES[x.product],
        },
    )


def bakery(folder: Path) -> None:
    """A till's tickets, the price with its sign."""
    write(
        folder / "Bakery sales.csv",
        {
            "": lambda x: x.i,
            "date": lambda x: x.day,
            "time": lambda x: f"{8 + x.i % 10:02d}:{x.i % 60:02d}",
            "ticket_number": lambda x: f"{150040 + x.order}.0",
            "article": lambda x: PRODUCT_NAMES[x.product].upper(),
            "Quantity": lambda x: f"{x.quantity}.0",
            "unit_price": lambda x: comma(x.price, sign=" €"),
        },
    )


def german_crm(folder: Path) -> None:
    """A German CRM's chances of sale."""
    phases = ("Gewonnen", "Verloren", "Gewonnen", "Angebot", "Erstkontakt")
    write(
        folder / "Verkaufschancen.csv",
        {
            "Verkaufschance": lambda x: f"VC-{x.i:04d}",
            "Firma": lambda x: CUSTOMERS[x.customer],
            "Phase": lambda x: phases[x.i % 5],
            "Angelegt am": lambda x: f"{x.after(-40 - x.i % 9):%d.%m.%Y}",
            "Abschlussdatum": lambda x: f"{x.day:%d.%m.%Y}",
            "Auftragswert": lambda x: comma(x.cents * 100, "."),
            "Vertriebsmitarbeiter": lambda x: REPS[x.rep],
            "Gebiet": lambda x: REGIONS[x.customer % 3],
        },
        delimiter=";",
        encoding="cp1252",
    )


def sales_module(folder: Path) -> None:
    """An open-source ERP's export of orders with their lines."""
    write(
        folder / "sale.order.csv",
        {
            "Order Reference": lambda x: f"S{x.order:05d}",
            "Order Date": lambda x: f"{x.day} 08:15:00",
            "Customer": lambda x: CUSTOMERS[x.customer],
            "Salesperson": lambda x: REPS[x.rep],
            "Sales Team": lambda x: REGIONS[x.customer % 3],
            "Order Lines/Product": lambda x: PRODUCT_NAMES[x.product],
            "Order Lines/Quantity": lambda x: x.quantity,
            "Order Lines/Unit Price": lambda x: point(x.price),
            "Order Lines/Subtotal": lambda x: point(x.cents),
            "Invoice Status": lambda _: "Fully Invoiced",
        },
    )


def deal_board(folder: Path) -> None:
    """A CRM of boards and cards, its table's name before each column's."""
    write(
        folder / "deals-12345.csv",
        {
            "Deal - ID": lambda x: x.i + 1,
            "Deal - Title": lambda x: f"{CUSTOMERS[x.customer]} deal",
            "Deal - Value": lambda x: point(x.cents * 100),
            "Deal - Currency": lambda _: "EUR",
            "Deal - Status": lambda x: ("Won", "Lost", "Open")[x.i % 3],
            "Deal - Won time": lambda x: "" if x.i % 3 else f"{x.day} 10:00:00",
            "Deal - Deal created": lambda x: f"{x.after(-30)} 09:00:00",
            "Deal - Owner": lambda x: REPS[x.rep],
            "Deal - Organization": lambda x: CUSTOMERS[x.customer],
        },
    )


def invoice_book(folder: Path) -> None:
    """A German small firm's book of invoices, a row each."""
    write(
        folder / "Rechnungsausgangsbuch 2024-2025.csv",
        {
            "Rechnungs-Nr": lambda x: f"RE-{x.order:05d}",
            "Rg-Datum": lambda x: f"{x.day:%d.%m.%Y}",
            "Kd-Nr": lambda x: 10001 + x.customer,
            "Name": lambda x: CUSTOMERS[x.customer],
            "Ort": lambda _: "Ulm",
            "Netto": lambda x: comma(whole_order(x), "."),
            "USt": lambda x: comma(whole_order(x) * 19 // 100, "."),
            "Brutto": lambda x: comma(whole_order(x) * 119 // 100, "."),
            "Vertreter": lambda x: REPS[x.rep],
        },
        ORDERS,
        delimiter=";",
        encoding="cp1252",
    )


def invoice_list(folder: Path) -> None:
    """A Spanish one."""
    write(
        folder / "facturas emitidas.csv",
        {
            "Nº Factura": lambda x: f"F/{x.order:05d}",
            "F. Emisión": lambda x: f"{x.day:%d/%m/%Y}",
            "Cód. Cliente": lambda x: f"{430000 + x.customer}",
            "Razón Social": lambda x: CUSTOMERS[x.customer],
            "Base Imponible": lambda x: comma(whole_order(x), "."),
            "IVA": lambda x: comma(whole_order(x) * 21 // 100, "."),
            "Total": lambda x: comma(whole_order(x) * 121 // 100, "."),
            "Comercial": lambda x: REPS[x.rep],
            "Forma de Pago": lambda _: "Transferencia",
        },
        ORDERS,
        delimiter=";",
    )


SETS: dict[str, Callable[[Path], None]] = {
    make.__name__: make
    for make in (
        music_shop,
        bicycle_maker,
        marketplace,
        model_cars,
        supermarket,
        web_shop_plugin,
        posted_lines,
        payments,
        accounting,
        posted_invoices,
        bakery,
        german_crm,
        sales_module,
        deal_board,
        invoice_book,
        invoice_list,
    )
}
