"""Figures of the study: the jump of 2013 by age, and the waits above the norm from 2016."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulate.render.chart import GREY, INNER, LINE, OUTER, STYLE
from simulate.views.charts.fan import PROBABILITIES
from simulate.vocabulary import AXES
from studies.eigen_risico_2013.counts import CLAIMS, TREATMENT, VISIT, WAITS, Waited
from studies.eigen_risico_2013.runs import LISTS, OUTCOMES, Ran, beside_the_run
from studies.eigen_risico_2013.steps import AGAINST, DRAWS, FITTED, SMALL, STEPS, Step, together

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DIAMOND: Mapping[str, Any] = {"markersize": 6.5, "markerfacecolor": "white", "markeredgecolor": "black"}
_HALF = 0.3


def draw_jump(ran: Ran, path: Path) -> list[Path]:
    """The growth by age of 2013, and of 2014-2016 together; `path` has no suffix."""
    small = sum(STEPS[year] for year in SMALL)
    panels = {
        f"2013: deductible up by {STEPS[2013]} euros (calibrated)": ran.of_year(2013),
        f"2014, 2015 and 2016 together: up by {small} euros (predicted)": together(
            [ran.of_year(year) for year in SMALL]
        ),
    }

    def fill(figure: Figure) -> None:
        axes = figure.subplots(2, 1, sharex=True, sharey=True)
        for ax, (title, steps) in zip(axes, panels.items(), strict=True):
            _ages(ax, steps)
            ax.set_title(title, loc="left", fontsize=10, color=LINE)
        axes[1].set_xlabel("age (claims of 20-24 beside the model's 18-24)")

    caption = (
        f"Hospital care per person against {_label(AGAINST)}, change on the year before. Line: median; bars: half and "
        f"nine out of ten of {DRAWS} draws.\nDiamonds: claims, less the mean of 2017-2019; whiskers: 1.645 times the "
        "spread of those years, times √3 below.\n"
        f"Source: simulate, scenario zorg-terugblik-2012; Vektis ({CLAIMS})."
    )
    return _save(fill, "Hindcast of the deductible, 2013-2016", caption, path)


def draw_lists(ran: Ran, path: Path) -> list[Path]:
    """The shares of waits above the norm, by month, from 2016; `path` has no suffix."""
    lists = ran.lists["as shipped"]

    counts = [count for count, _ in beside_the_run(lists)]

    def fill(figure: Figure) -> None:
        axes = figure.subplots(2, 1, sharex=True, sharey=True)
        titles = {TREATMENT: "Treatment: waits above the norm", VISIT: "First visit: waits above the norm"}
        for ax, (measure, title) in zip(axes, titles.items(), strict=True):
            outcome, scale = OUTCOMES[measure]
            band = scale * np.quantile(lists.series[outcome], PROBABILITIES, axis=-1)
            _course(ax, lists.months, band)
            _counted(ax, [count for count in counts if count.measure == measure])
            ax.set_title(title, loc="left", fontsize=10, color=LINE)
            ax.set_ylabel("percent")
            # The panels share it, so that the last holds what is in both.
            ax.set_ylim(0, max(ax.get_ylim()[1], 1.05 * band.max(), *(1.1 * c.value for c in counts)))

    caption = (
        f"Routine care, by month. Line: median; bands: half and nine out of ten of {DRAWS} draws. Diamonds: counted, "
        "at the middle of the months\nthat were counted; before 2019 they were counted in another way. The epidemic is "
        f"not in the model.\nSource: simulate, scenario {LISTS.removesuffix('.yaml')}; VWS, NZa and others ({WAITS})."
    )
    return _save(fill, "Hindcast of waiting lists, 2016-2023", caption, path)


def _save(fill: Any, title: str, caption: str, path: Path) -> list[Path]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    paths = [path.with_suffix(f".{kind}") for kind in ("svg", "png")]
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 6.6), layout="constrained")
        fill(figure)
        figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE)
        figure.supxlabel(caption, x=0.01, ha="left", fontsize=7.5, color=GREY)
        for file in paths:
            metadata = {"Date": None} if file.suffix == ".svg" else {"Software": "simulate"}
            figure.savefig(file, dpi=150, metadata=metadata)
    return paths


def _ages(ax: Axes, steps: Sequence[Step]) -> None:
    places = np.arange(len(steps))
    band = np.array([step.band for step in steps]).T
    ax.bar(places, band[4] - band[0], bottom=band[0], width=2 * _HALF, color=OUTER)
    ax.bar(places, band[3] - band[1], bottom=band[1], width=2 * _HALF, color=INNER)
    ax.hlines(band[2], places - _HALF, places + _HALF, color=LINE, linewidth=1.8)
    seen, noise = [step.seen.net for step in steps], [step.noise for step in steps]
    ax.errorbar(places, seen, noise, fmt="D", ecolor="black", elinewidth=1.2, capsize=4, zorder=5, **_DIAMOND)
    ax.axhline(0, color=GREY, linewidth=0.9)
    for place, step in zip(places, steps, strict=True):
        words, side = f"{step.seen.net:+.1f}".replace("-", "−"), (place + _HALF, step.seen.net)
        ax.annotate(words, side, xytext=(4, 0), fontsize=8, textcoords="offset points", va="center")
    ax.set_xticks(places, [_label(age) for age in FITTED])
    ax.set_ylabel("log points × 100")
    _bare_axes(ax)


def _course(ax: Axes, months: NDArray[Any], band: NDArray[Any]) -> None:
    days = months.astype("datetime64[D]") + np.timedelta64(14, "D")
    ax.fill_between(days, band[0], band[4], color=OUTER, linewidth=0)
    ax.fill_between(days, band[1], band[3], color=INNER, linewidth=0)
    ax.plot(days, band[2], color=LINE, linewidth=1.8)
    years = np.unique(months.astype("datetime64[Y]"))
    ax.set_xticks(years.astype("datetime64[D]"), [f"Jan {year}" for year in years])
    ax.margins(x=0.01)
    _bare_axes(ax)


def _counted(ax: Axes, counts: Sequence[Waited]) -> None:
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
    for count in counts:
        middle = np.datetime64(f"{count.year}-01", "D") + np.timedelta64(15 * count.months, "D")
        ax.plot([middle], [count.value], "D", markeredgewidth=1.4, zorder=5, **_DIAMOND)
        ax.annotate(f"{count.value:g}", (middle, count.value), xytext=(8, 5), fontsize=8, textcoords="offset points",
                    bbox=box)  # fmt: skip


def _bare_axes(ax: Axes) -> None:
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _label(age: str) -> str:
    axis = AXES["leeftijd"]
    return axis.labels[axis.entries.index(age)].en
