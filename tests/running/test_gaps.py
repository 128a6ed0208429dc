"""Runs with a gap: a block was lost, files are gone, a part was ahead of the whole, another run came in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streek
import toy

from simulate.errors import CannotAnswer, Interrupted
from simulate.results.opening import open_outcomes, open_results
from simulate.results.table import tabulate
from simulate.running.execution import dispatch, task
from simulate.running.execution.task import REPLICATE, BlockResult
from simulate.running.runner import run
from simulate.running.store import outcomes, record
from simulate.running.store.record import Keep
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures

Computes = Callable[[bytes, int], BlockResult]

pytestmark = pytest.mark.usefixtures("toy_models")


def lose(monkeypatch: pytest.MonkeyPatch, *lost: int) -> None:
    """Let the processes that compute these blocks be lost."""

    def computed(packed: bytes, block: int) -> BlockResult:
        return BlockResult(block, 0.0, "the process was lost") if block in lost else task.compute(packed, block)

    monkeypatch.setattr(dispatch, "compute", computed)


def failures(folder: Path) -> list[str]:
    return [finding.text for finding in verify(folder, None) if finding.holds is False]


@pytest.mark.parametrize("keep", ["draws", "statistics"])
def test_fewer_draws_after_a_gap_are_those_of_a_straight_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: Keep
) -> None:
    """A block that has more draws than are asked for now counts them all, so it is computed again."""
    lose(monkeypatch, 1)
    assert run(toy.scenario(draws=4000), tmp_path / "gap", workers=1, keep=keep).status == "incomplete"
    lose(monkeypatch)
    for name in ("gap", "straight"):
        assert run(toy.scenario(draws=3500), tmp_path / name, workers=1, keep=keep).draws == 3500
    assert failures(tmp_path / "gap") == []
    one, other = (open_outcomes(tmp_path / name) for name in ("gap", "straight"))
    for name in one.data_vars:
        for mine, straight in zip(
            tabulate(one[name]).by_summed.values(), tabulate(other[name]).by_summed.values(), strict=True
        ):
            assert [part.tobytes() for part in mine] == [part.tobytes() for part in straight]


def test_statistics_of_a_block_that_are_gone_are_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a power failure leaves it, after which a seal may be there and its file not."""
    lose(monkeypatch, 1)
    run(toy.scenario(draws=4000), tmp_path, workers=1, keep="statistics")
    lose(monkeypatch)
    (tmp_path / "statistics" / "blocks" / "000002.npz").unlink()
    run_record = record.read(tmp_path)
    record.write(tmp_path, run_record.model_copy(update={"status": "running", "files": {}}))
    assert run(toy.scenario(draws=4000), tmp_path, workers=1, keep="statistics").status == "complete"
    assert failures(tmp_path) == []


def test_statistics_of_no_block_are_told_to_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(toy.scenario(draws=4000), tmp_path / "whole", workers=1, keep="statistics")
    lose(monkeypatch, *range(4))
    run(toy.scenario(draws=4000), tmp_path / "none", workers=1, keep="statistics")
    # The edges are there before the first block is.
    edges = (tmp_path / "whole" / "statistics" / "edges.npz").read_bytes()
    (tmp_path / "none" / "statistics" / "edges.npz").write_bytes(edges)
    assert any("has the statistics of no block" in text for text in failures(tmp_path / "none"))
    with pytest.raises(CannotAnswer):
        tabulate(next(iter(open_outcomes(tmp_path / "none").data_vars.values())))


@pytest.mark.parametrize("keep", ["draws", "statistics"])
def test_how_many_draws_are_missing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: Keep) -> None:
    lose(monkeypatch, 1)
    run(toy.scenario(draws=3000), tmp_path, workers=1, keep=keep)
    assert open_outcomes(tmp_path).attrs["missing_draws"] == 1000


def test_a_part_that_was_ahead_of_the_whole_goes_on_with_its_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed between the seal of the parts and that of the whole, and fewer draws are asked for."""
    written = outcomes.Writer.write

    def killed(self: outcomes.Writer, number: int, found: object) -> None:
        if self.path.parent == tmp_path:
            raise KeyboardInterrupt
        written(self, number, found)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(outcomes.Writer, "write", killed)
        with pytest.raises(Interrupted):
            run(streek.scenario("streek", draws=60), tmp_path, workers=1)
    assert run(streek.scenario("streek", draws=40), tmp_path, workers=1).status == "complete"
    assert {open_results(tmp_path / part).sizes["draw"] for part in ("", "bron", "vat")} == {40}
    assert failures(tmp_path) == []


@pytest.mark.parametrize("late", [1, REPLICATE])
def test_what_another_computer_finishes_for_an_earlier_run_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: int
) -> None:
    """A block that runs elsewhere goes on when its run is stopped; meanwhile another began in the folder."""
    begun: list[bytes] = []

    def first(packed: bytes, block: int) -> BlockResult:
        begun.append(packed)
        raise KeyboardInterrupt

    def second(packed: bytes, block: int) -> BlockResult:
        if block == 0:
            done = task.compute(packed, block)
            assert "another run began in" in str(task.compute(begun[0], late).error)
            return done
        raise KeyboardInterrupt

    publish = SummaryAndFigures("toy", figures=False)
    for computes, seed in ((first, 7), (second, 8)):
        monkeypatch.setattr(dispatch, "compute", computes)
        with pytest.raises(Interrupted):
            run(toy.scenario(draws=2000, seed=seed), tmp_path, workers=1, overwrite=True, publish=publish)
    lose(monkeypatch)
    run(toy.scenario(draws=2000, seed=8), tmp_path, workers=1, publish=publish)
    assert failures(tmp_path) == []
