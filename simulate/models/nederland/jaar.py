"""Jaar: what a part closed over the last twelve months."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.engine.arrays import Array

YEAR = 12
"""Months."""


def jaartotaal(part: Any, outcome: str) -> Array:
    """Add up an outcome over the last twelve closed months, and its axes, (draws,); fewer months early in a run."""
    return np.asarray(part.last_months(outcome, YEAR))
