"""The two workers of the page: warm, one job at a time each, the most urgent first, and told when nobody waits."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from simulate.errors import RunError
from simulate.page.computing import STOP, Abandoned, begin
from simulate.running.execution.executors import Pool, prepare

WORKERS = 2
PREPARED = ("simulate.running.execution.prepared", "simulate.page.computing", "simulate.running.blocks")
TRIES = 2


@dataclass(order=True)
class _Job:
    urgency: tuple[int, int]
    """How many draws it takes, and the number of the job: what is short comes first, then what came first."""
    function: Callable[..., Any] = field(compare=False)
    arguments: tuple[Any, ...] = field(compare=False)
    result: asyncio.Future[Any] = field(compare=False)
    waiting: int = field(default=0, compare=False)


class Workers:
    """Processes that compute for the page. Everything here runs in the event loop of the server."""

    def __init__(self, models: tuple[str, ...], workers: int = WORKERS) -> None:
        self._models = models
        self._pools: list[Pool | None] = [None] * workers
        self._running: list[_Job | None] = [None] * workers
        self._queue: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._numbers = count()
        self._tasks: list[asyncio.Task[None]] = []
        self.done = 0
        self.abandoned = 0

    def start(self) -> None:
        """Begin the processes; they import the models while the page is loading."""
        self._forked = prepare(list(PREPARED))
        self._tasks = [asyncio.create_task(self._work(place)) for place in range(len(self._pools))]

    async def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in self._pools:
            if pool is not None:
                await asyncio.to_thread(pool.stop)

    async def do(self, urgency: int, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have a job done and wait for it; when the waiting is cancelled, so is the job. RunError: a worker is lost."""
        job = _Job((urgency, next(self._numbers)), function, arguments, asyncio.get_running_loop().create_future())
        self._queue.put_nowait(job)
        try:
            return await job.result
        except asyncio.CancelledError:
            job.result.cancel()
            self._leave_off(job)
            raise

    @property
    def pids(self) -> list[int]:
        """List the numbers of the processes."""
        return [pid for pool in self._pools if pool is not None for pid in pool.pids]

    def _leave_off(self, job: _Job) -> None:
        """Tell the worker that does a job that nobody waits for it."""
        if STOP is None or job not in self._running:
            return
        pool = self._pools[self._running.index(job)]
        for pid in pool.pids if pool is not None else []:
            with suppress(ProcessLookupError):
                os.kill(pid, STOP)

    async def _work(self, place: int) -> None:
        with suppress(BrokenExecutor, OSError, RunError):
            await self._pool(place)
        while True:
            job = await self._queue.get()
            if not job.result.done():
                await self._one(place, job)

    async def _one(self, place: int, job: _Job) -> None:
        for left in reversed(range(TRIES)):
            if job.result.done():
                break
            try:
                pool = await self._pool(place)
                self._running[place] = job
                found = await asyncio.wrap_future(pool.submit(job.function, *job.arguments))
                if not job.result.done():
                    job.result.set_result(found)
                self.done += 1
            except Abandoned:
                self.abandoned += 1
                continue
            except BrokenExecutor:
                broken, self._pools[place] = self._pools[place], None
                if broken is not None:
                    await asyncio.to_thread(broken.stop)
                if left == 0 and not job.result.done():
                    job.result.set_exception(RunError("a worker process was lost twice: is there enough memory?"))
                continue
            except asyncio.CancelledError:
                raise
            except Exception as error:
                if not job.result.done():
                    job.result.set_exception(error)
            finally:
                self._running[place] = None
            break

    async def _pool(self, place: int) -> Pool:
        """Return a process that has imported the models; a new one where there is none."""
        pool = self._pools[place]
        if pool is None:
            pool = await asyncio.to_thread(Pool, 1, self._forked)
            self._pools[place] = pool
            await asyncio.wrap_future(await asyncio.to_thread(pool.submit, begin, self._models))
        return pool
