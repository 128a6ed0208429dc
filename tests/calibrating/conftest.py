"""The tank, offered as any other model, in a project of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import bak
import pytest

from simulate.backtesting import judging
from simulate.inputs import paths as places
from tests.packages import INSTALLED


@pytest.fixture(autouse=True, scope="module")
def tank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the project, which is the working directory."""
    folder = tmp_path_factory.mktemp("bak")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        patch.setattr(judging, "register", lambda: bak.SERIES)
        patch.setattr(places, "packaged", lambda: places.Root(folder / "pakket"))
        # The tank leaves nothing behind; to look for it takes as long as a run.
        patch.setattr(gc, "collect", lambda: 0)
        patch.chdir(bak.project(folder))
        yield folder
