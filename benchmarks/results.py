"""What was measured last, as a file: numbers by part, name and round, and on what."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.timing import Rows

PATH = Path(__file__).with_name("results.json")
PACKAGES = ("numpy", "numba", "simpy", "zarr", "ema-workbench", "Mesa", "salabim", "Ciw")


def read() -> dict[str, Any]:
    """What was written last; nothing of any part when nothing was."""
    if not PATH.exists():
        return {"seconds": {}, "parts": {}}
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def write(part: str, rows: Rows, seconds: float) -> None:
    """Keep the numbers of a part, four digits of each, and how long it took; those of other parts stay."""
    found = read()
    found["parts"][part] = {name: [float(f"{number:.4g}") for number in numbers] for name, numbers in rows.items()}
    found["seconds"][part] = round(seconds)
    found |= {"machine": _machine(), "versions": _versions()}
    PATH.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names) or ''} × {(names or [platform.processor()])[0]}, {platform.system()}"


def _versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
