"""Where the packaged files are: inside an installed package, beside an editable one."""

from __future__ import annotations

from pathlib import Path

import pytest

import simulate
from simulate.inputs import places

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(Path(simulate.__path__[0]).parent != ROOT, reason="not an editable install")
def test_beside_an_editable_install() -> None:
    assert places.packaged().path == ROOT


def test_inside_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "simulate"
    for folder in ("parameters", "scenarios"):
        (package / "data" / folder).mkdir(parents=True)
    (package / "data" / "scenarios" / "x.yaml").write_text("model: asiel\n")
    monkeypatch.setattr(simulate, "__path__", [str(package)])
    monkeypatch.chdir(tmp_path)
    assert places.packaged().path == (package / "data").resolve()
    assert places.find("x.yaml").name == "x.yaml"
    assert places.roots().own is None


def test_a_working_directory_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert places.find("asiel.yaml") == places.packaged().path / "scenarios" / "asiel.yaml"
