"""Who computes the blocks: this process, a pool of processes, or the workers of a dask scheduler.

All three are a `concurrent.futures.Executor`, so that the runner knows only one way.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from simulate.errors import RunError
from simulate.inputs.distribution import install_command

Result = TypeVar("Result")

_LIBRARIES = ("OMP", "OPENBLAS", "MKL", "NUMEXPR")
ONE_THREAD = {**{f"{library}_NUM_THREADS": "1" for library in _LIBRARIES}, "BLOSC_NTHREADS": "1"}
"""The blocks are what runs side by side; threads inside them would only get in each other's way."""


PATIENCE = 10.0
"""Seconds to wait for the answer of a scheduler."""


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
    with _environment(ONE_THREAD | path), _no_interrupt():
        forkserver.set_forkserver_preload(modules)
        forkserver.ensure_running()
    return True


class Pool(ProcessPoolExecutor):
    """Processes that leave Ctrl-C to their parent and end when it is gone: spawned, or forked from what is prepared."""

    def __init__(self, workers: int, forked: bool = False) -> None:
        context = multiprocessing.get_context("forkserver" if forked else "spawn")
        super().__init__(workers, mp_context=context, initializer=_begin_worker)
        self._wanted = workers

    @property
    def broken(self) -> bool:
        """Whether one of the processes was killed; then the others are gone too."""
        return bool(self._broken)

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        if len(self._processes or {}) == self._wanted:
            # All are there. Ctrl-C must not be deaf for a moment at every job: it would be lost, not late.
            return super().submit(fn, *args, **kwargs)
        # The processes start at the first submits and inherit what is set here.
        with _environment(ONE_THREAD), _no_interrupt():
            return super().submit(fn, *args, **kwargs)

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


def _begin_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        # Libraries make locks when imported (numcodecs does). Of this kind none is left behind when a worker is ended.
        multiprocessing.set_start_method("fork", force=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is imported stays: looking through it after every block would take longer than what is to be found.
    gc.freeze()


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


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Let processes started inside ignore Ctrl-C from their first moment. Only the main thread may set signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Yield the executor of the dask scheduler at `address`, and its number of threads. RunError when unusable."""
    try:
        import distributed
    except ImportError:
        raise RunError(f"--scheduler needs dask.distributed: {install_command('cluster')}") from None
    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise RunError(f"there is no dask scheduler to reach at {address}: {error}") from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise RunError(f"the dask scheduler at {address} has no workers")
        yield client.get_executor(pure=False, retries=1), threads
    finally:
        client.close()
