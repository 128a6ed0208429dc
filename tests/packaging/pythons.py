"""Every Python of this machine that the package is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
"""Those that are tried where they are there; the package takes any from the first on."""


@cache
def pythons() -> dict[str, Path]:
    """One interpreter of each version that is found, the one at hand among them."""
    found = {version_of(Path(sys.executable)): Path(sys.executable)}
    for version in VERSIONS:
        for path in _candidates(version):
            if version not in found and version_of(path) == version:
                found[version] = path
    return {version: found[version] for version in sorted(found) if version}


def _candidates(version: str) -> Iterator[Path]:
    named = shutil.which(f"python{version}")
    if named:
        yield Path(named)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True)


def version_of(path: Path) -> str:
    """The version of an interpreter, such as 3.11; empty where it does not start, as a shim of pyenv."""
    script = "import sys, venv, ensurepip; print('.'.join(map(str, sys.version_info[:2])))"
    done = subprocess.run([path, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
