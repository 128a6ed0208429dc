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

ARENA_MAX = -8
"""How malloc.h of GNU calls the most heaps that a process has."""


def give_back(collect: bool = True) -> None:
    """Give back what is not in use. Where the system has no call for it, this only looks for what is in a circle."""
    if collect:
        gc.collect()
    trim = _call("malloc_trim")
    if trim is not None:
        trim(0)


def one_heap() -> None:
    """Have all threads take from one heap: each its own leaves holes in all of them. To be called before any begins."""
    tell = _call("mallopt")
    if tell is not None:
        tell(ARENA_MAX, 1)


@cache
def _call(name: str) -> Callable[..., int] | None:
    """Return a call of the C library of GNU; None where there is another."""
    if sys.platform != "linux":
        return None
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except AttributeError:
        return None
    return found
