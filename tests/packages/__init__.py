"""A folder as packages leave it where they are installed: on `sys.path` it offers the toy models of the tests."""

from __future__ import annotations

from pathlib import Path

INSTALLED = Path(__file__).parent
