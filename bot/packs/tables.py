"""Word lists in tables, .csv and .xlsx: a word and its clue in each line."""

from __future__ import annotations

import csv
import io
import warnings
from typing import TYPE_CHECKING

from bot.packs.archives import opened
from bot.packs.lists import MOST, word_list
from bot.packs.pack import Pack, PackRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADS = {"слово", "слова", "ответ", "word", "words", "answer", "słowo", "hasło", "词", "单词", "答案"}
_COLUMNS = 6
_DELIMITERS = ";\t,|"


def read_csv(text: str, title: str, remarks: Iterable[str] = ()) -> Pack:
    """The word list of a text with separators; which one is used is seen from its first lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    head = "\n".join(lines[:50])
    delimiter = max(_DELIMITERS, key=head.count)
    if delimiter not in head:
        raise PackRefused("В таблице один столбец. Нужны два: слово и подсказка, через точку с запятой.")
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error as error:
        raise PackRefused("Таблица не читается. Сохраните её заново как CSV.") from error
    return word_list(_pairs(rows), title, remarks=remarks)


def read_xlsx(raw: bytes, title: str) -> Pack:
    """The word list of the first sheet of a workbook: values as they were last shown, no formula is run."""
    opened(raw).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which are nothing to us
            rows = _rows(raw)
    except Exception as error:  # a stranger's file can be broken in every way that openpyxl does not name
        raise PackRefused("Таблица не читается. Сохраните её заново как .xlsx или CSV.") from error
    return word_list(_pairs(rows), title)


def _rows(raw: bytes) -> list[list[str]]:
    import openpyxl  # it loads much that the line itself never needs

    book = openpyxl.load_workbook(
        io.BytesIO(raw), read_only=True, data_only=True, keep_links=False, keep_vba=False
    )
    try:
        sheet = book.worksheets[0]
        # Some programs write a wrong size of the sheet; the rows themselves are what counts.
        sheet.reset_dimensions()
        return [
            ["" if value is None else str(value) for value in row]
            for row in sheet.iter_rows(max_row=MOST + 2, max_col=_COLUMNS, values_only=True)
        ]
    finally:
        book.close()


def _pairs(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Words and clues: the first two columns that are not empty, without the line of headings."""
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows[: MOST + 2]]
    pairs = [(row[0], row[1] if len(row) > 1 else "") for row in cells if row]
    if pairs and pairs[0][0].casefold() in _HEADS:
        pairs = pairs[1:]
    if not any(clue for _word, clue in pairs):
        raise PackRefused("В таблице один столбец. Нужны два: слово и подсказка.")
    return pairs
