"""Prior and posterior of every group beside each other: what the table, the figure and the page of backtests show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulate.calibrating.prior import prior_of
from simulate.inputs.calibration import Calibration, Changes, PosteriorForm
from simulate.render.document import Table
from simulate.render.numbers import WIDTHS, number
from simulate.vocabulary import Label, Language

Quantiles = tuple[float, float, float]
HEADING = (
    Label("groep", "group"),
    Label("wat", "what"),
    Label("prior", "prior"),
    Label("posterior", "posterior"),
)
READING = Label(
    "Factoren op hoe onzeker een waarde is (spreiding) of op hoe ver hij in een jaar beweegt (per jaar): mediaan "
    "(p10 – p90). 1 is zoals gekozen.",
    "Factors on how uncertain a value is (spread) or on how far it moves in a year (yearly): median (p10 – p90). 1 is "
    "as chosen.",
)


@dataclass(frozen=True)
class Row:
    """One group: p10, p50 and p90 of its factor before and after."""

    name: str
    label: Label
    changes: Changes
    prior: Quantiles
    posterior: Quantiles | None
    """None where it was not fitted yet."""


def as_rows(calibration: Calibration) -> tuple[Row, ...]:
    """A row for every group, in the order of the file."""
    return tuple(
        Row(
            name,
            group.label.to_label(),
            group.changes,
            prior_of(group.prior).quantiles,
            _quantiles(calibration.posterior.get(name)),
        )
        for name, group in calibration.form.groups.items()
    )


def _quantiles(form: PosteriorForm | None) -> Quantiles | None:
    return None if form is None else (form.p10, form.p50, form.p90)


def grid(rows: Sequence[Row], language: Language) -> Table:
    """The table of prior and posterior."""
    return Table(
        "",
        tuple(label.in_(language) for label in HEADING),
        tuple(
            (
                row.label.in_(language),
                WIDTHS[row.changes].in_(language),
                told(row.prior, language),
                told(row.posterior, language),
            )
            for row in rows
        ),
    )


def told(quantiles: Quantiles | None, language: Language) -> str:
    """`1.21 (0.64 – 2.30)`; a dash where there is nothing."""
    if quantiles is None:
        return "–"
    low, middle, high = (number(one, language, 2) for one in quantiles)
    return f"{middle} ({low} – {high})"
