"""The toy model, offered as any other."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def toy_model(toy_models: None) -> None:
    """Offered to every test here."""
