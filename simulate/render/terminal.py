"""Documents on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.measure import measure_renderables
from rich.table import Table as RichTable
from rich.text import Text as RichText

from simulate.render.document import (
    Block,
    Cell,
    Code,
    Document,
    Items,
    Properties,
    Section,
    Table,
    Text,
    cleaned,
    lines_of,
)
from simulate.render.texts import TEXTS
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDE = 160
"""Columns for a reader that is not a terminal, such as a file."""
SHORT = 12
"""Characters of a word that is not broken for the sake of a long text beside it."""
NAMES = 24
"""Characters that the first column keeps, as far as it has them, whatever the width of the terminal."""
NARROW, WORDS = 5, 16
"""Characters that a column takes at least, and that the words before the numbers take besides."""
STYLES = {"note": "dim", "warning": "red"}
WIDEST = 10_000
"""More characters than any table has: what it needs is measured without a limit."""


def console() -> Console:
    """Return a console for the terminal, or with a wide page when there is none."""
    terminal = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if terminal else WIDE)


def show(document: Document, console: Console) -> None:
    """Print the sections; figures and interactive blocks are for other formats."""
    for section in cleaned(document).sections:
        _section(section, console, document.language)


def _section(section: Section, console: Console, language: Language) -> None:
    if section.heading:
        _say(f"\n{section.heading}", console, "bold")
    for block in section.blocks:
        _block(block, console, language)
    for inner in section.sections:
        _section(inner, console, language)


def _block(block: Block, console: Console, language: Language) -> None:
    match block:
        case Text():
            _text(block, console)
        case Items():
            for item in block.items:
                _text(Text(f"- {item.lead} {item.text}".replace("-  ", "- "), style=item.style), console)
        case Properties():
            console.print(_properties(block))
        case Code():
            for line in block.lines:
                _say(line, console)
        case Table():
            _table(block, console, language)


def _table(table: Table, console: Console, language: Language) -> None:
    if table.caption:
        _say(f"\n{table.caption}", console, "bold")
    columns = len(table.heading)
    if table.file and NARROW * columns + WORDS > console.width:
        _say(TEXTS["too_wide"].in_(language).format(columns=columns, file=table.file), console, "dim")
        return
    console.print(fitted(table, console))
    if table.note:
        _say(table.note, console, "dim")


def _text(text: Text, console: Console) -> None:
    written = RichText.assemble((text.lead, "bold"), " " * bool(text.lead and text.text), text.text)
    console.print(written, style=STYLES.get(text.style), highlight=False, markup=False)


def _properties(properties: Properties) -> RichTable:
    drawn = RichTable(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    drawn.add_column(style="dim", no_wrap=True)
    drawn.add_column(overflow="fold")
    for name, text in properties.rows:
        drawn.add_row(RichText(name), RichText(text))
    return drawn


def _say(text: str, console: Console, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False)


def fitted(table: Table, console: Console) -> RenderableType:
    """Select as many optional columns of the table, spread evenly, as fit the width; at least one."""
    optional = sorted(table.optional)
    for count in range(len(optional), 0, -1):
        kept = _kept(optional, count, table.first)
        columns = [n for n in range(len(table.heading)) if n in kept or n not in table.optional]
        shown = _drawn(table, columns)
        # What a cell needs is known only when it is filled: seven digits of people, or three of a share.
        if measure_renderables(console, console.options.update(max_width=WIDEST), [shown]).minimum <= console.width:
            break
    if not optional:
        columns = list(range(len(table.heading)))
    return _drawn(table, columns, _widths(table, columns, console.width))


def _kept(optional: Sequence[int], count: int, first: Collection[int]) -> set[int]:
    """Choose `count` of the optional columns: spread evenly, where those that come first replace the nearest."""
    kept = {optional[position] for position in spread_evenly(len(optional), count)}
    for wanted in sorted(set(first) & set(optional) - kept):
        if others := kept - set(first):
            kept.remove(min(others, key=lambda column: (abs(column - wanted), column)))
            kept.add(wanted)
    return kept


def _widths(table: Table, columns: Sequence[int], width: int) -> list[int] | None:
    """Share out the width of the terminal: the widest column gives first, none gives more than it can.

    None where everything fits, or nothing does.
    """
    longest = [_widest(table, number) for number in columns]
    # A space and a line between columns, and one at either side.
    room = width - 2 * len(columns)
    for least_text in (SHORT, NARROW):
        sizes = zip(columns, longest, strict=True)
        least = [_least(table, number, size, least_text) for number, size in sizes]
        if sum(least) <= room:
            break
    if sum(longest) <= room or sum(least) > room:
        return None
    while sum(longest) > room:
        widest = max(range(len(columns)), key=lambda place: (longest[place] > least[place], longest[place]))
        longest[widest] -= 1
    return longest


def _widest(table: Table, number: int) -> int:
    """Return the characters of the longest line of a column."""
    cells = [table.heading[number], *(row[number] for row in table.rows)]
    return max(len(line) for cell in cells for line in lines_of(cell) or ("",))


def _least(table: Table, number: int, longest: int, text: int) -> int:
    """Return the characters that a column keeps; one of texts keeps `text`."""
    if number in table.numbers or number in table.whole or longest <= SHORT:
        return longest
    return min(NAMES, longest) if number == 0 else text


def spread_evenly(size: int, count: int) -> list[int]:
    """Choose `count` indices below `size`, from the first to the last; only the first where `count` is one."""
    if count < 2:
        return [0][:size]
    return sorted({round(position * (size - 1) / (count - 1)) for position in range(count)})


def _drawn(table: Table, columns: Sequence[int], widths: Sequence[int] | None = None) -> RichTable:
    drawn = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, number in enumerate(columns):
        cells = [row[number] for row in table.rows]
        widest = max((len(line) for cell in cells for line in lines_of(cell)), default=0)
        numeric = number in table.numbers
        whole = numeric or max(widest, *map(len, lines_of(table.heading[number]))) <= SHORT
        drawn.add_column(
            _cell(table.heading[number]),
            justify="right" if numeric else "left",
            no_wrap=whole,
            overflow="fold",
            min_width=widest if whole else min(NAMES, widest) if number == 0 else None,
            width=widths[place] if widths else None,
        )
    for row in table.rows:
        drawn.add_row(*(_cell(row[number], clipped=number in table.clipped) for number in columns))
    return drawn


def _cell(cell: Cell, clipped: bool = False) -> RichText:
    """Style a cell: the first line as it is, those below it dim. What is clipped ends in … where it does not fit."""
    first, *below = lines_of(cell)
    if clipped:
        return RichText(first, no_wrap=True, overflow="ellipsis")
    return RichText("\n").join([RichText(first), *(RichText(line, "dim") for line in below)])
