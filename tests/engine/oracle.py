"""Distribution functions to some seventy digits, from nothing but the ratio of neighbouring chances.

Chances are whole numbers: two neighbours have a ratio that is a fraction (a float is one), the largest is 2**320, and
all of them together are certainty. No gamma function and no logarithm comes in, as in what is tested.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate

ONE = 1 << 320
Ratio = Callable[[int], tuple[int, int]]


class Law:
    """A distribution on the whole numbers."""

    def __init__(self, mode: int, up: Ratio, least: int, most: int | None) -> None:
        """`up(k)` is P(X = k + 1) / P(X = k), as a fraction."""
        above, below = [], []
        chance, k = ONE, mode
        while chance and k != most:
            over, under = up(k)
            chance = chance * over // under
            above.append(chance)
            k += 1
        chance, k = ONE, mode
        while chance and k > least:
            over, under = up(k - 1)
            chance = chance * under // over
            below.append(chance)
            k -= 1
        self.first = k
        self.reached = list(accumulate([*reversed(below), ONE, *above]))
        self.whole = self.reached[-1]

    def quantile(self, u: float | Fraction) -> int:
        """The smallest k with P(X <= k) >= u."""
        over, under = u.as_integer_ratio()
        return self.first + bisect.bisect_left(self.reached, -(-over * self.whole // under))

    def chance(self, k: int) -> Fraction:
        """P(X <= k)."""
        if k < self.first:
            return Fraction(0)
        return Fraction(self.reached[min(k - self.first, len(self.reached) - 1)], self.whole)

    def near(self, k: int, share: float) -> list[float]:
        """The floats a little below and a little above the jump at k: by this share of the smaller tail."""
        jump = self.chance(k)
        step = min(jump, 1 - jump) * Fraction(share)
        return [u for u in (float(jump - step), float(jump + step)) if 2.0**-53 <= u <= 1 - 2.0**-53]


def poisson(mean: float) -> Law:
    over, under = mean.as_integer_ratio()
    return Law(int(mean), lambda k: (over, under * (k + 1)), 0, None)


def binomial(n: int, p: float) -> Law:
    over, under = p.as_integer_ratio()
    other = under - over
    mode = min(int((n + 1) * p), n)
    return Law(mode, lambda k: ((n - k) * over, (k + 1) * other), 0, n)
