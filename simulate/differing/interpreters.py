"""Scenarios run by two interpreters, each with a `simulate` of its own: what they write can be compared.

The command line of `simulate` is all that is asked of them, so that one may have a much older version.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.inputs.paths import project
from simulate.running.store import record

Said = Callable[[str], None]
"""Tells who waits what is being run."""


@dataclass(frozen=True)
class Interpreter:
    """A command that starts Python: `.venv-old/bin/python`, or with words before it, `env NAME=VALUE python`."""

    called: str
    command: tuple[str, ...]

    def simulate(self, words: Sequence[str | Path], cwd: Path) -> None:
        """Run a command of its `simulate`. CannotAnswer gives what it said last where that ends badly."""
        # -P: a folder `simulate` in the working directory is not the one that is asked; nor is one in PYTHONPATH.
        command = [*self.command, "-P", "-m", "simulate", *map(str, words)]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        try:
            done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        except OSError as error:
            raise CannotAnswer(f"{self.called} cannot be started: {error.strerror or error}") from None
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()[-3:] or ["nothing"]
            raise CannotAnswer(
                f"`simulate {' '.join(map(str, words[:2]))}` ended with exit code {done.returncode} under "
                f"{self.called}, and said: {' '.join(' '.join(said).split())}"
            )


def interpreter(text: str) -> Interpreter:
    """Read what was typed as the path of an interpreter, or as a command. CannotAnswer where it is none."""
    try:
        words = [text] if os.path.isfile(text) else shlex.split(text, posix=os.name != "nt")
    except ValueError as error:
        raise CannotAnswer(f"{text!r} is no command: {error}") from None
    if not words:
        raise CannotAnswer("an empty text starts no Python: name an interpreter, such as .venv/bin/python")
    # It is started in another folder, and a link in an environment is not followed.
    first = os.path.abspath(words[0]) if os.path.exists(words[0]) and os.sep in words[0] else words[0]
    return Interpreter(text, (first, *words[1:]))


@dataclass(frozen=True)
class Asked:
    """What is run by both."""

    scenarios: tuple[str, ...]
    draws: int | None = None
    workers: int | None = None
    analyses: bool = False
    """Also `sensitivity` of every scenario, and `compare` and `explain` of the first of a model with its others."""


def run_both(interpreters: Sequence[Interpreter], asked: Asked, folder: Path, said: Said) -> tuple[Path, Path]:
    """Run what is asked under two interpreters into `folder`; return the folders of their results, the old one first.

    CannotAnswer where one of them cannot.
    """
    old, new = folder / "old", folder / "new"
    names = [Path(one).stem for one in asked.scenarios]
    if twice := [name for name in names if names.count(name) > 1]:
        raise CannotAnswer(f"{twice[0]} is named twice: each scenario is run once by both")
    with _place() as where:
        for one, into in zip(interpreters, (old, new), strict=True):
            into.mkdir(parents=True)
            for words in commands(asked, into):
                said(f"{one.called}: {words[0]} {' '.join(Path(word).stem for word in _names(words))}")
                one.simulate(words, Path(where))
    return old, new


def commands(asked: Asked, into: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that write what is asked into a folder, each after those whose results it reads."""
    sized = [*_option("--draws", asked.draws), *_option("--workers", asked.workers)]
    names = [Path(one).stem for one in asked.scenarios]
    for scenario, name in zip(asked.scenarios, names, strict=True):
        file = os.path.abspath(scenario) if os.sep in scenario and os.path.exists(scenario) else scenario
        yield ("run", file, *sized, "--no-figures", "--language", "en", "--out", str(into / name))
    if not asked.analyses:
        return
    for name in names:
        yield ("sensitivity", str(into / name), "--language", "en", "--out", str(into / f"sensitivity-{name}"))
    for base, other in _of_one_model(into, names):
        both, end = (str(into / base), str(into / other)), ("--no-figures", "--language", "en", "--out")
        yield ("compare", *both, "--all", *end, str(into / f"compare-{base}-{other}"))
        yield ("explain", *both, *sized, *end, str(into / f"explain-{base}-{other}"))


def _of_one_model(into: Path, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair the first run of each model with the others of it, which are there by now."""
    first = dict[str, str]()
    for name in names:
        base = first.setdefault(record.read(into / name).model, name)
        if base != name:
            yield base, name


def _option(name: str, value: int | None) -> list[str]:
    return [] if value is None else [name, str(value)]


def _names(words: Sequence[str]) -> list[str]:
    """Return what a command is about: the words before its first option."""
    first = next((place for place, word in enumerate(words) if word.startswith("--")), len(words))
    return list(words[1:first])


def _place() -> tempfile.TemporaryDirectory[str] | nullcontext[str]:
    """Choose where the interpreters run: in the project around the working directory, else where there is none.

    A checkout is no project to them: it would lay the data of this version over those of the other.
    """
    found = project(Path.cwd())
    if found is None or (found / "simulate" / "engine").is_dir():
        return tempfile.TemporaryDirectory(prefix="simulate-diff-")
    return nullcontext(str(Path.cwd()))
