"""The figure of the hindcast: two panels, what a run gives and what was counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.presenting.hindcast import GROUPS, OBSERVED, Compared, month_ends, residents
from simulate.results.figures import GREY, INNER, LINE, OUTER

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

CAPTION = (
    "Residents at the end of each month. Line: median; bands: half and nine out of ten of {draws} draws. Diamonds:\n"
    "counted by COA. Inflow, decisions, grants, family arrivals and housing of these years are inputs or fitted.\n"
    "Source: simulate, scenario asiel-terugblik-2014; COA ({observed})."
)


def draw(ds: xr.Dataset, compared: list[Compared], paths: list[Path]) -> None:
    """Draw both groups, one below the other, into files whose suffixes say the format."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    style: Any = {"svg.hashsalt": "simulate", "svg.fonttype": "none", "font.size": 9, "font.family": "DejaVu Sans"}
    with mpl.rc_context(style):
        figure = Figure(figsize=(7.2, 6.6), layout="constrained")
        panels = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        bands, ends = residents(ds), np.array(month_ends(ds), "datetime64[D]")
        for ax, (group, title) in zip(panels, GROUPS.items(), strict=True):
            _panel(ax, ends, bands[group], [c for c in compared if c.group == group])
            ax.set_title(title, loc="left", fontsize=10, color=LINE)
        figure.suptitle(
            "Hindcast of reception, 2014-2019", x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE
        )
        caption = CAPTION.format(draws=f"{ds.sizes['draw']:,}", observed=OBSERVED)
        figure.supxlabel(caption, x=0.01, ha="left", fontsize=7.5, color=GREY)
        for path in paths:
            metadata = {"Date": None} if path.suffix == ".svg" else {"Software": "simulate"}
            figure.savefig(path, dpi=150, metadata=metadata)


def _panel(ax: Axes, ends: NDArray[Any], band: NDArray[np.float64], counted: list[Compared]) -> None:
    ax.fill_between(ends, band[0], band[4], color=OUTER, linewidth=0)
    ax.fill_between(ends, band[1], band[3], color=INNER, linewidth=0)
    ax.plot(ends, band[2], color=LINE, linewidth=1.8)
    days, numbers = np.array([c.day for c in counted], "datetime64[D]"), [c.observed for c in counted]
    ax.plot(days, numbers, "D", markersize=6.5, markerfacecolor="white", markeredgecolor="black", markeredgewidth=1.4,
            clip_on=False, zorder=5)  # fmt: skip
    for count, day in zip(counted, days, strict=True):
        # On the side where the line is not.
        falls = band[2][count.month] < 0.95 * band[2][max(count.month - 6, 0)]
        right = falls and count.month < len(ends) - 4
        ax.annotate(f"{count.observed:,}", (day, count.observed), xytext=(8 if right else -8, 7), fontsize=8,
                    textcoords="offset points", ha="left" if right else "right",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85})  # fmt: skip
    ax.set_ylim(bottom=0)
    ax.margins(x=0.005)
    ax.set_ylabel("persons")
    years = np.arange(str(ends[0])[:4], str(int(str(ends[-1])[:4]) + 2), dtype="datetime64[Y]")
    ax.set_xticks(years.astype("datetime64[D]"), [f"Jan {year}" for year in years])
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)
