"""Several models in one environment: what one tells another, how far, and what nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
import streek
from streek import AANVOER, TOEVOER, Bron, Streek, Vat, drawn, scenario

from simulate.engine.draws import EffectDraws, MeasureDraws
from simulate.engine.recorder import Series
from simulate.scenario import Condition

PARTS = {"bron": Bron, "vat": Vat}


def ran(parts: dict[str, Any] = PARTS, measures: tuple[MeasureDraws, ...] = (), **changes: Any) -> Streek:
    model = Streek(replace(drawn(scenario(**changes)), measures=measures), parts, (streek.remmen,))
    model.run_all()
    model.audit()
    return model


def bits(series: dict[str, Series]) -> dict[str, bytes]:
    return {name: values.tobytes() for name, values in series.items()}


def alone(name: str) -> dict[str, bytes]:
    model = PARTS[name](drawn(scenario(name)))
    return bits(model.run())


def only_while(condition: Condition) -> MeasureDraws:
    """A measure that doubles the source while a condition holds."""
    effects = (EffectDraws(AANVOER, "multiply", np.asarray(2.0)),)
    return MeasureDraws("meer", date(2025, 1, 1), None, 0, None, None, (condition,), effects)


def test_uncoupled_each_is_in_every_bit_what_it_is_alone() -> None:
    for parts in (PARTS, dict(reversed(PARTS.items())), {"vat": Vat}):
        whole = ran(parts, doorgeven=0.0)
        for name in parts:
            assert bits(whole.there[name].recorder.series) == alone(name)


def test_what_came_out_of_the_source_goes_into_the_barrel_a_month_later() -> None:
    whole = ran()
    came, filled = whole.there["bron"].recorder.series["stroom"], whole.there["vat"].recorder.series["erin"]
    np.testing.assert_array_equal(filled[1:], came[:-1])
    assert bits(whole.there["bron"].recorder.series) == alone("bron")


def test_half_a_coupling_is_half_way() -> None:
    whole, half, none = (ran(doorgeven=strength, months=2).there["vat"].p.now(TOEVOER) for strength in (1.0, 0.5, 0.0))
    np.testing.assert_allclose(half, (whole + none) / 2)


def test_the_order_of_parts_decides_nothing() -> None:
    turned = ran(dict(reversed(PARTS.items())), remmen=0.5)
    once = ran(remmen=0.5)
    for name in PARTS:
        assert bits(once.there[name].recorder.series) == bits(turned.there[name].recorder.series)


def test_a_coupling_of_which_a_part_does_not_run_is_not_there() -> None:
    whole = ran({"bron": Bron})
    assert whole.coupled == ()
    assert bits(whole.there["bron"].recorder.series) == alone("bron")


def test_what_is_damped_is_still_known_as_it_was_asked_for() -> None:
    whole = ran(remmen=1.0, months=6)
    full = whole.there["vat"].recorder.series["inhoud"][4] / 1_000
    values = whole.there["bron"].p
    np.testing.assert_allclose(values.now(AANVOER), values.asked(AANVOER) * (1 - full))


def test_a_condition_is_judged_in_the_part_that_it_names() -> None:
    """The barrel has some 50 in it after a month of the stream, and some 270 after three."""
    fuller = ran(measures=(only_while(Condition(model="vat", outcome="inhoud", above=200.0)),))
    full = fuller.there["vat"].recorder.series["inhoud"][-2] > 200
    assert full.all()
    values = fuller.there["bron"].p
    np.testing.assert_allclose(values.now(AANVOER), 2 * values.own(AANVOER))
    never = ran(measures=(only_while(Condition(model="vat", outcome="inhoud", above=1e9)),))
    assert bits(never.there["bron"].recorder.series) == alone("bron")


@pytest.mark.parametrize("outcome", ["samen", "stroom"])
def test_a_condition_on_the_whole_or_on_a_part_is_judged_there(outcome: str) -> None:
    model = "streek" if outcome == "samen" else "bron"
    whole = ran(measures=(only_while(Condition(model=model, outcome=outcome, above=0.0)),))
    np.testing.assert_allclose(whole.there["bron"].p.now(AANVOER), 2 * whole.there["bron"].p.own(AANVOER))


def test_a_condition_on_what_does_not_run_cannot_be_judged_and_does_not_hold() -> None:
    meanwhile = (only_while(Condition(model="vat", outcome="inhoud", below=1e9)),)
    assert bits(ran({"bron": Bron}, meanwhile).there["bron"].recorder.series) == alone("bron")
    by_itself = Bron(replace(drawn(scenario("bron")), measures=meanwhile))
    assert bits(by_itself.run()) == alone("bron")


def test_what_is_no_number_or_of_another_shape_drives_nothing() -> None:
    whole = ran()
    with pytest.raises(ValueError, match="driven by what is not a number"):
        whole.drive(TOEVOER, np.array([np.nan]), np.ones(()))
