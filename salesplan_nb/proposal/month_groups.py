"""What stands over groups of months in the line above their names: Actual and Forecast, Net and Cost."""

from __future__ import annotations

from salesplan_nb.proposal.loading import Sheet


def told_groups(sheet: Sheet) -> str:
    """That months under several headings all count as sales; '' where a text file has no such line above its names.

    Nothing says which of the headings are sales, and a forecast among them would be counted as such without a word.
    """
    if not sheet.above or not sheet.layout.delimiter or sheet.tab:
        return ""
    cells = [cell.strip(' "') for cell in sheet.above[-1].split(sheet.layout.delimiter)]
    headings = [cell for cell in cells if cell]
    # A title above lost the empty cells at its ends; one between two of its cells means that the first goes on.
    if len(headings) == len(cells):
        return ""
    return f"all months count as sales, whatever stands above them: {', '.join(map(repr, headings))}"
