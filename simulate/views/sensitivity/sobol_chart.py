"""The figure of Sobol indices: total order as a light bar, first order as a dark dot, with intervals."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from simulate.render.chart import GREY, INNER, LINE, OUTER, STYLE, save, settle, source_line
from simulate.render.document import unbroken
from simulate.render.numbers import number
from simulate.sensitivity.sobol import Sobol
from simulate.views.sensitivity import text
from simulate.views.sensitivity.ranking_chart import WORDS, dress, file_name
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

TITLE = Label("Waar de spreiding uit komt: {label}, {year}", "What the spread comes from: {label}, {year}")
SHARE = Label("Aandeel in de variantie", "Share of the variance")
FIRST = Label("alleen (eerste orde, S1)", "alone (first order, S1)")
TOTAL = Label("met samenspel (totale orde, ST)", "with interplay (total order, ST)")
READING = Label(
    "Streepjes: 90 %-interval. N = {size} trekkingen in elk van {runs} runs. Wat ST boven S1 uitkomt, doet een "
    "grootheid alleen samen met andere; {together} van de variantie ({low} – {high}) is samenspel.",
    "Whiskers: 90 % interval. N = {size} draws in each of {runs} runs. What ST has above S1 a quantity does only "
    "together with others; {together} of the variance ({low} – {high}) is interplay.",
)


def write_sobol_figure(found: Sobol, ds: xr.Dataset, folder: Path, language: Language) -> list[Path]:
    """Draw the indices of one entry of an outcome in the result `ds`; returns the files."""
    from simulate.render.drawing import Figure, styled

    with styled(STYLE):
        figure = Figure(figsize=(7.2, 2.1 + 0.36 * len(found.shares)), layout="constrained")
        _fill(figure, found, ds, language)
        name = f"sobol-{file_name(found.outcome, found.entry, found.year)}"
        return save(settle(figure), folder / name, ds.attrs["source"])


def _fill(figure: Any, found: Sobol, ds: xr.Dataset, language: Language) -> None:
    ax = figure.subplots()
    for row, share in enumerate(found.shares):
        index, low, high = share.total
        ax.barh(row, index, height=0.56, color=OUTER, label=TOTAL.in_(language) if not row else None)
        ax.hlines(row + 0.15, low, high, color=INNER, linewidth=1.6)
        index, low, high = share.first
        ax.hlines(row - 0.12, low, high, color=LINE, linewidth=1.2)
        ax.plot(index, row - 0.12, "o", color=LINE, markersize=5, label=FIRST.in_(language) if not row else None)
    _dress(ax, found, language)
    title = TITLE.in_(language).format(label=text.outcome(found, language), year=found.year)
    figure.suptitle(fill(title, 78), x=0.01, ha="left", fontsize=11, fontweight="bold", color=LINE)
    shares = dict(zip(("together", "low", "high"), text.shares(found.together, language), strict=True))
    size = number(found.size, language)
    reading = READING.in_(language).format(size=size, runs=found.runs, **shares)
    if not found.ordered:
        reading += f" {text.WIDE.in_(language)}"
    # A number and its sign stay on one line.
    caption = f"{fill(unbroken(reading), 128)}\n{source_line(ds, language, found.draws)}"
    figure.supxlabel(caption, x=0.01, ha="left", fontsize=7.5, color=GREY)


def _dress(ax: Axes, found: Sobol, language: Language) -> None:
    names = [fill(text.group(share.group, language), WORDS) for share in found.shares]
    ax.set_yticks(range(len(names)), names, fontsize=7.5)
    ax.invert_yaxis()
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set_xlim(min(0.0, *(share.first[1] for share in found.shares)) - 0.01, None)
    dress(ax, SHARE.in_(language), language)
    ax.legend(loc="lower right", fontsize=7.5, frameon=False)
