"""Two short runs of the asylum chain and one of care, and what is made of them. Nobody writes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.inputs.paths import find
from simulate.inputs.resolve.scenario import resolve
from simulate.render.document import Document
from simulate.reporting.content import report
from simulate.running.runner import run
from simulate.views.publish import SummaryAndFigures


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Result folders of 29 draws over two years with labels in Dutch; the first has figures."""
    folder = tmp_path_factory.mktemp("runs")
    for name in ("asiel", "asiel-regeerprogramma", "zorg"):
        scenario = resolve(find(f"{name}.yaml")).model_copy(update={"months": 24, "draws": 29, "targets": ()})
        publish = SummaryAndFigures(scenario.model, "nl", figures=name == "asiel")
        run(scenario, folder / name, workers=1, publish=publish)
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def one(runs: dict[str, Path]) -> Document:
    """Of one run, in its own language."""
    return report([runs["asiel"]], "nl")


@pytest.fixture(scope="session")
def two(runs: dict[str, Path]) -> Document:
    """Of two runs against each other, in the other language than that of their figures."""
    return report([runs["asiel"], runs["asiel-regeerprogramma"]], "en")
