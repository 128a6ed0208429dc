"""Ctrl-C is heard by who starts the processes, at every job but those that start one."""

from __future__ import annotations

import os

import pytest

from simulate.running.execution import executors


def test_a_job_for_processes_that_are_there_does_not_deafen_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = executors.Pool(1)
    try:
        assert pool.submit(os.getpid).result() != os.getpid()
        monkeypatch.setattr(executors, "deaf_children", lambda: pytest.fail("Ctrl-C would be lost"))
        assert pool.submit(abs, -3).result() == 3
    finally:
        pool.stop()
