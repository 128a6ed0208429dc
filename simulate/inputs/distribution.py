"""The distribution that this package was installed from, and how more of it is installed."""

from __future__ import annotations

from importlib.metadata import packages_distributions

from simulate.inputs.paths import is_installed

NAME = "simulate-nl"
"""The name on the index, for when the metadata do not say it."""


def install_command(extra: str) -> str:
    """Return the command that installs an extra: of the clone that this is, else of the distribution by its name."""
    if not is_installed():
        return f"pip install -e '.[{extra}]'"
    names = packages_distributions().get("simulate", [NAME])
    return f"pip install '{names[0]}[{extra}]'"
