"""Many small jobs over processes, for what runs a model without keeping its draws."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Future
from typing import Any, TypeVar

from simulate.errors import RunError
from simulate.running.execution.executors import InProcess, Pool

Answer = TypeVar("Answer")


def parallel_map(
    function: Callable[..., Answer], arguments: Iterable[tuple[Any, ...]], workers: int
) -> Generator[Answer, None, None]:
    """Yield `function(*given)` of every job, in the order of the jobs; closing it stops the processes.

    `function` is found by name in the other processes. RunError when one of them was killed; what it raises itself is
    raised here.
    """
    flying: deque[Future[Answer]] = deque()
    with InProcess() if workers == 1 else Pool(workers) as executor:
        try:
            for given in arguments:
                flying.append(executor.submit(function, *given))
                # One process computes at once; of several, none waits for the next job.
                if len(flying) >= (2 * workers if workers > 1 else 1):
                    yield flying.popleft().result()
            while flying:
                yield flying.popleft().result()
        except BrokenExecutor:
            raise RunError("a worker process was killed (out of memory?): use fewer with --workers") from None
