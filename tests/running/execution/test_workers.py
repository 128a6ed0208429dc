"""The processes of a command are forked from one that has imported what they need, where the system can."""

from __future__ import annotations

import multiprocessing
import os
import sys

import pytest

from simulate.running.execution.workers import Workers

FORKS = "forkserver" in multiprocessing.get_all_start_methods()


def _imported() -> tuple[int, bool, bool]:
    return os.getppid(), "numba" in sys.modules, "simulate.running.replicate" in sys.modules


@pytest.mark.skipif(not FORKS, reason="this system spawns its processes")
def test_prepared_processes_begin_with_what_they_need() -> None:
    with Workers(2) as workers:
        workers.start()
        parent, *imported = workers.pool.submit(_imported).result()
    assert parent != os.getpid()
    assert imported == [True, True]


@pytest.mark.skipif(not FORKS, reason="this system spawns its processes")
def test_the_prepared_process_imports_this_program_wherever_somebody_stands(
    tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds another package `simulate` does not get into the processes."""
    from pathlib import Path

    other = Path(tmp_path) / "simulate"
    other.mkdir()
    (other / "__init__.py").write_text("raise SystemExit('the wrong package')\n")
    monkeypatch.chdir(tmp_path)
    _stop_server()
    try:
        with Workers(2) as workers:
            workers.start()
            assert workers.pool.submit(_imported).result()[2]
    finally:
        _stop_server()


def _stop_server() -> None:
    """End the server of an earlier test: the next one starts where this test stands."""
    from multiprocessing import forkserver

    forkserver._forkserver._stop()  # type: ignore[attr-defined]
