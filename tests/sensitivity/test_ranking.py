"""What drives an outcome is found, in the right order, and what does nothing is not."""

from __future__ import annotations

from pathlib import Path

import ladder
import numpy as np
import pytest

from simulate.engine.streams import BLOCK
from simulate.errors import CannotAnswer, Interrupted
from simulate.results.opening import open_results
from simulate.running.runner import run
from simulate.running.sampling.draws import sample
from simulate.sensitivity.columns import columns
from simulate.sensitivity.ranking import Ranking, rank
from simulate.views.sensitivity.text import quantity


@pytest.fixture(scope="module")
def rankings(ran: Path) -> dict[tuple[str, str], Ranking]:
    found = rank(ran, (), default=ladder.CARD.headline)
    return {(ranking.outcome, ranking.entry): ranking for ranking in found}


def test_the_order_and_the_sign_are_those_of_the_weights(rankings: dict[tuple[str, str], Ranking]) -> None:
    ranking = rankings["som", "totaal"]
    expected = sorted((name for name, size in ladder.SIZES.items() if size), key=lambda name: -ladder.SIZES[name])
    assert [driver.name for driver in ranking.found] == expected
    signs = {driver.name: np.sign(driver.correlation[0]) for driver in ranking.found}
    assert signs == {"ladder.veel": 1, "ladder.minder": -1, "ladder.weinig": 1, ladder.LATE: 1}
    # Of a sum of uniform numbers the correlation is the weight over the root of the sum of their squares.
    whole = sum(size**2 for size in [*ladder.SIZES.values(), 0.5]) ** 0.5
    for driver in ranking.found:
        assert abs(driver.correlation[0]) == pytest.approx(ladder.SIZES[driver.name] / whole, abs=0.06)


def test_what_does_nothing_stays_below_the_floor(rankings: dict[tuple[str, str], Ranking]) -> None:
    ranking = rankings["som", "totaal"]
    idle = {driver.name: driver for driver in ranking.drivers if driver.times <= 1}
    assert idle.keys() == {"ladder.niets", ladder.EFFECT, ladder.COMES}
    # The largest of a hundred correlations by accident, of standard deviation 1 / √draws.
    assert 2 / 1500**0.5 < ranking.correlation_floor < 4.5 / 1500**0.5
    assert 0.03 < ranking.pawn_floor < 0.13


def test_pawn_sees_what_neither_rises_nor_falls(rankings: dict[tuple[str, str], Ranking]) -> None:
    first = rankings["dal", "totaal"].drivers[0]
    assert first.name == "ladder.minder"
    assert abs(first.correlation[0]) < rankings["dal", "totaal"].correlation_floor
    assert first.pawn[0] > 3 * rankings["dal", "totaal"].pawn_floor


def test_whether_a_measure_comes_is_a_quantity_too(rankings: dict[tuple[str, str], Ranking]) -> None:
    ranking = rankings["gebeurt", "totaal"]
    assert ranking.found[0].name == ladder.COMES
    # One in a hundred of what does nothing comes just above the floor.
    assert all(driver.times < 1.3 for driver in ranking.drivers[1:])
    assert ranking.drivers[0].correlation[0] == pytest.approx(1)
    assert quantity(ranking.drivers[0].quantity, "en") == "The step: whether it comes"
    # Known whether it comes, the outcome is known: the distance is 0.6 where it comes and 0.4 where not.
    assert ranking.drivers[0].pawn[0] == pytest.approx(0.48, abs=0.03)


def test_without_a_total_every_entry_is_ranked_in_the_draws_that_have_it(
    rankings: dict[tuple[str, str], Ranking],
) -> None:
    assert rankings["per_groep", "kansarm"].drivers[0].name == "ladder.veel"
    assert rankings["per_groep", "overig"].drivers[0].name == "ladder.minder"
    assert rankings["per_groep", "kansrijk"].draws < 1000
    assert rankings["per_groep", "kansrijk"].found == ()


def test_intervals_hold_the_index(rankings: dict[tuple[str, str], Ranking]) -> None:
    for ranking in rankings.values():
        for driver in ranking.drivers:
            for index, low, high in (driver.correlation, driver.pawn):
                assert low <= index <= high


def test_the_columns_are_what_the_run_sampled() -> None:
    scenario = ladder.scenario()
    draws = np.array([3, 999, 1000, 2500])
    found = {column.quantity.name: column.values for column in columns(scenario, draws)}
    assert found.keys() == {*ladder.WEIGHTS, ladder.LATE, ladder.COMES, ladder.EFFECT}
    for place, draw in enumerate(draws):
        block = sample(scenario, int(draw) // BLOCK, BLOCK)
        assert found["ladder.veel"][place] == block.paths["ladder.veel"].values[0][draw % BLOCK]
        assert found[ladder.LATE][place] == block.measures[0].delay[draw % BLOCK]  # type: ignore[index]
        assert found[ladder.EFFECT][place] == block.measures[0].effects[0].value[draw % BLOCK]


def test_draws_that_are_missing_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ladder.Ladder.run

    def stopped(self: ladder.Ladder) -> dict[str, np.ndarray]:
        if self.draws.block == 1:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(ladder.Ladder, "run", stopped)
    with pytest.raises(Interrupted):
        run(ladder.scenario(draws=3000), tmp_path, workers=1)
    (ranking,) = rank(tmp_path, ("som",), (2025,))
    assert open_results(tmp_path).sizes["draw"] == ranking.draws == 1000
    assert [driver.name for driver in ranking.found][:2] == ["ladder.veel", "ladder.minder"]


def test_the_same_draws_give_the_same_numbers(ran: Path) -> None:
    assert list(rank(ran, ("som",))) == list(rank(ran, ("som",)))


@pytest.mark.parametrize(
    ("outcome", "years", "said"),
    [("zom", (), "did you mean 'som'"), ("som", (2031,), "choose --year 2025 up to 2025")],
)
def test_what_cannot_be_told_is_said(ran: Path, outcome: str, years: tuple[int, ...], said: str) -> None:
    with pytest.raises(CannotAnswer, match=said):
        list(rank(ran, (outcome,), years))


def test_what_is_the_same_in_all_draws_has_no_ranking(ran: Path) -> None:
    assert list(rank(ran, ("vast",))) == []


@pytest.mark.parametrize(
    ("changes", "said"), [({"draws": 60}, "60 draws are too few"), ({"uncertainty": False}, "nothing differs")]
)
def test_a_run_that_cannot_tell(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    run(ladder.scenario(**changes), tmp_path, workers=1)
    with pytest.raises(CannotAnswer, match=said):
        list(rank(tmp_path, ()))


def test_one_entry_of_an_outcome_is_ranked_by_itself(ran: Path) -> None:
    every = list(rank(ran, ("per_groep",)))
    assert list(rank(ran, (), entries=("kansrijk",), default=("per_groep",))) == [
        one for one in every if one.entry == "kansrijk"
    ]
    with pytest.raises(CannotAnswer, match="som is not divided by prospect group: it is not divided at all"):
        list(rank(ran, ("som[kansrijk]",)))
