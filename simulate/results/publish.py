"""What a finished run puts beside its outcomes: the figures, the summary, and what the spread comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import zarr

from simulate import models
from simulate.results.opening import open_results
from simulate.results.spread import write_spread
from simulate.results.summary import write_summary
from simulate.running.executors import Pool
from simulate.running.folder import Output
from simulate.vocabulary import Language

READING = {"async.concurrency": 4, "threading.max_workers": 2}
"""Chunks that are unpacked at a time. More is not faster, and every thread keeps memory of its own."""


def publish(
    folder: Path, output: Output, model: str, uncertain: bool, twinned: Callable[[], bool], apart: bool
) -> None:
    """Write summary.csv, spread.csv and, unless told otherwise, figures/ of the outcomes in `folder`.

    `uncertain`: whether parameters and measures differ between draws. `twinned` waits until the twin is there or not
    needed; where it says no, spread.csv is not written. It is asked last. With `apart` the figures are drawn in a
    process of their own: they keep one core busy, as the summary does.
    """
    with zarr.config.set(READING), _drawing(folder, output, model, apart):
        ds = open_results(folder)
        write_summary(ds, folder, output.language)
        if twinned():
            write_spread(ds, folder, output.language, uncertain)


@contextmanager
def _drawing(folder: Path, output: Output, model: str, apart: bool) -> Iterator[None]:
    """The figures are there when the block ends."""
    if not output.figures:
        yield
    elif not apart:
        yield
        draw(folder, output.language, model, models.MODELS[model])
    else:
        with Pool(1) as pool:
            drawn = pool.submit(draw, folder, output.language, model, models.MODELS[model])
            yield
            drawn.result()


def draw(folder: Path, language: Language, model: str, path: str) -> None:
    """Draw the figures of a result; `path` is where its model lives, so that one registered elsewhere is found too."""
    from simulate.views.charts.outcome import write_figures

    models.MODELS[model] = path
    with zarr.config.set(READING):
        write_figures(open_results(folder), folder, language)
