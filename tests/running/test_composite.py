"""A composite in result folders: one for itself and in it one for each part, each a valid result folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import streek
import xarray as xr

import simulate
from simulate.comparing.runs import open_runs
from simulate.engine.draws import Draws
from simulate.engine.recorder import Series
from simulate.errors import CannotAnswer, Interrupted
from simulate.results.opening import open_results
from simulate.running import blocks, replicate
from simulate.running.execution import task
from simulate.running.execution.progress import Silent
from simulate.running.runner import run
from simulate.running.store import outcomes as store
from simulate.running.store import record, seals
from simulate.running.store.plain import sha256
from simulate.running.verify import verify
from simulate.scenario import Scenario
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

PARTS = ("bron", "vat")


def short(name: str = "streek", draws: int = 40) -> Scenario:
    return streek.scenario(name, draws=draws)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "streek"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(short(), folder, workers=1, publish=SummaryAndFigures("streek", figures=False))
    return folder


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(finished, tmp_path / "streek")


def same(one: Path, other: Path) -> None:
    for part in ("", *PARTS):
        xr.testing.assert_identical(open_results(one / part).load(), open_results(other / part).load())


def test_every_part_has_a_result_folder_of_its_own(finished: Path) -> None:
    whole = record.read(finished)
    assert tuple(whole.parts) == PARTS
    for part in PARTS:
        own = record.read(finished / part)
        assert (own.status, own.model, own.draws) == ("complete", part, 40)
        assert (finished / part / "summary.csv").is_file()
        assert whole.parts[part] == sha256(finished / part / record.NAME)


def test_it_holds_whole_and_part_by_part(finished: Path) -> None:
    found = list(verify(finished))
    assert all(finding.holds for finding in found)
    assert len(set(found)) == len(found)
    assert all(finding.holds for finding in verify(finished / "bron"))


def test_a_part_that_was_changed_is_noticed_from_the_whole(folder: Path) -> None:
    summary = folder / "bron" / "summary.csv"
    summary.write_text(summary.read_text().replace("1", "2", 1))
    assert {finding.part for finding in verify(folder, 0) if finding.holds is False} == {"bron"}
    (folder / "vat" / "run.json").write_text("{}")
    with pytest.raises(CannotAnswer):
        list(verify(folder, 0))


def test_a_part_is_compared_with_its_model_alone_draw_by_draw(finished: Path, tmp_path: Path) -> None:
    alone = tmp_path / "bron"
    run(short("bron"), alone, workers=1, publish=SummaryAndFigures("bron", figures=False))
    with pytest.raises(CannotAnswer, match=r"not the same things; its part .*streek/bron is such a run"):
        open_runs([finished, alone])
    base, part = open_runs([alone, finished / "bron"])
    assert part.unpaired == ()
    assert base.name != part.name
    assert (base.label.en, part.label.en) == ("A bron", "A streek (bron)")


def test_more_draws_are_added_to_every_part_and_are_those_of_a_longer_run(folder: Path, tmp_path: Path) -> None:
    run(short(draws=60), folder, workers=1)
    run(short(draws=60), tmp_path / "new", workers=1)
    same(folder, tmp_path / "new")
    assert [record.read(folder / part).draws for part in ("", *PARTS)] == [60] * 3


def test_a_finished_run_has_nothing_to_do(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    run(short(), folder, workers=1, publish=SummaryAndFigures("streek", figures=False))
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_what_is_recomputed_is_recomputed_once_for_all_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    computed = list[str]()
    run_models = blocks.run_models

    def counting(scenario: Scenario, draws: Draws) -> dict[str, dict[str, Series]]:
        computed.append(scenario.model)
        return run_models(scenario, draws)

    monkeypatch.setattr(blocks, "run_models", counting)
    monkeypatch.setattr(replicate, "run_models", counting)
    found = list(verify(folder))
    assert all(finding.holds for finding in found)
    said = [finding.text for finding in found if "recomputed, is the same in every bit" in finding.text]
    assert len(said) >= 1 + len(PARTS)
    replicates = sum("the replicate" in text for text in said)
    assert computed == ["streek"] * (2 if replicates else 1)


def test_a_part_that_is_not_of_the_whole_is_judged_by_itself(folder: Path) -> None:
    """Its scenario was changed: that is told, and what is beside it holds."""
    path = folder / "vat" / record.SCENARIO
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert {finding.part for finding in verify(folder) if finding.holds is False} == {"vat"}


def test_a_block_that_one_part_lacks_is_computed_again(folder: Path, finished: Path) -> None:
    """As it is left by a kill between the marks of two parts."""
    for part in ("", "vat"):
        seals.take_back(folder / part / record.OUTCOMES, 0)
        killed = {"status": "running", "files": {}, "blocks_done": ()}
        record.write(folder / part, record.read(folder / part).model_copy(update=killed))
    run(short(), folder, workers=1)
    same(folder, finished)


def test_stopped_before_its_last_store_it_goes_on(tmp_path: Path, finished: Path) -> None:
    written = list[str]()
    write = store.Writer.write

    def stops(self: store.Writer, number: int, outcomes: object) -> None:
        written.append("")
        if len(written) == 2:
            raise KeyboardInterrupt
        write(self, number, outcomes)  # type: ignore[arg-type]

    task._writers.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.Writer, "write", stops)
        with pytest.raises(Interrupted):
            run(short(), tmp_path / "r", workers=1, progress=Silent())
    assert record.read(tmp_path / "r").status != "complete"
    run(short(), tmp_path / "r", workers=1)
    same(tmp_path / "r", finished)


def test_in_python_it_is_a_tree_of_datasets(finished: Path) -> None:
    tree = simulate.open_results(finished)
    assert isinstance(tree, xr.DataTree)
    assert set(tree.children) == {"streek", *PARTS}
    xr.testing.assert_identical(tree["bron"].to_dataset().load(), open_results(finished / "bron").load())
    assert isinstance(simulate.open_results(finished / "bron"), xr.Dataset)


def test_statistics_of_every_part_can_be_kept_instead_of_draws(tmp_path: Path) -> None:
    folder = tmp_path / "streek"
    publish = SummaryAndFigures("streek", figures=False)
    run(short(draws=20), folder, workers=1, keep="statistics", publish=publish)
    assert all(finding.holds for finding in verify(folder, None))
