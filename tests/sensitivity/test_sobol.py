"""Sobol indices against closed forms, and against the replicate of the run."""

from __future__ import annotations

import csv
from pathlib import Path

import ladder
import numpy as np
import pytest

from simulate.engine.arrays import Array
from simulate.running.runner import run
from simulate.running.sampling.design import column
from simulate.sensitivity.design import CHANCE, Design, Group
from simulate.sensitivity.ranking import rank
from simulate.sensitivity.sobol import Share, Sobol, decompose, design_of, split
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

pytestmark = pytest.mark.long

SIZE = 1024
NAMES = ("een", "twee", "drie")
GROUPS = tuple(Group(name) for name in NAMES)


def runs(function: object, size: int) -> Array:
    """The outcome of a function of three uniforms in all runs of the design, from columns as a run has them."""
    partners = Design(ladder.scenario(), GROUPS, size).partners
    a, b = (np.stack([column(3, name, draws) for name in NAMES]) for draws in (np.arange(size), partners[:size]))
    mixed = [np.where(np.arange(3)[:, None] == place, b, a) for place in range(3)]
    return np.stack([function(x) for x in (a, *mixed, b)])  # type: ignore[operator]


def ishigami(u: Array) -> Array:
    x = np.pi * (2 * u - 1)
    return np.asarray(np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))


def test_ishigami() -> None:
    shares, together = split(GROUPS, runs(ishigami, 8192), 1)
    told = {share.name: share for share in shares}
    for name, first, total in (("een", 0.3139, 0.5576), ("twee", 0.4424, 0.4424), ("drie", 0.0, 0.2437)):
        assert told[name].first[0] == pytest.approx(first, abs=0.03)
        assert told[name].total[0] == pytest.approx(total, abs=0.03)
    assert together[0] == pytest.approx(0.2437, abs=0.05)
    assert together[1] < 0.2437 < together[2]


def test_a_linear_model_is_the_squares_of_its_weights() -> None:
    weights = np.array([3.0, 2.0, 1.0])
    shares, together = split(GROUPS, 1e6 + runs(lambda u: weights @ u, SIZE), 1)
    assert [share.name for share in shares] == list(NAMES)
    for share, weight in zip(shares, weights, strict=True):
        true = weight**2 / (weights**2).sum()
        for index, _, high in (share.first, share.total):
            # Two and a half standard errors.
            assert index == pytest.approx(true, abs=2.5 * (high - index) / 1.645)
            assert 0 < high - index < 0.1
    assert together[0] == pytest.approx(0, abs=0.05)


@pytest.fixture(scope="module")
def found(ran: Path) -> dict[str, Sobol]:
    """Of every outcome but those by group, three quantities at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        rankings = list(rank(ran, ("som", "dal", "gebeurt")))
        told = decompose(ran, rankings, design_of(ran, rankings, SIZE, 5), 1, lambda: None)
    return {one.outcome: one for one in told}


def test_an_additive_model_through_the_whole_of_it(found: dict[str, Sobol]) -> None:
    parts = {**ladder.SIZES, CHANCE: 0.5}
    whole = sum(size**2 for size in parts.values())
    for share in found["som"].shares:
        true = parts.get(share.name, 0.0) ** 2 / whole
        for index, _, high in (share.first, share.total):
            assert index == pytest.approx(true, abs=2.5 * (high - index) / 1.645)
            assert high - index < 0.07
    assert [share.name for share in found["som"].shares][:2] == ["ladder.veel", "ladder.minder"]
    assert found["som"].ordered


def test_chance_and_what_neither_rises_nor_falls(found: dict[str, Sobol]) -> None:
    # |u - 0.5| has variance 1/48, and a fifth of a uniform 1/300.
    share = {share.name: share.total for share in found["dal"].shares}
    for name, variance in (("ladder.minder", 1 / 48), (CHANCE, 1 / 300)):
        index, _, high = share[name]
        assert index == pytest.approx(variance / (1 / 48 + 1 / 300), abs=2.5 * (high - index) / 1.645)


def test_what_decides_all_has_all(found: dict[str, Sobol]) -> None:
    first = found["gebeurt"].shares[0]
    assert first.name == ladder.COMES
    assert first.total[0] == pytest.approx(1, abs=0.06)
    assert all(share.total[0] == 0 for share in found["gebeurt"].shares[1:])


def test_the_same_bits_for_any_number_of_workers(ran: Path, found: dict[str, Sobol]) -> None:
    rankings = list(rank(ran, ("som", "dal", "gebeurt")))
    seen: list[int] = []
    two = decompose(ran, rankings, design_of(ran, rankings, SIZE, 5), 2, lambda: seen.append(1))
    assert two == list(found.values())
    assert len(seen) == 2 * two[0].runs


def test_chance_has_the_share_that_the_twin_gives_it(tmp_path: Path) -> None:
    from simulate.inputs.resolve.scenario import resolve

    scenario = resolve("asiel.yaml", {}, 1000, 1).model_copy(update={"months": 12})
    run(scenario, tmp_path, workers=1, publish=SummaryAndFigures("asiel", figures=False))
    year = scenario.start.year
    (ranking,) = rank(tmp_path, ("bezetting",), (year,))
    (told,) = decompose(tmp_path, [ranking], design_of(tmp_path, [ranking], 512, 3), 2, lambda: None)
    (chance,) = (share for share in told.shares if share.name == CHANCE)
    with (tmp_path / "spread.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (
            row
            for row in csv.DictReader(file)
            if (row["outcome"], row["entry"], row["period"]) == ("bezetting", "totaal", str(year))
        )
    error = np.hypot(float(row["standard_error"]), (chance.total[2] - chance.total[0]) / 1.645)
    assert chance.total[0] == pytest.approx(float(row["share_chance"]), abs=2.5 * error)
    assert error < 0.12


def test_the_order_says_nothing_where_intervals_reach_each_other() -> None:
    def one(*totals: tuple[float, float, float]) -> Sobol:
        shares = tuple(Share(Group("a"), total, total) for total in totals)
        return Sobol("som", "Sum", "Som", "", "totaal", 2025, 64, 5, 64, shares, (0.0, -0.1, 0.1))

    assert one((0.5, 0.4, 0.6), (0.3, 0.2, 0.39)).ordered
    assert not one((0.5, 0.2, 0.8), (0.3, 0.1, 0.5)).ordered
    assert one((0.5, 0.2, 0.8), (0.3, 0.1, 0.5)).widest == pytest.approx(0.3)
