"""Sharing an amount over cells so that every sum that somebody set is exact to the cent.

`shares` and `bounded_shares` share one amount over a row of cells. `spread` shares it over a table of any number of
dimensions, level by level, and keeps what was agreed about its cells and about sums of them (`Box`). `rounded` is the
part of it that takes a table of fractions to whole numbers with rows and columns exact and the least movement. A set
of boxes that no table can hold is named by `conflicts`: leave out any one box of each, and there is a table.

What was chosen, and why
------------------------
The fractional table is a bounded proportional fit (`fit`). Whole numbers come from the cheapest of three ways that are
all exact in every margin and all of least movement, sum |x - fraction|, at their level:

- nothing but the parent's amount is set: largest remainders (`shares`), in exact fractions;
- every box is a whole row or column, or a single cell: shortest augmenting paths over the shorter side (`rounding`).
  NumPy alone, beside HiGHS on the same program in benchmarks/allocation.py. OR-Tools and networkx were not measured
  there; the trials in the issue that asked for this (200 and 5,000 people x 12 months) gave OR-Tools' flow 1 and 60 ms,
  paths in NumPy 10 and 550 ms, HiGHS 53 to 72 s, networkx 12 s. OR-Tools was the quickest; quotas are made once a
  run, and half a second was not worth a dependency;
- anything else (a region's quarter beside a family's year): HiGHS' simplex on the moves (`program`). With boxes that
  nest along two orders (month within quarter; region's month within region's quarter within region) the matrix is
  totally unimodular and a vertex is whole; across three directions it is not a flow problem, and where a vertex is
  not whole branch and bound decides. Such tables are small here: a company sets some dozens of boxes.

Tables of three and more dimensions are not fitted at once. Levels go down one dimension at a time, each with its
parents' amounts as exact margins, and look ahead: an amount is only given to a parent if the boxes below it can still
be held. So all that was set is exact, whatever the number of dimensions; the movement is the least at each level,
given the one above.
"""

from salesplan_nb.allocate.boxes import Box
from salesplan_nb.allocate.conflict import Conflicts, conflicts
from salesplan_nb.allocate.rounding import rounded
from salesplan_nb.allocate.shares import InfeasibleError, bounded_shares, shares
from salesplan_nb.allocate.spreading import spread

__all__ = ["Box", "Conflicts", "InfeasibleError", "bounded_shares", "conflicts", "rounded", "shares", "spread"]
