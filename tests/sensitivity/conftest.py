"""A finished run of a model of which it is known what drives it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def ladder_model(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of 1,500 draws of 2025. Nobody writes in it."""
    import ladder

    return ladder.make(tmp_path_factory.mktemp("results") / "ladder")
