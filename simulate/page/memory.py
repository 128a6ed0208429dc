"""Giving memory back: what the arrays of one block took is not kept for the next, which may be of another size.

The allocator keeps what is let go of, in pieces that the next block does not fit in: after a hundred movements over
four models a worker had a gigabyte, of which it used a fifth.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache


def give_back(collect: bool = True) -> None:
    """Give back what is not in use. Where the system has no call for it, this only looks for what is in a circle."""
    if collect:
        gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except AttributeError:  # another C library than that of GNU
        return None
    return found
