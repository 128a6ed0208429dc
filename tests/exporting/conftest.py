"""A finished run of the toy model of `tests/toys`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packages import INSTALLED


@pytest.fixture(autouse=True)
def toy_model(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of 1,100 draws, July 2025 up to June 2027. Nobody writes in it."""
    import toy

    from simulate.running.runner import run

    folder = tmp_path_factory.mktemp("results") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(draws=1100), folder, workers=1)
    return folder
