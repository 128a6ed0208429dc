"""The little project, as working directory, with nothing packaged beneath it."""

from __future__ import annotations

from pathlib import Path

import pytest
from proef import FILES, Project

from simulate.inputs import paths as places


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_models: None) -> Project:
    """A sound project of all kinds of files."""
    made = Project(tmp_path / "mijn")
    for file, text in FILES.items():
        made.write(file, text)
    monkeypatch.setattr(places, "packaged", lambda: places.Root(tmp_path / "pakket"))
    monkeypatch.chdir(made.path)
    return made
