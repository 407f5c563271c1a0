"""How far orders are: what was called off is no sale, what nothing is known of is asked for."""

from pathlib import Path

import pytest

from salesplan_nb.intake import read
from salesplan_nb.proposal import init_from
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.order_states import order_state
from salesplan_nb.proposal.rules import add_rules
from salesplan_nb.proposal.tables import surveyed
from salesplan_nb.workspace import load
from tests.proposal.conftest import Files

ROWS = range(24)
"""Two rows a month; the i-th is sold for i + 1.50."""


def day(i: int) -> str:
    return f"2026-{i // 2 + 1:02d}-{i % 2 * 10 + 5:02d}"


def lines(header: str, states: list[str]) -> list[str]:
    return [f"Order ID,Date,Amount,{header}", *(f"O{i},{day(i)},{i + 1}.50,{states[i]}" for i in ROWS)]


def drafts(files: Files, **tables: list[str]) -> dict[str, Draft]:
    found = list(files(**{name: "\n".join(rows) + "\n" for name, rows in tables.items()}).values())
    made = surveyed(found, links(found)).drafts
    add_rules(made)
    return made


def orders(files: Files, header: str, states: list[str]) -> Draft:
    return drafts(files, orders=lines(header, states))["orders"]


def rules(draft: Draft) -> list[tuple[str, tuple[str, ...], tuple[str, ...], int]]:
    return [(rule.says, rule.columns, rule.values, rule.rows) for rule in draft.rules]


def some(usual: str, **others: str) -> list[str]:
    """A state for each row: those of rows r1, r2 ... apart, the usual one."""
    return [others.get(f"r{i}", usual) for i in ROWS]


@pytest.mark.parametrize(
    ("header", "usual", "cancelled"),
    [
        ("Estado", "Entregado", "Anulado"),
        ("Estado", "ENVIADOS", "ANULADAS"),
        ("Estado del pedido", "Enviado", "Pedido anulado"),
        ("Status", "Geliefert", "storniert"),
        ("Auftragsstatus", "ausgeliefert", "Storno"),
        ("Statut", "Expédiée", "Annulée"),
        ("Stato", "Consegnato", "annullata"),
        ("Status", "Verzonden", "Geannuleerd"),
        ("Situação", "Entregue", "Cancelada"),
        ("Order status", "Shipped", "Cancelled by customer"),
        ("Financial Status", "paid", "voided"),
        ("state", "sale", "cancel"),  # no word of a status: the values are what tells
    ],
)
def test_what_was_cancelled_is_no_order_in_any_language(files: Files, header: str, usual: str, cancelled: str) -> None:
    draft = orders(files, header, some(usual, r3=cancelled, r5=cancelled))
    assert rules(draft) == [("where", (header,), (cancelled,), 2)]
    # Rows 3 and 5: 4.50 + 6.50.
    assert draft.assumed == [f"orders: 2 rows with {header!r} {cancelled} (11.00) set aside as no sales"]


@pytest.mark.parametrize("word", ["Not cancelled", "teilweise storniert", "Partially refunded", "Stornoanfrage?"])
def test_what_is_only_partly_or_not_cancelled_is_asked_for(files: Files, word: str) -> None:
    draft = orders(files, "Status", some("Shipped", r3=word))
    assert draft.rules == []
    assert draft.assumed[0].startswith(f"orders: whether rows with 'Status' {word} (1 row, 4.50) are sales")


def test_states_that_are_not_known_are_asked_for_in_one_line_and_count(files: Files) -> None:
    draft = orders(files, "Status", some("Delivered", r0="Blorp", r1="On hold", r2="On hold"))
    told = "On hold (2 rows, 6.00), Blorp (1 row, 1.50)"  # 2.50 + 3.50; 1.50
    assert draft.rules == []
    assert draft.assumed == [
        f"orders: whether rows with 'Status' {told} are sales is not known; they count until a rule says not"
    ]


def test_codes_of_a_status_are_asked_for(files: Files) -> None:
    assert "2 (1 row, 4.50)" in orders(files, "Status", some("1", r3="2")).assumed[0]


@pytest.mark.parametrize("state", ["Blorp", "Cancelled", "Delivered"])
def test_where_all_orders_are_in_one_state_there_is_nothing_to_say(files: Files, state: str) -> None:
    draft = orders(files, "Status", some(state))
    assert (draft.rules, draft.assumed) == ([], [])


@pytest.mark.parametrize("below", ["", "see above"])
def test_nor_where_only_a_row_of_totals_has_another_or_none(files: Files, below: str) -> None:
    rows = [*lines("Status", some("Blorp")), f"Total,,312.00,{below}"]
    draft = drafts(files, orders=rows)["orders"]
    assert [rule.name for rule in draft.rules] == ["totals in Order ID"]
    assert draft.assumed == []


def test_known_states_need_no_word(files: Files) -> None:
    assert orders(files, "Estado", some("Entregado", r3="Enviado")).assumed == []


def test_drafts_and_quotations_are_not_ordered(files: Files) -> None:
    draft = orders(files, "Status", some("Delivered", r3="Draft", r4="Angebot"))
    assert rules(draft) == [("where", ("Status",), ("Angebot", "Draft"), 2)]


def test_returns_stay_as_the_files_have_them_and_those_above_zero_are_said(files: Files) -> None:
    draft = orders(files, "Status", some("Delivered", r3="Returned", r7="Refunded"))
    assert draft.rules == []
    assert draft.assumed[0].startswith(  # rows 3 and 7: 4.50 + 8.50
        "orders: 2 rows with 'Status' Refunded, Returned and amounts above zero (13.00) counted as sales"
    )
    below = lines("Status", some("Delivered", r3="Returned"))
    below[4] = below[4].replace("4.50", "-4.50")
    assert drafts(files, orders=below)["orders"].assumed == []


@pytest.mark.parametrize(
    ("header", "usual", "credit"),
    [("Type", "Invoice", "Credit Memo"), ("Belegart", "Rechnung", "Gutschrift"), ("Type", "Facture", "Avoir")],
)
def test_credit_notes_above_zero_among_invoices_are_said_with_what_to_write(
    files: Files, header: str, usual: str, credit: str
) -> None:
    # No column of a status, but one of kinds of documents: rows 3 and 7, 4.50 + 8.50.
    draft = orders(files, header, some(usual, r3=credit, r7=credit))
    assert draft.rules == []
    (told,) = [text for text in draft.assumed if "counted as sales" in text]
    assert told.startswith(f"orders: 2 rows with {header!r} {credit} and amounts above zero (13.00) counted as sales;")
    assert "too high by twice as much" in told
    assert "list orders.csv once more under also: with the same words after keep: and derive: {amount: -Amount}" in told
    assert not [text for text in draft.assumed if "is not known" in text]
    below = [
        row.replace(",4.50,", ",-4.50,").replace(",8.50,", ",-8.50,")
        for row in lines(header, some(usual, r3=credit, r7=credit))
    ]
    assert drafts(files, orders=below)["orders"].assumed == []


def test_what_is_said_to_write_for_credit_notes_among_invoices_counts_them_off(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines("Type", some("Invoice", r3="Credit Memo", r7="Credit Memo"))) + "\n")
    folder, _proposal = init_from(tmp_path / "plan", [path])
    written = (folder / "sources.yml").read_text(encoding="utf-8")
    kind = """{{rule: credits, {0}: "Type = 'Credit Memo'"}}"""
    more = f"""
    rules: [{kind.format("where")}]
    also:
      - file: orders.csv
        columns: {{order_id: Order ID, order_date: Date}}
        derive: {{amount: -Amount}}
        rules: [{kind.format("keep")}]
"""
    (folder / "sources.yml").write_text(written.rstrip("\n") + more, encoding="utf-8")
    # 1.50 to 24.50 are 312.00; two of them, 13.00, are not sold but taken back: 312 - 2 * 13.
    assert read(load(folder), as_of="2026-12").quality.years["amount_cents"].sum() == 286_00


def test_entries_that_take_others_back_stay_for_the_others_do(files: Files) -> None:
    # A reversal stands beside the sale that it takes back: without it, the sale would count.
    rows = [*lines("Status", some("Geliefert")), "O3,2026-02-20,-4.50,Storno"]
    draft = drafts(files, orders=rows)["orders"]
    assert not [rule for rule in draft.rules if rule.name == "cancelled"]
    assert "1 row with 'Status' Storno (-4.50), all below zero" in draft.assumed[0]


def test_a_column_of_provinces_or_of_customers_states_is_none_of_orders(files: Files) -> None:
    assert orders(files, "Estado", some("Jalisco", r3="Oaxaca")).assumed == []
    assert orders(files, "Customer status", some("Gold", r3="Blorp")).assumed == []
    assert orders(files, "Loyalty status", some("Gold", r3="Blorp")).assumed == []


@pytest.mark.parametrize(
    ("header", "no", "yes"), [("Cancelled", "no", "yes"), ("Storno", "N", "J"), ("Anulado", "0", "1")]
)
def test_a_column_that_says_whether_an_order_was_cancelled(files: Files, header: str, no: str, yes: str) -> None:
    assert rules(orders(files, header, some(no, r3=yes))) == [("where", (header,), (yes,), 1)]


def test_a_day_of_cancellation_sets_its_order_aside(files: Files, tmp_path: Path) -> None:
    rows = lines("Cancelled at", some("", r3="2026-02-20", r4="2026-03-20"))
    assert rules(drafts(files, orders=rows)["orders"]) == [("keep", ("Cancelled at",), ("",), 2)]
    path = tmp_path / "given" / "orders.csv"
    path.parent.mkdir()
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    _workspace, proposal = init_from(tmp_path / "plan", [path])
    assert proposal.refused == ()


def test_the_state_of_the_header_is_that_of_its_lines(files: Files, tmp_path: Path) -> None:
    # Order 2 has lines 6, 7 and 8: 7.50 + 8.50 + 9.50 = 25.50.
    items = ["OrderID,Item,Amount", *(f"{i // 3 + 100},P{i % 4},{i + 1}.50" for i in ROWS)]
    head = ["OrderID,OrderDate,Status"]
    head += [f"{i + 100},2026-{i + 1:02d}-05,{'Anulado' if i == 2 else 'Enviado'}" for i in range(8)]
    draft = drafts(files, items=items, head=head)["orders"]
    assert rules(draft) == [("where", ("status_as_written",), ("Anulado",), 3)]
    assert draft.assumed == ["orders: 3 rows with 'Status' Anulado (25.50) set aside as no sales"]
    given = tmp_path / "given"
    given.mkdir()
    for name, rows in (("items", items), ("head", head)):
        (given / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _workspace, proposal = init_from(tmp_path / "plan", [given])
    assert proposal.refused == ()
    assert not [one for one in proposal.unmapped if one.column == "Status"]


def test_rows_of_one_amount_count_each(files: Files) -> None:
    rows = lines("Status", some("Delivered", r3="Cancelled", r5="Cancelled"))
    rows[4] = rows[4].replace("4.50", "6.50")  # as row 5 has: 6.50 + 6.50
    assert "(13.00)" in drafts(files, orders=rows)["orders"].assumed[0]


def test_the_status_of_a_deal_is_no_state_of_an_order(files: Files) -> None:
    rows = lines("Status", some("Won", r3="Cancelled", r4="Blorp"))
    rows = [f"{text},{('Blorp', 'Draft')[i % 2]}" for i, text in enumerate(rows)]
    rows[0] = "Deal ID,Close Date,Amount,Status,Invoice status"
    made = drafts(files, orders=rows)
    assert [rule.name for rule in made["orders"].rules] == ["not won"]
    assert not any("no sales" in text or "are sales" in text for text in made["orders"].assumed)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("ANNULÉES", "cancelled"),
        ("stornierte", "cancelled"),
        ("3 - Cancelled", "cancelled"),
        ("Factura anulada", "cancelled"),
        ("Facturado", "counts"),
        ("In Bearbeitung", "counts"),
        ("en cours", "counts"),
        ("Devolución", "returned"),
        ("Quotation sent", ""),
        ("nicht storniert", ""),
        ("Cancelled - reissued", "cancelled"),
        ("Storniert (Ersatz folgt)", "cancelled"),
        ("Cancelled, refund pending", "cancelled"),
        ("Cancelled: rejected", ""),  # was it the order or the cancellation?
        ("Cancelled - delivered", ""),
        ("Shipped - Returned to Seller", ""),
        ("Pending - cancelled", ""),
        ("", ""),
    ],
)
def test_a_state_is_what_all_of_its_words_say(text: str, state: str) -> None:
    assert order_state(text) == state


def test_the_stage_of_a_deal_is_what_it_begins_with_and_that_is_said(files: Files) -> None:
    stages = some("Won", r3="Closed Won - pending", r4="Lost: price", r5="Blorp")
    rows = lines("Stage", stages)
    rows[0] = "Deal ID,Close Date,Amount,Stage"
    made = drafts(files, orders=rows)["opportunities"]
    assert [made.map["status"][stage] for stage in ("Closed Won - pending", "Lost: price", "Blorp")] == [
        "won", "lost", "open",
    ]  # fmt: skip
    for told in ("Closed Won - pending of 'Stage' count as won", "Lost: price of 'Stage' count as lost"):
        assert f"opportunities: {told}" in made.assumed
    assert "opportunities: Blorp of 'Stage' count as open" in made.assumed
