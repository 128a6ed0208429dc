"""Windows as chosen beside windows with the medians of the posterior: those that were fitted and those left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Literal

import numpy as np

from simulate.calibrating.loss import Point
from simulate.calibrating.scoring import Score
from simulate.render.document import Table
from simulate.render.numbers import number
from simulate.vocabulary import Label, Language

NAME = "check.csv"
Part = Literal["fit", "check"]
PARTS: dict[Part, tuple[Label, Label]] = {
    "fit": (Label("gefit", "fitted"), Label("alle gefitte vensters", "all fitted windows")),
    "check": (Label("weggelaten", "left out"), Label("alle weggelaten vensters", "all windows left out")),
}
HEADING = (
    Label("venster", "window"),
    Label("in 50 %", "in 50 %"),
    Label("in 90 %", "in 90 %"),
    Label("CRPS", "CRPS"),
)
READING = Label(
    "Zoals gekozen → met de medianen van de posterior. In 50 % en in 90 %: hoeveel tellingen in het middelste interval "
    "vielen; eerlijk is de helft, en negen van de tien. CRPS: de afstand van de verdeling tot de telling, als deel van "
    "wat gemiddeld is geteld, gemiddeld over de reeksen.",
    "As chosen → with the medians of the posterior. In 50 % and in 90 %: how many counts fell in the central interval; "
    "honest is half of them, and nine in ten. CRPS: the distance from the distribution to the count, as a share of "
    "what was counted on average, mean over the series.",
)


@dataclass(frozen=True)
class Told:
    """How good some pairs of window and series were, together."""

    inside: tuple[int, ...]
    """Counts in the central 50 and 90 %."""
    counts: int
    relative: float
    """The mean CRPS as a share of what was counted, mean over the pairs."""


def together(scores: Sequence[Score]) -> Told:
    """Some scores as one."""
    inside = tuple(sum(one.inside[place] for one in scores) for place in range(2))
    shares = [score.relative for score in scores]
    return Told(inside, sum(score.counts for score in scores), float(np.mean(shares)) if shares else float("nan"))


@dataclass(frozen=True)
class Checked:
    """All windows of a calibration, run twice with the same random numbers."""

    parts: dict[Part, tuple[str, ...]]
    """The names of the windows."""
    chosen: Point
    calibrated: Point

    def scores(self, point: Point, *windows: str) -> list[Score]:
        """Of the series that both runs tell of."""
        return [
            score
            for window in windows
            for series, score in point[window].items()
            if series in self.chosen[window] and series in self.calibrated[window]
        ]


def grid(checked: Checked, language: Language) -> Table:
    """A row for every window, and one for each part."""
    return Table("", tuple(label.in_(language) for label in HEADING), tuple(_rows(checked, language)))


def _rows(checked: Checked, language: Language) -> Iterator[tuple[str, ...]]:
    for part, windows in checked.parts.items():
        own, all_of_it = (label.in_(language) for label in PARTS[part])
        for window in windows:
            yield (f"{window} ({own})", *_cells(checked, (window,), language))
        if len(windows) > 1:
            yield (all_of_it, *_cells(checked, windows, language))


def _cells(checked: Checked, windows: tuple[str, ...], language: Language) -> Iterator[str]:
    before, after = (together(checked.scores(point, *windows)) for point in (checked.chosen, checked.calibrated))
    for place in range(2):
        yield f"{before.inside[place]}/{before.counts} → {after.inside[place]}/{after.counts}"
    yield " → ".join(f"{number(100 * one.relative, language, 1)} %" for one in (before, after))


def sheet(checked: Checked) -> str:
    """The text of check.csv: a row for every window, series and width."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("part", "window", "series", "widths", "counts", "inside_50", "inside_90", "crps", "crps_share"))
    for part, windows in checked.parts.items():
        for window in windows:
            for widths, point in (("chosen", checked.chosen), ("calibrated", checked.calibrated)):
                writer.writerows(
                    (part, window, series, widths, one.counts, *one.inside, one.crps, one.relative)
                    for series, one in point[window].items()
                )
    return text.getvalue()
