"""All ways of writing the law of the benchmarks give the same distribution of outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

import numpy as np
import pytest
from scipy import stats

from benchmarks import compiled, counts, law, municipalities, numbers, plain, scalar
from benchmarks.agreement import FAR, check, farthest
from benchmarks.engine import INSTALLED, scenario
from simulate.running.blocks import run_block
from simulate.vocabulary import AXES

pytestmark = pytest.mark.long

SIZE = 2000
MONTHS = [0, 1, 5, 11, 23, 59, 119]


def _plain(source: numbers.Sources) -> dict[str, np.ndarray]:
    return dict(plain.run(law.figures(np.random.default_rng(7), SIZE), source))


@pytest.fixture(scope="module")
def reference() -> dict[str, np.ndarray]:
    return _plain(numbers.fast(11, 0, SIZE))


@pytest.fixture(scope="module", autouse=True)
def vocabulary_as_it_was() -> Iterator[None]:
    """What is an axis for these tests is not one for those that come after them in this process."""
    before = dict(AXES)
    yield
    AXES.clear()
    AXES.update(before)


def _agree(ours: Mapping[str, np.ndarray], reference: Mapping[str, np.ndarray]) -> None:
    """The means agree, in every series, province and month that is looked at."""
    distance, series = farthest(ours, reference)
    assert distance < FAR, f"{series}: {distance:.1f} standard errors apart"


def test_numbers_of_the_engine(reference: dict[str, np.ndarray]) -> None:
    _agree(_plain(numbers.addressed(11, 0, SIZE)), reference)


def test_engine(reference: dict[str, np.ndarray], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTALLED)
    blocks = [run_block(scenario(SIZE), block) for block in range(2)]
    _agree({name: np.concatenate([b[name] for b in blocks], axis=-1) for name in blocks[0]}, reference)


@pytest.mark.parametrize("generator", [np.random.SFC64, np.random.Philox])
def test_compiled_loop(reference: dict[str, np.ndarray], generator: type[np.random.BitGenerator]) -> None:
    _agree(compiled.run(law.figures(np.random.default_rng(3), SIZE), 17, generator), reference)


def test_one_environment_per_draw(reference: dict[str, np.ndarray]) -> None:
    _agree(scalar.run(13, 400), reference)


@pytest.mark.parametrize("library", ["mesa", "salabim"])
def test_libraries_that_know_numbers(library: str, reference: dict[str, np.ndarray]) -> None:
    pytest.importorskip(library)
    _agree(scalar.run(13, 60, import_module(f"benchmarks.with_{library}").draw), reference)


def test_ciw_with_a_thousand_times_fewer_people() -> None:
    ciw = pytest.importorskip("benchmarks.with_ciw")
    before = law.IN_PROCEDURE, law.BASE_MEDIAN
    with law.scaled(1000), np.errstate(divide="ignore", invalid="ignore"):
        reference = _plain(numbers.fast(11, 0, SIZE))
        _agree(scalar.run(13, 12, ciw.draw), reference)
    assert before == (law.IN_PROCEDURE, law.BASE_MEDIAN)


def test_another_law_is_noticed(reference: dict[str, np.ndarray]) -> None:
    other = reference | {"vertrek": reference["vertrek"] * 1.05}
    assert farthest(other, reference)[1] == "vertrek"
    with pytest.raises(AssertionError, match="another law"):
        check("other", other, reference)


def test_as_many_places_as_there_are_municipalities(reference: dict[str, np.ndarray]) -> None:
    ours = municipalities.run(municipalities.MUNICIPALITIES, width=100)
    assert ours["statushouders"].shape == (law.MONTHS, municipalities.MUNICIPALITIES, 100)
    summed = {name: ours[name].sum(axis=1, keepdims=True) for name in law.PROVINCIAL}
    _agree(ours | summed, reference | {name: reference[name].sum(axis=1, keepdims=True) for name in law.PROVINCIAL})


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
