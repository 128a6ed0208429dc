"""A finished run of the toy model of tests/running."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packages import INSTALLED

sys.path.insert(0, str(Path(__file__).parents[1] / "running"))


@pytest.fixture(autouse=True)
def toy_model(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of 2,500 draws, July 2025 up to June 2027, in Dutch. Nobody writes in it."""
    import toy

    from simulate.running.runner import run
    from simulate.views.publish import SummaryAndFigures

    folder = tmp_path_factory.mktemp("results") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(), folder, workers=1, publish=SummaryAndFigures("toy", "nl"))
    return folder
