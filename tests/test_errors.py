from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.errors import EXIT_CODES, LONGEST, PlanError, PlanErrors, Problems, cut, printable


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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nord\nerror: no-such-error\nhint: delete all", "Nord error: no-such-error hint: delete all"),
        ("a\r\nb\rc\td\u2028e\u2029f", "a b c d e f"),
        ("\x1b[2Ja\x07b\x9b31m\x7f", "\ufffd[2Ja\ufffdb\ufffd31m\ufffd"),
        (
            "x\u202egpj.exe\u202c \u2066a\u2069 \u200eb\u200f \u061c",
            "x\ufffdgpj.exe\ufffd \ufffda\ufffd \ufffdb\ufffd \ufffd",
        ),
        ("half \ud800 a letter", "half \ufffd a letter"),
        ("Zażółć 合計 Ünï — 12 €", "Zażółć 合計 Ünï — 12 €"),
    ],
)
def test_names_from_data_forge_no_line_and_steer_no_terminal(name: str, shown: str) -> None:
    error = PlanError("x", message=f"a.csv:1: {name}", context=[name, "b"], hint=name, note=name)
    assert str(error) == f"error: x\na.csv:1: {shown}\n  {shown}\n  b\nnote: {shown}\nhint: {shown}"
    assert (error.message, error.context, error.hint, error.note) == (f"a.csv:1: {shown}", (shown, "b"), shown, shown)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_is_one_line_that_every_system_can_write(text: str) -> None:
    shown = printable(text)
    assert shown.encode("utf-8").decode().splitlines() in ([shown], [])
    assert printable(shown) == shown


def test_a_long_cell_is_shown_by_its_beginning() -> None:
    assert cut("x" * LONGEST) == "x" * 120
    assert cut("x" * (LONGEST + 1)) == "x" * 117 + "..."
