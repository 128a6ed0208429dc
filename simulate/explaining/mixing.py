"""Draws that mix two scenarios: each draw has its own subset of the changes.

A measure that a draw does not have is one that does not come there; a measure that changed is there twice, of which
one comes. So one run of the model carries a thousand different combinations of the changes, and where none (or each) of
them is made the numbers are those of the one (or the other) scenario.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulate.engine.draws import Draws, MeasureDraws, Path
from simulate.errors import CannotAnswer
from simulate.explaining.causes import Cause
from simulate.scenario import Measure, Scenario

Mask = NDArray[np.bool_]
"""Which changes are made: (changes, draws), or (changes, 1) where it is the same in every draw."""

MeasureVersion = tuple[str, Literal["both", "old", "new"]]
"""A measure, and the scenario whose version it is."""


def order(base: Scenario, other: Scenario, made: Sequence[Cause]) -> tuple[MeasureVersion, ...]:
    """Merge the measures of both scenarios into one order that keeps the order of effects on each parameter.

    CannotAnswer when there is no such order: effects on a parameter are applied in it.
    """
    differ = {cause.name for cause in made if cause.kind == "measure"}
    sorter: TopologicalSorter[MeasureVersion] = TopologicalSorter()
    for scenario, version in ((base, "old"), (other, "new")):
        last: dict[str, MeasureVersion] = {}
        for measure in scenario.measures:
            measure_version = _measure_version(measure, differ, version)
            sorter.add(measure_version)
            for parameter in dict.fromkeys(effect.parameter for effect in measure.effects):
                if parameter in last:
                    sorter.add(measure_version, last[parameter])
                last[parameter] = measure_version
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        names = ", ".join(dict.fromkeys(name for name, _ in error.args[1]))
        raise CannotAnswer(
            f"the measures {names} act on the same parameters and stand in another order in both scenarios, so that "
            "their changes cannot be made one by one: give them the same order"
        ) from None


def _measure_version(measure: Measure, differ: set[str], version: str) -> MeasureVersion:
    return measure.name, ("both" if measure.name not in differ else "old" if version == "old" else "new")


def mixed(
    base: Draws, other: Draws, made: Sequence[Cause], measure_versions: Sequence[MeasureVersion], mask: Mask
) -> Draws:
    """Build the draws of `base` with the changes in `mask`. Both have the same seed, block and size."""
    chosen = {(cause.kind, cause.name): row for cause, row in zip(made, mask, strict=True)}
    paths = {
        name: _path(path, other.paths[name], chosen["parameter", name]) if ("parameter", name) in chosen else path
        for name, path in base.paths.items()
    }
    old, new = ({measure.name: measure for measure in draws.measures} for draws in (base, other))
    measures = []
    for name, version in measure_versions:
        if version == "both":
            measures.append(old[name])
            continue
        row = chosen["measure", name]
        there = row if version == "new" else ~row
        if there.any():
            measures.append(_where(there, (new if version == "new" else old)[name], version))
    return replace(base, paths=paths, measures=tuple(measures))


def _where(there: Mask, measure: MeasureDraws, version: str) -> MeasureDraws:
    """Limit a measure to some draws, under a unique name: its old and new version may both be present."""
    comes = measure.comes
    if not there.all():
        comes = there if comes is None else comes & there
    return replace(measure, name=f"{measure.name} ({version})", comes=comes)


def _path(old: Path, new: Path, row: Mask) -> Path:
    """Combine the new values in some draws with the old ones in the others, on the dates of both."""
    if row.all():
        return new
    if not row.any():
        return old
    dates = tuple(sorted({*old.dates, *new.dates}))
    return replace(old, dates=dates, values=tuple(np.where(row, new.at(day), old.at(day)) for day in dates))
