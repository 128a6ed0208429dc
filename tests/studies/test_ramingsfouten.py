"""Errors of official forecasts: what the files say, how they are judged, and that the parameters rest on it."""

from __future__ import annotations

import itertools
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
import pytest
from scipy.stats import t

from studies.ramingsfouten.errors import ENOUGH, correlation, errors, left_out, predictive
from studies.ramingsfouten.page import AUTUMNS_NOW, PAGE, SPRINGS, kinds, study_page, together
from studies.ramingsfouten.pairs import AUTUMN, Pair, pairs
from tests.models.gemeenten.brief import dated, row

DOCS = Path(__file__).parents[2] / "docs"


def of(*errors_of_years: tuple[int, float]) -> list[Pair]:
    """Pairs with these errors."""
    return [Pair("x", year, 0, 0.0, error) for year, error in errors_of_years]


def test_the_committed_page_is_up_to_date() -> None:
    assert (DOCS / PAGE).read_text(encoding="utf-8") == study_page(), f"run python -m studies.ramingsfouten: {PAGE}"


def test_the_seven_springs_are_table_2_of_the_letter() -> None:
    assert {pair.year: pair.error for pair in kinds()[SPRINGS]} == pytest.approx(
        {year: -difference for year, difference in row("2", "verschil").items()}
    )


def test_the_autumns_that_the_file_holds() -> None:
    """Eleven of growth, three of the price, each once for a year ahead."""
    growth = pairs("groei", AUTUMN, 1)
    assert [pair.year for pair in growth] == [2006, 2011, 2012, 2014, 2015, 2016, 2017, 2019, 2022, 2024, 2025]
    assert [pair.publication for pair in kinds()[AUTUMNS_NOW]] == ["MEV2011", "MEV2012", "cMEV2014"]
    for found in kinds().values():
        assert len({pair.year for pair in found}) == len(found)


def test_bias_and_spread_by_hand() -> None:
    one = errors(of((2001, 1.0), (2002, 3.0), (2004, 2.0)))
    assert (one.n, one.bias, one.spread, one.steps) == (3, 2.0, 1.0, 1)
    assert one.standard_error == pytest.approx(3**-0.5)


def test_persistence_takes_eight_pairs_of_years_on_end() -> None:
    ends = [(2000 + n, (-1.0) ** n) for n in range(ENOUGH + 1)]
    assert errors(of(*ends)).steps == ENOUGH
    assert errors(of(*ends)).persistence is not None
    assert errors(of(*ends[:-1])).persistence is None
    # None of the kinds of forecast has as many.
    assert all(errors(found).persistence is None for found in kinds().values())


def test_persistence_of_an_autoregression_comes_out() -> None:
    noise = np.random.default_rng(1).normal(size=20_000)
    path = [0.0]
    for step in noise:
        path.append(0.6 * path[-1] + step)
    ends = list(itertools.pairwise(path))
    assert correlation(ends, fmean(path), stdev(path)) == pytest.approx(0.6, abs=0.02)


def test_the_interval_of_the_next_error_is_that_of_student() -> None:
    low, high, draws = predictive([0.0, 1.0, 2.0])
    half = float(t.ppf(0.95, 2)) * (4 / 3) ** 0.5
    assert (low, high) == pytest.approx((1 - half, 1 + half))
    assert np.median(draws) == pytest.approx(1)
    assert np.quantile(draws, (0.05, 0.95)) == pytest.approx((low, high), rel=0.01)


def test_nine_in_ten_of_normal_errors_fall_in_the_interval_that_the_others_give() -> None:
    generator = np.random.default_rng(2)
    found = [left_out(of(*enumerate(generator.normal(0.5, 1, size=7)))) for _ in range(300)]
    inside = sum(one.inside for one in found) / sum(one.n for one in found)
    assert inside == pytest.approx(0.9, abs=0.02)


def test_a_forecast_that_is_always_off_by_as_much_is_told_better_than_by_no_error() -> None:
    one = left_out(of(*((2000 + n, 1 + 0.1 * (-1) ** n) for n in range(8))))
    assert one.score < one.zero
    assert one.lasts == 7


@pytest.mark.parametrize("few", [[], [(2001, 1.0)]])
def test_too_few_errors_are_refused(few: list[tuple[int, float]]) -> None:
    with pytest.raises(ValueError, match="a spread takes two errors or more"):
        errors(of(*few))
    with pytest.raises(ValueError, match="leaving one out takes three errors or more"):
        left_out(of(*few))


def test_parameters_rest_on_it() -> None:
    growth = errors(pairs("groei", AUTUMN, 1))
    assert growth.n == 11
    assert abs(growth.bias) < growth.standard_error
    reason = dated("economie.groeifout")[2024].reason
    assert reason is not None
    assert f"{growth.bias:.2f} points too low" in reason
    assert f"error\nof {growth.standard_error:.2f}".replace("\n", " ") in reason
    both = together()
    assert len(both) == 10
    assert dated("economie.cep_fout")[2025].value == pytest.approx(fmean(both) / 100, abs=3e-4)
    springs = errors(kinds()[SPRINGS])
    text = dated("economie.cep_fout")[2025].reason
    assert text is not None
    assert f"{springs.bias:.2f} points too low" in text
    assert f"All ten together {fmean(both):.2f} too low" in text
