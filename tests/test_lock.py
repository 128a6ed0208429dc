"""A lock is held by one, who says so; and where there can be none, the reason is said."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from simulate import lock
from simulate.errors import RunError
from simulate.lock import Busy, locked


def test_who_holds_it_is_said(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Busy, match=rf"another run is busy in .*\(process {os.getpid()} on "):
        locked(tmp_path).__enter__()
    with locked(tmp_path):
        assert (tmp_path / lock.NAME).exists()
    assert list(tmp_path.iterdir()) == []


def test_the_second_waits_as_long_as_it_is_told(tmp_path: Path) -> None:
    order = []

    def first() -> None:
        with locked(tmp_path):
            begun.set()
            time.sleep(0.3)
            order.append("first")

    begun = threading.Event()
    other = threading.Thread(target=first)
    other.start()
    begun.wait()
    with locked(tmp_path, patience=20):
        order.append("second")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks_is_not_told_as_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def no(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock, "_lock", no)
    with pytest.raises(RunError, match=rf"gives no locks \({os.strerror(number)}\).*another disk") as said:
        locked(tmp_path).__enter__()
    assert not isinstance(said.value, Busy)
    assert "busy" not in str(said.value)


@pytest.mark.parametrize("what", ["a folder", "a link", "no file"])
def test_what_is_in_the_way_is_said_and_stays(tmp_path: Path, what: str) -> None:
    path = tmp_path / "r" / lock.NAME
    path.parent.mkdir()
    if what == "a folder":
        path.mkdir()
    elif what == "a link":
        path.symlink_to(tmp_path / "x")
    else:
        os.mkfifo(path)
    with pytest.raises(RunError, match=rf"\.lock is in the way.*it is {what}"):
        locked(path.parent).__enter__()
    assert os.path.lexists(path)
    assert not (tmp_path / "x").exists()
