"""What a finished run puts beside its outcomes: the figures, the summary, and what the spread comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import zarr

from simulate.results.opening import open_results
from simulate.results.spread import write_spread
from simulate.results.summary import write_summary
from simulate.running.folder import Output

READING = {"async.concurrency": 2, "threading.max_workers": 2}
"""Chunks that are unpacked at a time. More is not faster, and every thread keeps memory of its own."""


def publish(folder: Path, output: Output, uncertain: bool, twinned: Callable[[], bool]) -> None:
    """Write summary.csv, spread.csv and, unless told otherwise, figures/ of the outcomes in `folder`.

    `uncertain`: whether parameters and measures differ between draws. `twinned` waits until the twin is there or not
    needed; where it says no, spread.csv is not written. It is asked last, and the figures come first: they keep one
    core busy, so that another can compute the twin.
    """
    with zarr.config.set(READING):
        ds = open_results(folder)
        if output.figures:
            from simulate.results.figures import write_figures

            write_figures(ds, folder, output.language)
        write_summary(ds, folder, output.language)
        if twinned():
            write_spread(ds, folder, output.language, uncertain)
