"""A run of few draws has the first draws of a run of many, bit by bit, however it came to have them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ladder
import linear
import numpy as np
import pytest
import town
import toy
import zarr
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulate.engine.streams import BLOCK
from simulate.errors import Interrupted
from simulate.inputs.resolve.scenario import resolve
from simulate.results.opening import open_results
from simulate.running.runner import run
from simulate.running.store import record, seals
from simulate.running.verify import verify
from simulate.scenario import Scenario
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

PUBLISH = SummaryAndFigures("toy", figures=False)
TOYS = {module.__name__: module.scenario() for module in (ladder, linear, town, toy)}
REAL = {"asiel.yaml": resolve("asiel.yaml").model_copy(update={"months": 5})}
"""One of the real models: a block of each is the same at any width (tests/models/test_narrow.py)."""
SCENARIOS = TOYS | REAL
FEW = [name if name == "toy" else pytest.param(name, marks=pytest.mark.long) for name in SCENARIOS]
Outcomes = dict[str, NDArray[Any]]
Many = Callable[[str], Outcomes]


def stored(folder: Path) -> Outcomes:
    root = zarr.open_group(folder / "outcomes.zarr", mode="r")
    return {name: array[:] for name, array in root.arrays() if "kind" in array.attrs}


def draws(scenario: Scenario, number: int, folder: Path, **more: Any) -> Outcomes:
    """The stored outcomes of a run of so many draws."""
    run(scenario.model_copy(update={"draws": number}), folder, **{"workers": 1} | more)
    return stored(folder)


def assert_first(few: Outcomes, many: Outcomes, number: int) -> None:
    assert few.keys() == many.keys()
    for name, values in few.items():
        assert values.shape[-1] == number, name
        assert values.tobytes() == np.ascontiguousarray(many[name][..., :number]).tobytes(), name


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    """1,200 draws of a model, of two blocks; each is computed when it is first asked for."""
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        yield cache(lambda name: draws(SCENARIOS[name], 1200, folder / name))


@pytest.mark.parametrize("name", FEW)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(1, BLOCK) | st.integers(1, 9))
@example(number=1)
def test_few_draws_are_the_first_of_many(tmp_path: Path, many: Many, name: str, number: int) -> None:
    folder = tmp_path / str(number)
    shutil.rmtree(folder, ignore_errors=True)
    assert_first(draws(SCENARIOS[name], number, folder), many(name), number)


@pytest.mark.parametrize(
    ("steps", "workers"),
    [
        pytest.param((150, 300, 1200), 2, marks=pytest.mark.long),
        ((999, 1001, 2300), 1),
        pytest.param((2300, 2400), 2, marks=pytest.mark.long),
    ],
)
def test_a_folder_that_grew_is_that_of_a_run_at_once(tmp_path: Path, steps: tuple[int, ...], workers: int) -> None:
    for number in steps:
        grown = draws(toy.scenario(), number, tmp_path / "grown", workers=workers, publish=PUBLISH)
        assert all(finding.holds for finding in verify(tmp_path / "grown", None))
    assert_first(grown, draws(toy.scenario(), steps[-1], tmp_path / "at once", publish=PUBLISH), steps[-1])
    for name in ("summary.csv", "spread.csv", "twin.npz", "scenario.yaml"):
        assert (tmp_path / "grown" / name).read_bytes() == (tmp_path / "at once" / name).read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("name", REAL)
def test_a_real_folder_that_grew_is_that_of_a_run_at_once(tmp_path: Path, many: Many, name: str) -> None:
    for number in (20, 1040):
        grown = draws(REAL[name], number, tmp_path)
    assert_first(grown, many(name), 1040)
    assert all(finding.holds for finding in verify(tmp_path, None))


@pytest.mark.long
@pytest.mark.parametrize("block", [1, 2])
def test_a_run_stopped_while_it_adds_draws_goes_on(tmp_path: Path, events: Path, block: int) -> None:
    draws(toy.scenario(), 1150, tmp_path / "r")
    (events / str(block)).write_text("interrupt once")
    with pytest.raises(Interrupted):
        draws(toy.scenario(), 2300, tmp_path / "r")
    longer = tmp_path / "r" / ".extending"
    facts = record.read(longer)
    assert (facts.status, facts.draws, facts.blocks_done) == ("incomplete", 2300, (0, 1)[:block])
    # What was there is there, until all of its block is.
    there = 150 if block == 1 else 1000
    assert seals.widths(longer / "outcomes.zarr", 2300).tolist() == [1000, there, 0]
    ds = open_results(longer)
    assert ds["draw"].values.tolist() == list(range(1000 + there))
    assert ds["bezetting"].values.min() >= 0
    assert ds.attrs["missing_draws"] == 1300 - there
    assert sum("the same in every bit" in finding.text for finding in verify(longer, None)) == block
    grown = draws(toy.scenario(), 2300, tmp_path / "r")
    assert_first(grown, draws(toy.scenario(), 2300, tmp_path / "undisturbed"), 2300)


@pytest.mark.long
def test_a_run_killed_in_its_narrow_last_block_goes_on(tmp_path: Path, events: Path) -> None:
    (events / "2").write_text("kill")
    facts = run(toy.scenario(draws=2150), tmp_path / "r", workers=2)
    assert (facts.status, facts.blocks_done) == ("incomplete", (0, 1))
    (events / "2").unlink()
    grown = draws(toy.scenario(), 2150, tmp_path / "r")
    assert_first(grown, draws(toy.scenario(), 2150, tmp_path / "undisturbed"), 2150)


def test_a_first_block_that_stays_narrow_is_kept(tmp_path: Path, events: Path) -> None:
    few = draws(toy.scenario(), 150, tmp_path / "r")
    (events / "0").write_text("fail")
    facts = run(toy.scenario(draws=300), tmp_path / "r", workers=1)
    assert (facts.status, facts.blocks_done) == ("incomplete", ())
    longer = tmp_path / "r" / ".extending"
    assert_first({name: values[..., :150] for name, values in stored(longer).items()}, few, 150)
    assert open_results(longer).sizes["draw"] == open_results(tmp_path / "r").sizes["draw"] == 150
    assert [finding.text for finding in verify(longer, None) if not finding.holds] == [
        "the run is incomplete: 0 of 1 block is there"
    ]
