"""The style of every figure: one hue in several lightnesses, legible in grey print and to colour-blind readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Any

import numpy as np

from simulate.plain_text import printable
from simulate.render.numbers import number, true_decimals
from simulate.results.opening import MONTHS
from simulate.vocabulary import AXES, Label, Language

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

OUTER, INNER, LINE, GREY, GRID = "#bcd3ea", "#6f9fd0", "#0b2545", "#5a5a5a", "#dddddd"
# Without a fixed salt and date no two svg files of the same numbers are the same.
STYLE: Any = {
    "svg.hashsalt": "simulate",
    "svg.fonttype": "none",
    "font.size": 9,
    "font.family": "DejaVu Sans",
    # A dollar sign is a dollar sign: no text of a scenario is mathematics.
    "text.parse_math": False,
}
COLUMNS, PANELS = 4, 8
"""So many panels side by side; more entries than `PANELS` are not drawn."""
WIDTH = 7.2
"""Inches, of every figure: a column of a page."""
CAPTION, CAPTION_SIZE, CAPTION_LINE = 124, 7.5, 0.127
"""Characters on a line of a caption, its size in points, and the height of a line in inches."""
TITLE, TITLE_LINES = 60, 4
"""Characters on a line of a title, and its lines at most."""

SOURCE = Label("Scenario {0} · {1} trekkingen · seed {2} · {3}", "Scenario {0} · {1} draws · seed {2} · {3}")


def source_line(ds: xr.Dataset, language: Language, draws: int) -> str:
    """Name the source of a figure of so many draws of `ds`."""
    shown = number(draws, language)
    return SOURCE.in_(language).format(ds.attrs["scenario"], shown, ds.attrs["seed"], ds.attrs["source"])


def label_of(attrs: Any, key: str, language: Language) -> str:
    """Return the Dutch or the English text of an attribute of a dataset or an outcome (`title`, `long_name`)."""
    return str(attrs[f"{key}_nl" if language == "nl" else key])


def head_height(title: str) -> float:
    """Return the inches above the panels that a title and the line below it take."""
    return 0.28 + 0.2 * len(_title(title).splitlines())


def _title(title: str) -> str:
    """Break a title into lines; what is longer than that ends in …."""
    return fill(printable(title), TITLE, max_lines=TITLE_LINES, placeholder=" …")


def head(figure: Figure, title: str, below: str) -> None:
    """Add the title and one line below it, at the same distance from the top for any height of figure."""
    lines = _title(title)
    # A layout keeps room for a title whose place is left to it; where panels are placed by hand there is none.
    by_hand = {} if figure.get_layout_engine() else {"y": 1 - 0.042 / figure.get_figheight()}
    figure.suptitle(f"{lines}\n", x=0.01, ha="left", fontsize=12, fontweight="bold", color=LINE, **by_hand)
    height = 1 - (0.155 + 0.2 * len(lines.splitlines())) / figure.get_figheight()
    figure.text(0.01, height, shorten(below, 105, placeholder=" …"), fontsize=9, color=GREY, va="center")


def caption(figure: Figure, lines: list[str]) -> None:
    """Add the caption below the panels, with long lines broken; see `caption_height`."""
    text = "\n".join(fill(line, CAPTION, subsequent_indent="    ") for line in lines)
    figure.supxlabel(text, x=0.01, ha="left", fontsize=CAPTION_SIZE, color=GREY, linespacing=1.2)


def caption_height(lines: list[str]) -> float:
    """Return the inches that `caption` takes."""
    return CAPTION_LINE * sum(len(fill(line, CAPTION, subsequent_indent="    ").splitlines()) for line in lines)


def settle(figure: Figure) -> Figure:
    """Lay out the figure once: that is most of the work, and would be repeated for every file."""
    _make_printable(figure)
    figure.draw_without_rendering()
    figure.set_layout_engine(None)
    return figure


def dress(ax: Axes, label: str, language: Language, *, width: int = 24, pad: float = 6) -> None:
    """Style a panel: numbers in the notation of the language, faint lines, and `label` above it."""
    from matplotlib.ticker import MaxNLocator

    ax.yaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10]))
    true_ticks(ax.yaxis, language)
    ax.grid(axis="y", color=GRID, linewidth=0.7)
    ax.set_axisbelow(True)
    for edge in ("top", "right", "left"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)
    # With a place of its own the title is not measured against all else for every file.
    ax.set_title(fill(label, width), fontsize=9, loc="left", color=GREY, pad=pad, y=1.0)


def true_ticks(axis: Axis, language: Language, behind: str = "") -> None:
    """Write the numbers along an axis with the decimals that they need, all of them as many: 0.025 is not 0.03."""
    from matplotlib.ticker import Formatter

    class Ticks(Formatter):
        decimals = 0

        def set_locs(self, locs: Iterable[float]) -> None:
            self.decimals = true_decimals(locs)

        def __call__(self, value: float, _: int | None = None) -> str:
            return number(value, language, self.decimals) + behind

    axis.set_major_formatter(Ticks())


def year_ticks(ax: Axes, first: int, last: int, most: int) -> None:
    """Limit the ticks along an axis of years."""
    ax.set_xticks(range(first, last + 1, -(-(last - first + 1) // most)))


def month_ticks(ax: Axes, first: np.datetime64, last: np.datetime64, most: int) -> None:
    """Set the ticks of an axis of days from the month of `first` to the end of that of `last`.

    At most so many ticks: years, in a short run months.
    """
    months = np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + np.timedelta64(2, "M"))
    ax.set_xlim(*months[[0, -1]].astype("datetime64[D]").astype(object))
    months = months[:-1]
    januaries = months[months.astype(int) % MONTHS == 0]
    shown = januaries if januaries.size >= 3 else months
    whole = januaries.size >= 3
    # `2026-01` takes nearly twice the place of `2026`.
    shown = shown[:: -(-shown.size // (most if whole else max(2, most * 3 // 5)))]
    ax.set_xticks(shown.astype("datetime64[D]"), [str(month)[: 4 if whole else 7] for month in shown])


def day(when: date, language: Language) -> str:
    """Format a date as `1 juli 2026` or `1 July 2026`."""
    return f"{when.day} {AXES['maand_van_het_jaar'].labels[when.month - 1].in_(language)} {when.year}"


def _make_printable(figure: Figure) -> None:
    """Replace what a font or XML cannot hold in the texts of a figure: with a control character no file opens."""
    from matplotlib.text import Text as MplText

    for text in figure.findobj(MplText):
        assert isinstance(text, MplText)
        text.set_text(printable(text.get_text()))


def save(figure: Figure, path: Path, software: str) -> list[Path]:
    """Write `figure` beside `path` as svg and png, the same bytes each time; returns the files."""
    from simulate.render.drawing import styled

    _make_printable(figure)
    paths = []
    with styled(STYLE):
        for kind, metadata in (("svg", {"Date": None}), ("png", {"Software": software})):
            paths.append(path.with_name(f"{path.name}.{kind}"))
            figure.savefig(paths[-1], dpi=150, metadata=metadata)
    return paths
