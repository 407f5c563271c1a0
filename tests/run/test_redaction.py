"""What `--redact` needs: words that it knows, a key of one's own, rules that do not look into names."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.run import redaction
from salesplan_nb.workspace import check
from tests.e2e.support import fresh_sample

BOTH = ("people", "accounts")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return fresh_sample(tmp_path / "w")


def test_the_key_is_made_once_for_its_owner_and_other_keys_or_kinds_are_another_run(sample: Path) -> None:
    first = redaction.redaction(sample, check(sample), BOTH)
    assert stat.S_IMODE((sample / ".redact-key").stat().st_mode) == 0o600
    assert redaction.redaction(sample, check(sample), BOTH) == first
    assert redaction.redaction(sample, check(sample), ("people",)).sha256 != first.sha256
    (sample / ".redact-key").unlink()
    assert redaction.redaction(sample, check(sample), BOTH).sha256 != first.sha256


@pytest.mark.parametrize("text", ["", "not hex", "ab" * 31])
def test_another_file_in_its_place_is_refused(sample: Path, text: str) -> None:
    (sample / ".redact-key").write_text(text)
    with pytest.raises(PlanError, match="not the key") as caught:
        redaction.redaction(sample, check(sample), BOTH)
    assert caught.value.exit_code == 2


def test_a_link_in_its_place_is_not_followed(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ab" * 32)
    (sample / ".redact-key").symlink_to(tmp_path / "key")
    with pytest.raises(PlanError, match="not the key"):
        redaction.redaction(sample, check(sample), BOTH)


def test_a_segment_that_looks_into_names_is_refused_since_it_would_find_others(sample: Path) -> None:
    plan = (sample / "plan.yml").read_text(encoding="utf-8")
    (sample / "plan.yml").write_text(plan.replace("industry = 'Water'", "name starts with 'Elm'"), encoding="utf-8")
    assert redaction.redaction(sample, check(sample), ("people",)).kinds == ("people",)
    with pytest.raises(PlanError, match="segment Water"):
        redaction.redaction(sample, check(sample), BOTH)


def test_names_leave_the_plan_s_texts_and_nothing_else_changes(sample: Path) -> None:
    plan = (sample / "plan.yml").read_text(encoding="utf-8")
    (sample / "plan.yml").write_text(plan.replace("parental leave", "Winter is on leave"), encoding="utf-8")
    before = check(sample).workspace.plan
    names = {"person": ["Pieter Winter", "R014", "Bo Revenue"], "account": ["Food", "bookings", "Halden Instruments"]}
    ids = Pseudonyms.of(names, b"k").ids
    after = redaction.without_names(check(sample), Pseudonyms(ids)).workspace.plan
    assert before.breakdown is not None
    assert after.breakdown is not None
    assert after.breakdown.locks[0].reason == f"{ids['Pieter Winter']} is on leave"
    assert after.breakdown.locks[0].rep == ids["R014"]  # as in the data, where it is replaced too
    assert after.segments[0].where == f"industry = '{ids['Food']}'"
    assert after.market[0].segment == ids["Food"]
    assert [goal.metric for goal in after.goals] == [goal.metric for goal in before.goals]
    assert [goal.owner for goal in after.goals] == [goal.owner for goal in before.goals]
    assert (after.company, after.budget) == (before.company, before.budget)
