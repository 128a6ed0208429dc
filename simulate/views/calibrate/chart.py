"""The figure of prior and posterior of every group: bars from p10 to p90 with the median, on a logarithmic axis."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from simulate.calibrating.calibration import Calibrated
from simulate.calibrating.factors import GroupFactors, Quantiles, group_factors
from simulate.render.chart import (
    GREY,
    GRID,
    INNER,
    LINE,
    OUTER,
    STYLE,
    WIDTH,
    caption,
    caption_height,
    head,
    head_height,
    save,
    settle,
)
from simulate.render.numbers import WIDTHS, number
from simulate.version import VERSION
from simulate.views.calibrate.tables import in_
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "prior_posterior"
WORDS = 40
"""Characters on a line of the name of a group."""
TITLE = Label("Hoe onzeker: vooraf en na de vensters", "How uncertain: before and after the windows")
PRIOR, POSTERIOR = Label("prior", "prior"), Label("posterior", "posterior")
READING = Label(
    "Factor op hoe onzeker een waarde is (spreiding), of op hoe ver hij in een jaar beweegt (per jaar); 1 (streep) is "
    "zoals gekozen. Balken: van p10 tot p90; punt: mediaan.",
    "Factor on how uncertain a value is (spread), or on how far it moves in a year (yearly); 1 (line) is as chosen. "
    "Bars: from p10 to p90; dot: median.",
)
SOURCE = Label(
    "Gefit op {windows} · {points} punten · {draws} trekkingen · seed {seed} · simulate {version}",
    "Fitted on {windows} · {points} points · {draws} draws · seed {seed} · simulate {version}",
)


def write_figure(found: Calibrated, folder: Path, language: Language) -> list[Path]:
    """Draw the figure into `folder` as svg and png; returns the files."""
    from simulate.render.drawing import Figure, styled

    groups, title = group_factors(found.calibration), TITLE.in_(language)
    lines = [READING.in_(language), _source(found, language)]
    with styled(STYLE):
        height = head_height(title) + 0.75 + 0.5 * len(groups) + caption_height(lines)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        _fill(figure.subplots(), groups, language)
        head(figure, title, found.plan.calibration.model)
        caption(figure, lines)
        return save(settle(figure), folder / NAME, f"simulate {VERSION}")


def _source(found: Calibrated, language: Language) -> str:
    options, windows = found.plan.options, ", ".join(window.name for window in found.plan.fit)
    return SOURCE.in_(language).format(
        windows=windows, points=options.points, draws=options.draws, seed=options.seed, version=VERSION
    )


def _fill(ax: Axes, groups: tuple[GroupFactors, ...], language: Language) -> None:
    for row, group in enumerate(groups):
        _bar(ax, row - 0.17, group.prior, OUTER, None if row else PRIOR.in_(language))
        if group.posterior is not None:
            _bar(ax, row + 0.17, group.posterior, INNER, None if row else POSTERIOR.in_(language))
    names = [f"{in_(group.label, language)} ({WIDTHS[group.changes].in_(language)})" for group in groups]
    ax.set_yticks(range(len(groups)), [fill(name, WORDS) for name in names], fontsize=8)
    ax.set_ylim(len(groups) - 0.5, -0.5)
    ax.axvline(1, color=GREY, linewidth=0.8)
    _dress(
        ax, [end for group in groups for quantiles in (group.prior, group.posterior) if quantiles for end in quantiles]
    )
    ax.xaxis.set_major_formatter(_written(language))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8, borderaxespad=0.2)


def _bar(ax: Axes, row: float, quantiles: Quantiles, colour: str, label: str | None) -> None:
    low, middle, high = quantiles
    ax.barh(row, high - low, left=low, height=0.3, color=colour, label=label)
    ax.plot(middle, row, "o", color=LINE, markersize=4)


def _dress(ax: Axes, ends: list[float]) -> None:
    """Style a logarithmic axis with round ticks, a light grid, and no frame."""
    from matplotlib.ticker import NullLocator

    low, high = min(1.0, *ends) / 1.1, max(1.0, *ends) * 1.1
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    steps = [size * 10.0**power for power in range(-4, 5) for size in (1, 2, 5)]
    ax.set_xticks([tick for tick in steps if low <= tick <= high])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.grid(axis="x", color=GRID, linewidth=0.7)
    ax.set_axisbelow(True)
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _written(language: Language) -> Any:
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda value, _: number(value, language, 0 if value >= 1 else 1 if value >= 0.1 else 2))
