"""The models of other tests, whose result folders the commands read."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / name) for name in ("sensitivity", "calibrating", "running")]
