"""A small workspace that is in order, for tests that break one thing in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = """\
company: Halden
currency: EUR
year: {starts: 2027-01}
goals:
  - {id: sales27, metric: bookings, baseline: yoy, change: +20%, period: 2027, owner: cro}
"""
SOURCES = """\
records: bookings
tables:
  orders:
    file: orders.csv
    columns: {order_date: date, amount: net}
"""
ORDERS = "date,net\n2026-01-05,100.00\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[..., Path]:
    """A maker of workspaces: `more` is added to plan.yml, the rest replaces a file's text."""

    def made(more: str = "", *, plan: str = PLAN, sources: str = SOURCES, orders: bytes = ORDERS.encode()) -> Path:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "plan.yml").write_text(plan + more, encoding="utf-8")
        (tmp_path / "sources.yml").write_text(sources, encoding="utf-8")
        (tmp_path / "data" / "orders.csv").write_bytes(orders)
        return tmp_path

    return made
