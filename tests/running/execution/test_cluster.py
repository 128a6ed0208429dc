from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import toy

from simulate.errors import RunError
from simulate.running.runner import run
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

distributed = pytest.importorskip("distributed")


def test_a_cluster_gives_the_same_bits(tmp_path: Path, bits: toy.Bits, monkeypatch: pytest.MonkeyPatch) -> None:
    # The workers of a real cluster have the model installed; here they are told where it is.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(toy.__file__).parent), str(INSTALLED)]))
    publish = SummaryAndFigures("toy", figures=False)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        facts = run(toy.scenario(), tmp_path / "cluster", scheduler=cluster.scheduler_address, publish=publish)
    assert facts.status == "complete"
    run(toy.scenario(), tmp_path / "here", workers=1, publish=publish)
    assert bits(tmp_path / "cluster") == bits(tmp_path / "here")
    assert (tmp_path / "cluster" / "twin.npz").read_bytes() == (tmp_path / "here" / "twin.npz").read_bytes()


def test_an_address_without_a_scheduler_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulate.running.execution.executors.PATIENCE", 0.5)
    with pytest.raises(RunError, match=r"no dask scheduler to reach at tcp://127\.0\.0\.1:1"):
        run(toy.scenario(), tmp_path, scheduler="tcp://127.0.0.1:1")
    with pytest.raises(RunError, match="no dask scheduler to reach at nonsense"):
        run(toy.scenario(), tmp_path, scheduler="nonsense")


def test_without_dask_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r"pip install -e '\.\[cluster\]'"):
        run(toy.scenario(), tmp_path, scheduler="tcp://127.0.0.1:8786")
