"""The mill, offered as any other model."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def the_mill(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture
def runs(mill_runs: tuple[Path, Path]) -> tuple[Path, Path]:
    """The mill; and the mill with 1 more stone by a measure, 4 grain by its value, and a measure that does nothing."""
    return mill_runs
