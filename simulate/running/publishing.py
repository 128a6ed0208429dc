"""What a run asks of whoever writes the files that stand beside its outcomes: it knows neither tables nor figures."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Protocol

from simulate.vocabulary import Language


class Publish(Protocol):
    """Writes what stands beside the outcomes of a complete run (`simulate.views.publish`)."""

    @property
    def language(self) -> Language:
        """The language of the labels in the files."""

    @property
    def headline(self) -> tuple[str, ...]:
        """The outcomes of which the files say what their spread comes from: the run computes a replicate of these."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files and folders that are there afterwards, among those of `record.PUBLISHED`."""

    @property
    def imports(self) -> tuple[str, ...]:
        """The modules that writing them needs: they are imported while other processes compute."""

    def of(self, part: str) -> Publish:
        """Return what writes the files of a part of a composite."""

    def __call__(self, folder: Path, uncertain: bool, replicated: Callable[[], bool], beside: Executor | None) -> None:
        """Write the files of the outcomes in `folder`.

        `uncertain`: whether parameters and measures differ between draws. `replicated` waits until the replicate is
        there or not needed; where it says no, what needs the replicate is not written. What is given to the executor
        `beside`, if there is one, is done by other processes.
        """
