"""`docs/openapi.json`: the calls of the local page, for who makes another front end or a script."""

from __future__ import annotations

import json
from pathlib import Path

from simulate.page.schema import openapi


def write(out: Path) -> list[Path]:
    """Write the description into the folder `out`, and return its path."""
    path = out / "openapi.json"
    path.write_text(json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]
