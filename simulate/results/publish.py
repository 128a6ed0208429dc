"""What a finished run puts beside its outcomes: the summary and the figures."""

from __future__ import annotations

from pathlib import Path

import zarr

from simulate.results.opening import open_results
from simulate.results.summary import write_summary
from simulate.vocabulary import Language

READING = {"async.concurrency": 2, "threading.max_workers": 2}
"""Chunks that are unpacked at a time. More is not faster, and every thread keeps memory of its own."""


def publish(folder: Path, language: Language, figures: bool) -> None:
    """Write summary.csv and, unless told otherwise, figures/ of the outcomes in `folder`."""
    with zarr.config.set(READING):
        ds = open_results(folder)
        write_summary(ds, folder, language)
        if figures:
            from simulate.results.figures import write_figures

            write_figures(ds, folder, language)
