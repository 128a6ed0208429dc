"""The processes of a command: begun early, shared by all its runs, and replaced when one of them was killed."""

from __future__ import annotations

import os
from types import TracebackType

from simulate.errors import RunError
from simulate.running.execution.executors import Pool, prepare

PREPARED = "simulate.running.execution.prepared"
"""The module that imports what every job needs."""


class Workers:
    """So many processes at most (all cores when None). Leaving the context ends them, whatever they are doing."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or cores()
        self._pool: Pool | None = None
        self._forked = False

    def start(self, *modules: str) -> None:
        """Import what the processes need, and `modules`, in another one while this one finds out what is to be done."""
        if self.count > 1:
            self._forked = prepare([PREPARED, *modules])

    @property
    def pool(self) -> Pool:
        """Return the processes; new ones where there are none, or where one of them was killed."""
        if self._pool is not None and self._pool.broken:
            self.stop()
        if self._pool is None:
            try:
                self._pool = Pool(self.count, self._forked)
            except OSError as error:
                # Processes talk to each other through shared memory, which is no part of any result folder.
                why = error.strerror or error
                raise RunError(
                    f"no processes can be started to compute with: {why}. They need shared memory (/dev/shm), which "
                    "must be there, writable and not full; --workers 1 does without"
                ) from None
        return self._pool

    def stop(self) -> None:
        """End the processes now."""
        if self._pool is not None:
            self._pool.stop()
            self._pool = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()


def cores() -> int:
    """Count the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
