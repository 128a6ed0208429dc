"""Where files are found: beside each other, in the project around the working directory, in the package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulate.errors import InputError
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.registry import folders

SETTINGS = "simulate.toml"
"""What a project sets for every command that is given in it; it also makes a folder a project."""


@dataclass(frozen=True)
class Root:
    """A folder with `scenarios/` and `parameters/` in it."""

    path: Path
    prefix: str = ""
    """Written before the path of a file of this root, so that two roots cannot be mixed up."""

    def label(self, file: Path) -> str:
        """Return the path of a file of this root, the same on every machine."""
        return self.prefix + file.relative_to(self.path).as_posix()

    def holds(self, label: str) -> bool:
        """Return whether a label was made by this root."""
        first = label.partition("/")[0]
        return (f"{first.partition(':')[0]}:" if ":" in first else "") == self.prefix

    def files(self, pattern: str) -> list[Path]:
        return sorted(path for path in self.path.glob(pattern) if not path.name.startswith("."))


@dataclass(frozen=True)
class Roots:
    """The user's own folder, if there is one, laid over those of packages with models, and the packaged one."""

    packaged: Root
    own: Root | None = None
    others: tuple[Root, ...] = ()
    """What installed packages bring with their models."""

    def __iter__(self) -> Iterator[Root]:
        """Yield the roots from the bottom up: what comes later replaces what came before."""
        yield self.packaged
        yield from self.others
        if self.own is not None:
            yield self.own

    @property
    def checked(self) -> tuple[Root, ...]:
        """The roots of which every file is checked: the user's own; outside a project all that is installed."""
        return (self.packaged, *self.others) if self.own is None else (self.own,)

    def label(self, file: Path) -> str:
        """Return the path of a file relative to the root it is in; its bare name when it is in none."""
        for root in reversed(list(self)):
            if file.is_relative_to(root.path):
                return root.label(file)
        return file.name

    def scenario(self, name: str) -> Path | None:
        """Return the scenario file of that name, the user's own before the packaged one; None when there is none."""
        for root in reversed(list(self)):
            path = root.path / "scenarios" / name
            if _is_file(path):
                return path
        return None

    def replaced(self, path: Path) -> str | None:
        """Return the label of the packaged file that one of the user's own stands for; None where there is none."""
        if self.own is None or not path.is_relative_to(self.own.path):
            return None
        below = [(root, root.path / path.relative_to(self.own.path)) for root in (self.packaged, *self.others)]
        return next((root.label(file) for root, file in reversed(below) if _is_file(file)), None)

    def scenarios(self) -> list[Path]:
        """List all scenario files; the user's own replaces a packaged one of the same name."""
        found = {path.name: path for root in self for path in root.files("scenarios/*.yaml")}
        return [found[name] for name in sorted(found)]

    def models(self) -> list[str]:
        """List the models that have a folder of parameters."""
        return sorted({path.name for root in self for path in root.files("parameters/*") if path.is_dir()})


def packaged() -> Root:
    """Return the root that comes with the package: inside it, or beside it in an editable install."""
    return Root(_inside() if is_installed() else _package().parent)


def is_installed() -> bool:
    """Return whether this package was installed as a whole; False in a clone, also when installed as editable."""
    return (_inside() / "parameters").is_dir()


def _package() -> Path:
    return Path(__file__).resolve().parents[1]


def _inside() -> Path:
    return _package() / "data"


def writable(found: Roots, what: str, way_out: str) -> Path:
    """Return the folder of the user's project, or the clone. Raises InputError in an installed package without one.

    `what` says in the plural what would be written, `way_out` what the user can do.
    """
    if found.own is not None:
        return found.own.path
    if is_installed():
        message = f"{what} are not written into an installed package"
        raise InputError([on_command_line(str(found.packaged.path), message, expected=way_out)])
    return found.packaged.path


def project(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that is a project; None without one.

    It has a simulate.toml, or both scenarios/ and parameters/.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        both = (folder / "scenarios").is_dir() and (folder / "parameters").is_dir()
        if both or _is_file(folder / SETTINGS):
            return folder
    return None


def results() -> Path:
    """Return the folder of results of the project around the working directory, else of that directory itself."""
    here = Path.cwd()
    return (project(here) or here) / "results"


def roots(file: Path | None = None) -> Roots:
    """Return the roots for a file: its project, else the one around the working directory; and the packaged ones.

    A file that is shipped belongs to no project: what the user has where they stand counts for it as well.
    """
    base, brought = packaged(), folders()
    beside = project(file.parent) if file is not None else None
    found = project(_here()) if beside in (None, base.path, *brought.values()) else beside
    others = tuple(Root(path, prefix=f"{name}:") for name, path in brought.items() if path != found)
    if found is None or found == base.path:
        return Roots(base, others=others)
    return Roots(Root(base.path, prefix="simulate:"), Root(found), others)


def shown(path: Path) -> str:
    """Return a path as messages show it: relative to the working directory where the file is inside that."""
    path = Path(os.path.abspath(path))
    here = _here()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def find(name: str | Path) -> Path:
    """Find the file meant by `asiel.yaml`, `asiel` or a path. Raises InputError when there is none."""
    text = str(name)
    if not text or "\0" in text:
        raise InputError([on_command_line(repr(text), "is not the name of a file")])
    direct = Path(text)
    if _is_file(direct):
        return Path(os.path.abspath(direct))
    everywhere = roots()
    bare = text if text.endswith((".yaml", ".yml")) else f"{text}.yaml"
    if Path(text).name == text and (found := everywhere.scenario(bare)) is not None:
        return found
    for root in reversed(list(everywhere)):
        if not direct.is_absolute() and _is_file(root.path / direct):
            return root.path / direct
    names = [path.name for path in everywhere.scenarios()]
    what = "is not a file" if os.path.exists(direct) else "there is no such file"
    raise InputError(
        [
            on_command_line(
                text, what, expected=f"a path or {listed(names)}" if names else "a path", hint=did_you_mean(bare, names)
            )
        ]
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for the file system
        return False


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # the working directory was removed
        return Path("/")
