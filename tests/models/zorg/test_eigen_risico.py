"""The amount of the deductible: indexed by law, rounded down, frozen or set anew by a measure."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.models.zorg.eigen_risico import Bedrag, afgerond, volgend
from tests.models import runs
from tests.models.runs import Values

EVEN: dict[str, float | tuple[float, ...]] = {
    "kosten.volumegroei": 0, "bevolking.bevolkingsgroei": (0,) * 7, "eigen_risico.indexatie_verschil": 0,
}  # fmt: skip
"""Nothing grows but prices."""


def run(name: str, values: Values, *, months: int = 60, size: int = 12) -> Any:
    return runs.run(runs.scenario(name, months=months), values, size=size)


def amounts(model: Any, outcome: str = "eigen_risico") -> Any:
    """The amount of each year, (years, draws)."""
    return model.recorder.series[outcome][6::12].astype(np.float64)


@pytest.mark.parametrize("growth", [0.0, 0.03, 0.042])
def test_by_law_it_grows_with_the_cost_of_care_and_is_rounded_down_to_five_euros(growth: float) -> None:
    """With prices that rise by g a year and nothing else it is floor(385 (1 + g) ** n / 5) * 5 from 2027 on."""
    model = run("zorg.yaml", EVEN | {"kosten.prijsgroei": growth})
    expected = [np.floor((385 * (1 + growth) ** n + 1e-6) / 5) * 5 for n in range(5)]
    np.testing.assert_allclose(amounts(model).T, [expected] * 12)
    np.testing.assert_array_equal(amounts(model), amounts(model, "eigen_risico_wet"))


def test_it_is_385_euros_in_2026_and_indexed_after_it() -> None:
    """The agreement of January 2026 takes 400 euro for 2027; the CPB indexes by 4.2 percent a year until 2030."""
    model = run("zorg.yaml", {}, months=60, size=300)
    middle = np.median(amounts(model), axis=1)
    assert (amounts(model)[0] == 385).all()
    official = 400 * 1.042 ** np.arange(4)
    np.testing.assert_allclose(middle[1:], official, rtol=0.03)


def test_a_set_amount_holds_in_its_year_and_is_indexed_after_it_and_a_frozen_one_stays() -> None:
    values = EVEN | {"kosten.prijsgroei": 0.04}
    lower, frozen, law = (
        run(name, values) for name in ("zorg-eigen-risico-165.yaml", "zorg-eigen-risico-385.yaml", "zorg.yaml")
    )
    assert (amounts(lower)[:2].T == [385, 165]).all()
    assert (amounts(lower)[2:].T == [170, 175, 185]).all()
    assert (amounts(frozen) == 385).all()
    # What it is compared with is the law, whatever a measure does.
    for model in (lower, frozen):
        np.testing.assert_array_equal(amounts(model, "eigen_risico_wet"), amounts(law))


def test_keeping_it_where_it_is_costs_what_the_law_would_have_brought() -> None:
    """Without behaviour the net cost of a freeze is the own payments that fall away, and grows year by year."""
    still = {f"gedrag.gevoeligheid_{age}": 0.0 for age in ("jong", "midden", "oud")}
    model = run("zorg-eigen-risico-385.yaml", EVEN | still | {"kosten.prijsgroei": 0.04})
    cost = runs.total(model, "netto_collectief")[6::12]
    np.testing.assert_allclose(cost, runs.total(model, "verschuiving")[6::12], atol=1e3)
    np.testing.assert_allclose(cost[0], 0, atol=1)
    assert (np.diff(cost, axis=0) > 0).all()


@given(
    amount=st.floats(1, 2000), growth=st.floats(-0.1, 0.2), step=st.floats(0.5, 25),
    years=st.integers(1, 12),
)  # fmt: skip
def test_rounding_is_down_by_less_than_a_step_and_does_not_add_up(
    amount: float, growth: float, step: float, years: int
) -> None:
    of = Bedrag(np.full(1, amount), np.full(1, amount))
    for _ in range(years):
        of = volgend(of, np.full(1, amount), np.full(1, growth), np.ones(1))
    exact = amount * (1 + growth) ** years
    np.testing.assert_allclose(of.precies, exact, rtol=1e-9)
    paid = float(afgerond(of, np.full(1, step))[0])
    assert exact - step - 1e-5 * exact <= paid <= exact * (1 + 1e-9) + 1e-5


def test_care_moves_over_the_turn_of_the_year_by_what_is_expected() -> None:
    """What stays away in November and December for a lower deductible comes in January and February."""
    of = runs.scenario("zorg-eigen-risico-165.yaml", months=3, start=date(2026, 11, 1))
    model = runs.run(of, EVEN, size=5)
    np.testing.assert_allclose(model.daling_net, 1 - 165 / 385)
