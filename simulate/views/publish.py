"""The files that a finished run gets beside its outcomes: the summary, the sources of spread, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import zarr

from simulate.results.opening import READING, open_outcomes
from simulate.results.spread import write_spread
from simulate.results.summary import write_summary
from simulate.running.store.record import FIGURES, SPREAD, SUMMARY
from simulate.views.card import card
from simulate.vocabulary import Language


@dataclass(frozen=True)
class SummaryAndFigures:
    """A writer of summary.csv, spread.csv and, unless `figures` is False, figures/ for a run of `model`.

    It is what `simulate.running.runner.run` takes as `publish`.
    """

    model: str
    language: Language = "en"
    figures: bool = True

    @property
    def headline(self) -> tuple[str, ...]:
        """Return the headline outcomes of the card of the model."""
        return card(self.model).headline

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the files it writes in a result folder."""
        return (SUMMARY, SPREAD, FIGURES) if self.figures else (SUMMARY, SPREAD)

    def __call__(self, folder: Path, uncertain: bool, replicated: Callable[[], bool], beside: Executor | None) -> None:
        """Write the files of the outcomes in `folder`; see `simulate.running.publishing.Publish`.

        The replicate is waited for last. The figures are drawn `beside`, and part of the summary is made there.
        """
        with zarr.config.set(READING), self._draw_figures(folder, beside):
            ds = open_outcomes(folder)
            write_summary(ds, folder, self.language, beside)
            if replicated():
                write_spread(ds, folder, self.headline, self.language, uncertain)

    @contextmanager
    def _draw_figures(self, folder: Path, beside: Executor | None) -> Iterator[None]:
        """Draw the figures before this context ends."""
        if not self.figures:
            yield
        elif beside is None:
            yield
            draw(folder, self.language)
        else:
            drawn = beside.submit(draw, folder, self.language)
            yield
            try:
                drawn.result()
            except BrokenExecutor:
                # A process was killed, perhaps for the replicate that it computed.
                draw(folder, self.language)


def draw(folder: Path, language: Language) -> None:
    """Draw the headline outcomes of a result and its provinces, as the card of the model names them."""
    from simulate.views.charts.outcome import write_figures

    with zarr.config.set(READING):
        ds = open_outcomes(folder)
        shown = card(ds.attrs["model"])
        write_figures(ds, folder, shown.headline, shown.by_province, language)
