"""docs/…-uitkomsten.md: every outcome of a model."""

from __future__ import annotations

from docs.build.page import page
from docs.build.reference import Reference
from simulate.render.markdown import code, table
from simulate.vocabulary import UNITS

KINDS = {
    "stock": "Stocks (counted at the end of the month)",
    "flow": "Flows (counted over the month)",
    "level": "Levels (recorded, the state at the end of the month)",
    "total": "Totals (recorded, summed over the month)",
    "mean": "Means (recorded, weighted over the month; empty when there was nothing to weigh)",
}


def outcome_page(reference: Reference) -> str:
    """Write out the page: a table for every kind of outcome."""
    outcomes = reference.model.outcomes()
    parts = []
    for kind, heading in KINDS.items():
        rows = [
            (
                code(name),
                outcome.label.nl,
                outcome.label.en,
                UNITS[outcome.unit].label.en if outcome.unit in UNITS else outcome.unit,
                ", ".join(outcome.axes),
                reference.card.file_label(outcome.process or "").en,
            )
            for name, outcome in outcomes.items()
            if outcome.kind == kind
        ]
        parts += [f"## {heading}", table(("Name", "Dutch", "English", "Unit", "Axes", "Declared in"), rows)]
    headline = ", ".join(code(name) for name in reference.card.headline)
    return page(
        f"{reference.model.title.en}: outcomes",
        f"Every run gives these {len(outcomes)} outcomes for each month and draw, and for the entries of their axes. "
        "A calendar year is the sum of flows and totals, and the mean of all else. "
        f"First in the summary: {headline}.",
        *parts,
    )
