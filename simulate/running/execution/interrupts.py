"""Ctrl-C: heard at every moment, once, and never in the middle of what must be finished.

Python raises an interrupt wherever it happens to be, also where libraries drop it. The command line therefore remembers
that there was one (`listening`), and what takes long asks from time to time (`check`).
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_heard = threading.Event()


def _note(_number: int, _frame: FrameType | None) -> None:
    _heard.set()
    raise KeyboardInterrupt


def check() -> None:
    """Raise KeyboardInterrupt when there was a Ctrl-C since `listening` began."""
    if _heard.is_set():
        raise KeyboardInterrupt


def heard() -> bool:
    """Return whether there was a Ctrl-C since `listening` began."""
    return _heard.is_set()


@contextmanager
def listening() -> Iterator[None]:
    """Remember a Ctrl-C inside this context. Where it is ignored, as in the background of a shell, it stays so."""
    if not _may_set() or signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        yield
        return
    before, told = signal.signal(signal.SIGINT, _note), sys.unraisablehook

    def tell(about: sys.UnraisableHookArgs) -> None:
        # Python drops what is raised while it cleans up, and would show where. It was heard all the same.
        if not issubclass(about.exc_type, KeyboardInterrupt):
            told(about)

    sys.unraisablehook = tell
    try:
        with warnings.catch_warnings():
            _leave_untold()
            yield
    finally:
        if _heard.is_set():
            # The store goes on for a moment in a thread of its own, and then asyncio logs what it dropped.
            _leave_untold()
            logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        sys.unraisablehook = told
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
        # What was heard here is no reason to stop what somebody else begins.
        _heard.clear()


def _leave_untold() -> None:
    """Leave out warnings of what a Ctrl-C cuts off in a library: no news to whoever pressed it."""
    warnings.filterwarnings("ignore", r"coroutine '.*' was never awaited", RuntimeWarning)
    warnings.filterwarnings("ignore", module=r"zarr\.")


@contextmanager
def undisturbed(*, later: bool = True) -> Iterator[None]:
    """Let a Ctrl-C wait until this context ends; with `later=False` it is dropped, as one that was heard already."""
    if not _may_set():
        yield
        return
    waiting: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)

    before: Any = signal.getsignal(signal.SIGINT)
    if before == signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
        if waiting and later:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def deaf_children() -> Iterator[None]:
    """Let processes started inside never hear Ctrl-C, from their first moment; this process hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask") or not _may_set():
        yield
        return
    # It takes the signals off the mask when it starts: so it starts before.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    with undisturbed():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _may_set() -> bool:
    """Only the main thread may set signals."""
    return threading.current_thread() is threading.main_thread()
