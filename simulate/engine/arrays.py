"""The one array type of the engine: a number per draw, with the draws on the last axis."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
"""float64, shape (*axes, draws). Counts are whole numbers in it, exact up to 2**53."""
