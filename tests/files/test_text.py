from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.files import Layout, column_names
from tests.files.making import GOOD, HEAD, error_of, errors_of, read, texts, written


def test_a_record_is_its_cells_with_the_line_it_begins_on(tmp_path: Path) -> None:
    cells = read(written(tmp_path, HEAD + 'A,"two\nlines",5\n\nB,x,6\n'))
    assert texts(cells) == {"order": ["A", "B"], "date": ["two\nlines", "x"], "net": ["5", "6"]}
    assert cells.rows.to_pylist() == [2, 5]  # A takes lines 2 and 3, line 4 is blank
    assert cells.native == frozenset()


def test_only_the_columns_that_are_wanted_come_and_unknown_ones_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + GOOD)
    assert texts(read(path, columns=["net", "order", "gross"])) == {"order": ["A"], "net": ["5.00"]}
    nothing = read(path, columns=["gross"])
    assert (nothing.table.num_columns, nothing.rows.to_pylist()) == (0, [2])


@pytest.mark.parametrize("content", ["", "\n\n", HEAD], ids=["nothing", "blank lines", "header only"])
def test_a_file_without_records_has_no_data_rows(tmp_path: Path, content: str) -> None:
    error = error_of(lambda: read(written(tmp_path, content)))
    assert (error.message, error.exit_code) == ("orders.csv has no data rows", 3)


def test_chunks_join_to_one_table(tmp_path: Path) -> None:
    lines = [f"{number},2026-10-01,{number * 2}\n" for number in range(12_001)]  # 5,000 a chunk: three chunks
    cells = read(written(tmp_path, HEAD + "".join(lines)))
    assert texts(cells)["net"] == [str(number * 2) for number in range(12_001)]
    assert cells.rows.to_pylist() == list(range(2, 12_003))


@pytest.mark.parametrize("row", ["B,2026-10-01\n", "B,2026-10-01,5,6\n"], ids=["short", "long"])
def test_a_short_or_long_row_is_named_with_its_text(tmp_path: Path, row: str) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + GOOD + row)))
    assert (error.reference, error.exit_code) == ("uneven-rows", 3)
    assert error.context == (f"orders.csv:3: {row.count(',') + 1} cells: {row.strip()}",)


def test_all_uneven_rows_are_counted_and_the_first_five_shown(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + GOOD + "B,2026-10-01\n" * 7)))
    assert "7 of 8 rows have not the header's 3 cells" in error.message
    assert [line.split()[0] for line in error.context] == [f"orders.csv:{line}:" for line in range(3, 8)]


def test_a_quote_that_never_closes_is_named_where_it_opens(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + GOOD + 'B,"x\ny",5\n' + '"C,z,6\n' + GOOD * 9)))
    assert (error.reference, error.exit_code) == ("unreadable-row", 3)
    assert error.message == "orders.csv:5: a quote opens here and never closes"


def test_a_quote_that_opens_below_the_first_line_of_its_record_is_named_by_its_own_line(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + 'B,"x\ny","open\n' + GOOD)))
    assert error.message.startswith("orders.csv:3: a quote opens here")  # the record begins in line 2


def test_a_quote_within_a_cell_that_never_closes_does_not_move_its_line(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + 'B,"x\ny ""quoted"" z,5\n' + GOOD)))
    assert error.message == "orders.csv:2: a quote opens here and never closes"


def test_text_behind_a_closing_quote_is_refused(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, HEAD + '"B"x,2026-10-01,5\n')))
    assert error.message == "orders.csv:2: a quote closes within a cell"


@pytest.mark.parametrize("bad", ['{i},"open,5\n', '{i},",5\n', '"{i},x,5\n', '{i},x,"5\n', '{i},x,"\n'])
def test_a_hundred_unterminated_quotes_in_a_long_file_make_no_row_vanish(tmp_path: Path, bad: str) -> None:
    rows = [bad.format(i=i) if i % 100 == 50 else f"{i},2026-10-01,5\n" for i in range(10_000)]
    errors = errors_of(lambda: read(written(tmp_path, HEAD + "".join(rows))))
    assert {error.reference for error in errors} <= {"unreadable-row", "swallowed-rows", "uneven-rows"}
    assert errors[0].exit_code == 3
    assert any("orders.csv:52" in error.message + "".join(error.context) for error in errors)  # i = 50, header 1


def test_a_note_of_several_lines_is_no_swallowed_row(tmp_path: Path) -> None:
    cells = read(written(tmp_path, HEAD + 'A,"Dear Sir,\nthe goods, as ordered, came",5\n'))
    assert texts(cells)["date"] == ["Dear Sir,\nthe goods, as ordered, came"]
    pairs = read(written(tmp_path, 'order,note\nA,"late\nbut, well, whole"\nB,"late\nbut, yes"\n'))
    assert texts(pairs)["note"] == ["late\nbut, well, whole", "late\nbut, yes"]  # in two columns a comma proves nothing


def test_faults_of_different_kinds_are_told_in_one_go(tmp_path: Path) -> None:
    errors = errors_of(lambda: read(written(tmp_path, 'order,net,net\nA,1,2\nB,1\nC,1,"2\n')))
    assert [error.reference for error in errors] == ["unreadable-row", "doubled-column", "uneven-rows"]


def test_a_doubled_column_is_an_error_of_input(tmp_path: Path) -> None:
    path = written(tmp_path, "order,net, net \nA,1,2\n")
    for call in (lambda: read(path), lambda: column_names(path, Layout(), path.name)):
        error = error_of(call)
        assert (error.reference, error.exit_code) == ("doubled-column", 2)
        assert error.context == ("orders.csv:1, columns 2, 3: 'net'",)


def test_a_column_without_a_name_is_called_by_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, ",TV,\n1,2,3\n4,5,6\n")
    assert texts(read(path)) == {"column 1": ["1", "4"], "TV": ["2", "5"], "column 3": ["3", "6"]}


def test_lines_above_the_header_are_no_data(tmp_path: Path) -> None:
    path = written(tmp_path, 'Sales "2026"\n\n' + HEAD + GOOD)
    cells = read(path, Layout(header=3))
    assert (texts(cells)["order"], cells.rows.to_pylist()) == (["A"], [4])
    assert column_names(path, Layout(header=3), path.name) == ["order", "date", "net"]


def test_given_names_make_the_first_line_data(tmp_path: Path) -> None:
    path = written(tmp_path, " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n")
    layout = Layout(delimiter="whitespace", names=("a", "b", "c", "d", "e"))
    cells = read(path, layout)
    assert texts(cells)["e"] == ["29.33", "29.73"]
    assert cells.rows.to_pylist() == [1, 2]
    error = error_of(lambda: read(path, Layout(delimiter="whitespace", names=("a", "b"))))
    assert "2 of 2 rows have not the 2 cells that names gives" in error.message


def test_ids_stay_text(tmp_path: Path) -> None:
    ids = ["00123", "1E5", "NA", "null", "nan", "1234567890123456789", "3.10", "TRUE"]
    assert texts(read(written(tmp_path, "id,net\n" + "".join(f"{one},5\n" for one in ids))))["id"] == ids


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_change_no_row(tmp_path: Path, end: str) -> None:
    cells = read(written(tmp_path, end.join(["order,net", "A,5", "", "B,x", ""])))
    assert (texts(cells)["order"], cells.rows.to_pylist()) == (["A", "B"], [2, 4])


@pytest.mark.parametrize(
    ("content", "layout", "setting", "hint"),
    [
        ("a;b;c\n1;2,5;x\n2;3,5;y\n", Layout(), "wrong-delimiter", "write delimiter: ';'"),
        ("a\tb\n1\t2\n", Layout(), "wrong-delimiter", 'write delimiter: "\\t"'),
        ("a,b\n1,2\n", Layout(delimiter=";"), "wrong-delimiter", "write delimiter: ','"),
        (" a  b c\n 1  2 3\n", Layout(), "wrong-delimiter", "write delimiter: whitespace"),
        ("Sales\n\na;b;c\n1;2;3\n2;3;4\n", Layout(), "wrong-delimiter", "write delimiter: ';' and header: 3"),
        ("Sales 2026\n\nmade by X\n" + HEAD + GOOD * 2, Layout(), "preamble", "write header: 4"),
        ("Sales 2026,,\n,,\n" + HEAD + GOOD * 2, Layout(), "preamble", "write header: 3"),
    ],
)
def test_a_wrong_layout_is_told_with_the_setting_to_write(
    tmp_path: Path, content: str, layout: Layout, setting: str, hint: str
) -> None:
    path = written(tmp_path, content)
    for call in (lambda: read(path, layout), lambda: column_names(path, layout, path.name)):
        error = error_of(call)
        assert (error.reference, error.hint, error.exit_code) == (setting, hint, 3)


@pytest.mark.parametrize("content", ["name\nAnn Lee\nBob Day\n", "Notes\nx; y\nz\n", '"Notes, other"\nx\n'])
def test_a_file_of_one_column_is_no_wrong_delimiter(tmp_path: Path, content: str) -> None:
    assert read(written(tmp_path, content)).table.num_columns == 1


def physical_records(text: str) -> int:
    """Records of text: a line end outside quotes ends one; blank lines are none; a quote in a bare cell is a mark."""
    count, inside, filled, opens = 0, False, False, True
    for char in text:
        if char == '"' and inside:
            inside, opens = False, True  # a second one goes on with the cell
        elif char == '"' and opens:
            inside = True
        else:
            opens = char in ",\n"
        if char == "\n" and not inside:
            count, filled = count + filled, False
        else:
            filled = True
    return count + filled


def tables(alphabet: str) -> st.SearchStrategy[list[list[str]]]:
    """Rows of three cells of these characters."""
    cell = st.text(st.sampled_from(alphabet), max_size=6)
    return st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=20)


# Never both: a cell of `,\n,` reads like rows of its own, and is refused.
@given(rows=tables('ab,"; x') | tables('ab\n"; x'))
def test_every_physical_record_is_kept_with_its_cells(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows]
    cells = read(written(tmp_path_factory.mktemp("text"), HEAD + "".join(lines)))
    assert len(cells.rows) == physical_records(HEAD + "".join(lines)) - 1
    assert list(map(list, zip(*texts(cells).values(), strict=True))) == rows


@given(lines=st.lists(st.text(st.sampled_from('ab,"\r x'), max_size=12), max_size=30))
def test_rows_kept_and_rows_refused_are_all_the_lines_of_any_text(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    content = HEAD + "\n".join(lines)
    try:
        kept = len(read(written(tmp_path_factory.mktemp("text"), content)).rows)
    except (PlanError, PlanErrors):
        return
    # Whatever is accepted: its rows are the records between line ends that stand outside quotes.
    assert kept == physical_records(content.replace("\r\n", "\n").replace("\r", "\n")) - 1
