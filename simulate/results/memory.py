"""Outcomes that are in memory as the Dataset that `open_results` gives of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simulate import registry
from simulate.running.store.outcomes import DRAW, MONTH, attributes_of
from simulate.scenario import Scenario
from simulate.version import VERSION
from simulate.vocabulary import AXES, Label

if TYPE_CHECKING:
    import xarray as xr

    from simulate.engine.recorder import Series


def outcomes_in_memory(scenario: Scenario, series: Mapping[str, Series]) -> xr.Dataset:
    """Make a Dataset of the series of a run, {outcome: (months, *axes, draws)}: dims (month, *axes, draw)."""
    import xarray as xr

    declared = registry.model(scenario.model).outcomes()
    months = (np.datetime64(scenario.start, "M") + np.arange(scenario.months)).astype("datetime64[ns]")
    draws = next((values.shape[-1] for values in series.values()), 0)
    axes = sorted({axis for name in series for axis in declared[name].axes})
    coords: dict[str, Any] = {
        "month": ("month", months, _named(MONTH)),
        "draw": ("draw", np.arange(draws), _named(DRAW)),
        **{axis: (axis, np.array(AXES[axis].entries), _named(AXES[axis].label)) for axis in axes},
    }
    outcomes = {
        name: (("month", *declared[name].axes, "draw"), values, attributes_of(declared[name]))
        for name, values in series.items()
    }
    attrs = {
        "title": scenario.label.en,
        "title_nl": scenario.label.nl,
        "scenario": scenario.name,
        "model": scenario.model,
        "seed": scenario.seed,
        "source": f"simulate {VERSION}",
    }
    return xr.Dataset(outcomes, coords, attrs)


def _named(label: Label) -> dict[str, str]:
    return {"long_name": label.en, "long_name_nl": label.nl}
