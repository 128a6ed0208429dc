"""Policy scenarios for Dutch housing, asylum and care.

The modeller's door::

    import simulate

    ds = simulate.run("asiel.yaml", draws=500)      # an xarray Dataset: (month, …, draw)
    ds = simulate.open_results("results/asiel")     # a result folder, whole
    tree = simulate.run("nederland.yaml", draws=500)    # several models: a DataTree, with a Dataset for each
    plan = simulate.scenario("asiel.yaml", measures=["tweestatusstelsel"])      # made in Python; plan.save() writes it
    simulate.compare("asiel.yaml", plan, draws=500)     # a DataFrame; so are explain, sensitivity,
    simulate.parameters("asiel")                        # parameters, measures and sources
    ds.sim.fan("bezetting")                             # a figure; ds.sim.quantiles and ds.sim.chance are numbers

The planner's door is the command `simulate`; see `simulate --help`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from simulate.version import VERSION

if TYPE_CHECKING:
    from simulate.api import open_results as open_results
    from simulate.api import run as run
    from simulate.modelling.analyses import compare as compare
    from simulate.modelling.analyses import explain as explain
    from simulate.modelling.analyses import sensitivity as sensitivity
    from simulate.modelling.draft import scenario as scenario
    from simulate.modelling.tables import measures as measures
    from simulate.modelling.tables import parameters as parameters
    from simulate.modelling.tables import sources as sources

__version__ = VERSION
__all__ = [
    "compare",
    "explain",
    "measures",
    "open_results",
    "parameters",
    "run",
    "scenario",
    "sensitivity",
    "sources",
]

_DOORS = {
    "run": "simulate.api",
    "open_results": "simulate.api",
    "scenario": "simulate.modelling.draft",
    **dict.fromkeys(("compare", "explain", "sensitivity"), "simulate.modelling.analyses"),
    **dict.fromkeys(("parameters", "measures", "sources"), "simulate.modelling.tables"),
}


class _Doors(ModuleType):
    """The package, whose functions go before modules of the same name, which are found by `from simulate.… import`."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _DOORS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Doors


def __getattr__(name: str) -> Any:
    # Imported when first used: xarray takes longer to import than `simulate --help` may take.
    if name in _DOORS:
        return getattr(import_module(_DOORS[name]), name)
    raise AttributeError(f"module 'simulate' has no attribute '{name}'")
