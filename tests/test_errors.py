from __future__ import annotations

import pytest

from salesplan_nb.errors import EXIT_CODES, PlanError, PlanErrors, Problems


def unknown_stage() -> PlanError:
    """The error that the house style shows as its example."""
    return PlanError(
        "unknown-stage",
        message="data/opportunities.csv: 3 of 412 rows use a stage that plan.yml does not name",
        context=["data/opportunities.csv:17, column stage: 'Negotation'; known: Lead, Proposal, Negotiation"],
        note="these opportunities would drop out of the pipeline",
        hint="correct the spelling, or add the stage under pipeline.stages in plan.yml",
        kind="data",
    )


def test_an_error_reads_reference_place_context_note_hint_in_that_order() -> None:
    assert str(unknown_stage()) == (
        "error: unknown-stage\n"
        "data/opportunities.csv: 3 of 412 rows use a stage that plan.yml does not name\n"
        "  data/opportunities.csv:17, column stage: 'Negotation'; known: Lead, Proposal, Negotiation\n"
        "note: these opportunities would drop out of the pipeline\n"
        "hint: correct the spelling, or add the stage under pipeline.stages in plan.yml"
    )


def test_what_an_error_does_not_have_leaves_no_empty_line() -> None:
    assert str(PlanError("lonely", message="plan.yml:3", context=None, hint=None)) == "error: lonely\nplan.yml:3"


def test_message_context_and_hint_must_be_decided_by_the_author() -> None:
    with pytest.raises(TypeError, match=r"context.*hint"):
        PlanError("careless", message="plan.yml:3")  # type: ignore[call-arg]


def test_each_kind_has_the_exit_code_of_the_table_of_faults() -> None:
    assert EXIT_CODES == {"input": 2, "data": 3, "gate": 4, "locked": 5, "disk": 6, "stage": 7}
    for kind, code in EXIT_CODES.items():
        assert PlanError("x", message="x", context=None, hint=None, kind=kind).exit_code == code


def test_wrong_input_is_what_an_error_is_unless_it_says_otherwise() -> None:
    assert PlanError("x", message="x", context=None, hint=None).exit_code == 2


def test_of_several_errors_the_exit_code_names_what_must_be_mended_first() -> None:
    problems = Problems()
    problems.add("late", message="data/orders.csv:9", context=None, hint=None, kind="data")
    problems.add("early", message="plan.yml:3", context=None, hint=None)
    with pytest.raises(PlanErrors) as caught:
        problems.raise_all()
    assert caught.value.exit_code == 2
    assert str(caught.value) == "error: late\ndata/orders.csv:9\n\nerror: early\nplan.yml:3"


def test_without_problems_nothing_is_raised() -> None:
    Problems().raise_all()


def test_stop_raises_what_was_collected() -> None:
    problems = Problems()
    problems.add("one", message="plan.yml:3", context=["a"], hint="b", note="c")
    with pytest.raises(PlanErrors, match="error: one") as caught:
        problems.stop()
    assert [error.context for error in caught.value.errors] == [("a",)]
    assert str(caught.value) == "error: one\nplan.yml:3\n  a\nnote: c\nhint: b"


def test_an_empty_collection_of_errors_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one"):
        PlanErrors([])
