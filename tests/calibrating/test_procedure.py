"""The whole procedure on a tank of which the truth is known."""

from __future__ import annotations

import pickle
from pathlib import Path

import bak
import pytest

from simulate.calibrating.calibration import Calibrated, CalibrateOptions, calibrate, plan
from simulate.calibrating.checking import pooled
from simulate.calibrating.factors import group_factors
from simulate.calibrating.scoring import Task, scores

FEW = CalibrateOptions(points=9, draws=20, seed=4)


@pytest.fixture(scope="module")
def found(tank: Path) -> Calibrated:
    """With enough points to tell."""
    return calibrate(plan("bak", CalibrateOptions(points=24, draws=100)), 1, lambda: None)


def test_the_true_width_is_found_and_the_right_one_is_kept(found: Calibrated) -> None:
    levels, waves = group_factors(found.calibration)
    assert levels.posterior is not None
    assert waves.posterior is not None
    low, middle, high = levels.posterior
    assert middle == pytest.approx(bak.TRUE, rel=0.3)
    assert 1 < low < bak.TRUE < high
    # Wide as the prior is, with a median that is no 1.
    assert levels.prior == pytest.approx((0.4, 1.265, 4), rel=0.01)
    assert waves.posterior[0] < 1 < waves.posterior[2]
    assert waves.posterior[1] == pytest.approx(1, abs=0.35)
    assert found.emulator.explained > 0.5
    assert len(found.pairs) == len(bak.SERIES) * len(bak.FITTED)


def test_windows_left_out_are_told_more_honestly(found: Calibrated) -> None:
    checked = found.checked
    assert checked.windows["check"] == ("bak-toets-2010",)
    for subset, windows in checked.windows.items():
        before, after = (pooled(checked.scores(point, *windows)) for point in (checked.chosen, checked.calibrated))
        counts = 3 * len(bak.SERIES) * (3 if subset == "fit" else 1)
        assert before.counts == after.counts == counts
        assert after.inside[1] > before.inside[1]
        assert after.relative < 1.1 * before.relative
    everything = pooled(checked.scores(checked.calibrated, *checked.windows["fit"], *checked.windows["check"]))
    assert everything.inside[1] / everything.counts == pytest.approx(0.9, abs=0.09)


def test_as_chosen_is_the_first_point(found: Calibrated) -> None:
    assert found.factors.shape == (25, 2)
    assert (found.factors[0] == 1).all()
    assert found.loss.argmin() != 0


@pytest.mark.long
def test_the_same_whatever_the_workers() -> None:
    window = plan("bak", FEW).fit[0]
    task = Task("bak", {window.name: window.series})
    runs = [(window.scenario({"niveaus": factor}, 20, 4), window.name) for factor in (0.5, 1.0, 3.0)]
    alone = list(scores(task, runs, 1))
    for one, other in zip(alone, scores(task, runs, 2), strict=True):
        assert list(one) == list(other)
        assert all(pickle.dumps(one[name]) == pickle.dumps(other[name]) for name in one)
    widths = [one["a"].covariance[0, 0] for one in alone]
    assert widths == sorted(widths)
    assert (alone[0]["golf"].covariance == alone[2]["golf"].covariance).all()
