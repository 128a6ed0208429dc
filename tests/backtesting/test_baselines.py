"""The baselines: what they may know, and that their width is that of the steps of the past."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from simulate.backtesting.baselines import Baseline, counts_as_of, persistence, random_walk
from simulate.backtesting.scores import coverage, crps
from simulate.series import Count, Kind
from simulate.views.backtest.text import missing

DAY = date(2020, 1, 1)


def years(values: dict[int, float]) -> list[Count]:
    return [Count(date(year, 1, 1), date(year + 1, 1, 1), value, "", 1) for year, value in values.items()]


def walk(known: list[Count], later: list[Count], kind: Kind = "stock", draws: int = 4000, seed: int = 1) -> Baseline:
    return random_walk(known, later, kind, DAY, draws=draws, seed=seed, name="proef")


def ensemble(baseline: Baseline) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    assert baseline.ensemble is not None, baseline.missing
    return baseline.ensemble


@pytest.mark.parametrize(
    ("day", "lag", "known"),
    [
        (date(2016, 1, 1), 0, 2), (date(2015, 12, 31), 0, 1), (date(2016, 1, 1), 1, 1), (date(2016, 2, 1), 1, 2),
        (date(2016, 2, 29), 2, 1), (date(2016, 3, 1), 2, 2), (date(2014, 12, 31), 0, 0),
    ],
)  # fmt: skip
def test_a_count_is_known_when_its_period_ended_and_it_came_out(day: date, lag: int, known: int) -> None:
    assert len(counts_as_of(day, years({2015: 1, 2014: 2}), lag)) == known


def test_a_count_on_a_day_comes_out_so_many_months_later() -> None:
    count = Count(date(2015, 9, 14), date(2015, 9, 15), 1, "", 1)
    assert not counts_as_of(date(2015, 11, 14), [count], 2)
    assert counts_as_of(date(2015, 11, 15), [count], 2) == (count,)


def test_the_last_value_is_persistence() -> None:
    found = ensemble(persistence(years({2018: 4, 2019: 6}), years({2020: 5, 2021: 9}), "stock", DAY))
    assert found.tolist() == [[6], [6]]
    assert crps(found, np.array([5.0, 9.0])).tolist() == [1, 3]


def test_a_flow_is_carried_as_so_much_a_month() -> None:
    quarter = Count(date(2020, 1, 1), date(2020, 4, 1), 0, "", 1)
    assert ensemble(persistence(years({2019: 12}), [quarter], "flow", DAY)).tolist() == [[3]]
    assert ensemble(persistence(years({2019: 12}), [quarter], "mean", DAY)).tolist() == [[12]]


def test_what_cannot_be_made_says_so() -> None:
    later = years({2020: 1})
    none = persistence([], later, "stock", DAY)
    assert none.ensemble is None
    assert none.missing is not None
    assert missing(none, "en") == "last value carried forward cannot be made: 0 counts known on 2020-01-01, 1 needed"
    two = walk(years({2018: 1, 2019: 2}), later)
    assert two.ensemble is None
    assert two.missing is not None
    assert "2 tellingen bekend" in missing(two, "nl")
    still = walk(years({2017: 5, 2018: 5, 2019: 5}), later)
    assert still.ensemble is None
    assert still.missing is not None
    assert "did not change until 2020-01-01" in missing(still, "en")


def test_the_walk_is_as_wide_as_its_steps_and_students_t_say() -> None:
    known = years({2016: -1, 2017: 1, 2018: -1, 2019: 1})
    one, four = np.quantile(ensemble(walk(known, years({2020: 0, 2023: 0}), draws=40_000)), (0.05, 0.95), axis=1).T
    reach = 2 * student.ppf(0.95, 3)
    assert one == pytest.approx((1 - reach, 1 + reach), rel=0.03)
    assert four == pytest.approx((1 - 2 * reach, 1 + 2 * reach), rel=0.03)


def test_a_gap_counts_for_as_many_years_as_it_lasts() -> None:
    every, gap = years({2010: -1, 2011: 1, 2012: -1, 2013: 1}), years({2010: -1, 2014: 1, 2018: -1, 2019: 1})
    assert walk(every, years({2020: 0})).spread == pytest.approx(2, rel=0.01)
    assert walk(gap, years({2020: 0})).spread == pytest.approx(np.sqrt((1 + 1 + 4) / 3), rel=0.01)


def test_positive_counts_walk_on_logs() -> None:
    baseline = walk(years({2017: 100, 2018: 200, 2019: 100}), years({2020: 0, 2030: 0}))
    assert baseline.on_logs
    assert baseline.spread == pytest.approx(np.log(2), rel=0.01)
    assert (ensemble(baseline) > 0).all()
    assert np.median(ensemble(baseline), axis=1) == pytest.approx([100, 100], rel=0.15)


def test_a_known_and_a_later_count_may_be_of_other_lengths() -> None:
    quarter = Count(date(2020, 1, 1), date(2020, 4, 1), 0, "", 1)
    found = ensemble(walk(years({2017: 12, 2018: 13, 2019: 12}), [quarter], "flow"))
    assert np.median(found) == pytest.approx(3, rel=0.05)


def test_the_same_seed_gives_the_same_bits() -> None:
    known, later = years({2017: 3, 2018: 4, 2019: 6}), years({2020: 0, 2021: 0})
    first = ensemble(walk(known, later))
    assert (first == ensemble(walk(known, later))).all()
    assert (first[:1] == ensemble(walk(known, later[:1]))).all()
    assert (first != ensemble(walk(known, later, seed=2))).all()


def test_a_walk_is_calibrated_on_walks_at_90_percent_and_rather_wide_inside() -> None:
    rng = np.random.default_rng(3)
    found = []
    for number in range(300):
        path = 50 + np.cumsum(rng.normal(size=8))
        counts = years({2012 + i: float(value) for i, value in enumerate(path)})
        found.append(ensemble(random_walk(counts[:7], counts[7:], "stock", DAY, draws=500, seed=number, name="x"))[0])
        found[-1] = np.append(found[-1], path[7])
    table = np.array(found)
    half = 2 * student.cdf(norm.ppf(0.75) * student.ppf(0.95, 6) / norm.ppf(0.95), 6) - 1
    for nominal, wanted in ((0.5, half), (0.9, 0.9)):
        assert coverage(table[:, :-1], table[:, -1], nominal).share == pytest.approx(wanted, abs=0.06)


def test_what_is_out_of_order_is_refused() -> None:
    known = years({2017: 3, 2018: 4, 2019: 6})
    with pytest.raises(ValueError, match="come after"):
        walk(known, years({2018: 1}))
    with pytest.raises(ValueError, match="join the series"):
        walk([*known, known[-1]], years({2020: 1}))
