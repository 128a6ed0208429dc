"""Measures do to the chain what their mechanism says, in every draw where it is certain, and on average elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from simulate.inputs.resolve.scenario import resolve
from simulate.models.asiel import Asiel
from simulate.models.asiel.capaciteit import CRISIS
from simulate.running.sampling.draws import sample
from simulate.scenario import Measure, Scenario
from tests.models.asiel import chain

MONTHS = 48


def _with(measure_of: str, name: str, *, certain: bool = True) -> Scenario:
    """The baseline with one measure taken from a shipped scenario; certain: it comes, and on time."""
    measure = next(m for m in resolve(measure_of).measures if m.name == name)
    if certain:
        measure = measure.model_copy(update={"probability": 1.0, "delay": None})
    return chain.scenario(months=MONTHS).model_copy(update={"measures": (measure,)})


@pytest.fixture(scope="module")
def base() -> Asiel:
    return chain.run(chain.scenario(months=MONTHS))


def _start(scenario: Scenario) -> int:
    first: Measure = scenario.measures[0]
    return (first.start.year - scenario.start.year) * 12 + first.start.month - scenario.start.month


def test_before_it_starts_a_measure_changes_nothing(base: Asiel) -> None:
    scenario = _with("asiel-voorrangsverbod.yaml", "voorrangsverbod_statushouders")
    model, start = chain.run(scenario), _start(scenario)
    assert start > 0
    for name, series in base.recorder.series.items():
        np.testing.assert_array_equal(series[:start], model.recorder.series[name][:start], err_msg=name)


def test_a_decision_stop_fills_the_procedure_at_once_and_reception_later(base: Asiel) -> None:
    scenario = _with("asiel-beslisstop.yaml", "asielbeslisstop")
    model, start = chain.run(scenario), _start(scenario)
    until = scenario.measures[0].until
    assert until is not None
    end = (until.year - scenario.start.year) * 12 + until.month - scenario.start.month
    decided = chain.total(model, "besluit") + chain.total(model, "besluit_buiten_volgorde")
    assert not decided[start:end].any()
    procedure = chain.total(model, "in_procedure") - chain.total(base, "in_procedure")
    assert (procedure[start] >= 0).all()
    assert procedure[start].mean() > 500
    assert (np.diff(procedure[start:end].mean(axis=1)) > 0).all()
    # Occupancy rises by less than the procedure does: status holders keep moving out, and no new ones come.
    occupancy = (chain.total(model, "bezetting") - chain.total(base, "bezetting")).mean(axis=1)
    assert occupancy[start + 1] < 0.5 * procedure[start + 1].mean()
    assert occupancy[end - 1] > occupancy[start + 1]
    status = (chain.total(model, "statushouders_in_opvang") - chain.total(base, "statushouders_in_opvang")).mean(axis=1)
    assert status[end - 1] < -1_000
    # Family reunification falls with the grants, and afterwards there is a backlog.
    requests = (chain.total(model, "nareisverzoek") - chain.total(base, "nareisverzoek")).mean(axis=1)
    assert requests[start + 5 : end].sum() < 0
    assert procedure[end + 3].mean() > 2_000


def test_two_statuses_lower_family_reunification_and_lengthen_the_procedure(base: Asiel) -> None:
    scenario = _with("asiel-regeerprogramma.yaml", "tweestatusstelsel")
    model, start = chain.run(scenario), _start(scenario)
    arrivals = chain.total(model, "nareis_aankomst")[start:].sum(axis=0) - chain.total(base, "nareis_aankomst")[
        start:
    ].sum(axis=0)
    assert arrivals.mean() < 0
    assert chain.mean(model, "nareis_onder_voorwaarden")[start + 6 :].sum() > 0
    # More hours a case fill the procedure first; later the hours that family reunification no longer asks come free.
    procedure = chain.mean(model, "in_procedure") - chain.mean(base, "in_procedure")
    assert procedure[start + 3] > 100
    assert procedure[start + 12] > procedure[start + 3]


def test_the_priority_ban_raises_occupancy_through_status_holders(base: Asiel) -> None:
    model = chain.run(_with("asiel-voorrangsverbod.yaml", "voorrangsverbod_statushouders"))
    status = chain.mean(model, "statushouders_in_opvang")[-1] - chain.mean(base, "statushouders_in_opvang")[-1]
    occupancy = chain.mean(model, "bezetting")[-1] - chain.mean(base, "bezetting")[-1]
    assert status > 500
    assert occupancy == pytest.approx(0.95 * status, rel=0.2)
    np.testing.assert_array_equal(chain.total(model, "eerste_aanvragen"), chain.total(base, "eerste_aanvragen"))


def test_repeal_puts_halls_in_the_place_of_other_places_and_leaves_people_alone(base: Asiel) -> None:
    model = chain.run(_with("asiel-spreidingswet-ingetrokken.yaml", "spreidingswet_intrekken"))
    with_act, without = (run.recorder.series["opvangplekken"].mean(axis=-1)[-1] for run in (base, model))
    assert without[:CRISIS].sum() < with_act[:CRISIS].sum()
    assert without[CRISIS] > with_act[CRISIS]
    np.testing.assert_array_equal(chain.total(model, "bezetting"), chain.total(base, "bezetting"))


def test_flow_through_locations_take_status_holders_out_of_reception(base: Asiel) -> None:
    scenario = _with("asiel-doorstroom.yaml", "doorstroomlocaties")
    model = chain.run(scenario)
    assert chain.mean(model, "in_doorstroom")[-12] > chain.mean(base, "in_doorstroom")[-12]
    assert chain.mean(model, "statushouders_in_opvang")[-12] < chain.mean(base, "statushouders_in_opvang")[-12]


def test_a_measure_that_is_uncertain_comes_in_some_draws_only() -> None:
    scenario = _with("asiel-regeerprogramma.yaml", "tweestatusstelsel", certain=False)
    (measure,) = sample(scenario, 0, 1000).measures
    assert measure.comes is not None
    assert measure.comes.mean() == pytest.approx(scenario.measures[0].probability, abs=0.01)
    assert measure.delay is not None
    assert {measure.delay.min(), measure.delay.max()} == {0, 18}


def test_more_inflow_means_more_of_everything(base: Asiel) -> None:
    """Monotone in every draw: the counts are coupled by their common numbers."""
    more = chain.scenario(months=MONTHS)
    inflow = more.parameters["asiel.instroom.eerste_aanvragen"]
    raised = tuple(v.model_copy(update={"value": v.value * 1.05, "uncertainty": None}) for v in inflow.values)
    same = tuple(v.model_copy(update={"uncertainty": None}) for v in inflow.values)
    runs = [
        chain.run(
            more.model_copy(
                update={"parameters": more.parameters | {inflow.name: inflow.model_copy(update={"values": values})}}
            )
        )
        for values in (same, raised)
    ]
    applications = [chain.total(model, "eerste_aanvragen") for model in runs]
    assert (applications[1] >= applications[0]).all()
    assert (chain.total(runs[1], "bezetting") - chain.total(runs[0], "bezetting"))[-1].mean() > 0
