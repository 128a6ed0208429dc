"""A whole comparison: what went in, what came out, targets and regret, from opened result folders."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import zarr

from simulate.comparing.aims import Aim, Chances, aims_of
from simulate.comparing.changes import Change, changes
from simulate.comparing.errors import CannotCompare
from simulate.comparing.outcomes import Compared, common_years, compare_outcome
from simulate.comparing.sides import Side, open_sides
from simulate.inputs.problems import did_you_mean, listed
from simulate.results.opening import READING

Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class Wish:
    """Which outcomes are told: those named, else those of `headline` that every run has; all where that leaves none."""

    outcomes: tuple[str, ...] = ()
    everything: bool = False
    headline: tuple[str, ...] = ()
    better: Better | None = None
    """Which is better of the outcomes that are named."""


@dataclass(frozen=True)
class Comparison:
    """Everything that a comparison tells. The base is the first of `sides`."""

    sides: tuple[Side, ...]
    went_in: tuple[tuple[Change, ...], ...]
    """For each of the sides what differs from the base; nothing for the base itself."""
    outcomes: tuple[Compared, ...]
    """What is told."""
    judged: tuple[Compared, ...]
    """Of which it is known which is better: by a target or as wished."""
    chances: tuple[Chances, ...]

    @property
    def base(self) -> Side:
        return self.sides[0]

    @property
    def paired(self) -> list[int]:
        """The sides, besides the base, of which draw i is draw i of the base."""
        return [number for number, side in enumerate(self.sides) if number > 0 and side.unpaired is None]


def compare(folders: Sequence[Path], wish: Wish) -> Comparison:
    """Compare result folders with the first of them. CannotCompare says in one sentence why that cannot be done."""
    with zarr.config.set(READING):
        sides = open_sides(folders)
        chosen, aims = _chosen(sides, wish), aims_of([side.scenario for side in sides])
        found = _outcomes(sides, chosen, aims, wish)
    by_aim = {chances.aim.name: chances for _, all_chances in found for chances in all_chances}
    return Comparison(
        sides=tuple(sides),
        went_in=((), *(tuple(changes(sides[0].scenario, side.scenario)) for side in sides[1:])),
        outcomes=tuple(compared for compared, _ in found if compared.name in chosen),
        judged=tuple(compared for compared, _ in found if any(compared.better)),
        chances=tuple(by_aim[aim.name] for aim in aims if aim.name in by_aim),
    )


def _outcomes(
    sides: Sequence[Side], chosen: Sequence[str], aims: Sequence[Aim], wish: Wish
) -> list[tuple[Compared, list[Chances]]]:
    """The chosen outcomes and those that targets aim at."""
    years = common_years(sides)
    if not years:
        raise CannotCompare("the runs have no whole calendar year in common")
    aimed = [aim.target.outcome for aim in aims if all(aim.target.outcome in side.outcomes for side in sides)]

    def one(name: str) -> tuple[Compared, list[Chances]]:
        mine = [aim for aim in aims if aim.target.outcome == name]
        compared, met = compare_outcome(sides, name, years, partial(_direction, name, mine, wish), mine)
        return compared, [each.result(sides) for each in met]

    # Unpacking and sorting leave Python free.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, dict.fromkeys([*chosen, *aimed])))


def _chosen(sides: Sequence[Side], wish: Wish) -> list[str]:
    """The names of the outcomes to tell, in the order of the model, of those that every run has."""
    known = [name for name in sides[0].facts.outcomes if all(name in side.outcomes for side in sides)]
    for name in wish.outcomes:
        if name not in known:
            hint = did_you_mean(name, known)
            raise CannotCompare(f"there is no outcome '{name}'; {hint or f'expected {listed(known)}'}")
    if wish.better is not None and not wish.outcomes:
        raise CannotCompare("--better says what is better of the outcomes named with --outcome: name one")
    if wish.everything:
        return known
    return list(dict.fromkeys(wish.outcomes)) or [name for name in wish.headline if name in known] or known


def _direction(name: str, aims: Sequence[Aim], wish: Wish, entry: str) -> str | None:
    """Which is better of an entry: as it is wished, else as its targets have it unless they pull both ways."""
    if wish.better is not None and name in wish.outcomes:
        return wish.better
    ways = {aim.better for aim in aims if aim.hits(entry)}
    return ways.pop() if len(ways) == 1 else None
