"""Outcomes of the toy models that are stored in full, so that what is worked out by hand is found to the last bit."""

from __future__ import annotations

from simulate.engine.outcome import Dtype
from simulate.engine.recorder import Level, Mean, Total


class _InFull:
    """Stores 64 bits, where the models of the project store what a figure needs."""

    @property
    def dtype(self) -> Dtype:
        return "float64"


class ExactLevel(_InFull, Level):
    """A level that is stored in full."""


class ExactMean(_InFull, Mean):
    """A mean that is stored in full."""


class ExactTotal(_InFull, Total):
    """A total that is stored in full."""
