"""The recipes of CONTRIBUTING.md, followed in a copy of the tree: what they give runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.packaging.contributing import ROOT, blocks, recipe_files

COPIED = ("simulate", "parameters", "scenarios", "calibration", "data", "schemas")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which every recipe was followed."""
    folder = tmp_path_factory.mktemp("recipes")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (new, text) in recipe_files().items():
        path = folder / name
        assert path.exists() != new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if new else path.read_text(encoding="utf-8") + text, encoding="utf-8")
    (command,) = (text for text in blocks("python") if text.startswith('    "calibrate",'))
    door = folder / "simulate" / "commands" / "door.py"
    before = door.read_text(encoding="utf-8")
    door.write_text(before.replace('    "calibrate",\n)\n', command), encoding="utf-8")
    assert door.read_text(encoding="utf-8") != before
    _install(folder)
    return folder


def _install(folder: Path) -> None:
    """Offer what pyproject.toml offers with the lines of the recipe in it, as an installation does."""
    offers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    (added,) = blocks("toml")
    for group, entries in tomllib.loads(added)["project"]["entry-points"].items():
        offers[group] |= entries
    info = folder / "simulate_nl-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: simulate-nl\nVersion: 0\n")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items()) for group, entries in offers.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))


def simulate(folder: Path, *words: str) -> str:
    """What a command prints, run in the copy and on its code."""
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = (sys.executable, "-m", "simulate", *words)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_the_model_runs_and_its_measure_is_compared(tree: Path) -> None:
    assert "inburgering" in simulate(tree, "list")
    simulate(tree, "check", "inburgering-lesuren.yaml")
    for name in ("inburgering", "inburgering-lesuren"):
        said = simulate(tree, "run", f"{name}.yaml", "--draws", "40", "--workers", "1")
        assert "people take a course" in said
        assert "On a course" in said
    assert "everything holds" in simulate(tree, "verify", "results/inburgering-lesuren")
    compared = simulate(tree, "compare", "results/inburgering", "results/inburgering-lesuren", "--outcome", "gezakt")
    assert "Not passed after a month" in compared


def test_the_command_is_there(tree: Path) -> None:
    assert "titles" in simulate(tree, "--help")
    assert simulate(tree, "titles", "inburgering") == "jaarverslag-inburgering-2024: Jaarverslag inburgering 2024\n"
