"""The words of goals: metrics, verbs, and those that carry no meaning."""

from __future__ import annotations

import re

METRICS = {
    "bookings": ("bookings", "booking", "order intake", "orders booked"),
    "revenue": ("net revenue", "revenues", "revenue", "turnover"),
    "new_customers": ("customer acquisition", "new customers", "new customer", "new accounts", "new logos"),
    "win_rate": ("win rate", "win ratio"),
    "conversion": ("conversion rate", "conversion"),
    "sales_cycle": ("length of the sales cycle", "sales cycle length", "sales cycle"),
    "pipeline_coverage": ("pipeline coverage",),
    "csat": ("customer satisfaction", "satisfaction", "csat"),
    "attainment": ("quota attainment", "attainment"),
    "revenue_growth": ("revenue growth",),
}
"""Each metric in the words that people have for it."""
UNCLEAR = {
    "sales": ("bookings (signed)", "revenue (invoiced)"),
    "orders": ("bookings (their amount)", "new_customers"),
    "customers": ("new_customers",),
    "growth": ("revenue_growth", "bookings or revenue with change:"),
}
"""Words that could mean more than one metric, with what they could mean."""
ELSEWHERE = (
    "customer churn", "churn rate", "churn", "retention", "gross margin", "margin", "profit", "ebit", "market share",
    "average deal size", "average deal", "deal size", "leads", "opportunities", "headcount", "arr", "mrr", "nrr",
    "grr", "nps", "cac", "clv", "traffic", "productivity",
)  # fmt: skip
"""What people set goals for and no goal here can be in."""

UP, DOWN, KEEP, REACH = "raise", "lower", "hold", "reach"
VERBS = {
    UP: ("increasing", "increase", "growing", "grow", "raising", "raise", "lifting", "lift", "boosting", "boost",
         "expanding", "expand", "add", "push", "scale"),
    DOWN: ("bring down", "decreasing", "decrease", "reducing", "reduce", "lowering", "lower", "cutting", "cut",
           "shortening", "shorten", "shrink", "drop"),
    KEEP: ("maintain", "keep", "hold"),
    REACH: ("get", "bring", "reach", "achieve", "hit", "win", "gain", "improving", "improve", "deliver", "make",
            "acquire", "secure", "sign", "book", "move"),
}  # fmt: skip
"""Which way a goal goes; a verb of the last kind says none."""
PLACES = {UP: "up", DOWN: "down"}
"""Words that say which way as verbs do: 'bookings up by 20%'. Before 'to' they say nothing: 'up to 30M' is a target."""
NOT = ("do not", "don't", "don’t", "not", "never", "no", "without", "avoid", "stop")
"""Words that turn a verb round."""
TIMES = {"double": 100, "doubling": 100, "triple": 200, "treble": 200, "quadruple": 300, "halve": -50, "halving": -50}
"""Verbs that hold their change [%]."""
FILLERS = frozenset((
    "a", "an", "the", "our", "we", "us", "company", "company's", "want", "wants", "to", "will", "should", "must",
    "shall", "please", "need", "needs", "aim", "plan", "goal", "goals", "is", "are", "of", "at", "in", "for", "from",
    "and", "by", "least", "level", "overall", "total", "whole", "entire", "up", "down", "it", "its", "value", "rate",
    "figure", "about", "on", "with", "be", "score", "amount", "number",
))  # fmt: skip
"""Words that say nothing which plan.yml would hold."""
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip

DIMENSIONS = {"region": ("sales region", "region"), "product_family": ("product family", "product line", "family")}
"""The dimensions that a goal may be set within."""
BEYOND = {"channel": ("sales channel", "channel"), "segment": ("customer segment", "segment")}
"""Dimensions that a goal cannot be set within yet: their parts have no forecast."""


def phrases(words: tuple[str, ...]) -> str:
    """A pattern of any of some phrases as whole words, the longest first."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    written = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest)
    return rf"\b(?:{written})\b"
