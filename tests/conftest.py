"""What tests of several packages share: the toy models, for tests that ask for them, and runs that nobody writes in."""

from __future__ import annotations

import os
from pathlib import Path

import molen
import pytest
import town
import toy
from hypothesis import settings
from proef import FILES, Project

from simulate.inputs import paths as places
from simulate.inputs.paths import find
from simulate.inputs.resolve.scenario import resolve
from simulate.render.document import Document
from simulate.reporting.content import report
from simulate.running.runner import run
from simulate.views.publish import SummaryAndFigures
from tests.example import installed
from tests.packages import INSTALLED

# The first example compiles what it needs, or reads it from the cache: how long it takes says nothing.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# What a test reads is English, whatever language the system of who runs it speaks.
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)
os.environ["SIMULATE_LANGUAGE"] = "en"


@pytest.fixture
def toy_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offers the toy models to this process and to those that it starts."""
    monkeypatch.syspath_prepend(INSTALLED)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_models: None) -> Project:
    """A sound project of all kinds of files, as working directory, with nothing packaged beneath it."""
    made = Project(tmp_path / "mijn")
    for file, text in FILES.items():
        made.write(file, text)
    monkeypatch.setattr(places, "packaged", lambda: places.Root(tmp_path / "pakket"))
    monkeypatch.chdir(made.path)
    return made


@pytest.fixture(scope="session")
def jeugdzorg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example of a model of one's own, as it is installed; it only has to be on the path."""
    return installed(tmp_path_factory.mktemp("jeugdzorg"))


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of 2,500 draws, July 2025 up to June 2027, in Dutch. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("results") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(), folder, workers=1, publish=SummaryAndFigures("toy", "nl"))
    return folder


@pytest.fixture(scope="session")
def town_runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The town with targets; the same with exactly 3 homes more; and one with noise of its own on top."""
    folder = tmp_path_factory.mktemp("runs")
    base = town.scenario(targets=(town.target(),))
    size = base.parameters[town.SIZE].values[0]
    spread = size.uncertainty
    assert spread is not None
    higher = {name: numbers + 3.0 for name, numbers in spread.at.items() if isinstance(numbers, float)}
    more = size.model_copy(update={"value": 1003.0, "uncertainty": spread.model_copy(update={"at": higher})})
    three = base.parameters[town.SIZE].model_copy(update={"values": (more,)})
    pulled = town.with_values("x", pull=0.5).parameters[town.PULL]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        return town.make(
            folder,
            base,
            base.model_copy(update={"name": "meer", "parameters": base.parameters | {town.SIZE: three}}),
            base.model_copy(update={"name": "anders", "parameters": base.parameters | {town.PULL: pulled}}),
        )


@pytest.fixture(scope="session")
def mill_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The mill; and the mill with 1 more stone by a measure, 4 grain by its value, and a measure that does nothing."""
    folder = tmp_path_factory.mktemp("runs")
    more = molen.measure("steen_erbij", (molen.STEEN, "add", 1.0))
    idle = molen.measure("niets", (molen.WIND, "multiply", 1.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        other = molen.with_value(molen.scenario("anders", more, idle), molen.GRAAN, molen.value(4.0))
        base, changed = molen.make(folder, molen.scenario(), other)
        return base, changed


@pytest.fixture(scope="session")
def report_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Result folders of 29 draws over two years with labels in Dutch; the first has figures."""
    folder = tmp_path_factory.mktemp("runs")
    for name in ("asiel", "asiel-regeerprogramma", "zorg"):
        scenario = resolve(find(f"{name}.yaml")).model_copy(update={"months": 24, "draws": 29, "targets": ()})
        publish = SummaryAndFigures(scenario.model, "nl", figures=name == "asiel")
        run(scenario, folder / name, workers=1, publish=publish)
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def one(report_runs: dict[str, Path]) -> Document:
    """Of one run, in its own language."""
    return report([report_runs["asiel"]], "nl")


@pytest.fixture(scope="session")
def two(report_runs: dict[str, Path]) -> Document:
    """Of two runs against each other, in the other language than that of their figures."""
    return report([report_runs["asiel"], report_runs["asiel-regeerprogramma"]], "en")
