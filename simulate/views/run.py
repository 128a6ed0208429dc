"""What the planner reads when a run is done: the answer of the model, and its headline outcomes by calendar year."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.inputs.resolved import load_scenario
from simulate.render.numbers import CHANCE, PER_YEAR, decimals, entry_label, number, over_time, scaled
from simulate.results import precision
from simulate.results.opening import open_results
from simulate.results.totals import is_total
from simulate.running import record
from simulate.scenario import Scenario
from simulate.views.card import ModelCard
from simulate.views.spread import split_of
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Row = dict[str, str]

EXPLAINED = Label(
    "Mediaan, en eronder waartussen negen van de tien trekkingen liggen. Kalenderjaren: stromen en kosten zijn "
    "jaartotalen, standen jaargemiddelden. Medianen van verschillende regels tellen niet op.",
    "Median, and below it where nine out of ten draws lie. Calendar years: flows and costs are totals of the year, "
    "stocks are means over it. Medians of different rows do not add up.",
)
FIGURES = Label(
    "De uitkomst rust op {all} parameters: {stated} uit programma's, wetten en waarnemingen, {estimated} geraamd of "
    "geschat, {assumed} aannames.",
    "The answer rests on {all} parameters: {stated} from programmes, laws and observations, {estimated} forecast or "
    "estimated, {assumed} assumptions.",
)
EFFECTS = Label(
    " Effecten van maatregelen: {all}, waarvan {assumed} aannames.",
    " Effects of its measures: {all}, of which {assumed} assumptions.",
)
SHARE_OF_DRAWS = Label("aandeel van de trekkingen", "share of the draws")
NAMES = 24
"""Characters that the names of outcomes have at least, whatever the width of the terminal."""
WIDEST = 10_000
"""More characters than any table has: what it needs is measured without a limit."""


def show(folder: Path, card: ModelCard, console: Console, language: Language) -> None:
    """Print the answer and the table of the finished run in `folder`, as the card of its model has them."""
    facts = record.read(folder)
    if card.answer is not None:
        for line in card.answer(open_results(folder), language):
            console.print(line, highlight=False, markup=False)
        console.print()
    title = facts.label.in_(language)
    headlines = _headlines(folder, card.headline)
    _table(headlines, title, console, language)
    error = precision.line(headlines.values(), facts.draws, language)
    if error:
        console.print(error, style="dim", highlight=False, markup=False)
    split = split_of(folder, facts.model, language)
    if split:
        console.print(split, style="dim", highlight=False, markup=False)
    console.print(resting_on(load_scenario(folder / record.SCENARIO), language), style="dim", highlight=False)


def resting_on(scenario: Scenario, language: Language) -> str:
    """How many of the figures behind an answer are stated, estimated and assumed: by the value carried forward."""
    roles = Counter(parameter.values[-1].origin.role for parameter in scenario.parameters.values())
    effects = [effect.origin.role for measure in scenario.measures for effect in measure.effects]
    figures = FIGURES.in_(language).format(
        all=roles.total(),
        stated=roles["policy"] + roles["observed"],
        estimated=roles["forecast"] + roles["estimated"],
        assumed=roles["assumption"],
    )
    assumed = effects.count("assumption")
    return figures + (EFFECTS.in_(language).format(all=len(effects), assumed=assumed) if effects else "")


def _headlines(folder: Path, names: tuple[str, ...]) -> dict[tuple[str, str], list[Row]]:
    """The calendar years of the headline outcomes, by outcome and entry: totals where there are, else every entry."""
    found: dict[tuple[str, str], list[Row]] = {}
    with (folder / record.SUMMARY).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["outcome"] in names and len(row["period"]) == 4:
                found.setdefault((row["outcome"], row["entry"]), []).append(row)
    with_total = {outcome for outcome, entry in found if is_total(entry)}
    ordered = sorted(found.items(), key=lambda item: names.index(item[0][0]))
    return {
        (outcome, entry): rows for (outcome, entry), rows in ordered if outcome not in with_total or is_total(entry)
    }


def _table(headlines: dict[tuple[str, str], list[Row]], title: str, console: Console, language: Language) -> None:
    if not headlines:
        return
    console.print(_fitting(headlines, title, console, language))
    console.print(EXPLAINED.in_(language), style="dim", highlight=False)


def _fitting(headlines: dict[tuple[str, str], list[Row]], title: str, console: Console, language: Language) -> Table:
    """The table with as many years, spread evenly, as the terminal has room for beside the names; one at least."""
    from rich.measure import measure_renderables

    years = [row["period"] for row in next(iter(headlines.values()))]
    for count in range(len(years), 0, -1):
        chosen = sorted({int(place) for place in np.linspace(0, len(years) - 1, count).round()})
        table = _filled(headlines, title, {place: years[place] for place in chosen}, language)
        # What a cell needs is known only when it is filled: seven digits of people, or three of a share.
        if measure_renderables(console, console.options.update(max_width=WIDEST), [table]).minimum <= console.width:
            break
    return table


def _filled(
    headlines: dict[tuple[str, str], list[Row]], title: str, chosen: dict[int, str], language: Language
) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    filled: list[tuple[str, list[str]]] = []
    for (_, entry), rows in headlines.items():
        largest = max((abs(float(rows[place]["p95"] or 0)) for place in chosen), default=0.0)
        divisor, unit = scaled(rows[0]["unit"], largest, language)
        unit = over_time(unit, rows[0]["kind"], PER_YEAR, language)
        label = rows[0]["label"] + entry_label(rows[0]["axis"], entry, language)
        cells = [_cell(rows[place], divisor, decimals(largest / divisor), language) for place in chosen]
        if rows[0]["unit"] == CHANCE:
            # It happens in a draw or not: what is told is in which share of the draws.
            unit = SHARE_OF_DRAWS.in_(language)
            cells = [f"{number(100 * float(rows[place]['mean'] or 'nan'), language)} %" for place in chosen]
        filled.append((f"{label}\n[dim]{unit}[/dim]", cells))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(title, overflow="fold", min_width=NAMES)
    for number_, year in enumerate(chosen.values()):
        widest = max(len(line) for _, cells in filled for line in Text.from_markup(cells[number_]).plain.splitlines())
        table.add_column(year, justify="right", no_wrap=True, min_width=widest)
    for label, cells in filled:
        table.add_row(label, *cells)
    return table


def _cell(row: Row, divisor: float, shown: int, language: Language) -> str:
    median, low, high = (number(float(row[name] or "nan") / divisor, language, shown) for name in ("p50", "p5", "p95"))
    return f"{median}\n[dim]{low} – {high}[/dim]"
