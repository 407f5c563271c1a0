"""How many pieces a price is for, where a column says it of each row, as SAP's price unit does."""

from __future__ import annotations

from collections.abc import Sequence

from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.words import letters, said

NAMES = (
    "priceunit pricingunit priceper pricebasis peinh kpein preiseinheit preiseinh preisbasis preispro preisje "
    "unitedeprix uniteprix unidaddeprecio unidadprecio unitadiprezzo unitaprezzo prijseenheid jednostkaceny"
)
"""Its names, letters alone. `Price/Unit` has those of `Price unit`, and is told from it by its values."""
STEPS = frozenset({1, 10, 100, 1000, 10000})
"""What prices are given for."""


def price_unit(own: Sequence[Seen]) -> Seen | None:
    """The column that says for how many pieces the price of each row is, where another is that price; else None."""
    units = [one for one in own if letters(one.profile.name) in NAMES.split() and _steps(one)]
    priced = any("price" in said(one.profile.name).concepts for one in own if one not in units)
    return units[0] if units and priced else None


def _steps(one: Seen) -> bool:
    """Whether all values are powers of ten, in every row."""
    found = {read(text, one.profile.figures) for text in one.profile.values.to_pylist()}
    return one.profile.kind == "number" and one.profile.share == 1 and found <= STEPS
