"""What the planner reads when a comparison is made: what went in, what came out, targets, regret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulate.comparing import grids, words
from simulate.comparing.comparison import Comparison
from simulate.comparing.grids import Grid
from simulate.comparing.moments import TOLD
from simulate.comparing.outcomes import Compared
from simulate.render.numbers import CHANCE, decimals, minus, percent, signed
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

SHORT = 12
"""Characters of what is never broken over lines."""
NARROW, TEXT = 5, 16
"""Characters that a column takes at least, and that the texts before the numbers take besides."""
LABEL, COLUMN = 29, 19
"""Characters for the name of an outcome, and for one year."""
ROWS = 40
"""Changes that are shown; the page has all."""
PAGE = "compare.md"
PLACE = {name: place for place, name in enumerate(TOLD)}


def show(comparison: Comparison, console: Console, language: Language) -> None:
    """Print the comparison."""
    base = f"{comparison.base.label.in_(language)} ({comparison.base.name})"
    for run, side in enumerate(comparison.sides):
        if run == 0:
            continue
        other = f"{side.label.in_(language)} ({side.name})"
        heading = words.AGAINST.in_(language).format(other=other, base=base)
        console.print(f"\n{heading}", style="bold", highlight=False, markup=False)
        _say(console, grids.pairing(comparison, run, language))
        _show_went_in(comparison, run, console, language)
        console.print(_came_out(comparison, run, console.width, language))
        reading = words.READING if side.unpaired is None else words.READING_APART
        _say(console, reading.in_(language).format(other=side.name, base=comparison.base.name))
        if gain := grids.gains(comparison, run, language):
            _say(console, f"{gain} {words.GAIN_CSV.in_(language)}")
    for title, grid, reading in (
        (words.TARGETS, grids.targets(comparison, language), words.TARGETS_READ),
        (words.REGRET, grids.regrets(comparison, language), words.REGRET_READ),
    ):
        if grid.rows:
            console.print(f"\n{title.in_(language)}", style="bold")
            if NARROW * len(grid.heading) + TEXT > console.width:
                _say(console, words.TOO_WIDE.in_(language).format(columns=len(grid.heading), file=PAGE))
                continue
            console.print(as_table(grid))
            _say(console, reading.in_(language))


def _say(console: Console, text: str) -> None:
    if text:
        console.print(text, style="dim", highlight=False, markup=False)


def _show_went_in(comparison: Comparison, run: int, console: Console, language: Language) -> None:
    from rich.markup import escape

    changes = comparison.went_in[run]
    if not changes:
        _say(console, words.ALIKE.in_(language))
        return
    grid = grids.went_in(changes, language, short=True)
    since, old, new, *origin = grid.heading[3:]
    table = _empty([words.WENT_IN.in_(language), since, f"{old} → {new}", ", ".join(origin)])
    for what, name, label, day, was, becomes, role, source, place in grid.rows[:ROWS]:
        told = " → ".join(escape(text) for text in (was, becomes) if text)
        where = "\n".join(text for text in (f"{role}, {source}" if source else role, place) if text)
        table.add_row(f"{escape(label or name)}\n[dim]{what}: {escape(name)}[/dim]", day, told, escape(where))
    console.print(table)
    if len(grid.rows) > ROWS:
        _say(console, words.MORE.in_(language).format(left=len(grid.rows) - ROWS, file=PAGE))


def _empty(heading: Sequence[str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for text in heading:
        table.add_column(escape(text), overflow="fold")
    return table


def as_table(grid: Grid) -> Table:
    """A grid as a terminal shows it."""
    from rich.markup import escape

    table = _empty(grid.heading)
    for place, column in enumerate(table.columns):
        # A short word is not broken for the sake of a long text beside it.
        column.no_wrap = max(len(row[place]) for row in (grid.heading, *grid.rows)) <= SHORT
    for row in grid.rows:
        table.add_row(*map(escape, row))
    return table


def _came_out(comparison: Comparison, run: int, width: int, language: Language) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    years = comparison.outcomes[0].years
    fitting = max(2, (width - LABEL) // COLUMN)
    chosen = sorted({int(place) for place in np.linspace(0, len(years) - 1, min(fitting, len(years))).round()})
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(words.CAME_OUT.in_(language), overflow="fold", max_width=LABEL - 2)
    for place in chosen:
        table.add_column(str(years[place]), justify="right", no_wrap=True)
    paired = run in comparison.paired
    for outcome in comparison.outcomes:
        for entry in outcome.main:
            row = _paired_row if paired else _apart_row
            unit, cells = row(outcome, run, entry, chosen, language)
            table.add_row(f"{words.called(outcome, outcome.entries[entry], language)}\n[dim]{unit}[/dim]", *cells)
    return table


Row = tuple[str, list[str]]


def _paired_row(outcome: Compared, run: int, entry: int, chosen: Sequence[int], language: Language) -> Row:
    by = outcome.by[run, :, :, entry]
    if outcome.units == CHANCE:
        divisor, unit = words.unit_of(outcome, 0, language)
        return unit, [signed(float(by[0, year]) / divisor, language, 1) for year in chosen]
    largest = float(np.nanmax(np.abs(by[:, chosen]), initial=0))
    divisor, unit = words.unit_of(outcome, largest, language)
    shown = decimals(largest / divisor)
    cells = []
    for year in chosen:
        if outcome.lower[run, year, entry] == outcome.higher[run, year, entry] == 0:
            cells.append(words.NEVER.in_(language))
            continue
        median, low, high = (float(by[PLACE[name], year]) / divisor for name in ("p50", "p5", "p95"))
        relative = float(outcome.relative[run, year, entry])
        change = "" if np.isnan(relative) else f" ({signed(100 * relative, language)} %)"
        between = f"{minus(low, language, shown)} – {minus(high, language, shown)}"
        cells.append(
            f"{signed(median, language, shown)}{change}\n[dim]{between}[/dim]\n"
            f"[dim]{direction(outcome, run, year, entry, language)}[/dim]"
        )
    return unit, cells


def direction(outcome: Compared, run: int, year: int, entry: int, language: Language) -> str:
    """In which share of the draws it is lower, or higher: what happens most."""
    lower, higher = float(outcome.lower[run, year, entry]), float(outcome.higher[run, year, entry])
    most = max(lower, higher)
    text = percent(most, language).removesuffix(" %")
    return (words.LOWER if lower >= higher else words.HIGHER).in_(language).format(text)


def _apart_row(outcome: Compared, run: int, entry: int, chosen: Sequence[int], language: Language) -> Row:
    own = outcome.own[[0, run]][:, :, :, entry]
    if outcome.units == CHANCE:
        return "", [" → ".join(percent(float(side[0, year]), language) for side in own) for year in chosen]
    largest = float(np.nanmax(np.abs(own[:, :, chosen]), initial=0))
    divisor, unit = words.unit_of(outcome, largest, language)
    shown = decimals(largest / divisor)
    cells = []
    for year in chosen:
        texts = [[minus(float(value) / divisor, language, shown) for value in side[:, year]] for side in own]
        medians = " → ".join(side[PLACE["p50"]] for side in texts)
        ranges = "\n".join(f"[dim]{side[PLACE['p5']]} – {side[PLACE['p95']]}[/dim]" for side in texts)
        cells.append(f"{medians}\n{ranges}")
    return unit, cells
