"""The files that a finished run gets beside its outcomes: the summary, the sources of spread, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

import zarr

from simulate.results.libraries import LIBRARIES
from simulate.results.opening import READING, opened
from simulate.results.spread import write_spread
from simulate.results.summary import write_summary
from simulate.running.store.record import FIGURES, MONTHS, SPREAD, SUMMARY
from simulate.views.card import card
from simulate.views.export.labels import ExportLabels
from simulate.vocabulary import Language


@dataclass(frozen=True)
class SummaryAndFigures:
    """A writer of the summaries, spread.csv and, unless `figures` is False, figures/ for a run of `model`.

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
        return (SUMMARY, MONTHS, SPREAD, FIGURES) if self.figures else (SUMMARY, MONTHS, SPREAD)

    @property
    def imports(self) -> tuple[str, ...]:
        """Return the modules that the summary needs."""
        return LIBRARIES

    def of(self, part: str) -> SummaryAndFigures:
        """Return the writer for a part of a composite."""
        return replace(self, model=part)

    def __call__(self, folder: Path, uncertain: bool, replicated: Callable[[], bool], beside: Executor | None) -> None:
        """Write the files of the outcomes in `folder`; see `simulate.running.publishing.Publish`.

        The replicate is waited for last. The figures are drawn `beside`, and part of the summary is made there.
        """
        reading = uuid4().hex
        with zarr.config.set(READING), self._figures_drawn(folder, reading, beside):
            ds = opened(folder, reading)
            write_summary(ds, folder, ExportLabels(self.language), beside, reading)
            if replicated():
                write_spread(ds, folder, self.headline, self.language, uncertain)

    @contextmanager
    def _figures_drawn(self, folder: Path, reading: str, beside: Executor | None) -> Iterator[None]:
        """Draw the figures before this context ends: each by the first process that is free."""
        if not self.figures:
            yield
            return
        shown = card(self.model)
        # What takes longest comes first, so that no process is still busy with it when all others are done.
        wanted = [
            *(partial(draw, folder, reading, (), (group,), self.language) for group in shown.by_province),
            *(partial(draw, folder, reading, (name,), (), self.language) for name in shown.headline),
        ]
        jobs: list[Future[None]] = []
        if beside is not None:
            with suppress(BrokenExecutor):
                jobs.extend(beside.submit(one) for one in wanted)
        yield
        for job, one in zip_longest(jobs, wanted):
            try:
                if job is not None:
                    job.result()
                    continue
            except BrokenExecutor:
                # A process was killed, perhaps for the replicate that it computed.
                pass
            one()


def draw(
    folder: Path, reading: str, headline: Sequence[str], by_province: Sequence[Sequence[str]], language: Language
) -> None:
    """Draw these outcomes of a result folder and these provinces; see `simulate.views.charts.outcome.write_figures`."""
    from simulate.views.charts.outcome import write_figures

    with zarr.config.set(READING):
        write_figures(opened(folder, reading), folder, headline, by_province, language)
