"""The model without uncertainty, against the same chain written apart from it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models import runs
from tests.models.wonen.cohorten import chain

MONTHS = 120
SCENARIOS = ["wonen.yaml", "wonen-toets-2018.yaml"]


def by_year(series: np.ndarray) -> np.ndarray:
    return np.asarray(series.reshape(-1, 12, *series.shape[1:]).sum(axis=1))


@pytest.mark.parametrize("name", SCENARIOS)
def test_medians_are_within_five_percent_in_every_year(name: str) -> None:
    scenario = runs.scenario(name, months=MONTHS, uncertainty=False)
    model, apart = runs.run(scenario, size=200), chain(scenario, MONTHS)
    counts = np.moveaxis(model.recorder.series["nieuwe_woningen"].astype(np.float64), 1, 0)
    for entry, series in zip(("nieuwbouw", "bruto", "netto"), counts, strict=True):
        np.testing.assert_allclose(np.median(by_year(series), axis=-1), by_year(apart[entry]), rtol=0.05, err_msg=entry)
    permits = np.median(by_year(runs.total(model, "vergunningen")), axis=-1)
    np.testing.assert_allclose(permits, by_year(apart["vergunningen"]), rtol=0.05)
    pipeline = np.median(runs.total(model, "pijplijn"), axis=-1)
    np.testing.assert_allclose(pipeline[11::12], apart["pijplijn"][11::12], rtol=0.05)
    shortage = np.median(model.recorder.series["woningtekort"], axis=-1)
    # Of its level at the start, since it goes through nought in the window.
    np.testing.assert_allclose(shortage[11::12], apart["woningtekort"][11::12], atol=0.05 * shortage[0])
