"""The headline outcomes of runs by calendar year, from their summaries: a table, and the numbers of the explorer."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulate.comparing.runs import ComparedRun, damaged
from simulate.errors import CannotAnswer
from simulate.inputs.places import shown
from simulate.render.document import Cell, Explorer, Ref, Table
from simulate.render.numbers import CHANCE, PER_YEAR, decimals, entry_label, minus, over_time, percent, scaled
from simulate.results.statistics import QUANTILES
from simulate.results.totals import is_total
from simulate.running import record
from simulate.running.record import SUMMARY
from simulate.views.card import card
from simulate.vocabulary import UNITS, Label, Language

Row = Mapping[str, str]
Rows = Sequence[Row]
DIGITS = 4
"""Digits of a large number; the others are noughts."""
YEARS = 4
"""Calendar years in the table: as many as fit on a page that stands."""
SHARE = Label("aandeel van de trekkingen", "share of the draws")
OUTCOME = Label("uitkomst", "outcome")
CAPTION = Label("Kernuitkomsten per kalenderjaar: {run}", "Headline outcomes by calendar year: {run}")
READING = Label(
    "Mediaan, en tussen haakjes waartussen negen van de tien trekkingen liggen. Stromen en kosten zijn jaartotalen, "
    "standen jaargemiddelden. Medianen van verschillende regels tellen niet op.",
    "Median, and between brackets where nine out of ten draws lie. Flows and costs are totals of the year, stocks are "
    "means over it. Medians of different rows do not add up.",
)


@dataclass(frozen=True)
class Summary:
    """The rows of a summary.csv by outcome and entry, in their order."""

    rows: Mapping[str, Mapping[str, Rows]]

    def years(self, outcome: str, entry: str) -> list[Row]:
        return [row for row in self.rows[outcome][entry] if len(row["period"]) == 4]

    def months(self, outcome: str, entry: str) -> list[Row]:
        return [row for row in self.rows[outcome][entry] if len(row["period"]) > 4]


def read_summary(side: ComparedRun) -> Summary:
    """CannotAnswer when the run wrote none, CannotAnswer when it is not what the run wrote."""
    path = side.folder / SUMMARY
    found: dict[str, dict[str, list[Row]]] = {}
    try:
        if record.sha256(path) != side.record.files.get(SUMMARY):
            raise damaged(side.folder, f"{SUMMARY} was changed after the run")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["outcome"], {}).setdefault(row["entry"], []).append(row)
    except FileNotFoundError:
        raise CannotAnswer(
            f"{shown(side.folder)} has no {SUMMARY}: run the same command again, which writes it"
        ) from None
    return Summary(found)


def headline(side: ComparedRun) -> list[str]:
    """The headline outcomes of the model that are in the result."""
    return [name for name in card(side.record.model).headline if name in side.outcomes]


def main_entries(entries: Sequence[str]) -> list[str]:
    """The total where there is one, else every entry."""
    return [entry for entry in entries if is_total(entry)] or list(entries)


def label_of(side: ComparedRun, name: str, language: Language) -> str:
    return str(side.outcomes[name].attrs["long_name_nl" if language == "nl" else "long_name"])


def table(side: ComparedRun, summary: Summary, language: Language) -> Table:
    """The headline outcomes in a few calendar years; of what happens or not, the share of the draws."""
    some = next(iter(summary.rows.values()))
    years = [row["period"] for row in next(iter(some.values())) if len(row["period"]) == 4]
    chosen = sorted({int(place) for place in np.linspace(0, len(years) - 1, min(YEARS, len(years))).round()})
    rows: list[tuple[Cell, ...]] = []
    for name in headline(side):
        for entry in main_entries(list(summary.rows[name])):
            mine = summary.years(name, entry)
            unit, cells = _cells([mine[place] for place in chosen], language)
            label = label_of(side, name, language) + entry_label(mine[0]["axis"], entry, language)
            rows.append((Ref(f"{label}, {unit}", anchor(side, name)), *cells))
    heading = (OUTCOME.in_(language), *(years[place] for place in chosen))
    caption = CAPTION.in_(language).format(run=side.label.in_(language))
    return Table(caption, heading, tuple(rows), frozenset(range(1, len(heading))), note=READING.in_(language))


def anchor(side: ComparedRun, outcome: str) -> str:
    """Where an outcome is described in the report."""
    return f"{side.record.model}-uitkomst-{outcome}"


def run_anchor(side: ComparedRun, part: str) -> str:
    """Where a part of the report about one run is. Runs of two models may have one name; in an anchor is no space."""
    return "-".join(f"{side.record.model}-{side.name}-{part}".split())


def _cells(rows: Rows, language: Language) -> tuple[str, list[str]]:
    """The unit, and one cell for each row."""
    if rows[0]["unit"] == CHANCE:
        return SHARE.in_(language), [percent(float(row["mean"] or "nan"), language) for row in rows]
    largest = max((abs(float(row["p95"] or 0)) for row in rows), default=0.0)
    divisor, unit = scaled(rows[0]["unit"], largest, language)
    digits = decimals(largest / divisor)
    step = 10 ** max(0, len(f"{largest / divisor:.0f}") - DIGITS)
    return over_time(unit, rows[0]["kind"], PER_YEAR, language), [
        "{}\n({} – {})".format(
            *(minus(_rounded(row[name], divisor, step), language, digits) for name in ("p50", "p5", "p95"))
        )
        for row in rows
    ]


def _rounded(text: str, divisor: float, step: int) -> float:
    """Of large numbers not more digits than can mean something."""
    value = float(text or "nan") / divisor
    return value if step == 1 or math.isnan(value) else round(value / step) * step


def explorer(sides: Sequence[ComparedRun], summaries: Sequence[Summary], language: Language) -> Explorer:
    """Every outcome by calendar year and the headlines also by month, of all runs."""
    names = [name for name in sides[0].record.outcomes if all(name in summary.rows for summary in summaries)]
    first = headline(sides[0])
    ordered = [*first, *(name for name in names if name not in first)]
    data: dict[str, Any] = {
        "runs": [{"name": side.name, "label": side.label.in_(language)} for side in sides],
        "outcomes": [_outcome(sides, summaries, name, name in first, language) for name in ordered],
        "headline": len(first),
    }
    return Explorer(sides[0].record.model, data)


def _outcome(
    sides: Sequence[ComparedRun], summaries: Sequence[Summary], name: str, monthly: bool, language: Language
) -> dict[str, Any]:
    attrs = sides[0].outcomes[name].attrs
    entries = list(summaries[0].rows[name])
    axis = summaries[0].rows[name][entries[0]][0]["axis"]
    unit = attrs["units"]
    ordered = sorted(entries, key=lambda entry: not is_total(entry))
    return {
        "name": name,
        "label": label_of(sides[0], name, language),
        "about": anchor(sides[0], name),
        "unit": UNITS[unit].label.in_(language) if unit in UNITS else unit,
        "chance": unit == CHANCE,
        "money": unit.startswith("EUR"),
        "summed": attrs["kind"] in ("flow", "total"),
        "entries": [
            {
                "name": entry,
                "label": entry_label(axis, entry, language).removeprefix(", "),
                "years": [_numbers(summary.years(name, entry)) for summary in summaries],
                "months": [_numbers(summary.months(name, entry)) for summary in summaries] if monthly else [],
            }
            for entry in ordered
        ],
    }


def _numbers(rows: Rows) -> dict[str, Any]:
    """The statistics as columns; five digits are more than a screen shows."""
    return {"at": [row["period"] for row in rows]} | {
        name: [_short(row[name]) for row in rows] for name in ("mean", *QUANTILES) if name in rows[0]
    }


def _short(text: str) -> float | int | None:
    if not text:
        return None
    value = float(f"{float(text):.5g}")
    return int(value) if value.is_integer() else value
