"""The tank, offered as any other model, in a project of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import bak
import pytest


@pytest.fixture(autouse=True, scope="module")
def tank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the project, which is the working directory."""
    with bak.working_in(tmp_path_factory.mktemp("bak")) as folder:
        yield folder
