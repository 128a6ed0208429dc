"""Mangled files: some hundreds of them, and all that ever went wrong."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path

import pytest
from proef import Project

from simulate.inputs import paths as places
from tests.trials.files import DATA, FILES, mangled, trouble, written

TRIALS = 60
CORPUS = json.loads((Path(__file__).parent / "files.json").read_text(encoding="utf-8"))
"""Files that once ended in a traceback, or in a figure that nobody counted: `file`, and `text` or `base64`."""


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_models: None) -> Project:
    """The project with series and forecasts, in which nothing is wrong."""
    monkeypatch.setattr(places, "packaged", lambda: places.Root(tmp_path / "pakket"))
    project = written(tmp_path / "mijn")
    monkeypatch.chdir(project.path)
    return project


def test_nothing_is_wrong_with_it_before(whole: Project) -> None:
    for file, text in {**FILES, **DATA}.items():
        assert trouble(whole, file, text.encode()) is None


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: str(one["about"]))
def test_what_went_wrong_once(whole: Project, one: dict[str, str]) -> None:
    raw = base64.b64decode(one["base64"]) if "base64" in one else one["text"].encode()
    assert trouble(whole, one["file"], raw) is None


@pytest.mark.parametrize("file", [*FILES, *DATA])
def test_mangled_files_end_in_problems(whole: Project, file: str) -> None:
    chance = random.Random(file)
    for _ in range(TRIALS // 9):
        raw = mangled({**FILES, **DATA}[file], chance)
        assert trouble(whole, file, raw) is None, raw
