"""The scorecard of a window: a table with a row for each series, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulate.backtesting.evaluating import BaselineScore, Evaluation
from simulate.engine.arrays import Array
from simulate.render.document import Table
from simulate.render.numbers import number, signed
from simulate.vocabulary import Label, Language

HEADING = (
    Label("reeks", "series"),
    Label("50 %", "50 %"),
    Label("90 %", "90 %"),
    Label("rangen", "ranks"),
    Label("bias", "bias"),
    Label("CRPS", "CRPS"),
    Label("doorgetrokken", "carried"),
    Label("wandeling", "walk"),
    Label("officieel", "official"),
)
READING = Label(
    "50 % en 90 %: hoeveel tellingen in het middelste interval vielen. Rangen: hoeveel tellingen in elk vijfde "
    "deel van de trekkingen vielen, van laag naar hoog: even hoog is eerlijk, een kuil te smal, een hoop te "
    "breed. Bias: het gemiddelde van de trekkingen min de telling, als deel van wat is geteld. CRPS: de afstand "
    "van de verdeling tot de telling, als deel van wat gemiddeld is geteld. De laatste kolommen: 1 − CRPS / CRPS "
    "van de laatste waarde doorgetrokken, van een toevalswandeling en, waar die er is, van de officiële raming "
    "van die dag; boven 0 is beter dan deze, daaronder slechter.",
    "50 % and 90 %: how many counts fell in the central interval. Ranks: how many counts fell in each fifth of "
    "the draws, from low to high: level is honest, hollow too narrow, heaped too wide. Bias: the mean of the "
    "draws less the count, as a share of what was counted. CRPS: the distance from the distribution to the count, "
    "as a share of what was counted on average. The last columns: 1 − CRPS / CRPS of the last value carried "
    "forward, of a random walk and, where there is one, of the official forecast of that day; above 0 is better "
    "than these, below it worse.",
)
BASELINES = 6
"""The columns from here on are of one baseline each."""
NONE = "–"
_BARS = "·▁▂▃▄▅▆▇█"


def scores(evaluations: Sequence[Evaluation], language: Language) -> Table:
    """Make a row for each series of a window, without the baselines that none of its series has."""
    rows = [_row(one, language) for one in evaluations]
    kept = [column for column in range(len(HEADING)) if column < BASELINES or any(row[column] != NONE for row in rows)]
    heading = tuple(HEADING[column].in_(language) for column in kept)
    return Table("", heading, tuple(tuple(row[column] for column in kept) for row in rows))


def _row(one: Evaluation, language: Language) -> tuple[str, ...]:
    inside = (f"{coverage.inside}/{coverage.counts}" for coverage in one.coverages)
    return (
        one.series.name,
        *inside,
        bars(one.ranks),
        f"{signed(100 * one.bias.share, language)} %",
        f"{number(100 * one.relative, language)} %",
        *(_skill(baseline, language) for baseline in one.baselines),
    )


def bars(ranks: Array) -> str:
    """Draw a histogram in one line of text: the highest bar is full."""
    return "".join(_BARS[int(np.ceil((len(_BARS) - 1) * share / ranks.max()))] for share in ranks)


def _skill(baseline: BaselineScore, language: Language) -> str:
    return NONE if baseline.skill is None else signed(baseline.skill.value, language, 2)
