"""Who computes the blocks: this process, or a pool of processes; and, in `cluster`, the workers of a dask scheduler.

All three are a `concurrent.futures.Executor`, so that the runner knows only one way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from simulate.running.execution.interrupts import deaf_children
from simulate.running.garbage import set_apart

Result = TypeVar("Result")

_LIBRARIES = ("OMP", "OPENBLAS", "MKL", "NUMEXPR")
ONE_THREAD = {**{f"{library}_NUM_THREADS": "1" for library in _LIBRARIES}, "BLOSC_NTHREADS": "1"}
"""The blocks are what runs side by side; threads inside them would only get in each other's way."""
KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(256 << 20)}
"""For the C library of GNU: what a month needed is kept for the next, and not given back and fetched anew."""
SURROUNDINGS = ONE_THREAD | KEPT_MEMORY
"""The environment of every process that computes."""

ENDING = 2.0
"""Seconds to wait until a process of a broken pool has ended."""


class InProcess(Executor):
    """Runs what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        future: Future[Result] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def prepare(modules: list[str]) -> bool:
    """Begin the process that `Pool(forked=True)` forks: it imports these modules, once for all workers.

    False where the system cannot fork safely; there every worker imports them itself. This process does not wait.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return False
    from multiprocessing import forkserver

    # It must import what this process would, and not a package of the same name in the folder where somebody stands.
    path = {"PYTHONPATH": os.pathsep.join(part or os.getcwd() for part in sys.path), "PYTHONSAFEPATH": "1"}
    with _environment(SURROUNDINGS | path), deaf_children():
        forkserver.set_forkserver_preload(modules)
        forkserver.ensure_running()
    return True


class Pool(ProcessPoolExecutor):
    """Processes that leave Ctrl-C to their parent and end when it is gone: spawned, or forked from what is prepared."""

    def __init__(self, workers: int, forked: bool = False) -> None:
        context = multiprocessing.get_context("forkserver" if forked else "spawn")
        super().__init__(workers, mp_context=context, initializer=_begin_worker)
        self._wanted, self._began = workers, dict[int, Any]()

    @property
    def broken(self) -> bool:
        """Whether one of the processes was killed; then the others are gone too."""
        return bool(self._broken)

    @property
    def pids(self) -> list[int]:
        """List the numbers of the processes that were started."""
        return list(self._processes or {})

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        if len(self._processes or {}) == self._wanted:
            # All are there: nothing starts that must not hear Ctrl-C.
            return super().submit(fn, *args, **kwargs)
        # The processes start at the first submits and inherit what is set here.
        with _environment(SURROUNDINGS), deaf_children():
            future = super().submit(fn, *args, **kwargs)
        self._began.update(self._processes or {})
        return future

    def ended_by(self) -> str:
        """Say why a process of a broken pool ended: the signal, or its exit code, and what that mostly means."""
        until = time.monotonic() + ENDING
        for process in self._began.values():
            process.join(ENDING)
            while process.exitcode is None and time.monotonic() < until:
                # A thread of the pool was told how it ended, and has not said so yet.
                time.sleep(0.01)
        codes = [process.exitcode for process in self._began.values()]
        # The others were ended by us when one of them broke the pool.
        odd = [code for code in codes if code not in (None, 0, -signal.SIGTERM)]
        return _meaning(odd[0] if odd else -signal.SIGTERM)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes: now after an error, or when nobody wants the rest; else when all is done."""
        if kind is not None:
            self.stop()
        else:
            self.shutdown()

    def stop(self) -> None:
        """End the processes now, whatever they are doing: a block that is not committed does not count."""
        for process in list((self._processes or {}).values()):
            process.terminate()
        self.shutdown(wait=True, cancel_futures=True)


GUARD = (
    'a script that asks for more than one worker must protect its own start with `if __name__ == "__main__":`, since '
    "every worker reads it too"
)


def _meaning(code: int) -> str:
    if code == -signal.SIGTERM:
        return "stopped by another program (SIGTERM)"
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        memory = "most often because memory ran out: use fewer with --workers"
        return f"killed by {name}, {memory if name == 'SIGKILL' else 'a fault in a library, or too little memory'}"
    return (
        f"ended by itself, exit code {code}: what it said is above; {GUARD}. Where memory is short use fewer with "
        "--workers"
    )


def _begin_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        # Libraries make locks when imported (numcodecs does). Of this kind none is left behind when a worker is ended.
        multiprocessing.set_start_method("fork", force=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is imported stays: looking through it after every block would take longer than what is to be found.
    set_apart()


def _end_with_parent() -> None:
    """End this worker when its parent ends: a killed parent leaves its queue open, and workers would wait forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
