"""What a sentence may refer to: the plan, the data, the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesplan_nb.workspace.sentences.periods import Calendar


@dataclass(frozen=True)
class Known:
    """What a sentence may refer to.

    Parameters
    ----------
    calendar : Calendar
        Last month of the data and the plan's year, for 'next quarter'.
    currency : str
        The plan's; '' where there is no plan.
    members : mapping of str to sequence of str, or None
        Names by dimension (region, product_family, channel, segment); None where there is no data.
    people : mapping of str to str
        Names by the ids that the plan has for people.
    records : str
        What the data records, 'bookings' or 'revenue'; '' where there is none.
    objectives : mapping of str to str
        Statements by the ids that the plan has for its objectives; where there are some, a goal serves one.
    """

    calendar: Calendar = field(default_factory=Calendar)
    currency: str = ""
    members: Mapping[str, Sequence[str]] | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    records: str = ""
    objectives: Mapping[str, str] = field(default_factory=dict)
