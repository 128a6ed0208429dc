"""One date of information: what is law on the day of the baseline is in it, and what is not begins no earlier."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from simulate.inputs.resolve.scenario import resolve

DAY = date(2026, 1, 1)
PROGRAMMES = ["wonen-regeerprogramma.yaml", "wonen-d66-cda.yaml", "wonen-bouwstenen.yaml"]
IN_THE_BASELINE = {"overdrachtsbelasting", "renteaftrek_vennootschapsbelasting", "complexe_gebieden"}


def test_the_baseline_starts_on_its_day_and_takes_no_measures() -> None:
    scenario = resolve("wonen.yaml")
    assert scenario.start == DAY
    assert not scenario.measures


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_programme_takes_what_is_law_already_and_nothing_else_begins_before_the_day(name: str) -> None:
    measures = resolve(name).measures
    assert not IN_THE_BASELINE & {measure.name for measure in measures}
    assert all(measure.legal_status.date <= DAY for measure in measures)
    assert all(measure.start >= DAY for measure in measures if measure.legal_status.status != "adopted")


def test_the_incentive_is_that_of_the_rule_in_the_baseline_and_unknown_a_year_before() -> None:
    def amounts(name: str) -> dict[date, float]:
        values = resolve(name).parameters["wonen.haalbaarheid.stimulans_per_woning"].values
        return {value.date: float(np.asarray(value.value)) for value in values}

    now = amounts("wonen.yaml")
    assert now[date(2025, 1, 1)] == 7_000
    assert now[date(2030, 1, 1)] == 0
    assert set(amounts("wonen-toets-2025.yaml").values()) == {0}


def test_the_window_of_2025_knows_no_count_of_that_year() -> None:
    then, now = resolve("wonen-toets-2025.yaml").parameters, resolve("wonen.yaml").parameters
    for name in ("bestaand.sloop", "bestaand.overige_onttrekking", "beginstand.pijplijn", "beginstand.woningtekort"):
        last = then[f"wonen.{name}"].values[-1]
        assert last.date <= date(2025, 1, 1) or last.origin.layer != "parameters"
        assert last.value != now[f"wonen.{name}"].values[-1].value
