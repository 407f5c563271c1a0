"""Who sells: reps, their skills, and the customers that are theirs."""

from __future__ import annotations

from salesplan_nb.contract.columns import CUSTOMER_ID, REP_ID, Column, Table, day, money, number, text

REPS: dict[str, Column] = {
    "rep_id": text("person; no id twice", "E017", on="the team", required=True),
    "name": text("name for readers", "Ada Byron", on="names in the team"),
    "role": text("role; one of those of plan.yml", "ae", on="capacity, quotas, skill gaps, with roles in plan.yml"),
    "region": text(
        "region that the person works in",
        "North",
        on="region of orders that have none, customers included; quotas by the basis potential",
    ),
    "manager_id": text("rep_id of the person's manager", "E001", on="tree of managers, people per manager"),
    "starts": day(
        "first day; empty: since long ago", "2024-03-01", on="ramp of new people: capacity, quotas, quota attainment"
    ),
    "ends": day("last day, where it is known", on="people who leave: capacity, quotas, quota attainment"),
    "quota_cents": money("quota of the running year", "2400000", on="quota attainment"),
}
SKILLS: dict[str, Column] = {
    "rep_id": text(REP_ID, "E017", on="skill gaps", required=True),
    "skill": text(
        "skill; one of those that a role of plan.yml asks for", "negotiation", on="skill gaps", required=True
    ),
    "level": number("level, 1 to 5", "level, 1 to 5", "3", on="skill gaps", required=True),
    "assessed": day("day of the assessment", "2026-09-03", on="only the latest level of a person and skill counts"),
}
ASSIGNMENTS: dict[str, Column] = {
    "customer_id": text(CUSTOMER_ID, "C0079", on="all that follows", required=True),
    "rep_id": text("person who serves the customer; empty for the house account", "E017", on="orders by person"),
    "region": text("territory that the customer belongs to then", "North", on="orders by region"),
    "starts": day("first day; empty: since ever", "2026-01-01", on="changes of hands in the course of time"),
    "ends": day("last day; empty: until now", on="changes of hands in the course of time"),
    "share": number(
        "share of the customer's orders; those of a day sum to 1; without it, 1",
        "share of 1",
        "0.5",
        on="orders split among people",
        kind="fraction",
    ),
    "kind": text(
        "owner, or overlay: credited too, but not counted",
        "owner",
        on="overlays: people credited besides the owner",
        values=("owner", "overlay"),
    ),
}
PEOPLE: dict[str, Table] = {
    "reps": Table("a person who sells", REPS, "team, capacity, quotas, attainment", key="rep_id"),
    "skills": Table("a skill of a person, as assessed", SKILLS, "skill gaps"),
    "assignments": Table(
        "who serves a customer from a day on",
        ASSIGNMENTS,
        "orders restated on today's territories, splits among people",
    ),
}
