"""What opening a result imports, by name: so that it can be imported early, elsewhere or beside other work."""

from __future__ import annotations

LIBRARIES = ("xarray", "dask.array")
"""xarray imports the latter, where it is installed, at its first array."""
