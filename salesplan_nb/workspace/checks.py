"""Cross-checks of a plan: what each section by itself cannot know. A goal's own checks are in `goal_checks`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from salesplan_nb.calendars import QUARTER, YEAR, Period, shift
from salesplan_nb.errors import Problems
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.validate import nearest, suggestion
from salesplan_nb.workspace.yamlfile import Document, Location

SECTIONS_WITH_IDS = ("stakeholders", "objectives", "goals", "segments", "channels", "tactics", "roles", "scenarios")

ROUNDING = 1e-9
"""By how much shares that sum to 1 may miss it as floats."""


@dataclass(frozen=True)
class PlanCheck:
    """A plan under check: its valid part, where that is in the file, the whole file, and the problems found."""

    plan: Plan
    rest: Document
    document: Document
    problems: Problems

    @property
    def year_known(self) -> bool:
        """Whether the plan's year is the analyst's; where it was wrong, no second error follows from it."""
        return _but_holidays(self.rest) == _but_holidays(self.document)

    def written(self, *location: str | int) -> bool:
        """Whether a key is in the file, right or wrong."""
        return location in self.rest.lines

    def ids(self, *location: str | int) -> list[str]:
        """All ids that a list in the file gives, those of wrong items too."""
        items = self.document.value(*location)
        if not isinstance(items, list):
            return []
        found = [item.get("id") if isinstance(item, dict) else item for item in items]
        return [name for name in found if isinstance(name, str)]

    def add(self, reference: str, location: Location, message: str, hint: str) -> None:
        """Keep a problem at the line of a location."""
        self.problems.add(reference, message=f"{self.rest.place(*location)}: {message}", context=None, hint=hint)


def _but_holidays(document: Document) -> object:
    """The year of a document without its holidays: a wrong one moves no month."""
    year = document.value("year")
    return {key: value for key, value in year.items() if key != "holidays"} if isinstance(year, dict) else year


def check_plan(check: PlanCheck) -> None:
    """Find the problems between sections: ids, periods, shares."""
    _doubled_ids(check)
    _references(check)
    _examples(check)
    if check.year_known:
        _periods(check)
        _holidays(check)
    _channel_shares(check)


def _doubled_ids(check: PlanCheck) -> None:
    for section in (*((name,) for name in SECTIONS_WITH_IDS), ("budget", "lines")):
        first: dict[str, int] = {}
        items = check.document.value(*section)
        for i, item in enumerate(items if isinstance(items, list) else []):
            name = item.get("id") if isinstance(item, dict) else item
            if not isinstance(name, str) or (*section, i) not in check.document.lines:  # the filler has no line
                continue
            line = check.document.lines[(*section, i)]
            if name in first:
                where = f"{'.'.join(section)}, first in line {first[name]}"
                check.problems.add(
                    "doubled-id",
                    message=f"{check.document.name}:{line}: id {name!r} is there twice under {where}",
                    context=None,
                    hint="give each its own id",
                )
            first.setdefault(name, line)


def _references(check: PlanCheck) -> None:
    for location, what, name, known in _named(check):
        if name is not None and name not in known:
            hint = suggestion(name, known, f"add a {what} with this id, or name one that exists")
            check.add("unknown-id", location, f"no {what} has the id {name!r}", hint)


Named = tuple[Location, str, str | None, Collection[str]]
"""A place, what it names there, the id, the ids that there are."""


def _named(check: PlanCheck) -> Iterator[Named]:
    """Every place where the plan names something by its id, with what may be named there."""
    plan, goals = check.plan, check.ids("goals")
    for i, goal in enumerate(plan.goals):
        yield ("goals", i, "objective"), "objective", goal.objective, check.ids("objectives")
    if plan.breakdown is not None:
        yield ("breakdown", "goal"), "goal", plan.breakdown.goal, goals
    for i, tactic in enumerate(plan.tactics):
        yield ("tactics", i, "goal"), "goal", tactic.goal, goals
        yield ("tactics", i, "budget"), "budget line", tactic.budget, check.ids("budget", "lines")
    yield from _named_of_market(check)
    yield from _named_of_team(check)


def _named_of_market(check: PlanCheck) -> Iterator[Named]:
    """Segments and channels; where the plan lists none, they are those of the data, which are not known here."""
    if segments := check.ids("segments"):
        for i, market in enumerate(check.plan.market):
            yield ("market", i, "segment"), "segment", market.segment, segments
        for i, tactic in enumerate(check.plan.tactics):
            yield ("tactics", i, "segment"), "segment", tactic.segment, segments
    if channels := check.ids("channels"):
        for i, tactic in enumerate(check.plan.tactics):
            yield ("tactics", i, "channel"), "channel", tactic.channel, channels


def _named_of_team(check: PlanCheck) -> Iterator[Named]:
    plan, roles = check.plan, check.ids("roles")
    skills = {skill for role in plan.roles for skill in role.skills}
    for i, line in enumerate(plan.budget.lines if plan.budget else []):
        yield ("budget", "lines", i, "goal"), "goal", line.goal, check.ids("goals")
        yield ("budget", "lines", i, "closes"), "skill of a role", line.closes, skills
    for i, scenario in enumerate(plan.scenarios):
        for j, hire in enumerate(scenario.hires):
            yield ("scenarios", i, "hires", j, "role"), "role", hire.role, roles
    for i, risk in enumerate(plan.accepted_risks):
        yield ("accepted_risks", i, "role"), "role", risk.role, roles
        yield ("accepted_risks", i, "skill"), "skill of a role", risk.skill, skills


def _examples(check: PlanCheck) -> None:
    for i, section in enumerate(check.plan.examples):
        if section not in Plan.model_fields:
            found = nearest(section, Plan.model_fields)
            hint = f"did you mean {found}?" if found else "remove it"
            check.add("unknown-section", ("examples", i), f"examples: {section!r} is no section of a plan", hint)
        elif not check.written(section):
            check.add("unused-example", ("examples", i), f"examples: there is no {section} in the plan", "remove it")


def _periods(check: PlanCheck) -> None:
    plan, year = check.plan, check.plan.plan_year
    if not plan.year.starts.endswith("-01"):
        _labels(check)
    for i, line in enumerate(plan.budget.lines if plan.budget else []):
        if line.period is not None and not (year.first <= line.period.first and line.period.last <= year.last):
            check.add(
                "outside-year",
                ("budget", "lines", i, "period"),
                f"budget line {line.id!r} spends in {line.period.name}, the plan is for {year.name}",
                f"write a period within {year.first}..{year.last}, or leave it out for the whole year",
            )
    periods = {goal.id: goal.period for goal in plan.goals}
    for i, tactic in enumerate(plan.tactics):
        period = periods.get(tactic.goal)
        if period is not None and (tactic.period.last < period.first or tactic.period.first > period.last):
            check.add(
                "outside-goal",
                ("tactics", i, "period"),
                f"tactic {tactic.id!r} runs {tactic.period.name}, its goal {tactic.goal!r} only {period.name}",
                "correct the period, or name the goal that it serves",
            )


def _holidays(check: PlanCheck) -> None:
    """A holiday counts in the plan's year and in the goals' periods; elsewhere it is a slip, or of a plan gone by."""
    plan, year, first = check.plan, check.plan.plan_year, dict[date, str]()
    periods = [year, *(goal.period for goal in plan.goals if goal.period is not None)]
    spans = [(year.calendar.first_day(period.first), year.calendar.last_day(period.last)) for period in periods]
    for i, day in enumerate(plan.year.holidays):
        at = ("year", "holidays", i)
        if day in first:
            problem = f"year.holidays: {day} is there twice, first in {first[day]}"
            check.add("doubled-holiday", at, problem, "take one out, or correct its date")
        elif not any(begins <= day <= ends for begins, ends in spans):
            problem = f"year.holidays: {day} is in no month of the plan, {year.first_day} to {year.last_day}"
            check.add("outside-year", at, problem, "correct the date, or take it out")
        first.setdefault(day, check.rest.place(*at))


def _labels(check: PlanCheck) -> None:
    """Where the year starts elsewhere than in January, '2027' and '2027-Q1' could mean two things."""
    plan, year = check.plan, check.plan.plan_year
    places: list[Location] = [("goals", i, key) for i in range(len(plan.goals)) for key in ("period", "baseline")]
    places += [("tactics", i, "period") for i in range(len(plan.tactics))]
    places += [("breakdown", "locks", i, "period") for i in range(len(plan.breakdown.locks if plan.breakdown else []))]
    places += [("budget", "lines", i, "period") for i in range(len(plan.budget.lines if plan.budget else []))]
    for location in places:
        text = check.rest.value(*location)
        if isinstance(text, str) and (YEAR.fullmatch(text.strip()) or QUARTER.fullmatch(text.strip())):
            period = Period.parse(text)
            check.add(
                "ambiguous-period",
                location,
                f"{text!r} could be the calendar's or the company's, whose year starts in {year.first}",
                f"write the span: {period.first}..{period.last} is the calendar's {period.label}, "
                f"{_of_the_plan(period, year)}",
            )


def _of_the_plan(period: Period, year: Period) -> str:
    """What a label would be if the plan's year were meant: that year, or its quarter of the same number."""
    quarter = QUARTER.fullmatch(period.label)
    if quarter is None or len(year) < 12:
        return f"{year.first}..{year.last} the plan's year"
    first = shift(year.first, (int(quarter[2]) - 1) * 3)
    return f"{first}..{shift(first, 2)} quarter {quarter[2]} of the plan's year"


def _channel_shares(check: PlanCheck) -> None:
    channels = check.plan.channels
    without = [channel.id for channel in channels if channel.share is None]
    if len(without) == len(channels) or len(check.ids("channels")) != len(channels):
        return
    if without:
        problem = f"channels: no share for {', '.join(without)}"
        check.add("shares-incomplete", ("channels",), problem, "give every channel a share, or none")
        return
    total = sum(channel.share or 0 for channel in channels)
    if abs(total - 1) > ROUNDING:
        shares = " + ".join(f"{100 * (channel.share or 0):g}%" for channel in channels)
        problem = f"channels: {shares} = {100 * total:g}%"
        check.add("shares-off", ("channels",), problem, "make the shares sum to 100%")
