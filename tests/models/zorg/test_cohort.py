"""The model without uncertainty against a small one that is written in another way."""

from __future__ import annotations

import pytest

from tests.models import runs
from tests.models.zorg.cohort import Cohort

YEARS = 5
WITHIN = {"personeelstekort": 0.005 * 300_000}
"""How far apart they may be where five percent is no measure: a shortage is a difference; this is of all staff."""


@pytest.mark.parametrize("name", ["zorg.yaml", "zorg-eigen-risico-165.yaml"])
def test_another_way_of_working_it_out_gives_the_same_within_five_percent(name: str) -> None:
    found = Cohort(name).run(YEARS)
    model = runs.run(runs.scenario(name, months=12 * YEARS, uncertainty=False), size=20)
    for year, small in enumerate(found.values()):
        months = slice(12 * year, 12 * year + 12)
        for outcome, value in small.items():
            series = runs.total(model, outcome)[months].mean(axis=1)
            declared = model.outcomes()[outcome]
            large = float(series.sum() if declared.kind == "total" else series.mean())
            assert value == pytest.approx(large, rel=0.05, abs=WITHIN.get(outcome, 1e-6)), (outcome, 2026 + year)
