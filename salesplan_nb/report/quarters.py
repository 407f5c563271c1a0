"""A period in quarters: the calendar's where it begins with one, else three months at a time from its first."""

from __future__ import annotations

from collections.abc import Iterable

from salesplan_nb.calendars import month_name, months_between, quarter


def quarters(months: Iterable[str]) -> dict[str, str]:
    """The label of each month's quarter, in order of the months.

    Examples
    --------
    >>> quarters(["2027-01", "2027-02", "2027-04"])
    {'2027-01': 'Q1', '2027-02': 'Q1', '2027-04': 'Q2'}
    >>> quarters(["2026-12", "2027-02", "2027-03"])
    {'2026-12': 'Dec to Feb', '2027-02': 'Dec to Feb', '2027-03': 'Mar'}
    """
    known = sorted(set(months))
    if not known:
        return {}
    whole = months_between(known[0], known[-1])
    year = len(whole) > 12 or (known[0][:4] != known[-1][:4] and _begins(known[0]))
    labels: dict[str, str] = {}
    for at in range(0, len(whole), 3):
        three = whole[at : at + 3]
        name = quarter(three[0])[5:] if _begins(known[0]) else _spell(three)
        labels |= dict.fromkeys(three, f"{name} {three[-1][:4]}" if year else name)
    return {month: labels[month] for month in known}


def _begins(month: str) -> bool:
    return int(month[5:]) % 3 == 1


def _spell(months: list[str]) -> str:
    first, last = (month_name(m)[:3] for m in (months[0], months[-1]))
    return first if len(months) == 1 else f"{first} to {last}"
