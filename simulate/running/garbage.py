"""What a block leaves behind is freed at once, without looking through all that was there before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class _Process:
    """Of this process: whether what is there was set apart for good. Python itself would count it to tell: 30 ms."""

    apart: bool = False


PROCESS = _Process()


def set_apart() -> None:
    """Never look through what is there by now: for a process that only computes."""
    PROCESS.apart = True
    gc.freeze()
    gc.enable()


@contextmanager
def freed() -> Iterator[None]:
    """Free what is made in this context and let go of: the processes of a model and its clock refer to each other.

    Left to itself, Python keeps a block or two of them. What was there before, such as what was imported, is not looked
    through: that would take longer than many a block.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        if not PROCESS.apart:
            gc.unfreeze()
