"""Nobody is lost and nobody appears: in the shipped scenarios, and in scenarios that nobody would think of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulate.inputs.resolve.scenario import resolve
from simulate.running.sampling.draws import sample
from simulate.vocabulary import AXES, UNITS
from tests.models.asiel import chain

BASE = chain.scenario(months=14)
MEASURES = resolve("asiel-regeerprogramma.yaml").measures + resolve("asiel-d66-cda.yaml").measures

RANGES = {
    "aandeel": (0.0, 1.0), "kans": (0.0, 1.0), "kans/maand": (0.0, 1.0), "maanden": (0.0, 40.0), "personen": (0.0, 9e4),
    "personen/maand": (0.0, 5e3), "personen/jaar": (0.0, 2e5), "personen/halfjaar": (0.0, 9e3), "plekken": (0.0, 1e5),
    "plekken/maand": (0.0, 5e3), "fte": (0.0, 4e3), "factor": (0.0, 2.0), "log": (0.0, 1.0), "uur/zaak": (1.0, 200.0),
    "personen/persoon": (0.0, 3.0), "personen/woning": (0.5, 4.0), "schakelaar": (0.0, 1.0),
}  # fmt: skip
ODD = sorted(
    name.removeprefix("asiel.")
    for name, p in BASE.parameters.items()
    # Keys that have to sum to something, and the norm occupancy: at 0 no number of places is enough.
    if p.unit in RANGES
    and not name.endswith(("aandeel_groep", "verdeelsleutel", "seizoen", "provincie_realisatie", "bezettingsnorm"))
)


@st.composite
def odd_values(draw: st.DrawFn) -> dict[str, float | tuple[float, ...]]:
    """A handful of parameters at values that may be absurd, but are possible in their unit."""
    found: dict[str, float | tuple[float, ...]] = {}
    for name in draw(st.lists(st.sampled_from(ODD), min_size=3, max_size=14, unique=True)):
        parameter = BASE.parameters[f"asiel.{name}"]
        low, high = RANGES[parameter.unit]
        number = st.one_of(st.just(low), st.just(high), st.floats(low, high))
        if parameter.unit == "schakelaar":
            number = st.sampled_from((0.0, 1.0))
        size = len(AXES[parameter.axis].entries) if parameter.axis else 0
        found[name] = draw(st.tuples(*[number] * size)) if size else draw(number)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=odd_values(), measures=st.lists(st.sampled_from(MEASURES), max_size=5, unique_by=lambda m: m.name))
def test_people_are_conserved_under_any_scenario(values: dict[str, float | tuple[float, ...]], measures: list) -> None:
    scenario = BASE.model_copy(update={"measures": tuple(measures)})
    model = chain.run(scenario, values, size=7)
    for name, series in model.recorder.series.items():
        if model.outcomes()[name].kind in ("stock", "flow"):
            assert series.min() >= 0, name


def test_one_lost_person_is_found() -> None:
    from simulate.models.asiel import Asiel

    model = Asiel(sample(BASE, 0, 5))
    model.run()
    model.recorder.series["in_procedure"][7, 0, 3] -= 1
    with pytest.raises(AssertionError, match="in_procedure"):
        model.audit()


@pytest.mark.parametrize("unit", sorted(RANGES))
def test_ranges_are_units(unit: str) -> None:
    assert unit in UNITS


@pytest.mark.parametrize(
    "name",
    ["asiel", "asiel-regeerprogramma", "asiel-d66-cda", "asiel-bouwstenen", "asiel-spreidingswet-ingetrokken",
     "asiel-beslisstop", "asiel-voorrangsverbod", "asiel-doorstroom", "asiel-migratiepact",
     "asiel-toets-2014-instroom-gegeven"],
)  # fmt: skip
def test_every_shipped_scenario_runs_and_conserves(name: str) -> None:
    scenario = resolve(f"{name}.yaml")
    model = chain.run(scenario, size=20)
    for outcome, series in model.recorder.series.items():
        if model.outcomes()[outcome].kind != "mean":
            assert np.isfinite(series).all(), outcome
