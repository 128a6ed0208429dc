"""A model of another package, with a unit and an axis of its own, in worker processes and on a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.execution.test_cluster import scheduler, workers  # noqa: F401

ROOT = Path(__file__).parents[3]


def simulate(folder: Path, site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (ROOT, site)))
    return subprocess.run(
        [sys.executable, "-m", "simulate", *words],
        cwd=folder, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.long
def test_processes_know_its_unit_and_axis_and_so_does_who_reads_the_result(tmp_path: Path, jeugdzorg: Path) -> None:
    """More than a block, so that it is computed by others than the process that read the scenario."""
    done = simulate(tmp_path, jeugdzorg, "run", "jeugdzorg", "--draws", "1010", "--workers", "2", "--no-figures")
    assert done.returncode == 0, done.stderr
    for form in ("netcdf", "xlsx"):
        words = ("export", "results/jeugdzorg", "--to", form, "--summary", "--out", f"e.{form}")
        exported = simulate(tmp_path, jeugdzorg, *words)
        assert exported.returncode == 0, exported.stderr
    assert "verblijf" in (tmp_path / "results" / "jeugdzorg" / "summary.csv").read_text()
    # Without the package, and from Python, it is said what is missing.
    opened = "import simulate; simulate.open_results('results/jeugdzorg')"
    refused = subprocess.run(
        [sys.executable, "-c", opened],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "the axis 'jeugdhulp', which comes with the model jeugdzorg: install its package" in refused.stderr


@pytest.mark.long
def test_workers_without_its_package_are_refused_by_name(
    tmp_path: Path,
    jeugdzorg: Path,
    scheduler: tuple[str, subprocess.Popen[str]],  # noqa: F811
) -> None:
    address, _ = scheduler
    run = ("run", "jeugdzorg", "--draws", "10", "--no-figures", "--scheduler", address)
    with workers(address, 1, name="kaal"):
        refused = simulate(tmp_path, jeugdzorg, *run)
    assert refused.returncode == 1
    said = " ".join(refused.stderr.split())
    assert "other code of the engine or of the model jeugdzorg: tcp://127.0.0.1:" in said
    assert "there is no model 'jeugdzorg'" in said
    assert "models of your own included" in said
    assert not (tmp_path / "results" / "jeugdzorg" / "outcomes.zarr").exists()
    both = os.pathsep.join([str(ROOT), str(jeugdzorg), *sys.path])
    with workers(address, 1, name="vol", PYTHONPATH=both):
        done = simulate(tmp_path, jeugdzorg, *run)
    assert done.returncode == 0, done.stderr
