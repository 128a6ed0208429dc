"""Whole numbers, where anything may have been given."""

from __future__ import annotations

from math import inf
from numbers import Integral

MAX_DRAWS, MAX_SEED = 10_000_000, 2**63 - 1
"""Of a run."""


def is_whole(number: object, least: int, most: float = inf) -> bool:
    """Check whether something is a whole number, of Python or NumPy, from `least` to `most`; True is none."""
    return isinstance(number, Integral) and not isinstance(number, bool) and least <= int(number) <= most
