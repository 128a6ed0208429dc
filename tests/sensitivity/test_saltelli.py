"""Saltelli's design: what is swapped and what stays, to the bit."""

from __future__ import annotations

import ladder
import numpy as np
import pytest

from simulate.engine.draws import Draws
from simulate.engine.streams import BLOCK
from simulate.running.replicate import other_chance
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.sensitivity.columns import Quantity, uncertain
from simulate.sensitivity.design import CHANCE, OTHERS, Design, Group, groups
from simulate.sensitivity.ranking import Driver, Ranking
from simulate.views.sensitivity.text import group
from simulate.vocabulary import Label

LABEL = Label(nl="", en="")


def values(draws: Draws) -> dict[str, np.ndarray]:
    """Every sampled quantity by name."""
    (measure,) = draws.measures
    found = {name: path.values[0] for name, path in draws.paths.items()}
    return {**found, ladder.LATE: measure.delay, ladder.COMES: measure.comes, ladder.EFFECT: measure.effects[0].value}


def design(scenario: Scenario, size: int) -> Design:
    names = uncertain(scenario)
    rest = frozenset(names[1:])
    alone = Group(names[0], frozenset(names[:1]))
    return Design(scenario, (alone, Group(OTHERS, rest), Group(CHANCE)), size)


def test_all_names_swapped_are_the_partner_draws_to_the_bit() -> None:
    scenario = ladder.scenario()
    swapped = values(sample(scenario, 0, 500, dict.fromkeys(uncertain(scenario), np.arange(BLOCK, BLOCK + 500))))
    partner = values(sample(scenario, 1, 500))
    assert swapped.keys() == partner.keys()
    for name, told in swapped.items():
        np.testing.assert_array_equal(told, partner[name])


def test_what_is_not_named_stays() -> None:
    scenario = ladder.scenario()
    for name in uncertain(scenario):
        before, after = values(sample(scenario, 0, 500)), values(sample(scenario, 0, 500, {name: np.arange(500, 1000)}))
        assert [other for other in before if not np.array_equal(before[other], after[other])] == [name]


def test_run_a_is_the_run_itself_and_each_run_has_its_own_chance() -> None:
    scenario = ladder.scenario()
    mine = design(scenario, BLOCK)
    runs = [mine.draws(run, 0) for run in range(mine.runs)]
    np.testing.assert_equal(values(runs[0]), values(sample(scenario, 0, BLOCK)))
    other = other_chance(scenario.seed)
    assert [draws.seed for draws in runs] == [scenario.seed, scenario.seed, scenario.seed, other, other]
    np.testing.assert_equal(values(runs[3]), values(runs[0]))
    partner = {
        name: value[mine.partners - BLOCK] for name, value in values(sample(scenario, 1, BLOCK)).items() if value.ndim
    }
    told = values(runs[4])
    assert len(partner) == len(uncertain(scenario))
    for name, value in partner.items():
        np.testing.assert_array_equal(told[name], value)
    np.testing.assert_array_equal(np.sort(mine.partners), np.arange(BLOCK, 2 * BLOCK))


@pytest.mark.parametrize("size", [32, 1000, 1001, 1024, 2500])
def test_a_run_is_blocks_of_which_the_last_is_narrow(size: int) -> None:
    mine = design(ladder.scenario(), size)
    assert sum(mine.draws(0, block).size for block in range(mine.blocks)) == size
    for run, numbers in ((0, np.arange(size)), (mine.runs - 1, mine.partners)):
        got = np.concatenate([values(mine.draws(run, block))[ladder.LATE] for block in range(mine.blocks)])
        drawn = [values(sample(ladder.scenario(), block, BLOCK))[ladder.LATE] for block in range(2 * mine.blocks)]
        np.testing.assert_array_equal(got, np.concatenate(drawn)[numbers])


def test_the_draws_of_a_and_b_are_independent() -> None:
    """Over seeds, their correlation has the spread of that of independent numbers: in order it has a quarter more."""
    found = []
    for seed in range(150):
        mine = design(ladder.scenario(seed=seed), 512)
        a, b = (values(mine.draws(run, 0)) for run in (0, mine.runs - 1))
        found += [np.corrcoef(a[name], b[name])[0, 1] for name in ladder.WEIGHTS]
    assert np.std(found) * 512**0.5 == pytest.approx(1, abs=0.1)
    assert abs(np.mean(found)) * 512**0.5 < 0.15


def quantity(name: str) -> Quantity:
    return Quantity(name, "value", LABEL)


def ranking(*names: str, noise: str = "niets") -> Ranking:
    drivers = [Driver(quantity(name), (0, 0, 0), (0, 0, 0), 2.0) for name in names]
    drivers.append(Driver(quantity(noise), (0, 0, 0), (0, 0, 0), 0.9))
    return Ranking("som", "", "", "", "totaal", 2025, 1000, tuple(drivers), 0.1, 0.1)


def test_the_groups_are_the_first_of_every_ranking_the_rest_and_chance() -> None:
    scenario = ladder.scenario()
    found = groups(scenario, [ranking("ladder.veel", "ladder.weinig"), ranking("ladder.minder")], 2)
    assert [group.name for group in found] == ["ladder.veel", "ladder.minder", OTHERS, CHANCE]
    assert found[2].members == frozenset(uncertain(scenario)) - {"ladder.veel", "ladder.minder"}
    assert group(found[2], "en") == "all other uncertain quantities (5)"
    # What does not rise above the noise is not looked at alone.
    assert len(groups(scenario, [ranking("ladder.veel")], 10)) == 3


def test_where_every_quantity_is_looked_at_alone_there_are_no_others() -> None:
    scenario = ladder.scenario()
    found = groups(scenario, [ranking(*uncertain(scenario))], 10)
    assert [group.name for group in found] == [*uncertain(scenario), CHANCE]
