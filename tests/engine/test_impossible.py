"""A run ends where what comes out cannot be: it says which outcome, in which month and in which draw."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import numpy as np
import pytest
from worlds import draws, path, reach

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.draws import EffectDraws, MeasureDraws, Path
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Mean
from simulate.engine.streams import BLOCK
from simulate.errors import Impossible

DRAW = 3


class Maken(Model):
    """Records in February, in one draw, what a test says."""

    name = "maken"

    stand = Level("Stand", "State", "personen")
    misschien = Level("Misschien", "Perhaps", "dagen", unknown=True)
    gemiddelde = Mean("Gemiddelde", "Mean", "dagen")
    plekken = Pool("Plekken", "Places")

    wrong: ClassVar[dict[str, float]] = {}
    weight: ClassVar[float] = 1.0

    @process("maken", "make")
    def maken(self) -> Proceeding:
        """Elke maand."""
        while True:
            self.record(**{name: self._one(name) for name in ("stand", "misschien")})
            self.record(gemiddelde=(self._one("gemiddelde"), self.weight))
            if "plekken" in self.wrong and self.month == 1:
                self.plekken.open[DRAW] += self.wrong["plekken"]
            yield self.clock.next_month()

    def _one(self, name: str) -> Array:
        values = np.ones(self.size)
        if name in self.wrong and self.month == 1:
            values[DRAW] = self.wrong[name]
        return values

    processes = (maken,)


def run(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, float], weight: float = 1.0, block: int = 0) -> None:
    monkeypatch.setattr(Maken, "wrong", wrong)
    monkeypatch.setattr(Maken, "weight", weight)
    Maken(draws(months=3, size=5, block=block)).run()


@pytest.mark.parametrize(
    ("outcome", "value", "said"),
    [
        ("stand", np.inf, "stand is infinite in 2025-02 (draw 3)"),
        ("stand", np.nan, "stand is unknown in 2025-02 (draw 3)"),
        ("misschien", np.inf, "misschien is infinite in 2025-02 (draw 3)"),
        ("gemiddelde", np.inf, "gemiddelde is infinite in 2025-02 (draw 3)"),
        ("gemiddelde", np.nan, "gemiddelde is infinite in 2025-02 (draw 3)"),
        ("plekken", -7, "plekken is -7 in 2025-02 (draw 3)"),
        ("plekken", 7, "places of plekken appeared or vanished by 2025-04 (draw 3 of the block)"),
    ],
)
def test_what_cannot_be_ends_a_run(monkeypatch: pytest.MonkeyPatch, outcome: str, value: float, said: str) -> None:
    with pytest.raises(Impossible) as caught:
        run(monkeypatch, {outcome: value})
    assert str(caught.value) == said


def test_the_draw_is_that_of_the_run_and_not_of_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Impossible, match=rf"\(draw {2 * BLOCK + DRAW}\)"):
        run(monkeypatch, {"stand": np.inf}, block=2)


def test_what_may_be_unknown_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, {"misschien": np.nan})
    run(monkeypatch, {"gemiddelde": np.nan}, weight=0.0)


class Leeg(Model):
    """A model of nothing but a parameter."""

    name = "leeg"


def acting(operation: str, value: object) -> MeasureDraws:
    effect = EffectDraws("m.f.x", operation, np.asarray(value, np.float64))  # type: ignore[arg-type]
    return MeasureDraws("maatregel", date(2025, 3, 1), None, 0, None, None, (), (effect,))


@pytest.mark.parametrize(
    ("operation", "value", "x", "said"),
    [
        ("multiply", [2, 2, 30.0, 2], Path((date(2025, 1, 1),), (np.asarray(10.0),), 0, np.inf, 1, 100),
         "on 2025-03-01 maatregel would make m.f.x 300, beyond what can be computed with: 1 to 100 (draw 2)"),
        ("add", -9.5, Path((date(2025, 1, 1),), (np.asarray(10.0),), 0, np.inf, 1, 100),
         "on 2025-03-01 maatregel would make m.f.x 0.5, beyond what can be computed with: 1 to 100 (draw 0)"),
        ("set", [[0.5], [0.6]], Path((date(2025, 1, 1),), (np.array([[0.5], [0.5]]),), 0, 1, 0, 1, 1),
         "on 2025-03-01 maatregel would make m.f.x 1.1 in all, and its entries come to 1 (draw 0)"),
    ],
)  # fmt: skip
def test_measures_together_stay_within_bounds(operation: str, value: object, x: Path, said: str) -> None:
    with pytest.raises(Impossible) as caught:
        Leeg(draws(months=6, size=4, paths={"m.f.x": x}, measures=(acting(operation, value),))).run()
    assert str(caught.value) == said


def test_what_is_possible_in_the_unit_is_cut_as_before_and_bounds_themselves_are_within() -> None:
    share = Path((date(2025, 1, 1),), (np.asarray(0.8),), 0, 1, 0, 1)
    Leeg(draws(months=6, size=4, paths={"m.f.x": share}, measures=(acting("multiply", 2.0),))).run()
    bounded = Path((date(2025, 1, 1),), (np.asarray(10.0),), 0, np.inf, 1, 100)
    for value in (1.0, 100.0):
        Leeg(draws(months=6, size=4, paths={"m.f.x": bounded}, measures=(acting("set", value),))).run()
    Leeg(draws(months=6, size=4, paths={"m.f.x": path(5.0)}, measures=(acting("set", 1e9),))).run()


def test_a_pool_keeps_its_books() -> None:
    class Opvang(Model):
        name = "opvang"
        plekken = Pool("Plekken", "Places")

    model = Opvang(draws(months=6, size=2))
    model.plekken.start(10, ending_over=4)
    model.plekken.order(np.full(2, 5.0), lead=2, term=2)
    model.plekken.order(np.full(2, 5.0), lead=90)
    for month in (1, 2, 3, 5):
        reach(model, month)
        model.plekken.close(np.ones(2))
        model.plekken.audit()
    model.plekken.ordered = model.plekken.ordered + 1
    with pytest.raises(Impossible, match="were ordered and do not come"):
        model.plekken.audit()
