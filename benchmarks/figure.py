"""The figure of docs/snelheid.md: what the law on the engine costs against draws, months and entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.linear import line
from simulate.render.chart import GREY, GRID, INNER, LINE, STYLE

TITLES = {"draws": "trekkingen", "months": "maanden", "entries": "plaatsen"}
Points = Mapping[str, tuple[Sequence[int], Sequence[float]]]
"""Sizes and seconds, by what was made larger."""


def draw(points: Points, path: Path) -> Path:
    """Draw a panel for each, with the line through its points."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 2.5), layout="constrained")
        for ax, (of, (sizes, seconds)) in zip(figure.subplots(1, len(points)), points.items(), strict=True):
            begin, slope, _ = line(list(sizes), list(seconds))
            ends = np.array([0, max(sizes)])
            ax.plot(ends, begin + slope * ends, color=INNER, linewidth=1.5)
            ax.plot(sizes, seconds, "o", color=LINE, markersize=4)
            ax.set_title(f"seconden tegen {TITLES[of]}", loc="left", fontsize=9, color=GREY)
            ax.set_xlim(left=0)
            ax.set_ylim(bottom=0)
            ax.grid(color=GRID, linewidth=0.7)
            ax.set_axisbelow(True)
            for side in ("top", "right"):
                ax.spines[side].set_visible(False)
        figure.savefig(path, dpi=110, metadata={"Software": "simulate"})
    return path
