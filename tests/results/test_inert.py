"""Measures without any effect, each for its reason, and targets that no year of a run decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import streek
import town

from simulate.results.inert import inert, outside
from simulate.scenario import Distribution, Effect
from simulate.views.striking import of_scenario

LATE = Distribution(dist="uniform", at={"min": 24.0, "max": 36.0}, reason="late")
"""From 24 months on."""


@pytest.fixture(autouse=True)
def offered(toy_models: None) -> None:
    """The town is offered as any other model."""


def effect(parameter: str = town.SIZE, operation: Any = "multiply", value: Any = 1.1, **more: Any) -> Effect:
    return Effect(parameter=parameter, operation=operation, value=value, origin=town.ORIGIN, **more)


# The run has January 2025 up to and with December 2027.
@pytest.mark.parametrize(
    ("changes", "why", "nl", "en"),
    [
        ({"start": date(2028, 1, 1)}, "after", "hij begint op 2028-01-01 of later", "it begins on 2028-01-01 or later"),
        ({"delay": LATE}, "after", "de run eindigt voor 2028-01-01", "the run ends before 2028-01-01"),
        (
            {"start": date(2020, 1, 1), "until": date(2025, 1, 1)},
            "before",
            "eindigt op 2025-01-01",
            "ends on 2025-01-01",
        ),
        ({"probability": 0.0}, "never", "de kans dat hij er komt is 0 %", "the chance that it comes is 0 %"),
        ({"effects": (effect("town.homes.nergens"),)}, "unread", "(town.homes.nergens)", "(town.homes.nergens)"),
        (
            {"effects": (), "elsewhere": (town.SIZE,)},
            "told",
            "zou doen met ‘Naam’",
            "would do to ‘Name’ comes by a",
        ),
        ({"effects": (effect(value=1.0),)}, "same", "de waarde die er al geldt", "the value that is in force already"),
        ({"effects": (effect(operation="add", value=0.0),)}, "same", "‘Naam’", "‘Name’"),
        ({"effects": (effect(town.PULL, "set", 0.0),)}, "same", "‘Naam’", "‘Name’"),
    ],
)
def test_a_measure_that_can_do_nothing_says_why(changes: dict[str, Any], why: str, nl: str, en: str) -> None:
    scenario = town.scenario(measures=(town.measure(**changes),))
    (one,) = inert(scenario)
    assert (one.measure.name, one.why) == ("bouwen", why)
    (dutch,), (english,) = of_scenario(scenario, "nl"), of_scenario(scenario, "en")
    assert dutch.startswith("‘Bouwen’ doet hier " + ("zelf niets: " if why == "told" else "niets: "))
    assert english.startswith("‘Build’ does nothing here" + (" by itself: " if why == "told" else ": "))
    assert nl in dutch
    assert en in english


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"start": date(2027, 12, 1)},
        {"delay": Distribution(dist="uniform", at={"min": 0.0, "max": 99.0}, reason="perhaps")},
        {"probability": 0.01},
        {"until": date(2026, 6, 1)},
        # Uncertain around what is in force; and set to what is in force only in the middle of its uncertainty.
        {"effects": (effect(value=1.0, uncertainty=Distribution(dist="uniform", at={"min": 0.9, "max": 1.1})),)},
        {"effects": (effect(operation="set", value=1000.0),)},
        {"effects": (effect("town.homes.nergens"), effect())},
    ],
)
def test_a_measure_that_may_do_something_is_not_told(changes: dict[str, Any]) -> None:
    assert inert(town.scenario(measures=(town.measure(**changes),))) == []


def test_the_value_that_another_measure_gives_is_not_the_one_in_force() -> None:
    up = town.measure("op", effects=(effect(town.PULL, "set", 1.0),))
    back = town.measure("terug", effects=(effect(town.PULL, "set", 0.0),))
    assert inert(town.scenario(measures=(up, back))) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [({"by": 2027}, False), ({"by": 2028}, True), ({"by": None, "years": (2027, 2028)}, True)],
)
def test_a_target_outside_the_run_is_told(changes: dict[str, Any], missing: bool) -> None:
    scenario = town.scenario(targets=(town.target(**changes),))
    assert bool(outside(scenario)) is missing
    for language, said in (("nl", "zegt deze run niets"), ("en", "says nothing of the target")):
        lines = of_scenario(scenario, language)  # type: ignore[arg-type]
        assert [said in line and "2025–2027" in line for line in lines] == [True] * missing


def test_of_a_run_of_parts_it_counts_what_any_of_them_reads() -> None:
    doubled = town.measure().model_copy(update={"effects": (effect(streek.AANVOER),)})
    whole = streek.scenario(measures=(doubled,))
    assert inert(whole) == inert(whole.of("vat")) == []
    unread = doubled.model_copy(update={"effects": (effect("vat.water.kleur"),)})
    assert [one.why for one in inert(streek.scenario(measures=(unread,)))] == ["unread"]


def test_on_what_a_measure_would_act_is_told_of_the_models_it_acts_on() -> None:
    never = town.measure().model_copy(update={"probability": 0.0, "effects": (effect(streek.TOEVOER),)})
    (said,) = of_scenario(streek.scenario(measures=(never,)), "en")
    assert "Else it would act on: Content, In" in said
