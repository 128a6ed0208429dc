"""Ctrl-C is heard once, also where a library drops it, and waits where something must be finished."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import toy
from click.testing import CliRunner

from simulate.commands.door import main
from simulate.errors import CannotAnswer, Interrupted
from simulate.running import runner
from simulate.running.execution import interrupts


@pytest.fixture(autouse=True)
def default() -> Iterator[None]:
    """Where the tests run in the background of a shell, Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)


def test_what_a_library_drops_is_raised_later() -> None:
    with interrupts.listening():
        interrupts.check()
        with contextlib.suppress(KeyboardInterrupt):
            ctrl_c()
        assert interrupts.heard()
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
    with interrupts.listening():
        assert not interrupts.heard()


def finish(done: list[str]) -> None:
    """Ctrl-C comes before the work is done that must be."""
    with interrupts.undisturbed():
        ctrl_c()
        done.append("work")
    done.append("more")


def test_it_waits_until_something_is_finished() -> None:
    done: list[str] = []
    with interrupts.listening(), pytest.raises(KeyboardInterrupt):
        finish(done)
    assert done == ["work"]


def test_a_second_one_is_dropped_while_the_first_is_dealt_with() -> None:
    with interrupts.undisturbed(later=False):
        ctrl_c()
    ctrl = signal.getsignal(signal.SIGINT)
    assert ctrl is signal.default_int_handler


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts.listening(), interrupts.undisturbed():
        ctrl_c()
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    assert not interrupts.heard()


def test_one_that_comes_while_processes_begin_is_late_and_not_lost() -> None:
    with pytest.raises(KeyboardInterrupt), interrupts.deaf_children():
        ctrl_c()


def test_what_it_cuts_off_in_a_library_is_not_told(recwarn: pytest.WarningsRecorder) -> None:
    async def write() -> None:
        """What zarr would have awaited."""

    with interrupts.listening():
        write()  # type: ignore[unused-coroutine]
    assert list(recwarn) == []


def test_what_a_library_still_does_after_it_is_not_told(recwarn: pytest.WarningsRecorder) -> None:
    with interrupts.listening(), contextlib.suppress(KeyboardInterrupt):
        ctrl_c()
    warnings.warn_explicit("not finished", UserWarning, "group.py", 1, module="zarr.core.group")
    assert list(recwarn) == []


def cut_off(*_: object) -> None:
    """As Python's own `shutil.rmtree` may do: it closes a folder, hears Ctrl-C, and closes it again."""
    with contextlib.suppress(KeyboardInterrupt):
        ctrl_c()
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@pytest.mark.usefixtures("toy_models")
def test_what_it_cuts_off_is_no_fault_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "prepare", cut_off)
    with interrupts.listening(), pytest.raises(Interrupted, match="The same command goes on from what is in"):
        runner.run(toy.scenario(draws=2), tmp_path, workers=1)


def test_a_command_that_it_cuts_off_has_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def command(_: object) -> None:
        with pytest.raises(OSError, match="Bad file"):
            cut_off()
        raise CannotAnswer("cannot write in results: Bad file descriptor")

    monkeypatch.setattr(click.Group, "invoke", lambda _, ctx: command(ctx))
    done = CliRunner().invoke(main, ["list"])
    assert (done.exit_code, done.stderr) == (Interrupted.exit_code, "stopped\n")
