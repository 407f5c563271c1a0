"""Numbers as readers see them: 28.8M, −0.3, 28%, about 3 in 10. Sentences, tables and charts take all of them here.

`figures` prints one figure, `units` money and KPIs, `chances` what was simulated, `counting` things with their words,
`dates` days and months; `rounding` moves parts so that they sum as printed.
"""

from salesplan_nb.number_formats import MINUS, percent_text, typed
from salesplan_nb.report.numbers.chances import RULED_OUT, chance, chance_percent, dots, odds, simulations, years
from salesplan_nb.report.numbers.counting import agree, beginning, count, counted
from salesplan_nb.report.numbers.dates import day, month
from salesplan_nb.report.numbers.figures import (
    DASH,
    change,
    decimal_mark,
    interval,
    nothing,
    number,
    part,
    percent,
    points,
    printed,
    rate,
    signed,
    tick,
)
from salesplan_nb.report.numbers.rounding import grid, parts
from salesplan_nb.report.numbers.units import Scale, measured

__all__ = [
    "DASH",
    "MINUS",
    "RULED_OUT",
    "Scale",
    "agree",
    "beginning",
    "chance",
    "chance_percent",
    "change",
    "count",
    "counted",
    "day",
    "decimal_mark",
    "dots",
    "grid",
    "interval",
    "measured",
    "month",
    "nothing",
    "number",
    "odds",
    "part",
    "parts",
    "percent",
    "percent_text",
    "points",
    "printed",
    "rate",
    "signed",
    "simulations",
    "tick",
    "typed",
    "years",
]  # fmt: skip
