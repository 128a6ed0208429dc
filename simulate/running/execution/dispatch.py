"""Blocks to executors and results back: never more blocks in flight than keep the workers busy, and none lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait

from simulate.errors import RunError
from simulate.running.execution.cluster import Cluster
from simulate.running.execution.executors import InProcess
from simulate.running.execution.task import BlockResult, compute
from simulate.running.execution.workers import Workers

TRIES = 2


def results(
    packed: bytes, blocks: Iterable[int], workers: Workers, cluster: Cluster | None = None
) -> Generator[BlockResult, None, None]:
    """Compute the blocks of a packed task, in any order, and yield one result for each.

    With `cluster` on the workers of that, one block or with one worker in this process, else in a pool
    of processes. Closing the iterator stops what is still being computed.
    """
    waiting = deque(blocks)
    if cluster is not None:
        yield from _clustered(cluster, packed, waiting)
    elif workers.count == 1 or len(waiting) == 1:
        yield from _answered(InProcess(), packed, waiting, 1)
    else:
        yield from _pooled(packed, waiting, workers)


def _pooled(packed: bytes, waiting: deque[int], workers: Workers) -> Generator[BlockResult, None, None]:
    """Compute the blocks in a pool of processes, and after a break retry every block that was in flight alone.

    One killed process breaks its whole pool and does not tell which block it had. The block that breaks the pool again
    when alone is to blame, the others have not failed.
    """
    suspects: deque[int] = deque()
    try:
        while waiting or suspects:
            alone = bool(suspects)
            batch = deque([suspects.popleft()]) if alone else waiting
            pool = workers.pool
            for block, answer in _flight(pool, packed, batch, workers.count + 1):
                if not isinstance(answer, BrokenExecutor):
                    yield _as_result(block, answer)
                elif alone:
                    yield BlockResult(block, 0.0, f"the worker process was lost {TRIES} times, {pool.ended_by()}")
                else:
                    suspects.append(block)
    except BaseException:
        # Also when nobody wants the rest: what is still being computed must not be written later.
        workers.stop()
        raise


def _clustered(cluster: Cluster, packed: bytes, waiting: deque[int]) -> Generator[BlockResult, None, None]:
    """Compute the blocks on a cluster. RunError when its scheduler is gone."""
    try:
        yield from _answered(cluster.executor, packed, waiting, 2 * cluster.threads)
    except CancelledError:
        raise RunError(
            f"the dask scheduler at {cluster.address} was lost. What was finished is kept; the same command, with a "
            "scheduler that is there or without one, goes on from there"
        ) from None


def _answered(
    executor: Executor, packed: bytes, waiting: deque[int], window: int
) -> Generator[BlockResult, None, None]:
    for block, answer in _flight(executor, packed, waiting, window):
        yield _as_result(block, answer)


def _as_result(block: int, answer: BlockResult | BaseException) -> BlockResult:
    return answer if isinstance(answer, BlockResult) else BlockResult(block, 0.0, f"{type(answer).__name__}: {answer}")


def _flight(
    executor: Executor, packed: bytes, waiting: deque[int], window: int
) -> Generator[tuple[int, BlockResult | BaseException], None, None]:
    """Keep `window` blocks with the executor until `waiting` is empty or the executor is broken."""
    flying: dict[Future[BlockResult], int] = {}
    broken = False
    try:
        while flying or (waiting and not broken):
            while waiting and len(flying) < window and not broken:
                try:
                    flying[executor.submit(compute, packed, waiting[0])] = waiting[0]
                    waiting.popleft()
                except BrokenExecutor:
                    broken = True
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                error = future.exception()
                broken = broken or isinstance(error, BrokenExecutor)
                yield flying.pop(future), error or future.result()
    finally:
        for future in flying:
            future.cancel()
