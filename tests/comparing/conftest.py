"""The tiny model, offered as any other, and three runs of it that nobody writes in."""

from __future__ import annotations

from pathlib import Path

import pytest
import town

from tests.packages import INSTALLED


@pytest.fixture(autouse=True)
def the_town(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The town with targets; the same with exactly 3 homes more; and one with noise of its own on top."""
    folder = tmp_path_factory.mktemp("runs")
    base = town.scenario(targets=(town.target(),))
    size = base.parameters[town.SIZE].values[0]
    spread = size.uncertainty
    assert spread is not None
    higher = {name: numbers + 3.0 for name, numbers in spread.at.items() if isinstance(numbers, float)}
    more = size.model_copy(update={"value": 1003.0, "uncertainty": spread.model_copy(update={"at": higher})})
    three = base.parameters[town.SIZE].model_copy(update={"values": (more,)})
    pulled = town.with_values("x", pull=0.5).parameters[town.PULL]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        return town.make(
            folder,
            base,
            base.model_copy(update={"name": "meer", "parameters": base.parameters | {town.SIZE: three}}),
            base.model_copy(update={"name": "anders", "parameters": base.parameters | {town.PULL: pulled}}),
        )
