"""Whether a way of writing the law gives the outcomes of the law. Nothing is timed that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

MONTHS = [0, 1, 5, 11, 23, 59, 119]
FAR = 5.5
"""So many standard errors apart is another law; among some three hundred means the largest is about three."""


def farthest(ours: Mapping[str, Any], reference: Mapping[str, Any]) -> tuple[float, str]:
    """The largest distance between two means in standard errors, and its series: draws are on the last axis."""
    assert set(ours) == set(reference)
    found = (0.0, "")
    for name in reference:
        a, b = ours[name][MONTHS].astype(float), reference[name][MONTHS].astype(float)
        # A queue that is empty has no waiting time.
        variance = np.nanvar(np.concatenate([a, b], axis=-1), axis=-1)
        error = np.sqrt(variance * (1 / a.shape[-1] + 1 / b.shape[-1]))
        # Means can be equal to the last person at the start: then the error is nothing.
        distance = np.abs(np.nanmean(a, axis=-1) - np.nanmean(b, axis=-1)) / np.maximum(error, 1e-3)
        found = max(found, (float(distance.max()), name))
    return found


def check(way: str, ours: Mapping[str, Any], reference: Mapping[str, Any]) -> None:
    """AssertionError if a way does not give the outcomes of the law."""
    distance, series = farthest(ours, reference)
    assert distance < FAR, f"{way} is another law: {series} is {distance:.1f} standard errors away"
