"""Same seed, same bits; a process that is added leaves the numbers of the others alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.engine.recorder import Level
from simulate.models.asiel import Asiel
from simulate.results.opening import open_results
from simulate.running.runner import run as run_scenario
from simulate.running.sampling.draws import sample
from simulate.views.publish import SummaryAndFigures
from tests.models.asiel import chain


class Uitgebreid(Asiel):
    """The chain with one more process, that draws numbers and records them."""

    loterij = Level("Loterij", "Lottery", "personen")

    @process("lotto", "lottery")
    def lotto(self) -> Proceeding:
        """Elke week."""
        trekking = self.stream("loterij")
        while True:
            self.record(loterij=trekking.poisson(np.full(self.size, 5.0)))
            yield self.clock.next_week()

    processes = (lotto, *Asiel.processes)


def test_the_same_block_gives_the_same_bits() -> None:
    scenario = chain.scenario("asiel-regeerprogramma.yaml", months=18)
    first, second = chain.run(scenario, block=3), chain.run(scenario, block=3)
    for name, series in first.recorder.series.items():
        np.testing.assert_array_equal(series, second.recorder.series[name], err_msg=name)


@pytest.mark.long
def test_one_and_two_workers_and_more_draws_give_the_same_bits(tmp_path: Path) -> None:
    short = chain.scenario("asiel-regeerprogramma.yaml", months=14)
    few, many = (short.model_copy(update={"draws": draws}) for draws in (500, 2_000))
    for folder, scenario, workers in (("one", few, 1), ("two", many, 2)):
        run_scenario(scenario, tmp_path / folder, workers=workers, publish=SummaryAndFigures("asiel"))
    one, two = open_results(tmp_path / "one"), open_results(tmp_path / "two")
    assert (one.sizes["draw"], two.sizes["draw"]) == (500, 2_000)
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].values, two[name].isel(draw=slice(500)).values, err_msg=str(name))


def test_other_blocks_and_seeds_give_other_numbers() -> None:
    scenario = chain.scenario(months=3)
    other_seed = scenario.model_copy(update={"seed": scenario.seed + 1})
    series = [
        chain.run(s, block=b).recorder.series["eerste_aanvragen"]
        for s, b in ((scenario, 0), (scenario, 1), (other_seed, 0))
    ]
    assert not np.array_equal(series[0], series[1])
    assert not np.array_equal(series[0], series[2])


def test_a_process_that_is_added_leaves_the_others_alone() -> None:
    draws = sample(chain.scenario(months=18), 0, 50)
    plain, extended = Asiel(draws), Uitgebreid(draws)
    plain.run()
    extended.run()
    for name, series in plain.recorder.series.items():
        np.testing.assert_array_equal(series, extended.recorder.series[name], err_msg=name)


def test_every_parameter_is_read_and_every_one_read_is_given() -> None:
    given = set(chain.scenario().parameters)
    assert set(Asiel.parameters()) == given
