"""The headline outcomes of runs by calendar year, from their summaries: a table, and the data of the explorer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulate.comparing.comparison import Comparison
from simulate.comparing.runs import ComparedRun
from simulate.inputs.parts import Chosen
from simulate.render.document import Cell, Explorer, Ref, Stack, Table
from simulate.render.numbers import SHARE, entry_label
from simulate.render.terminal import spread_evenly
from simulate.results.statistics import QUANTILES
from simulate.results.summary import Row, Summary
from simulate.results.totals import is_total
from simulate.views.card import card
from simulate.views.headlines import DIGITS, headline_rows
from simulate.vocabulary import CHANCE, UNITS, Label, Language

YEARS = 4
"""Calendar years in the table: as many as fit on a page that stands."""
OUTCOME = Label("uitkomst", "outcome")
CAPTION = Label("Kernuitkomsten per kalenderjaar: {run}", "Headline outcomes by calendar year: {run}")
READING = Label(
    "Mediaan, en tussen haakjes waartussen negen van de tien trekkingen liggen. Stromen en kosten zijn jaartotalen, "
    "standen jaargemiddelden. Medianen van verschillende regels tellen niet op.",
    "Median, and between brackets where nine out of ten draws lie. Flows and costs are totals of the year, stocks are "
    "means over it. Medians of different rows do not add up.",
)


def headline(compared: ComparedRun) -> list[str]:
    """List the headline outcomes of the model that are in the result."""
    told = card(compared.record.model).headline_with(compared.record.parts)
    return [name for name in told if name in compared.outcomes]


def told(comparison: Comparison) -> Chosen:
    """Return the outcomes that the report is about, and the entries of each that were named."""
    if not comparison.named:
        return dict.fromkeys(headline(comparison.base), ())
    return {outcome.name: outcome.chosen for outcome in comparison.outcomes}


def label_of(compared: ComparedRun, name: str, language: Language) -> str:
    return str(compared.outcomes[name].attrs["long_name_nl" if language == "nl" else "long_name"])


def table(comparison: Comparison, compared: ComparedRun, summary: Summary, language: Language) -> Table:
    """Tabulate what the report is about in a few calendar years; of an event, the share of the draws."""
    parts = told(comparison)
    first = next(iter(parts))
    years = [row["period"] for row in summary.years(first, summary.main(first)[0])]
    columns = [years.index(str(year)) for year in comparison.years]
    columns = columns or spread_evenly(len(years), min(YEARS, len(years)))
    rows = tuple(
        (
            Ref(
                f"{row.label(label_of(compared, row.outcome, language), language)}, {row.unit}",
                anchor(compared, row.outcome),
            ),
            *(_cell(median, interval) for median, interval in zip(row.medians, row.intervals, strict=True)),
        )
        for row in headline_rows(summary, parts, language, columns=columns, digits=DIGITS)
    )
    heading = (OUTCOME.in_(language), *(years[column] for column in columns))
    caption = CAPTION.in_(language).format(run=compared.label.in_(language))
    return Table(caption, heading, rows, frozenset(range(1, len(heading))), note=READING.in_(language))


def _cell(median: str, interval: str) -> Cell:
    return Stack(median, (f"({interval})",)) if interval else median


def anchor(compared: ComparedRun, outcome: str) -> str:
    """Return the anchor of the description of an outcome."""
    return f"{compared.record.model}-uitkomst-{outcome}"


def run_anchor(compared: ComparedRun, section: str) -> str:
    """Return the anchor of a section about one run, without spaces and with the model: run names may repeat."""
    return "-".join(f"{compared.record.model}-{compared.name}-{section}".split())


def explorer(comparison: Comparison, summaries: Sequence[Summary], language: Language) -> Explorer:
    """Collect every outcome by calendar year, and those that the report is about also by month, of all runs."""
    runs = comparison.runs
    names = [name for name in runs[0].record.outcomes if all(name in summary.rows for summary in summaries)]
    first = list(told(comparison))
    ordered = [*first, *(name for name in names if name not in first)]
    data: dict[str, Any] = {
        "runs": [{"name": compared.name, "label": compared.label.in_(language)} for compared in runs],
        "outcomes": [_outcome(runs, summaries, name, name in first, language) for name in ordered],
        "headline": len(first),
    }
    return Explorer(runs[0].record.model, data)


def _outcome(
    runs: Sequence[ComparedRun], summaries: Sequence[Summary], name: str, monthly: bool, language: Language
) -> dict[str, Any]:
    attrs = runs[0].outcomes[name].attrs
    entries = list(summaries[0].rows[name])
    axis = summaries[0].rows[name][entries[0]][0]["axis"]
    unit = attrs["units"]
    ordered = sorted(entries, key=lambda entry: not is_total(entry))
    return {
        "name": name,
        "label": label_of(runs[0], name, language),
        "about": anchor(runs[0], name),
        "unit": UNITS[unit].label.in_(language) if unit in UNITS else unit,
        "chance": unit == CHANCE,
        "share": unit == SHARE,
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


def _numbers(rows: Sequence[Row]) -> dict[str, Any]:
    """Collect the statistics as columns, with at most five digits."""
    return {"at": [row["period"][: len("2026-01")] for row in rows]} | {
        name: [_short(row[name]) for row in rows] for name in ("mean", *QUANTILES) if name in rows[0]
    }


def _short(text: str) -> float | int | None:
    if not text:
        return None
    value = float(f"{float(text):.5g}")
    return int(value) if value.is_integer() else value
