"""Matplotlib, as this program uses it: with a style of its own, whatever the environment and the folder say.

A file `matplotlibrc` in the working directory, `MATPLOTLIBRC`, `MPLBACKEND` and a folder of settings that cannot be
read are for other programs. They are kept out while it is imported for the first time; the rest of the process, such as
a notebook, has its own settings as before.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BARE = Path(__file__).parent / "page"
"""A folder without modules or settings."""
_OURS: Mapping[str, str] = {"MPLBACKEND": "agg"}


@contextmanager
def _alone() -> Iterator[None]:
    """Keep out what would change how matplotlib is imported: settings of the environment and the working directory."""
    before = {name: os.environ.get(name) for name in (*_OURS, "MATPLOTLIBRC")}
    told = logging.getLogger("matplotlib")
    level = told.level
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(_BARE)
        os.environ.pop("MATPLOTLIBRC", None)
        os.environ.update(_OURS)
        told.setLevel(logging.ERROR)
        yield
    finally:
        os.fchdir(here)
        os.close(here)
        told.setLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


with _alone():
    import matplotlib as mpl
    from matplotlib.figure import Figure

__all__ = ["Figure", "styled"]


@contextmanager
def styled(style: Any) -> Iterator[None]:
    """Draw in this style and in nothing else: over what matplotlib does by itself, not over somebody's settings."""
    with mpl.rc_context(), warnings.catch_warnings():
        # A sign that the font does not have is drawn as a box; a title that takes all room leaves little for the rest.
        warnings.filterwarnings("ignore", "Glyph|constrained_layout not applied", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(style)
        yield
