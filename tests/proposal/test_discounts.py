"""Discounts beside an amount: whether it is before or after them is shown by the rows, not by what it is called."""

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from salesplan_nb.proposal import proposed
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.rules import add_rules
from salesplan_nb.proposal.tables import surveyed
from salesplan_nb.proposal.words import named, said
from tests.proposal.conftest import Files

ROWS = range(40)
PIECES = (1, 2, 5)
PRICES = (Decimal("11.98"), Decimal("49.43"), Decimal("1178.15"))
PERCENT = (Decimal(0), Decimal("7.5"), Decimal(10), Decimal("33.33"))


def orders(files: Files, header: str, rows: list[str]) -> Draft:
    found = list(files(orders="\n".join([header, *rows]) + "\n").values())
    drafts = surveyed(found, links(found)).drafts
    add_rules(drafts)
    return drafts["orders"]


def row(i: int) -> tuple[int, Decimal, Decimal, Decimal]:
    """Pieces, price, percent and the gross amount of the i-th row."""
    pieces, price, percent = PIECES[i % 3], PRICES[i % 3], PERCENT[i % 4]
    return pieces, price, percent, pieces * price


def net(i: int) -> Decimal:
    """What is left of the i-th row's gross amount, rounded half-even to the cent as intake rounds."""
    _pieces, _price, percent, gross = row(i)
    return (gross * (100 - percent) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def day(i: int) -> str:
    return f"2026-{i % 4 + 1:02d}-{i % 28 + 1:02d}"


def lines(header: str, amounts: list[Decimal]) -> tuple[str, list[str]]:
    rows = [
        f"{day(i)},{pieces},{price},{percent},{amount:.2f}"
        for i, amount in zip(ROWS, amounts, strict=True)
        for pieces, price, percent, _gross in [row(i)]
    ]
    return header, rows


GROSS = [row(i)[3] for i in ROWS]
NET = [net(i) for i in ROWS]


@pytest.mark.parametrize(
    "header",
    [
        "Fecha,Uds.,Precio ud.,Dto. %,Importe",
        "Datum,Stk.,E-Preis,Rab. %,Betrag",
        "Date,Qté,P.U.,Rem. %,Montant",
        "Data,Q.tà,Prezzo pz.,Sc. %,Importo",
        "Data,Qtde.,Preço un.,Desc. %,Valor",
        "Datum,Aantal,Prijs/stuk,Korting %,Bedrag",
        "Date,Qty.,Px. unit.,Disc. %,Amount",
    ],
)
def test_an_amount_before_discount_is_not_what_was_sold_for_in_any_language(files: Files, header: str) -> None:
    draft = orders(files, *lines(header, GROSS))
    _day, pieces, price, percent, amount = (
        f'"{n}"' if not n.isidentifier() or not n.isascii() else n for n in header.split(",")
    )
    assert draft.matches["amount"].expression == f"{pieces} * {price} * (1 - {percent} / 100)"
    # Both sums, by hand: what 40 rows come to before discount and after it; three rows of four have one.
    assert draft.assumed[0].startswith(f"orders: {amount.strip(chr(34))!r} is before discount")
    assert f"{sum(GROSS):,.2f} become {sum(NET):,.2f} in all rows" in draft.assumed[0]
    assert "(30 rows with one)" in draft.assumed[0]


def test_why_such_an_amount_is_not_used_is_said(tmp_path: Path) -> None:
    header, rows = lines("Date,Qty,Price,Discount %,Amount", GROSS)
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    [left] = proposed([path], tmp_path / "plan").unmapped
    assert (left.column, left.why) == ("Amount", 'money too; the amount is Qty * Price * (1 - "Discount %" / 100)')


def test_an_amount_after_discount_stays_as_it_is_without_a_word(files: Files) -> None:
    draft = orders(files, *lines("Date,Qty,Unit Price,Discount %,Gross amount", NET))  # whatever it is called
    assert (draft.matches["amount"].source, draft.matches["amount"].confidence) == ("Gross amount", 0.98)
    assert draft.assumed == []


def test_few_rows_with_a_discount_show_as_well_what_the_amount_is(files: Files) -> None:
    # 4 rows of 100 have a discount: that 96 of them are quantity x price tells nothing of the four.
    whole = [(i, i % 7 + 2, Decimal(i + 3)) for i in range(100)]
    for before in (True, False):
        rows = []
        for i, pieces, price in whole:
            off = 0 if i % 25 else 20
            amount = pieces * price * (1 if before else Decimal(100 - off) / 100)
            rows.append(f"{day(i)},{pieces},{price}.00,{off},{amount:.2f}")
        draft = orders(files, "Date,Qty,Price,Discount,Amount", rows)
        assert draft.matches["amount"].source == ("Qty * Price * (1 - Discount / 100)" if before else "Amount")
        assert len(draft.assumed) == before


def test_a_few_discounts_in_a_long_table_are_all_looked_at(files: Files) -> None:
    # 5 of 6,000 rows have one, none of them where a sample of every third row would see it.
    rows = [f"{day(i)},{i % 7 + 2},3.00,{20 if i % 1200 == 1 else 0},{(i % 7 + 2) * 3}.00" for i in range(6000)]
    draft = orders(files, "Date,Qty,Price,Discount,Amount", rows)
    assert draft.matches["amount"].source == "Qty * Price * (1 - Discount / 100)"


def test_a_discount_that_is_less_than_what_rounding_does_shows_nothing(files: Files) -> None:
    # A cent of a price in two decimals is 10.00 in 1000 pieces; 5% of 100.00 are less.
    draft = orders(files, "Date,Qty,Price,Discount,Amount", [f"{day(i)},1000,0.10,{i % 2 * 5},100.00" for i in ROWS])
    assert draft.matches["amount"].source == "Amount"
    assert "(20 rows with one) is not taken off" in draft.assumed[0]


def test_what_is_called_percent_is_percent_where_it_could_be_money_as_well(files: Files) -> None:
    # 7.5 and 33.33 could be taken off 490.00 and more as money.
    rows = [f"{day(i)},{i % 3 + 1},490.00,{PERCENT[i % 4]},{(i % 3 + 1) * 490}.00" for i in ROWS]
    assert orders(files, "Date,Qty,Price,Rabatt %,Amount", rows).matches["amount"].source.endswith('"Rabatt %" / 100)')
    assert orders(files, "Date,Qty,Price,Rabatt,Amount", rows).matches["amount"].source == "Qty * Price - Rabatt"


def test_a_price_that_is_less_the_discount_already_is_not_reduced_twice(files: Files) -> None:
    rows: list[str] = []
    for pieces, price, percent, _gross in map(row, ROWS):
        unit = (price * (100 - percent) / 100).quantize(Decimal("0.01"))
        rows.append(f"{day(len(rows))},{pieces},{price},{percent},{unit},{pieces * unit}")
    draft = orders(files, "Date,Qty,List price,Discount %,Unit price,Amount", rows)
    assert (draft.matches["amount"].source, draft.assumed) == ("Amount", [])


def test_a_column_that_is_the_amount_less_its_discount_is_the_amount(files: Files) -> None:
    rows = [
        f"{day(i)},{amount:.2f},{i % 5}.25,{amount - (i % 5) - Decimal('0.25'):.2f}"
        for i, amount in zip(ROWS, GROSS, strict=True)
    ]
    draft = orders(files, "Date,Subtotal,Discount,Total", rows)
    assert (draft.matches["amount"].source, draft.assumed) == ("Total", [])


def test_a_discount_that_nothing_shows_to_be_off_is_said_with_its_rows(files: Files) -> None:
    rows = [f"{day(i)},{amount:.2f},{5 if i % 4 == 0 else 0}" for i, amount in zip(ROWS, GROSS, strict=True)]
    draft = orders(files, "Date,Amount,Discount", rows)
    assert draft.matches["amount"].source == "Amount"
    told = "is not taken off 'Amount', and nothing shows whether it is off already"
    assert draft.assumed == [f"orders: the discount in 'Discount' (10 rows with one) {told}"]  # every fourth row of 40


def test_a_column_of_discounts_that_are_all_nothing_needs_no_word(files: Files) -> None:
    rows = [f"{day(i)},{amount:.2f},0" for i, amount in zip(ROWS, GROSS, strict=True)]
    assert orders(files, "Date,Amount,Discount", rows).assumed == []


def test_a_discount_for_early_payment_lowers_no_price(files: Files) -> None:
    draft = orders(files, *lines("Datum,Menge,Einzelpreis,Skonto %,Betrag", GROSS))
    assert draft.matches["amount"].source == "Betrag"
    assert draft.assumed[0].startswith(
        "orders: the discount in 'Skonto %' (30 rows with one) is not taken off 'Betrag'"
    )


@pytest.mark.parametrize("amounts", [GROSS, NET])
def test_a_second_discount_is_said_whatever_becomes_of_the_first(files: Files, amounts: list[Decimal]) -> None:
    header, rows = lines("Datum,Menge,Einzelpreis,Rabatt %,Betrag", amounts)
    draft = orders(files, header + ",Skonto %", [f"{text},{i % 2 * 3}" for i, text in enumerate(rows)])
    assert "the discount in 'Skonto %' (20 rows with one) is not taken off" in draft.assumed[-1]  # every second of 40


def test_nor_is_one_for_early_payment_forgotten_where_the_amount_is_derived(files: Files) -> None:
    rows = [f"{day(i)},{i % 3 + 1},9.50,{i % 2 * 3}" for i in ROWS]
    draft = orders(files, "Datum,Menge,Einzelpreis,Skonto %", rows)
    assert draft.matches["amount"].source == "Menge * Einzelpreis"
    assert "the discount in 'Skonto %' (20 rows with one) is not taken off" in draft.assumed[0]


def test_percent_and_the_money_that_it_comes_to_are_one_discount(files: Files) -> None:
    rows = [
        f"{day(i)},{pieces},{price},{percent},{gross * percent / 100:.2f},{gross:.2f}"
        for i in ROWS
        for pieces, price, percent, gross in [row(i)]
    ]
    draft = orders(files, "Date,Qty,Price,Discount %,Discount value,Amount", rows)
    assert draft.matches["amount"].source == 'Qty * Price * (1 - "Discount %" / 100)'
    assert len(draft.assumed) == 1


def test_what_is_more_than_the_row_s_money_is_percent_though_nothing_says_so(files: Files) -> None:
    # 33.33 off a piece at 11.98 would leave less than nothing.
    draft = orders(files, *lines("Date,Qty,Price,Discount,Amount", GROSS))
    assert draft.matches["amount"].source == "Qty * Price * (1 - Discount / 100)"


def test_no_description_is_a_discount_and_numbers_under_its_short_form_are_one(files: Files) -> None:
    rows = [
        f"{day(i)},{pieces},{price},{percent},x{i % 3},{gross:.2f}"
        for i in ROWS
        for pieces, price, percent, gross in [row(i)]
    ]
    numbers = orders(files, "Fecha,Uds.,Precio ud.,Desc.,Ref.,Importe", rows)
    assert numbers.matches["amount"].source == '"Uds." * "Precio ud." * (1 - "Desc." / 100)'
    whole = [f"{day(i)},{i % 3 + 1},9.00,{i % 3 * 10},{(i % 3 + 1) * 9}.00" for i in ROWS]
    assert "product_id" not in orders(files, "Fecha,Uds.,Precio ud.,Desc.,Importe", whole).matches
    swapped = orders(files, "Date,Qty,Price,Size,Desc.,Amount", rows)
    assert swapped.matches["amount"].source == "Amount"


def test_rows_that_are_set_aside_are_not_said_to_lack_a_discount(files: Files) -> None:
    header, rows = lines("Region,Date,Qty,Price,Discount %,Amount", GROSS)
    rows = [f"N,{text}" for text in rows] + [f"Total,,107,9.00,,{sum(GROSS)}"]
    draft = orders(files, header, rows)
    assert not any("taken to have none" in text for text in draft.assumed)


def test_the_profit_is_not_taken_off_an_amount_before_discount_for_the_cost(files: Files) -> None:
    header, rows = lines("Date,Qty,Price,Discount %,Amount", GROSS)
    draft = orders(files, f"{header},Profit", [f"{text},{i}.25" for i, text in enumerate(rows)])
    assert "cost" not in draft.matches


def test_a_word_among_discounts_is_none(files: Files) -> None:
    rows = [f"{day(i)},{amount:.2f},{5 if i % 4 == 0 else 0}" for i, amount in zip(ROWS, GROSS, strict=True)]
    rows[1] = rows[1].removesuffix(",0") + ",see page 3"
    assert "(10 rows with one)" in orders(files, "Date,Amount,Discount", rows).assumed[0]  # every fourth row of 40


def test_a_row_without_pieces_is_not_said_to_lack_a_discount(files: Files) -> None:
    header, rows = lines("Date,Qty,Price,Discount %,Amount", GROSS)
    draft = orders(files, header, [*rows, "2026-04-20,,,,", "2026-04-21,2,1.00,,2.00"])
    assert "orders: 1 row without 'Discount %' taken to have none" in draft.assumed


@pytest.mark.parametrize(
    "header", ["Dto.", "Dcto %", "Rabais", "Sconto", "Korting", "Rabatt %", "Remise (%)", "Desconto"]
)
def test_discounts_are_known_by_their_abbreviations(header: str) -> None:
    assert "discount" in said(header).concepts


@pytest.mark.parametrize("header", ["Uds.", "Ud.", "Stk.", "Qté", "Unid.", "Anz.", "Pz.", "Cdad."])
def test_pieces_are_known_by_their_abbreviations(header: str) -> None:
    assert named("orders", "quantity", header) == 0.95
