"""All ways of writing the law of the benchmarks give the same distribution of outcomes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from benchmarks import counts, law, numbers, plain, scalar
from benchmarks.engine import INSTALLED, scenario
from simulate.running.blocks import run_block

SIZE = 2000
MONTHS = [0, 1, 5, 11, 23, 59, 119]


def _plain(source: numbers.Sources) -> dict[str, np.ndarray]:
    return dict(plain.run(law.figures(np.random.default_rng(7), SIZE), source))


@pytest.fixture(scope="module")
def reference() -> dict[str, np.ndarray]:
    return _plain(numbers.fast(11, 0, SIZE))


def _agree(ours: dict[str, np.ndarray], reference: dict[str, np.ndarray]) -> None:
    """The means agree within five standard errors, in every series, province and month that is looked at."""
    assert set(ours) == set(reference)
    for name, series in reference.items():
        a, b = ours[name][MONTHS].astype(float), series[MONTHS].astype(float)
        error = np.sqrt(a.var(axis=-1) / a.shape[-1] + b.var(axis=-1) / b.shape[-1])
        # Means can be equal to the last person at the start: then the error is nothing.
        far = np.abs(a.mean(axis=-1) - b.mean(axis=-1)) / np.maximum(error, 1e-3)
        assert far.max() < 5, f"{name}: {far.max():.1f} standard errors apart"


def test_numbers_of_the_engine(reference: dict[str, np.ndarray]) -> None:
    _agree(_plain(numbers.addressed(11, 0, SIZE)), reference)


def test_engine(reference: dict[str, np.ndarray], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTALLED)
    blocks = [run_block(scenario(SIZE), block) for block in range(2)]
    _agree({name: np.concatenate([b[name] for b in blocks], axis=-1) for name in blocks[0]}, reference)


def test_one_environment_per_draw(reference: dict[str, np.ndarray]) -> None:
    _agree(scalar.run(13, 400), reference)


def test_ema_workbench_runs_the_same_law() -> None:
    ema = pytest.importorskip("benchmarks.ema")
    drawn = ema.chain(45_000.0, 0.65, 3_400.0, 2_300.0, 20.2)
    assert set(drawn) == {*law.NATIONAL, *law.PROVINCIAL}
    assert drawn["koppeling"].shape == (law.MONTHS, law.PROVINCES)


@pytest.mark.parametrize("mean", [0.0, 0.3, 4.0, 9.99, 30.0, 3000.0])
def test_quick_poisson_is_nearly_the_quantile(mean: float) -> None:
    z = np.random.default_rng(1).standard_normal(5000)
    exact = stats.poisson.ppf(stats.norm.cdf(z), mean)
    assert (counts.poisson(z, np.full_like(z, mean)) != exact).mean() < 0.005


@pytest.mark.parametrize(("n", "p"), [(0, 0.3), (5, 0.3), (5, 0.0), (5, 1.0), (12, 0.95), (100, 0.2), (40_000, 0.008)])
def test_quick_binomial_is_nearly_the_quantile(n: int, p: float) -> None:
    z = np.random.default_rng(2).standard_normal(5000)
    exact = stats.binom.ppf(stats.norm.cdf(z), n, p)
    assert (counts.binomial(z, np.full_like(z, n), p) != exact).mean() < 0.005
