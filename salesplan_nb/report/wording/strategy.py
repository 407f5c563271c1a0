"""Sentences of part 3: from base to goal, whom we go for, by which tactics, through which channels."""

from __future__ import annotations

import math

from salesplan_nb.report.names import begun, claim, clean, listed, shortened
from salesplan_nb.report.numbers import Scale, agree, count, counted, interval, nothing, number, part, percent


def bridge_claim(tactics: int, added: str, gap: float, gap_text: str, *, people: bool) -> str:
    """'Four tactics add 2.3M; 0.9M of the goal has no source yet'. `gap` is goal less plan, as printed.

    With `people`, demand would reach the goal, and what is missing is who serves it.
    """
    if not tactics:
        head = "No tactic is planned yet"
    elif nothing(added):
        head = f"{counted(tactics, 'tactic')} {agree(tactics, 'has', 'have')} no stated effect"
    else:
        head = f"{counted(tactics, 'tactic')} {agree(tactics, 'adds', 'add')} {added}"
    if nothing(gap_text):
        return f"{head}; every part of the goal has a source"
    if gap > 0:
        missing = f"people run short, {gap_text} is missing" if people else f"{gap_text} of the goal has no source yet"
        return f"{head}; {missing}"
    return f"{head}; the plan lies {gap_text} above the goal"


def bridge_reading(
    largest: str, largest_text: str, people: float, people_text: str, momentum: float, momentum_text: str
) -> str:
    """The largest step, and what takes away. Amounts are printed without sign; `people` and `momentum` carry it."""
    told = [f"{shortened(largest)} is the largest step ({largest_text})"] if largest else []
    if people < 0 and not nothing(people_text):
        told.append(f"people who are not there take {people_text} away")
    if not nothing(momentum_text):
        told.append(f"if nothing changes we {'gain' if momentum > 0 else 'lose'} {momentum_text} on the base")
    text = "; ".join(told) or "If nothing changes we land on the base"
    return text[:1].upper() + text[1:] + "."


def tactics_claim(count_: int, owners: int) -> str:
    """'Four tactics, each with one of three owners'."""
    return f"{counted(count_, 'tactic')} with {counted(owners, 'owner').lower()}"


def tactics_reading(without_source: list[str], without_budget: int) -> str:
    """Which effects nobody vouches for, and how many cost nothing."""
    told = []
    if without_source:
        told.append(
            f"{listed(without_source[:3])}{_more(without_source)} "
            f"{agree(len(without_source), 'states', 'state')} no effect, "
            f"so nothing is counted for {agree(len(without_source), 'it', 'them')}"
        )
    if without_budget:
        told.append(
            f"{counted(without_budget, 'tactic').lower()} {agree(without_budget, 'has', 'have')} no budget line"
        )
    text = "; ".join(told) or "Every effect has a source and every tactic a budget line"
    return text[:1].upper() + text[1:] + "."


def _more(names: list[str]) -> str:
    """How many are left unnamed after the first three."""
    return f" and {number(len(names) - 3)} more" if len(names) > 3 else ""


def segments_claim(chosen: list[str], all_: int, share: float) -> str:
    """'We choose Food: 1 of 4 segments, 40% of revenue'."""
    if not chosen:
        return f"No segment of {number(all_)} is chosen yet"
    if len(chosen) == 1:
        return claim(f"We go for {{}}: 1 of {count(all_, 'segment')}, {part(share)} of sales", chosen[0])
    return claim(f"We go for {{}} of {count(all_, 'segment')}: {part(share)} of sales", number(len(chosen)))


def segments_reading(name: str, growth: float, win_rate: float, all_rate: float, reason: str) -> str:
    """What the figures say of the first chosen segment, beside the reason given."""
    grown = ""
    if math.isfinite(growth):
        level = nothing(percent(growth))
        grown = " held level" if level else f" {'grew' if growth > 0 else 'shrank'} {percent(abs(growth))}"
    rest = []
    if math.isfinite(win_rate) and math.isfinite(all_rate):
        rest.append(f"won deals {percent(win_rate)} against {percent(all_rate)} overall")
    if reason:
        rest.append(f"chosen for: {clean(reason)}")
    if not grown and not rest:
        return ""
    return f"{'; '.join([shortened(name) + grown, *rest])}." if grown else f"{shortened(name)}: {'; '.join(rest)}."


def rfm_claim(group: str, buyers: float, share: float, known: float) -> str:
    """'Core customers: 12% of buyers bring 48% of sales'; `known` is the share of sales whose customer is known."""
    whole = "sales" if part(known) == percent(1) else "sales to known customers"
    return claim(f"{{}}: {part(buyers)} of buyers bring {part(share)} of {whole}", begun(group))


def orders_words(median: float) -> str:
    """A median of orders: '1 order', '7 orders'."""
    text = number(median)
    return f"{text} {'order' if text == '1' else 'orders'}"


def rfm_reading(group: str, customers: int, approach: str, known: float, *, by_recency: bool) -> str:
    """What to do with the last group, for how much of the sales a customer is known, whether recency says anything."""
    told = [f"{shortened(group)} ({count(customers, 'customer')}): {clean(approach)}"] if approach else []
    if math.isfinite(known) and part(known) != percent(1):
        told.append(f"the customer is known for {part(known)} of sales")
    if not by_recency:
        told.append("days since the last order tell nobody apart: most wait no longer than is usual between two orders")
    return f"{begun('; '.join(told))}." if told else ""


def channels_claim(channel: str, share: float, planned: float) -> str:
    """'Direct brings 72% of sales; the plan sets it at 65%'."""
    if planned > 0:
        return claim(f"{{}} brings {part(share)} of sales; the plan sets it at {percent(planned)}", begun(channel))
    return claim(f"{{}} brings {part(share)} of sales; no mix is chosen yet", begun(channel))


def channels_reading(best: str, rate: float, others: int, note: str) -> str:
    """Which channel leaves most of a unit of revenue, and what is not known."""
    told = (
        f"{begun(shortened(best))} leaves most: {percent(rate)} of its revenue is contribution"
        if math.isfinite(rate) and others
        else ""
    )
    if math.isfinite(rate) and not others:
        told = f"{percent(rate)} of its revenue is contribution"
    pieces = [piece for piece in (told, clean(note)) if piece]
    return f"{'; '.join(pieces)}." if pieces else ""


def profile_words(attribute: str, values: list[tuple[str, float]]) -> str:
    """'country: Germany 41%, France 20%'."""
    return f"{clean(attribute)}: {', '.join(f'{shortened(value, 24)} {percent(share)}' for value, share in values)}"


def effects_words(low: float, likely: float, high: float, scale: Scale) -> str:
    """How the effects were put together."""
    span = interval(scale.bare(low), scale.money(high))
    return (
        f"Low, likely and high as entered by each owner, simulated together: {scale.money(likely)} (8 in 10: {span})."
    )
