"""SMART: each goal is held against five rules, in the order of the letters.

`letters` makes the table and has S, R and T; M and A have modules of their own. `case` is what a rule is asked of.
"""

from salesplan_nb.goals.smart.achievable import UNLIKELY
from salesplan_nb.goals.smart.case import CANNOT_TELL, LESS_IS_BETTER, NO, YES
from salesplan_nb.goals.smart.letters import smart

__all__ = ["CANNOT_TELL", "LESS_IS_BETTER", "NO", "UNLIKELY", "YES", "smart"]
