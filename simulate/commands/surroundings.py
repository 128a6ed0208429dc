"""What a command finds around it: streams that are closed or full, a working directory that is gone.

A command works, or says in a sentence what stands in its way.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from simulate.commands.language import say
from simulate.errors import why_not_written
from simulate.plain_text import printable

GONE = "the working directory is not there any more: go to another folder (cd) and give the command again"
_ONLY_ASKED = ("--help", "-h", "--version")
"""What needs no folder."""


@contextmanager
def told() -> Iterator[None]:
    """End what is inside with a message and an exit code where the system refuses something; never with a traceback."""
    _open_streams()
    if not _standing() and not any(word in _ONLY_ASKED for word in sys.argv[1:]):
        say(GONE, err=True)
        sys.exit(2)
    try:
        yield
    except OSError as error:
        _forget_output()
        with suppress(OSError):
            say(printable(_refusal(error)), err=True)
        sys.exit(1)


def _open_streams() -> None:
    """Give a stream that was closed before the command began a place where nobody reads it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8"))


def _standing() -> bool:
    """Tell whether the working directory is there."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _forget_output() -> None:
    """Let what could not be written go, so that it is not tried again when the program ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def _refusal(error: OSError) -> str:
    if error.errno == errno.ENOSPC and error.filename is None:
        return "what was to be said cannot be written: there is no room where the output goes"
    where = f" ({error.filename})" if error.filename is not None else ""
    return f"the system refuses it: {why_not_written(error) if not where else error.strerror}{where}"
