"""Jobs over processes: answers come in the order of the jobs, and what goes wrong is said."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from simulate.errors import RunError
from simulate.running.execution.parallel_map import parallel_map


def late(number: int) -> int:
    """The first take longest."""
    time.sleep(0.05 / (1 + number))
    return number * number


def killed(number: int) -> int:
    os._exit(1)


def failing(number: int) -> int:
    raise RunError(f"job {number} fails")


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(parallel_map(late, ((number,) for number in range(7)), workers)) == [n * n for n in range(7)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_is_raised(workers: int) -> None:
    with pytest.raises(RunError, match="job 0 fails"):
        list(parallel_map(failing, [(0,), (1,)], workers))


def killed_once(number: int, mark: str) -> int:
    """The third job kills its worker, the first time."""
    if number == 2 and not os.path.exists(mark):
        with open(mark, "w", encoding="utf-8"):
            os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_ends_again_is_said_with_what_to_do() -> None:
    with pytest.raises(RunError, match=r"lost twice, ended by itself, exit code 1: .*use fewer with --workers"):
        list(parallel_map(killed, [(0,), (1,), (2,)], 2))


def test_jobs_of_a_killed_worker_are_done_once_more(tmp_path: Path) -> None:
    jobs = [(number, str(tmp_path / "mark")) for number in range(9)]
    assert list(parallel_map(killed_once, jobs, 2)) == list(range(9))


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken = []

    def jobs() -> object:
        for number in range(100):
            taken.append(number)
            yield (number,)

    answers = parallel_map(late, jobs(), 1)  # type: ignore[arg-type]
    assert next(answers) == 0
    answers.close()
    assert len(taken) <= 2
