"""Sentences of the workbook."""

from __future__ import annotations

from salesplan_nb.report.wording import workbook
from salesplan_nb.report.workbook import topics
from tests.report import fakes


def test_every_sheet_has_a_line_in_the_contents() -> None:
    assert [topic.name for topic in topics(fakes.IDENTITY)] == list(workbook.TOPICS)


def test_amounts_are_said_to_be_kept_to_the_cent() -> None:
    kept = "EUR, shown in whole units; the cells hold the cents."
    assert workbook.cents_kept("EUR") == kept
    assert workbook.quotas_reading("EUR", "8%") == f"Quotas are planned 8% above the target. {kept}"
    assert workbook.quotas_reading("EUR", "") == kept
    assert workbook.attainment_reading("EUR", "Oct 2026") == (
        f"To Oct 2026. Attainment = actual / quota to date. {kept}"
    )
    assert workbook.capacity_reading("EUR").endswith(f"those of the middle. {kept}")
    assert workbook.tracking_reading("EUR", "sales26", "revenue").startswith("Revenue against sales26. ")
    assert workbook.forecast_reading("EUR").endswith(f"do not add up to the year. {kept}")
    assert workbook.revenue_window("EUR", "Nov 2025 to Oct 2026") == f"Nov 2025 to Oct 2026. {kept}"
    assert workbook.revenue_window("EUR", "") == kept


def test_measures_and_rows_say_in_which_money_they_are() -> None:
    assert workbook.kpis_reading("GBP") == (
        "Gap = value - target, in the unit of the measure; money in GBP. Interval: 95%."
    )
    assert workbook.data_reading("GBP").endswith("Amounts in GBP.")
