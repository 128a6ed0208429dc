"""No patient and no member of staff is lost, and none appears: in the programmes, and where parameters are absurd."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from simulate.vocabulary import AXES, UNITS
from tests.models import runs

BASE = runs.scenario("zorg-regeerprogramma.yaml", months=14, start=date(2026, 7, 1))
HIGHEST = {"maanden": 60.0, "weken": 60.0, "factor": 3.0, "log": 1.0, "personen/jaar": 1e7, "EUR/behandeling": 2e3}
ODD = sorted(
    name.removeprefix("zorg.")
    for name, p in BASE.parameters.items()
    if (p.unit in HIGHEST or UNITS[p.unit].high == 1)
    # Without people, or without any need for care, there is nothing to divide.
    and not name.startswith(("zorg.bevolking", "zorg.kostenverdeling", "zorg.kosten.preventie"))
)


@pytest.mark.parametrize(
    "name", ["zorg.yaml", "zorg-regeerprogramma.yaml", "zorg-460-150.yaml", "zorg-bouwstenen.yaml", "zorg-d66-cda.yaml"]
)
def test_lists_change_by_what_flows(name: str) -> None:
    model = runs.run(runs.scenario(name, months=40), size=20)
    of = {outcome: runs.total(model, outcome) for outcome in model.outcomes()}
    came = of["verwijzing"] + of["teruggekeerd"]
    poli = came - of["consult"] - of["uitval_poli"]
    np.testing.assert_array_equal(np.diff(of["wacht_op_polikliniek"], axis=0), poli[1:])
    treatment = of["behandeling_nodig"] - of["behandeling"] - of["uitval_behandeling"]
    np.testing.assert_array_equal(np.diff(of["wacht_op_behandeling"], axis=0), treatment[1:])
    np.testing.assert_array_equal(of["consult"], of["behandeling_nodig"] + of["klaar_na_consult"])
    np.testing.assert_array_equal(of["wachtlijst"], of["wacht_op_polikliniek"] + of["wacht_op_behandeling"])
    staff = of["opgeleid"] + of["zij_instroom"] - of["uitstroom"]
    np.testing.assert_array_equal(np.diff(of["medewerkers"], axis=0), staff[1:])


def test_money_adds_up() -> None:
    model = runs.run(runs.scenario("zorg-regeerprogramma.yaml", months=48), size=50)
    of = {outcome: runs.total(model, outcome) for outcome in model.outcomes()}
    # The net public cost is a shift and what behaviour adds, and nothing else.
    np.testing.assert_allclose(of["netto_collectief"], of["verschuiving"] + of["gedragseffect"], atol=1)
    # All that is spent more is borne by somebody, and somebody's relief is another's burden.
    more_care = of["netto_collectief"] + model.recorder.series["lasten"][:, 0]
    np.testing.assert_allclose(of["lasten"], more_care, atol=1)


def test_who_bears_it_by_age_is_who_bears_it_by_income() -> None:
    model = runs.run(runs.scenario("zorg-eigen-risico-165.yaml", months=36), size=50)
    people = model.aantallen()
    last = {name: model.recorder.series[name][-1].astype(np.float64) for name in ("lasten_leeftijd", "lasten_inkomen")}
    by_age = (last["lasten_leeftijd"] * people.sum(axis=(1, 2))).sum(axis=0)
    by_income = (last["lasten_inkomen"] * people.sum(axis=(0, 1))).sum(axis=0)
    np.testing.assert_allclose(by_age, by_income, atol=1e3)
    borne = 12 * model.recorder.series["lasten"][-1][:2].sum(axis=0)
    np.testing.assert_allclose(by_age, borne, atol=1e3)


@st.composite
def odd_values(draw: st.DrawFn) -> dict[str, float | tuple[float, ...]]:
    """A handful of parameters at values that may be absurd, but are possible in their unit."""
    found: dict[str, float | tuple[float, ...]] = {}
    for name in draw(st.lists(st.sampled_from(ODD), min_size=3, max_size=12, unique=True)):
        parameter = BASE.parameters[f"zorg.{name}"]
        entries = len(AXES[parameter.axis].entries) if parameter.axis else 0
        high = HIGHEST.get(parameter.unit, 1.0)
        one = st.one_of(st.just(0.0), st.just(high), st.floats(0.0, high))
        # Keys of a division are not all nought.
        found[name] = draw(st.tuples(*[st.floats(0.01, high)] * entries)) if entries else draw(one)
    return found


@settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(odd_values())
def test_patients_are_conserved_whatever_the_parameters(values: dict[str, Any]) -> None:
    model = runs.run(BASE, values, size=4)
    assert np.isfinite(model.recorder.series["premie"]).all()
    assert np.isfinite(model.recorder.series["zorgvraag"]).all()
    share = model.recorder.series["vult_eigen_risico"]
    assert share.min() >= 0
    assert share.max() <= 1 + 1e-6
