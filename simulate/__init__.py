"""Policy scenarios for Dutch housing, asylum and care.

The modeller's door::

    import simulate

    ds = simulate.run("asiel.yaml", draws=500)      # an xarray Dataset: (month, …, draw)
    ds = simulate.open_results("results/asiel")     # a result folder, whole
    tree = simulate.run("nederland.yaml", draws=500)    # several models: a DataTree, with a Dataset for each

The planner's door is the command `simulate`; see `simulate --help`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulate.version import VERSION

if TYPE_CHECKING:
    from simulate.api import open_results as open_results
    from simulate.api import run as run

__version__ = VERSION
__all__ = ["open_results", "run"]

_DOORS = {"run": "simulate.api", "open_results": "simulate.api"}


def __getattr__(name: str) -> Any:
    # Imported when first used: xarray takes longer to import than `simulate --help` may take.
    if name in _DOORS:
        return getattr(import_module(_DOORS[name]), name)
    raise AttributeError(f"module 'simulate' has no attribute '{name}'")
