from __future__ import annotations

from pathlib import Path

import pytest
import toy
import xarray as xr

import simulate
from simulate import api
from simulate.api import run
from simulate.errors import RunError
from simulate.results.opening import open_results

pytestmark = pytest.mark.usefixtures("toy_models")


def test_in_memory_is_what_a_folder_holds(finished: Path) -> None:
    ds = run(toy.scenario(), draws=700)
    assert ds["bezetting"].variable._in_memory
    xr.testing.assert_identical(ds.drop_attrs(), open_results(finished).isel(draw=slice(700)).drop_attrs())


def test_a_folder_remains_when_asked_for(tmp_path: Path) -> None:
    ds = run(toy.scenario(), draws=700, out=tmp_path / "r")
    assert (tmp_path / "r" / "summary.csv").is_file()
    xr.testing.assert_identical(ds, open_results(tmp_path / "r"))
    assert run(toy.scenario(), draws=10, out=tmp_path / "r").sizes["draw"] == 10


def test_the_seed_can_be_chosen() -> None:
    one, other = run(toy.scenario(), draws=5), run(toy.scenario(), draws=5, seed=8)
    assert not one["bezetting"].equals(other["bezetting"])


@pytest.mark.parametrize(("draws", "seed"), [(0, 1), (-1, 1), (5, -1), (10_000_001, 1), (5, 2**63)])
def test_impossible_numbers_are_refused(draws: int, seed: int) -> None:
    with pytest.raises(ValueError, match="expected 1 to 10000000 draws, and a seed from 0 to"):
        run(toy.scenario(), draws=draws, seed=seed)


def test_a_failing_block_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0").write_text("fail")
    monkeypatch.setenv("TOY_EVENTS", str(tmp_path))
    with pytest.raises(RunError, match="block 0 failed: RuntimeError: more people left"):
        run(toy.scenario(), draws=10)


def test_both_doors_are_in_the_package() -> None:
    assert simulate.open_results is api.open_results
    assert simulate.run is run
