"""What a marketplace pays out: sales, fees and their balance side by side."""

from __future__ import annotations

from pathlib import Path

from salesplan_nb.proposal.propose import init_from


def test_sales_of_products_come_before_what_is_left_of_them_after_fees(tmp_path: Path) -> None:
    # 20.00 + month of sales, 3.00 of fees: `total` is what is paid out.
    rows = [
        f"2026-{month:02d}-{day:02d},A{month}{day},2,{20 + month}.00,-3.00,{17 + month}.00"
        for month in range(1, 11)
        for day in (3, 17, 28)
    ]
    text = "\n".join(["date/time,order id,quantity,product sales,selling fees,total", *rows]) + "\n"
    (tmp_path / "settlement.csv").write_text(text, encoding="utf-8")
    init_from(tmp_path / "plan", [tmp_path / "settlement.csv"])
    sources = (tmp_path / "plan" / "sources.yml").read_text(encoding="utf-8")
    assert "amount: product sales" in sources
