"""The figure of a hindcast: a panel for every group, what a run gives and what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.presenting.hindcast import ComparedOutcome, Course, of_group
from simulate.render.chart import GREY, INNER, LINE, OUTER, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EVERY = 4
"""Of a figure by year, which of the years are written along the axis."""


@dataclass(frozen=True)
class Picture:
    """What a figure says in words. `panels`: the title of every group, from top to bottom."""

    title: str
    panels: Mapping[str, str]
    unit: str
    caption: str
    yearly: bool = False
    """Whether there is one day a year: then the axis has years, and no count is written beside its diamond."""
    mark: tuple[date, str] | None = None
    """A day from which something else holds, and what."""


def draw(course: Course, compared: list[ComparedOutcome], picture: Picture, path: Path) -> list[Path]:
    """Draw the groups one below the other, into an svg and a png; `path` has no suffix."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    paths = [path.with_suffix(f".{kind}") for kind in ("svg", "png")]
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 6.6), layout="constrained")
        panels = figure.subplots(len(picture.panels), 1, sharex=True, height_ratios=(3, 2))
        ends = np.array(course.days, "datetime64[D]")
        for ax, (group, title) in zip(panels, picture.panels.items(), strict=True):
            _panel(ax, ends, course.bands[group], of_group(compared, group), picture)
            ax.set_title(title, loc="left", fontsize=10, color=LINE)
        if picture.mark:
            _mark(panels, *picture.mark)
        figure.suptitle(picture.title, x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE)
        figure.supxlabel(picture.caption, x=0.01, ha="left", fontsize=7.5, color=GREY)
        for file in paths:
            metadata = {"Date": None} if file.suffix == ".svg" else {"Software": "simulate"}
            figure.savefig(file, dpi=150, metadata=metadata)
    return paths


def _panel(ax: Axes, ends: NDArray[Any], band: NDArray[Any], counted: list[ComparedOutcome], picture: Picture) -> None:
    ax.fill_between(ends, band[0], band[4], color=OUTER, linewidth=0)
    ax.fill_between(ends, band[1], band[3], color=INNER, linewidth=0)
    ax.plot(ends, band[2], color=LINE, linewidth=1.8)
    days, numbers = np.array([c.day for c in counted], "datetime64[D]"), [c.observed for c in counted]
    size, edge = (4.5, 1.1) if picture.yearly else (6.5, 1.4)
    ax.plot(days, numbers, "D", markersize=size, markerfacecolor="white", markeredgecolor="black", markeredgewidth=edge,
            clip_on=False, zorder=5)  # fmt: skip
    if not picture.yearly:
        _numbers(ax, band, counted, days, len(ends))
    ax.set_ylim(bottom=0)
    ax.margins(x=0.02 if picture.yearly else 0.005)
    ax.set_ylabel(picture.unit)
    if picture.yearly:
        ax.set_xticks(ends[::EVERY], [str(day)[:4] for day in ends[::EVERY]])
    else:
        years = np.arange(str(ends[0])[:4], str(int(str(ends[-1])[:4]) + 2), dtype="datetime64[Y]")
        ax.set_xticks(years.astype("datetime64[D]"), [f"Jan {year}" for year in years])
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _numbers(ax: Axes, band: NDArray[Any], counted: list[ComparedOutcome], days: NDArray[Any], length: int) -> None:
    for count, day in zip(counted, days, strict=True):
        # On the side where the line is not.
        falls = band[2][count.place] < 0.95 * band[2][max(count.place - 6, 0)]
        right = falls and count.place < length - 4
        ax.annotate(f"{count.observed:,}", (day, count.observed), xytext=(8 if right else -8, 7), fontsize=8,
                    textcoords="offset points", ha="left" if right else "right",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85})  # fmt: skip


def _mark(panels: NDArray[Any], day: date, words: str) -> None:
    for ax in panels:
        ax.axvline(np.datetime64(day), color=GREY, linewidth=0.9, linestyle=(0, (4, 3)))
    panels[0].annotate(words, (np.datetime64(day), 0.04), xycoords=("data", "axes fraction"), xytext=(5, 0),
                       textcoords="offset points", fontsize=8, color=GREY)  # fmt: skip
