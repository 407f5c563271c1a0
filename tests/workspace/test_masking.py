"""Passwords stay out of messages, and what is refused says what to write."""

import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import load
from salesplan_nb.workspace.masking import masked

TABLE = "records: bookings\ntables:\n  orders:\n    file: %s\n    columns: {order_date: date, amount: net}\n"
SECRET = "hunter2/with@marks"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"postgresql://planner:{SECRET}@db/sales", "postgresql://***@db/sales"),
        (f"postgresql:/planner:{SECRET}@db/sales", "postgresql:/***@db/sales"),  # as a path writes it
        ("Server=db;PWD = hunter2;Database=sales", "Server=db;PWD=***;Database=sales"),
        ("https://files.example/orders.csv?token=hunter2&v=1", "https://files.example/orders.csv?token=***&v=1"),
        ("exports/me@office/orders.csv", "exports/me@office/orders.csv"),
    ],
)  # fmt: skip
def test_a_password_is_masked_and_the_rest_can_be_recognised(written: str, shown: str) -> None:
    assert masked(written) == shown


@pytest.mark.parametrize("key", ["data", "file"])
def test_an_address_is_refused_without_its_password(workspace, key: str) -> None:
    address = f"postgresql://planner:{SECRET}@db/sales"
    top = f"data: '{address}'\n" if key == "data" else ""
    folder = workspace(sources=top + TABLE % (f"'{address}'" if key == "file" else "orders.csv"))
    with pytest.raises(PlanErrors) as raised:
        load(folder)
    (error,) = raised.value.errors
    assert error.message.endswith("'postgresql://***@db/sales' is an address")
    assert error.hint == "export the tables as files, and name those"
    assert "hunter2" not in str(raised.value)


def test_a_folder_that_is_not_there_is_named_without_a_password(tmp_path) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(tmp_path / f"postgresql://planner:{SECRET}@db")
    assert "hunter2" not in str(raised.value)
