"""scorecard.csv: a row for every window and series, with all its scores in the unit of the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulate.backtesting.evaluating import Evaluation
from simulate.csv_text import exact, render

NAME = "scorecard.csv"
COLUMNS = (
    "scenario", "as_of", "series", "outcome", "entry", "unit", "counts", "inside_50", "inside_90", "bias", "bias_share",
    "crps", "crps_share", "crps_carried", "skill_carried", "crps_walk", "skill_walk", "crps_official", "skill_official",
    "ranks",
)  # fmt: skip
"""`carried` is persistence, `walk` the random walk; `ranks` is the histogram of ranks, from low to high."""


def file(evaluations: Iterable[Evaluation]) -> str:
    """Write the text of scorecard.csv."""
    return render(COLUMNS, map(_row, evaluations), exact)


def _row(one: Evaluation) -> tuple[object, ...]:
    form = one.series.form
    return (
        one.scenario.name, one.scenario.as_of, one.series.name, form.outcome, form.entry, form.unit,
        len(one.matched.counts), *(coverage.inside for coverage in one.coverages), one.bias.mean, one.bias.share,
        one.score, one.relative, *_baselines(one), " ".join(f"{share:.3f}" for share in one.ranks),
    )  # fmt: skip


def _baselines(one: Evaluation) -> Iterator[float | None]:
    for baseline in one.baselines:
        yield baseline.score
        yield baseline.skill.value if baseline.skill else None
