"""What a model can tell: the description of one outcome, known before anything runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulate.vocabulary import Label

Kind = Literal["stock", "flow", "level", "total", "mean"]
"""stock: counted at month end · flow: counted over the month · level: recorded, last value of the month ·
total: recorded, summed over the month · mean: recorded, averaged over the month (weighted; NaN without weight)."""

Dtype = Literal["int32", "float32", "float64"]


@dataclass(frozen=True)
class Outcome:
    """One variable of a result: name, unit, axes (besides month and draw), storage type, how months aggregate."""

    name: str
    label: Label
    unit: str
    kind: Kind
    dtype: Dtype = "float32"
    axes: tuple[str, ...] = ()
    description: Label | None = None
    process: str | None = None
    """The file of the model that declares it."""
    unknown: bool = False
    """Whether it may be NaN: a mean over nobody, or what a model cannot tell in some months."""

    @property
    def summed_over_months(self) -> bool:
        """A calendar year is the sum of its months (flows, totals) or their mean (all else)."""
        return self.kind in ("flow", "total")
