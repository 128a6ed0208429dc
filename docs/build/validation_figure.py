"""The figure of a model's backtests: a row for every window, what it said of its main series and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from docs.build.model_texts import ModelTexts
from simulate.backtesting.evaluating import Evaluation
from simulate.render.chart import GREY, INNER, LINE, OUTER, STYLE
from simulate.render.numbers import number, true_decimals
from simulate.results.statistics import quantiles
from simulate.views.charts.fan import PROBABILITIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BILLION = 1e9
FROM_NOUGHT = 0.7
"""Where the lowest is a smaller share of the highest than this, the axis begins at 0."""
TICKS = 4
CAPTION = "Bars: median, central 50 and 90 % of the draws. Diamonds: what was counted."


def draw(model: str, evaluations: Sequence[Evaluation], path: Path) -> Path:
    """Draw the main series of all windows of a model; a window without a count of one leaves its place empty."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    windows = list(dict.fromkeys(one.scenario.name for one in evaluations if one.scenario.model == model))
    columns = ModelTexts(model).columns(one.series.name for one in evaluations if one.scenario.model == model)
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(3.1 * len(columns), 1.55 * len(windows) + 0.6), layout="constrained")
        panels = figure.subplots(len(windows), len(columns), squeeze=False)
        for row, window in zip(panels, windows, strict=True):
            scored = {one.series.name: one for one in evaluations if one.scenario.name == window}
            for ax, names in zip(row, columns, strict=True):
                found = next((scored[name] for name in names if name in scored), None)
                _panel(ax, found)
            row[0].text(0, 1.22, window, transform=row[0].transAxes, fontsize=9, fontweight="bold", color=LINE)
        figure.supxlabel(CAPTION, x=0.01, ha="left", fontsize=7.5, color=GREY)
        figure.savefig(path, dpi=110, metadata={"Software": "simulate"})
    return path


def _panel(ax: Axes, one: Evaluation | None) -> None:
    if one is None:
        ax.set_axis_off()
        return
    bands = quantiles(one.matched.ensemble, PROBABILITIES)
    # A flow in the middle of its period, a stock on its day.
    places = [count.begin + (count.end - count.begin) / 2 for count in one.matched.counts]
    x = np.array(places, "datetime64[D]").astype("datetime64[D]")
    for low, high, colour in ((0, 4, OUTER), (1, 3, INNER)):
        ax.vlines(x, bands[low], bands[high], color=colour, linewidth=6)
    ax.plot(x, bands[2], "_", color=LINE, markersize=7, markeredgewidth=1.6)
    ax.plot(x, one.matched.observed, "D", markersize=3.6, markerfacecolor="white", markeredgecolor="black", zorder=5)
    ax.set_title(one.series.name, loc="left", fontsize=8, color=GREY)
    if min(bands.min(), one.matched.observed.min()) < FROM_NOUGHT * bands.max():
        ax.set_ylim(bottom=0)
    ends = x[[0, -1]].astype("datetime64[Y]")
    shown = np.arange(ends[0], ends[1] + 1, int(ends[1] - ends[0] + TICKS) // TICKS)
    ax.set_xticks(shown.astype("datetime64[D]"), [str(year) for year in shown], fontsize=7)
    ax.margins(x=0.08)
    ax.tick_params(axis="y", labelsize=7, length=0)
    ax.yaxis.set_major_formatter(lambda value, _: _number(value))
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)


def _number(value: float) -> str:
    size, behind = (BILLION, " bn") if abs(value) >= BILLION else (1, "")
    return number(value / size, "en", true_decimals([float(f"{value / size:.3g}")])) + behind
