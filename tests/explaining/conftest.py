"""The mill, offered as any other model, and two runs of it that nobody writes in."""

from __future__ import annotations

from pathlib import Path

import molen
import pytest

from tests.packages import INSTALLED


@pytest.fixture(autouse=True)
def the_mill(toy_models: None) -> None:
    """Offered to every test here."""


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The mill; and the mill with 1 more stone by a measure, 4 grain by its value, and a measure that does nothing."""
    folder = tmp_path_factory.mktemp("runs")
    more = molen.measure("steen_erbij", (molen.STEEN, "add", 1.0))
    idle = molen.measure("niets", (molen.WIND, "multiply", 1.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        other = molen.with_value(molen.scenario("anders", more, idle), molen.GRAAN, molen.value(4.0))
        base, changed = molen.make(folder, molen.scenario(), other)
        return base, changed
