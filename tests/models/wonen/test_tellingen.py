"""The counts of Statistics Netherlands: what they are made of, in the quarters that were counted and in the model."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from tests.models import runs
from tests.models.runs import Values
from tests.models.wonen.test_truths import FREE, run

ROUNDED = 250
"""Five counts, each rounded to a hundred, and a correction of the register of some tens."""


def counted(series: str) -> dict[str, int]:
    """What was counted, by period."""
    with (packaged().path / "data/wonen/waarnemingen.csv").open(encoding="utf-8", newline="") as file:
        return {row["period"]: int(row["value"]) for row in csv.DictReader(file) if row["series"] == series}


def last(parameter: str) -> float:
    """The value of a parameter that is carried into the future."""
    value = resolve("wonen.yaml").parameters[f"wonen.{parameter}"].values[-1].value
    return float(np.asarray(value))


@pytest.mark.parametrize("quarter", ["2025Q1", "2025Q3"])
def test_the_counted_quarters_add_up(quarter: str) -> None:
    new, added, gone, demolished, net = (
        counted(f"{series}_kwartaal")[quarter]
        for series in ("nieuwbouw", "overige_toevoeging", "overige_onttrekking", "sloop", "netto")
    )
    gross = new + added - gone
    assert gross - demolished == pytest.approx(net, abs=ROUNDED)


@pytest.mark.parametrize(("year", "demolished"), [("2024", 11_800), ("2025", 9_500)])
def test_gross_less_demolition_is_the_net_change_of_the_year(year: str, demolished: int) -> None:
    assert counted("bruto")[year] - demolished == pytest.approx(counted("netto")[year], abs=1_000)


def test_other_additions_and_withdrawals_are_those_of_the_counted_quarters() -> None:
    """The sum of the three ways is counted, and how it divides over them is not."""
    added = sum(last(f"bestaand.{way}") for way in ("transformatie", "splitsen_optoppen", "flexwoningen"))
    assert added == pytest.approx(2 * sum(counted("overige_toevoeging_kwartaal").values()), abs=200)
    assert last("bestaand.overige_onttrekking") == 2 * sum(counted("overige_onttrekking_kwartaal").values())


def test_the_model_counts_as_the_quarters_do() -> None:
    model = run(36, {}, size=20)
    new, gross, net = np.moveaxis(model.recorder.series["nieuwe_woningen"].astype(np.int64), 1, 0)
    flow = {name: runs.total(model, name) for name in ("sloop", "overige_onttrekking")}
    added = sum(runs.total(model, way) for way in ("transformatie", "splitsen_optoppen", "flexwoningen"))
    np.testing.assert_array_equal(gross, new + added - flow["overige_onttrekking"])
    np.testing.assert_array_equal(net, gross - flow["sloop"])
    stock = runs.total(model, "woningvoorraad")
    np.testing.assert_array_equal(np.diff(stock, axis=0), net[1:])


def quarters(share: float) -> np.ndarray:
    """Completions by quarter in the last of eight years of constant permits, as shares of the year."""
    values: Values = FREE | {"bouwen.uitstel_naar_jaareinde": share}
    months = runs.mean(run(96, values), "nieuwbouw")[-12:]
    return np.asarray(months.reshape(4, 3).sum(axis=1) / months.sum())


def test_what_is_put_off_comes_in_the_last_quarter() -> None:
    np.testing.assert_allclose(quarters(0.06), [0.235, 0.235, 0.235, 0.295], atol=0.004)
    np.testing.assert_allclose(quarters(0), 0.25, atol=0.004)


def test_the_season_moves_no_home_out_of_its_year() -> None:
    with_, without = (run(60, FREE | {"bouwen.uitstel_naar_jaareinde": u}) for u in (0.1, 0))
    per_year = [runs.total(m, "nieuwbouw").reshape(5, 12, -1).sum(axis=1) for m in (with_, without)]
    np.testing.assert_array_equal(*per_year)
    assert with_.opleverklaar.n.max() == 0
    np.testing.assert_array_equal(runs.total(with_, "pijplijn")[11::12], runs.total(without, "pijplijn")[11::12])


def test_the_parameter_is_the_season_of_the_counted_quarters() -> None:
    """The fourth quarter as what is left of the year: of 2023 with its first half, of 2024 with its second quarter."""
    year, quarter = counted("nieuwbouw"), counted("nieuwbouw_kwartaal")
    fourth = [
        1 - (34_000 + quarter["2023Q3"]) / year["2023"],
        1 - (32_700 + quarter["2024Q3"]) / year["2024"],
        1 - sum(quarter[f"2025Q{q}"] for q in (1, 2, 3)) / year["2025"],
    ]
    assert (1 + 3 * last("bouwen.uitstel_naar_jaareinde")) / 4 == pytest.approx(np.mean(fourth), abs=0.002)
