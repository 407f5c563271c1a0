from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from salesplan_nb.intake.days import days


@pytest.mark.parametrize("missing", [None, pd.NaT])
def test_a_row_counts_on_its_date_or_else_on_the_first_of_its_month(missing: object) -> None:
    table = pd.DataFrame(
        {
            "order_date": pd.Series([date(2026, 3, 9), missing, missing], dtype="object"),
            "month": ["2026-03", "2026-04", None],
        }
    )
    assert days(table).astype("str").tolist()[:2] == ["2026-03-09", "2026-04-01"]
    assert days(table).isna().tolist() == [False, False, True]


def test_the_hour_does_not_count() -> None:
    table = pd.DataFrame({"date": [pd.Timestamp(2026, 3, 9, 23, 59)]})
    assert days(table, "date").tolist() == [pd.Timestamp(2026, 3, 9)]


def test_months_alone_are_enough() -> None:
    assert days(pd.DataFrame({"month": ["2026-12"]})).tolist() == [pd.Timestamp(2026, 12, 1)]
