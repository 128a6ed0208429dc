"""The toy models of the tests, which are there for tests that ask for them only."""

from __future__ import annotations

import pytest

from tests.packages import INSTALLED


@pytest.fixture
def toy_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offers the toy models to this process and to those that it starts."""
    monkeypatch.syspath_prepend(INSTALLED)
