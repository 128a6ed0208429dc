"""No home is lost and none appears, by province and month: in the programmes, and where parameters are absurd."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulate.vocabulary import UNITS
from tests.models import runs

BASE = runs.scenario("wonen.yaml", months=14)
HIGHEST = {"maanden": 60.0, "factor": 3.0, "log": 1.0, "EUR/woning": 5e4, "EUR/jaar": 5e9, "woningen/jaar": 2e5}
ODD = sorted(
    name.removeprefix("wonen.")
    for name, p in BASE.parameters.items()
    if p.axis is None and (p.unit in HIGHEST or UNITS[p.unit].high == 1) and not name.startswith("wonen.beginstand")
)


@pytest.mark.parametrize(
    "name", ["wonen.yaml", "wonen-regeerprogramma.yaml", "wonen-d66-cda.yaml", "wonen-bouwstenen.yaml"]
)
def test_pipeline_and_stock_change_by_what_flows_in_every_province(name: str) -> None:
    model = runs.run(runs.scenario(name, months=36), size=20)
    series = {outcome: values.astype(np.int64) for outcome, values in model.recorder.series.items()}
    pipeline = series["vergunningen"] - series["nieuwbouw"] - series["ingetrokken"]
    np.testing.assert_array_equal(np.diff(series["pijplijn"], axis=0), pipeline[1:])
    stock = series["bruto_toevoegingen"] - series["sloop"]
    np.testing.assert_array_equal(np.diff(series["woningvoorraad"], axis=0), stock[1:])
    np.testing.assert_array_equal(series["netto_toename"], stock)


def test_the_three_counts_are_what_they_say() -> None:
    model = runs.run(BASE, size=20)
    completions, gross, net = np.moveaxis(model.recorder.series["nieuwe_woningen"], 1, 0)
    np.testing.assert_array_equal(completions, runs.total(model, "nieuwbouw"))
    added = sum(runs.total(model, way) for way in ("transformatie", "splitsen_optoppen", "flexwoningen"))
    np.testing.assert_array_equal(gross - completions, added - runs.total(model, "overige_onttrekking"))
    np.testing.assert_array_equal(gross - net, runs.total(model, "sloop"))
    np.testing.assert_array_equal(runs.total(model, "nieuwbouw_per_segment"), completions)


def test_money_paid_is_money_granted_less_what_is_left() -> None:
    model = runs.run(runs.scenario("wonen-realisatiestimulans.yaml", months=60), size=50)
    for fund, paid in ((model.stimulanspot, "stimulans_betaald"), (model.subsidiepot, "subsidie_betaald")):
        np.testing.assert_allclose(fund.granted - fund.balance, fund.paid, rtol=1e-9)
        np.testing.assert_allclose(runs.total(model, paid).sum(axis=0), fund.paid, rtol=1e-6)
        assert fund.paid.max() > 0


@st.composite
def odd_values(draw: st.DrawFn) -> dict[str, float]:
    """A handful of parameters at values that may be absurd, but are possible in their unit."""
    found: dict[str, float] = {}
    for name in draw(st.lists(st.sampled_from(ODD), min_size=3, max_size=12, unique=True)):
        high = HIGHEST.get(BASE.parameters[f"wonen.{name}"].unit, 1.0)
        found[name] = draw(st.one_of(st.just(0.0), st.just(high), st.floats(0.0, high)))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd_values())
def test_homes_are_conserved_whatever_the_parameters(values: dict[str, Any]) -> None:
    model = runs.run(BASE, values, size=4)
    assert np.isfinite(model.recorder.series["woningtekort"]).all()
    assert model.recorder.series["ouder_dan_twee_jaar"].max() <= 1
