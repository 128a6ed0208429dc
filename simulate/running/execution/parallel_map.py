"""Many small jobs over processes, for what runs a model without keeping its draws."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Future
from itertools import islice
from typing import Any, TypeVar

from simulate.errors import RunError
from simulate.running.execution.executors import Pool

Answer = TypeVar("Answer")


def parallel_map(
    function: Callable[..., Answer], arguments: Iterable[tuple[Any, ...]], workers: int
) -> Generator[Answer, None, None]:
    """Yield `function(*given)` of every job, in the order of the jobs; closing it stops the processes.

    `function` is found by name in the other processes. When one of those is killed, what was going on is tried once
    more. RunError when that is killed too; what it raises itself is raised here.
    """
    if workers == 1:
        yield from (function(*given) for given in arguments)
        return
    jobs, pool, killed = iter(arguments), Pool(workers), False
    given, flying = deque[tuple[Any, ...]](), deque[Future[Answer]]()
    try:
        while True:
            given.extend(islice(jobs, 2 * workers - len(given)))
            if not given:
                return
            try:
                flying.extend(pool.submit(function, *one) for one in list(given)[len(flying) :])
                answer = flying[0].result()
            except BrokenExecutor:
                if killed:
                    raise RunError(f"a worker process was lost twice, {pool.ended_by()}") from None
                killed = True
                pool.stop()
                pool = Pool(workers)
                flying.clear()
                continue
            given.popleft()
            flying.popleft()
            yield answer
    finally:
        pool.stop()
