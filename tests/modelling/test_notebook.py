"""The notebooks of examples/ run from their first cell to their last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples").glob("*.ipynb"))


@pytest.mark.long
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == [], "outputs are not committed: they would be of another day"
        source = "".join(cell["source"]).replace("DRAWS = 200", "DRAWS = 20")
        exec(compile(source, f"{path.name}[{number}]", "exec"), names)
    assert names["figure"]._repr_png_().startswith(b"\x89PNG")
    assert not list(tmp_path.iterdir())


def test_there_is_one() -> None:
    assert NOTEBOOKS
