"""Sobol indices of groups of quantities, from a design of their own; the estimators are those of SALib.

First order (S1) is the share of the variance of an outcome that a group explains alone, total order (ST) the share in
which it has a part, alone or together with others. The sum of S1 is 1 where nothing acts together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.maths import ndtri
from simulate.errors import CannotAnswer
from simulate.inputs.distribution import install_command
from simulate.results.opening import open_results
from simulate.results.shares import EQUAL
from simulate.running.replicate import FEWEST
from simulate.running.store.sealed import Sealed
from simulate.sensitivity.computing import compute, work
from simulate.sensitivity.design import Design, Group, groups
from simulate.sensitivity.ranking import Ranking, januaries_of
from simulate.vocabulary import Language

CONFIDENCE = 0.9
RESAMPLES = 200

Interval = tuple[float, float, float]
"""Index, low, high."""


@dataclass(frozen=True)
class Share:
    """The indices of one group: first and total order with their 90 % intervals."""

    group: Group
    first: Interval
    total: Interval

    @property
    def name(self) -> str:
        return self.group.name


@dataclass(frozen=True)
class Sobol:
    """The groups behind one entry of an outcome in one year, the largest total order first."""

    outcome: str
    label: str
    label_nl: str
    axis: str
    entry: str
    year: int
    size: int
    """Draws of each run, N."""
    runs: int
    draws: int
    """Draws of the N in which all runs have a number."""
    shares: tuple[Share, ...]
    together: Interval
    """The share of the variance that no group explains alone; an estimate, it can be a little below 0."""

    def label_in(self, language: Language) -> str:
        return self.label_nl if language == "nl" else self.label

    @property
    def widest(self) -> float:
        """Return half the widest interval."""
        return max((high - low) / 2 for share in self.shares for _, low, high in (share.first, share.total))

    @property
    def ordered(self) -> bool:
        """Return whether the order is significant: the first group is above the last beyond sampling error."""
        return self.shares[0].total[1] > self.shares[-1].total[2]


def need_salib() -> None:
    """Check that SALib is installed, before anything is computed. CannotAnswer when it is not."""
    try:
        import_module("SALib.analyze.sobol")
    except ImportError:
        raise CannotAnswer(f"Sobol indices need SALib: {install_command('sobol')}") from None


def design_of(folder: Path, rankings: list[Ranking], size: int, most: int) -> Design:
    """Build the design for the top of `rankings` of the result in `folder`, with `size` draws a run."""
    scenario = Sealed(folder).scenario()
    return Design(scenario, groups(scenario, rankings, most), size)


def decompose(
    folder: Path, rankings: list[Ranking], design: Design, workers: int, advance: Callable[[], None]
) -> list[Sobol]:
    """Run the design and split the variance of every entry and year in `rankings`.

    As with the replicate, what differs from its median in too few draws is left out: two draws give no index.
    """
    ds = open_results(folder)
    januaries = januaries_of(ds, [ranking.year for ranking in rankings])
    wanted = [(ranking.outcome, ranking.entry, januaries[ranking.year]) for ranking in rankings]
    rows = compute(work(design, ds, wanted), workers, advance)
    found = []
    for ranking, y in zip(rankings, np.swapaxes(rows, 0, 1), strict=True):
        valid = ~np.isnan(y).any(axis=0)
        if _differing(y[[0, -1]][:, valid]) >= FEWEST:
            shares, together = split(design.groups, y[:, valid], design.scenario.seed)
            about = (ranking.outcome, ranking.label, ranking.label_nl, ranking.axis, ranking.entry, ranking.year)
            found.append(Sobol(*about, design.size, design.runs, int(valid.sum()), shares, together))
    return found


def _differing(y: Array) -> int:
    """Count the draws of the independent runs A and B that differ from the median."""
    middle = np.median(y) if y.size else 0.0
    return int((np.abs(y - middle) > EQUAL * np.abs(middle)).sum())


def split(groups: Sequence[Group], y: Array, seed: int) -> tuple[tuple[Share, ...], Interval]:
    """Compute the indices of `groups`, and the share of their interactions.

    From the outcome in all runs of a design, (runs, draws): A, AB of each group, B.
    """
    from SALib.analyze import sobol

    problem = {"num_vars": len(groups), "names": [group.name for group in groups]}
    # SALib wants row by row: A, AB of each group and B of the first draw, then those of the second. Its seed 0 is none.
    rows = y.T.ravel()
    found = sobol.analyze(
        problem,
        rows,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        keep_resamples=True,
        seed=seed + 1,
    )
    shares = [
        Share(group, _around(found["S1"][i], found["S1_conf"][i]), _total(found, i)) for i, group in enumerate(groups)
    ]
    # The resamples are the same for all groups, so those of the sum are the sums.
    width = ndtri((1 + CONFIDENCE) / 2) * found["S1_conf_all"].sum(axis=1).std(ddof=1)
    return tuple(sorted(shares, key=lambda share: -share.total[0])), _around(1 - found["S1"].sum(), width)


def _around(index: float, width: float) -> Interval:
    return float(index), float(index - width), float(index + width)


def _total(found: dict[str, Array], position: int) -> Interval:
    """Return the total order with its interval, never below 0: it is a sum of squares."""
    index, low, high = _around(found["ST"][position], found["ST_conf"][position])
    return index, max(low, 0.0), high
