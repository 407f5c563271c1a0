"""Words by which a row says that it sums others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from salesplan_nb.accents import unaccented

WRITTEN = (
    # English, German
    "total", "totals", "grand total", "subtotal", "all total", "overall", "overall total", "sum", "sums",
    "gesamt", "gesamtsumme", "gesamtergebnis", "summe", "summe gesamt", "endsumme", "zwischensumme", "insgesamt",
    "ergebnis", "teilergebnis",
    # French, Spanish, Portuguese, Italian
    "total général", "sous-total", "somme", "suma", "suma total", "total general", "gran total", "total geral",
    "soma", "totale", "totali", "totale complessivo", "totale generale", "subtotale", "somma",
    # Dutch, Danish, Norwegian, Swedish, Finnish
    "totaal", "eindtotaal", "totaal generaal", "subtotaal", "i alt", "hovedtotal", "delsum", "totalt", "totalsumma",
    "delsumma", "summa", "summa summarum", "yhteensä", "kaikki yhteensä", "loppusumma", "välisumma",
    # Polish, Czech, Turkish, Russian
    "razem", "suma końcowa", "suma częściowa", "celkem", "celkový součet", "mezisoučet", "toplam", "genel toplam",
    "ara toplam", "итого", "всего", "итог", "общий итог", "промежуточный итог",
    # Chinese, Japanese, Korean
    "合计", "总计", "小计", "合計", "總計", "小計", "総計", "합계", "총계", "소계",
)  # fmt: skip
"""Words of sums, as programs and people write them."""
LIKELY = re.compile(
    r"tot[aá]|sum|som[am]|gesamt|ergebnis|overall|razem|celk|toplam|yhteens|mezisou|i\W?alt"
    r"|[^\x00-\u024f]|^\W*\w\W+\w\W"  # another script; letters that stand apart
)
"""What each of them holds in small letters: a column of a million ids is searched in a moment."""
LAST_ROWS = 20
"""Rows at the end of a file that are searched also where the whole column would take too long: totals stand there."""


def is_total(cell: str) -> bool:
    """Whether a cell is such a word and nothing else; a name that holds one, such as Total Wine, is none.

    Examples
    --------
    >>> is_total("Grand total:"), is_total("Sous-total"), is_total("Total Wine")
    (True, True, False)
    """
    return _letters(cell) in WORDS


def totals_among(cells: Collection[str]) -> set[str]:
    """Which of a column's different cells name sums: such a word, alone or beside another of the cells.

    Examples
    --------
    >>> sorted(totals_among(["Nord", "Summe Nord", "West", "West, total", "Total Wine", "Gesamt"]))
    ['Gesamt', 'Summe Nord', 'West, total']
    """
    likely = [cell for cell in cells if LIKELY.search(cell.lower())]
    others = {_letters(cell) for cell in cells} - {""} if likely else set()
    return {cell for cell in likely if is_total(cell) or _rest(cell) in others}


def may_be_total(cell: str) -> bool:
    """Whether a cell begins or ends with such a word: a sum perhaps, or a name such as Total Wine.

    Examples
    --------
    >>> may_be_total("Total England"), may_be_total("Nord, Summe"), may_be_total("Overall Ltd")
    (True, True, False)
    """
    return bool(LIKELY.search(cell.lower())) and (is_total(cell) or _rest(cell) != "")


def _rest(cell: str) -> str:
    """What a cell says beside a word of totals at its beginning or end; '' where it has none."""
    words = cell.split()
    for word, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if rest and _letters("".join(word)) in BESIDE:
            return _letters("".join(rest))
    return ""


def _letters(cell: str) -> str:
    """Letters and digits, lower case and without accents."""
    plain = unaccented(unicodedata.normalize("NFKD", cell).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


WORDS = frozenset(map(_letters, WRITTEN))
"""Their letters alone."""
BESIDE = WORDS - {"overall", "summa"}
"""Those that make a sum of the name beside them; the others are names too: Summa Nord is no sum of Nord."""
