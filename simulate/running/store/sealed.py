"""Opening a result folder: every file is checked against the sha256 in its record when it is first read.

Whoever reads a result, a command, a report or a run that goes on, reads it through here. What disagrees with the seal
is refused, with the name of the file and what to do. What agrees with it, and was made up from the record on, shows
only when `simulate verify` computes it again.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zarr.core.buffer.core import default_buffer_prototype
from zarr.storage import LocalStore

from simulate.errors import CannotAnswer, OlderFormat
from simulate.inputs.resolve.resolved import load_scenario
from simulate.running.store import record
from simulate.running.store.plain import LARGEST_FILE, inside, opened, sha256
from simulate.running.store.record import FORMAT, OUTCOMES, SCENARIO, Record, damaged
from simulate.scenario import Scenario

if TYPE_CHECKING:
    from zarr.abc.store import ByteRequest
    from zarr.core.buffer import Buffer, BufferPrototype

_STEP = 1 << 20


class Sealed:
    """A result folder and its record. What is read through it is what its run wrote. See `record.read` for errors."""

    def __init__(self, folder: Path, found: Record | None = None) -> None:
        self.folder = folder
        self.record = record.read(folder) if found is None else found
        self._checked: dict[str, tuple[int, ...]] = {}
        if self.record.format < FORMAT and found is None:
            text = f"{folder} was sealed less completely by an older version; run it anew to have all of it sealed"
            warnings.warn(text, OlderFormat, stacklevel=2)

    def has(self, name: str) -> bool:
        """Return whether the run made such a file."""
        return name in self.record.files

    def there(self, name: str) -> bool:
        """Return whether a file that the run made is still there: what stands beside the outcomes can be made anew."""
        return self.has(name) and os.path.lexists(self.folder / name)

    def read(self, name: str) -> bytes:
        """Read a file. CannotAnswer when it is not, to the byte, what the run wrote."""
        path = self._path(name)
        try:
            with opened(path, LARGEST_FILE) as file:
                data = file.read()
        except OSError as error:
            raise self._unreadable(name, error) from None
        self._compare(name, hashlib.sha256(data).hexdigest())
        return data

    def text(self, name: str) -> str:
        """Read a file of text. CannotAnswer when it is not what the run wrote."""
        try:
            return self.read(name).decode("utf-8")
        except UnicodeDecodeError:
            raise damaged(self.folder, f"{name} is no text") from None

    def made_anew(self, name: str) -> str:
        """Read a table that the same command makes anew where it is not there; CannotAnswer says so then."""
        if not self.there(name):
            raise CannotAnswer(f"{self.folder} has no {name}: run the same command again, which writes it")
        return self.text(name)

    def check(self, name: str) -> Path:
        """Return the path of a file that is what the run wrote; it is read again only where it has changed since."""
        path = self._path(name)
        try:
            about = path.stat()
            mark = (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
            if self._checked.get(name) != mark:
                self._compare(name, sha256(path))
                self._checked[name] = mark
        except OSError as error:
            raise self._unreadable(name, error) from None
        return path

    def scenario(self) -> Scenario:
        """Read the scenario. CannotAnswer when it is not what the run wrote; InputError when it is none."""
        return load_scenario(self.check(SCENARIO))

    def _path(self, name: str) -> Path:
        path = self.folder / name
        if not self.has(name):
            raise damaged(self.folder, f"{name} is not among the files that its run sealed")
        if path.is_symlink() or not inside(self.folder, name):
            raise damaged(self.folder, f"{name} is a link, which leads to a file that no run wrote")
        return path

    def _compare(self, name: str, digest: str) -> None:
        if digest != self.record.files[name]:
            raise damaged(self.folder, f"{name} was changed after the run")

    def _unreadable(self, name: str, error: OSError) -> CannotAnswer:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return damaged(self.folder, f"{name} is missing")
        return damaged(self.folder, f"{name} cannot be read ({error})")


class Changed(Sealed):
    """A result folder as it is, for who looks for what changed in it: only what is no plain file is not read."""

    def __init__(self, folder: Path, found: Record) -> None:
        super().__init__(folder, found)

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def _compare(self, name: str, digest: str) -> None:
        """Accept any."""


def need_seal(sealed: Sealed) -> None:
    """Check that the outcomes are sealed. CannotAnswer when the run was killed, or is still busy."""
    if not sealed.record.sealed:
        raise CannotAnswer(
            f"{sealed.folder} has no seal yet: its run was killed, is busy, or has not begun. Run the same command "
            "again, which goes on from there"
        )


class SealedStore(LocalStore):
    """The store of outcomes of a result folder, of which every file is checked when it is read."""

    def __init__(self, sealed: Sealed) -> None:
        super().__init__(sealed.folder / OUTCOMES, read_only=True)
        self.sealed = sealed

    async def get(
        self, key: str, prototype: BufferPrototype | None = None, byte_range: ByteRequest | None = None
    ) -> Buffer | None:
        name = f"{OUTCOMES}/{key}"
        if not self.sealed.has(name):
            self._accept_none(name)
            return None
        data = await asyncio.to_thread(self.sealed.read, name)
        if byte_range is not None:
            raise damaged(self.sealed.folder, f"{name} is not stored as a run stores it")
        return (prototype or default_buffer_prototype()).buffer.from_bytes(data)

    def _accept_none(self, name: str) -> None:
        """Accept that a file is not in the seal, where that is because nothing was computed or kept."""
        run_record = self.sealed.record
        if run_record.status == "complete" and run_record.keep == "draws" and "/c/" in name:
            raise damaged(self.sealed.folder, f"{name} is missing in the record")

    def get_sync(self, key: str, *, prototype: Any = None, byte_range: Any = None) -> Buffer | None:
        """Refuse what would read a file without a check."""
        raise NotImplementedError
