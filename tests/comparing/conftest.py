"""The town, a tiny model, offered as any other."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def the_town(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture
def runs(town_runs: list[Path]) -> list[Path]:
    """The town with targets; the same with exactly 3 homes more; and one with noise of its own on top."""
    return town_runs
