"""The toy model, offered by a package as any other."""

from __future__ import annotations

from pathlib import Path

import pytest
import toy
import zarr


@pytest.fixture(autouse=True)
def toy_model(toy_models: None) -> None:
    """Offered to every test here, and to the processes it starts."""


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a file `<block>` says what goes wrong with that block."""
    folder = tmp_path / "events"
    folder.mkdir()
    monkeypatch.setenv("TOY_EVENTS", str(folder))
    return folder


@pytest.fixture
def bits() -> toy.Bits:
    """Every bit of the outcomes in a result folder, by outcome."""

    def read(folder: Path) -> dict[str, bytes]:
        root = zarr.open_group(folder / "outcomes.zarr", mode="r")
        return {name: root[name][:].tobytes() for name in toy.Toy.outcomes()}  # type: ignore[index, union-attr]

    return read
