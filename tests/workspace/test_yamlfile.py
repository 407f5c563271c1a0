"""YAML as plain text with lines: nothing is expanded, constructed or guessed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace.yamlfile import MAX_BYTES, parsed, read_yaml


def refusals(raw: bytes) -> list[tuple[str, str]]:
    with pytest.raises(PlanErrors) as raised:
        parsed(raw, "plan.yml")
    return [(error.reference, error.message) for error in raised.value.errors]


@pytest.mark.parametrize("text", ["NO", "0123", "1.10", "12:30:45", "1e5", "~", "null", "2027-01-31", "0x1F", "yes"])
def test_a_scalar_is_the_text_that_was_written(text: str) -> None:
    assert parsed(f"region: {text}\n".encode(), "plan.yml").data == {"region": text}


def test_nothing_after_a_key_is_nothing_and_empty_quotes_are_a_text() -> None:
    assert parsed(b"a:\nb: ''\n", "plan.yml").data == {"a": None, "b": ""}


def test_every_key_and_item_has_its_line() -> None:
    document = parsed(b"# plan\ngoals:\n  - id: a\n    period: 2027\n  - {id: b,\n     period: 2028}\n", "plan.yml")
    assert document.place("goals") == "plan.yml:2"
    assert document.place("goals", 0) == "plan.yml:3"
    assert document.place("goals", 0, "period") == "plan.yml:4"
    assert document.place("goals", 1, "period") == "plan.yml:6"


def test_a_missing_key_has_the_line_of_its_parent() -> None:
    document = parsed(b"company: x\ngoals:\n  - id: a\n", "plan.yml")
    assert document.place("goals", 0, "baseline") == "plan.yml:3"
    assert document.place("goals", 7) == "plan.yml:2"
    assert document.place("year", "starts") == "plan.yml:1"


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parsed(b"\xef\xbb\xbfcompany: x\r\n", "plan.yml").data == {"company": "x"}


@pytest.mark.parametrize(
    ("raw", "reference", "place"),
    [
        (b"a: 1\nb: !!python/object:os.system x\n", "tag", "plan.yml:2"),
        (b"a: 1\n!!str b: 2\n", "tag", "plan.yml:2"),
        (b"a: !secret x\n", "tag", "plan.yml:1"),
        (b"a: 1\nb: 2\na: 3\n", "doubled-key", "plan.yml:3"),
        (b"x: {a: 1,\n  a: 2}\n", "doubled-key", "plan.yml:2"),
        (b"a: 1\nb: &x 2\n", "anchor", "plan.yml:2"),
        (b"a: 1\n---\nb: 2\n", "second-document", "plan.yml:2"),
        (b"a: 1\nb: \xfc\n", "not-utf-8", "plan.yml:2"),
        (b"a: 1\n? [b]\n: c\n", "bad-key", "plan.yml:2"),
        (b"a: 1\n  b: 2\n", "not-yaml", "plan.yml:2"),
        (b"a: \x00\n", "not-yaml", "plan.yml:1"),
    ],
)
def test_what_a_plan_never_needs_is_refused_with_its_line(raw: bytes, reference: str, place: str) -> None:
    found_reference, message = refusals(raw)[0]
    assert found_reference == reference
    assert message.startswith(f"{place}: ")


def test_all_refusals_of_a_file_come_at_once() -> None:
    assert [reference for reference, _ in refusals(b"a: &x 1\nb: *x\na: 2\nc: !t 3\n")] == [
        "anchor",
        "alias",
        "doubled-key",
        "tag",
    ]


def test_a_file_over_a_megabyte_is_refused_and_one_of_a_megabyte_is_not() -> None:
    assert refusals(b"a" * (MAX_BYTES + 1))[0][0] == "too-large"
    assert parsed(b"a" * MAX_BYTES, "plan.yml").data == "a" * MAX_BYTES


def test_an_anchor_bomb_is_refused_within_a_second_and_never_expanded() -> None:
    lines = [b"a0: &a0 [lol, lol]"] + [
        b"a%d: &a%d [%s]" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 12)
    ]
    began = time.process_time()
    found = refusals(b"\n".join(lines))
    assert time.process_time() - began < 1
    assert found[0] == ("anchor", "plan.yml:1: anchor &a0 is not allowed")


def test_deep_nesting_is_refused() -> None:
    assert refusals(b"[" * 100_000)[0] == ("not-yaml", "plan.yml:1: more than 20 levels of nesting")


def test_a_folder_in_place_of_the_file_is_an_error_and_no_traceback(tmp_path) -> None:
    with pytest.raises(PlanErrors, match=r"plan\.yml: cannot read"):
        read_yaml(tmp_path, "plan.yml")


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}\n \t&*!?|>%'\"#,~<=@`0", max_size=60).map(str.encode))
def test_any_bytes_give_a_document_or_a_clear_refusal(raw: bytes) -> None:
    try:
        places = {parsed(raw, "plan.yml").place()}
    except PlanErrors as raised:
        places = {error.message for error in raised.errors}
    assert all(place.startswith("plan.yml:") for place in places)
