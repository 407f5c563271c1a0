"""What intake hands on for a copy to share: no name in any table or sentence, every row and figure."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from salesplan_nb import intake
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.intake.redacting import WITHHELD, redacted
from salesplan_nb.run import store
from salesplan_nb.workspace import load
from tests.leaks import leaks

PLAN = """
company: Halden
currency: EUR
year: {starts: 2027-01}
goals: [{id: sales, metric: bookings, baseline: yoy, change: +5%, period: 2027, owner: cro}]
"""
SOURCES = """
records: bookings
as_of: 2026-12
synonyms: {customer_id: {Konex Holding: [Konex, KONEX HOLDNG]}}
data: .
tables:
  orders:
    file: orders.csv
    columns: {order_id: id, order_date: day, customer_id: client, rep_id: seller, channel: route, amount: amount}
    rules: [{rule: test, where: "route = 'test'"}]
  reps: {file: reps.csv, columns: {rep_id: who, name: who, manager_id: boss}}
"""
SELLERS, CLIENTS = ["Ada Byron", "Bo Lind"], ["Konex Holding", "Konex", "KONEX HOLDNG", "Elm & Sons Ltd"]
NAMES = {*SELLERS, *CLIENTS, "Cy Young", "Gone Client", "Mr Nobody"}


@pytest.fixture
def taken(tmp_path: Path) -> intake.Intake:
    """Orders with four spellings, a seller whom no list knows, a route named for a client, and one set aside."""
    lines = ["id,day,client,seller,route,amount"]
    for month in range(1, 13):
        lines += [
            f"{month}-{i},2026-{month:02}-28,{client},{SELLERS[i % 2]},{'Elm & Sons Ltd' if i else 'shop'},{100 + i}.00"
            for i, client in enumerate(CLIENTS)
        ]
    lines += ["99,2026-12-31,Gone Client,Cy Young,test,5.00", "98,2026-12-31,Konex,Mr Nobody,direct,7.00"]
    (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "reps.csv").write_text("who,boss\nAda Byron,\nBo Lind,Ada Byron\nCy Young,Ada Byron\n")
    (tmp_path / "plan.yml").write_text(PLAN)
    (tmp_path / "sources.yml").write_text(SOURCES)
    return intake.read(load(tmp_path))


def shared(taken: intake.Intake) -> intake.Intake:
    kinds = {"person": taken.names["people"], "account": taken.names["accounts"]}
    return redacted(taken, Pseudonyms.of(kinds, b"k"))


def written(taken: intake.Intake, folder: Path) -> Path:
    taken.write(folder / "canonical")
    store.save(taken.quality, folder / "tables" / "quality")
    return folder


def test_ids_that_are_codes_are_not_sought_and_names_that_look_like_codes_are(tmp_path: Path) -> None:
    lines = [f"{month},2026-{month:02}-28,77,R1,shop,5.00" for month in range(1, 13)]
    (tmp_path / "orders.csv").write_text("\n".join(["id,day,client,seller,route,amount", *lines, ""]))
    (tmp_path / "reps.csv").write_text("who,name,boss\nR1,Ada Byron,\nR2,A1,R1\n")
    (tmp_path / "customers.csv").write_text("no,name,of\n77,77,1822\nO2,O2,\n")
    (tmp_path / "plan.yml").write_text(PLAN)
    own = SOURCES.partition("synonyms")[0] + "data: ." + SOURCES.partition("data: .")[2]
    own = own.replace("name: who", "name: name")
    own += "  customers: {file: customers.csv, columns: {customer_id: no, name: name, parent: of}}\n"
    (tmp_path / "sources.yml").write_text(own)
    names = intake.read(load(tmp_path)).names
    assert names["people"] == {"Ada Byron", "A1"}
    assert names["accounts"] == {"77", "O2", "1822"}  # 77 as a name; where it stands alone it is replaced
    assert names["codes"] == {"R1", "R2", "77"}


def test_no_name_is_left_in_tables_rejects_corrections_or_findings(taken: intake.Intake, tmp_path: Path) -> None:
    places = {place.partition(":")[0] for place, _ in leaks(written(taken, tmp_path / "named"), NAMES)}
    assert {f"canonical/{name}.parquet" for name in ("orders", "reps")} < places
    assert {f"tables/quality/{name}.parquet" for name in ("rejects", "corrections", "columns")} < places
    assert leaks(written(shared(taken), tmp_path / "shared"), NAMES) == set()


def test_rows_and_figures_stay_and_two_names_stay_two(taken: intake.Intake) -> None:
    made = shared(taken)
    for name, table in taken.tables.items():
        assert made.tables[name].schema.names == table.schema.names
        for column in table.column_names:
            before, after = table[column], made.tables[name][column]
            assert after.type == before.type
            assert before.null_count == after.null_count
            assert before.value_counts().field("counts").sort().equals(after.value_counts().field("counts").sort())
    orders, reps = made.tables["orders"].to_pandas(), made.tables["reps"].to_pandas()
    assert set(orders.rep_id.dropna()) <= set(reps.rep_id)
    assert set(reps.manager_id.dropna()) <= set(reps.rep_id)
    assert orders.customer_id.nunique() == 2  # Konex Holding in three spellings, and Elm & Sons
    for one in ("rejects", "corrections", "accounting", "findings"):
        before_, after_ = getattr(taken.quality, one), getattr(made.quality, one)
        numbers = before_.select_dtypes("number").columns
        pd.testing.assert_frame_equal(before_[numbers], after_[numbers])
    assert set(made.quality.rejects.record) == {WITHHELD}
    assert set(made.quality.columns.members) == {WITHHELD}
