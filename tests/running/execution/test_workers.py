"""The processes of a command: there before there is work, kept from run to run, replaced when one was killed."""

from __future__ import annotations

import os
import signal
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest
import toy

from simulate.running.execution.workers import Workers
from simulate.running.runner import run
from simulate.views.publish import SummaryAndFigures


def processes(workers: Workers) -> set[int]:
    return set(workers.pool._processes)


def test_all_processes_begin_before_there_is_work() -> None:
    with Workers(2) as workers:
        workers.start()
        assert len(processes(workers)) == 2
        assert workers.pool.submit(os.getpid).result() in processes(workers)


def test_one_worker_is_this_process_and_begins_none() -> None:
    with Workers(1) as workers:
        workers.start()
        assert workers._pool is None


def test_runs_share_their_processes_and_leave_them(tmp_path: Path, bits: toy.Bits) -> None:
    with Workers(2) as workers:
        workers.start()
        before = processes(workers)
        for name in ("first", "second"):
            facts = run(toy.scenario(), tmp_path / name, workers=workers, publish=SummaryAndFigures("toy"))
            assert (facts.status, facts.executor) == ("complete", "2 workers")
            assert (tmp_path / name / "figures" / "kosten.svg").exists()
        assert processes(workers) == before
    run(toy.scenario(), tmp_path / "alone", workers=1)
    assert bits(tmp_path / "first") == bits(tmp_path / "second") == bits(tmp_path / "alone")


def test_a_killed_process_is_replaced(tmp_path: Path) -> None:
    with Workers(2) as workers:
        pid = workers.pool.submit(os.getpid).result()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(BrokenExecutor):
            workers.pool.submit(signal.pause).result()
        assert workers.pool.submit(os.getpid).result() != pid
        assert run(toy.scenario(), tmp_path, workers=workers).status == "complete"


class Killed(Executor):
    """Its processes are killed at the first job."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_figures_whose_process_was_killed_are_drawn_here(tmp_path: Path) -> None:
    run(toy.scenario(draws=50), tmp_path, workers=1)
    SummaryAndFigures("toy")(tmp_path, True, lambda: False, Killed())
    assert (tmp_path / "figures" / "kosten.svg").exists()
