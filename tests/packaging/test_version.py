"""The version is written in two places, which are the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import simulate
from simulate.version import VERSION

ROOT = Path(__file__).parents[2]


def test_pyproject_has_the_version_of_the_code() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert written == VERSION == simulate.__version__
