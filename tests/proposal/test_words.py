"""Headers and what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.contract import TABLES
from salesplan_nb.proposal.headers import HEADERS
from salesplan_nb.proposal.vocabulary import SEVERAL, WORDS
from salesplan_nb.proposal.words import named, plain, said, words


@pytest.mark.parametrize(
    ("header", "concepts"),
    [
        ("SalesOrderLineNumber", {"order", "line", "id"}),  # camel case; a sales order is an order
        ("QUANTITYORDERED", {"quantity", "order"}),  # two words in one
        ("Auftragsnummer", {"order", "id"}),  # with German's s between them
        ("N° de commande", {"order", "id"}),
        ("Währungscode", {"currency", "id"}),
        ("Sales Team", {"rep"}),  # two words with a meaning of their own
        ("KUNNR", {"customer", "id"}),  # a field name of SAP
    ],
)
def test_a_header_is_heard_in_the_languages_of_exports(header: str, concepts: set[str]) -> None:
    assert said(header).concepts == concepts
    assert said(header).unknown == 0


def test_a_word_that_nobody_knows_is_counted() -> None:
    assert said("Blorp Date").unknown == 1


@pytest.mark.parametrize(
    ("column", "right", "wrong"),
    [
        ("order_date", "Order Date", ["Ship Date", "Due Date", "Birth Date", "Customer Date"]),
        ("amount", "Net Amount", ["Tax Amount", "Discount Amount", "Freight", "Target Amount"]),
        ("order_id", "Order ID", ["Customer ID", "Order Line No.", "Order Status"]),
        ("unit_price", "Unit Price", ["Unit Cost", "Price Group"]),
    ],
)
def test_words_that_do_not_belong_there_speak_against_a_column(column: str, right: str, wrong: list[str]) -> None:
    assert named("orders", column, right) > 0.9
    assert all(named("orders", column, header) < 0.5 for header in wrong)


@pytest.mark.parametrize(
    ("table", "column", "headers"),
    [
        # A price that is extended is one times the pieces: taken for a price, sales would be pieces x pieces x price.
        ("orders", "amount", ["Ext. Price", "Ext Price", "Extd. Price", "Extended Sales"]),
        # India's invoices: the value that is taxed is the net one.
        ("orders", "amount", ["Taxable Value (Rs.)", "Taxable Amount", "Assessable Value INR"]),
        ("orders", "unit_price", ["Unit Price EUR", "Preis CHF", "Einzelpreis (USD)", "Price per piece GBP"]),
        ("orders", "customer_id", ["Party Name"]),
        ("products", "list_price", ["List Price EUR", "Price USD", "Unit Price SEK"]),
        ("products", "unit_cost", ["Unit Cost EUR", "Cost per Unit PLN", "Einkaufspreis CHF"]),
    ],
)
def test_words_of_trades_and_currencies_beside_a_name_leave_it_known(
    table: str, column: str, headers: list[str]
) -> None:
    assert [header for header in headers if named(table, column, header) < 0.8] == []


def test_an_extended_price_is_no_unit_price_and_a_gross_value_no_match_for_a_net_one() -> None:
    assert named("orders", "unit_price", "Ext. Price") < 0.4
    assert named("orders", "amount", "Taxable Value (Rs.)") > named("orders", "amount", "Invoice Value (Rs.)")
    assert all("tax" in said(header).concepts for header in ("CGST", "SGST 9%", "IGST (Rs.)"))


def test_the_vocabulary_speaks_of_columns_and_concepts_that_there_are() -> None:
    concepts = set(WORDS) | {concept for text in SEVERAL for concept in text.split()}
    for table, columns in HEADERS.items():
        known = {name.removesuffix("_cents") for name in TABLES[table].columns}
        assert set(columns) <= known, table
        for patterns in columns.values():
            assert {concept for pattern in patterns for concept in pattern.needs | pattern.also} <= concepts
            assert all(0 < pattern.weight < 1 for pattern in patterns)


def test_every_word_of_the_vocabulary_is_written_as_headers_are_read() -> None:
    # A word with an accent or a capital would never be found.
    texts = (*WORDS.values(), *SEVERAL.values())
    assert [word for text in texts for word in text.split() if plain(word) != word] == []


@pytest.mark.parametrize(
    ("column", "headers"),
    [
        (
            "order_date",
            ["Fecha de pedido", "Date de commande", "Orderdatum", "Data zamówienia", "Data ordine", "受注日"],
        ),
        (
            "order_id",
            ["N.º de pedido", "N° commande", "Ordernummer", "Nr zamówienia", "Número da encomenda", "受注番号"],
        ),
        ("customer_id", ["Cliente", "Client", "Klant", "Klient", "Cliente", "顧客名"]),
        ("quantity", ["Cantidad", "Quantité", "Aantal", "Ilość", "Quantidade", "数量"]),
        (
            "unit_price",
            ["Precio unitario", "Prix unitaire", "Prijs per stuk", "Cena jednostkowa", "Preço unitário", "単価"],
        ),
        ("amount", ["Importe", "Montant HT", "Bedrag", "Wartość netto", "Valor total", "税抜金額"]),
        ("region", ["Región", "Région", "Regio", "Województwo", "Regione", "地域"]),
    ],
)
def test_the_plain_words_of_other_languages_name_their_columns(column: str, headers: list[str]) -> None:
    assert [header for header in headers if named("orders", column, header) < 0.7] == []


@given(st.text(max_size=60))
def test_any_text_is_a_header(text: str) -> None:
    assert all(word == word.lower() and word.isascii() for word in words(text))
    assert 0 <= named("orders", "amount", text) <= 1
