"""A first mapping out of files that nobody described: what they hold, how sure that is, what had to be assumed."""

from salesplan_nb.proposal.propose import Proposal, init_from, proposed

__all__ = ["Proposal", "init_from", "proposed"]
