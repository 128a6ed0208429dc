from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import toy
import xarray as xr

from simulate.engine.recorder import Series
from simulate.errors import Refused
from simulate.results.opening import open_results
from simulate.running.execution import dispatch
from simulate.running.execution.task import BlockResult
from simulate.running.runner import Silent, run
from simulate.running.store import record
from simulate.views.publish import SummaryAndFigures

PUBLISH, BARE = SummaryAndFigures("toy"), SummaryAndFigures("toy", figures=False)


class Seen(Silent):
    """Remembers what was computed and said."""

    def __init__(self) -> None:
        self.blocks: list[int] = []
        self.said = ""

    def advance(self, result: BlockResult) -> None:
        self.blocks.append(result.block)

    def say(self, text: str) -> None:
        self.said += text


def test_one_and_two_workers_give_the_same_bits(tmp_path: Path, bits: toy.Bits) -> None:
    for workers in (1, 2):
        facts = run(toy.scenario(), tmp_path / str(workers), workers=workers)
        assert facts.status == "complete"
    assert bits(tmp_path / "1") == bits(tmp_path / "2")


def test_the_order_of_blocks_does_not_matter(tmp_path: Path, bits: toy.Bits, monkeypatch: pytest.MonkeyPatch) -> None:
    run(toy.scenario(), tmp_path / "forward", workers=1)
    forward = dispatch.results
    monkeypatch.setattr(dispatch, "results", lambda packed, todo, *more: forward(packed, reversed(todo), *more))
    seen = Seen()
    run(toy.scenario(), tmp_path / "backward", workers=1, progress=seen)
    assert seen.blocks == [2, 1, 0]
    assert bits(tmp_path / "forward") == bits(tmp_path / "backward")


def test_more_draws_compute_what_is_new_and_leave_the_old_draws_alone(tmp_path: Path, bits: toy.Bits) -> None:
    few = run(toy.scenario(draws=1500), tmp_path / "grown", workers=1, publish=PUBLISH)
    before = open_results(tmp_path / "grown").load()
    seen = Seen()
    many = run(toy.scenario(draws=3200), tmp_path / "grown", workers=1, publish=PUBLISH, progress=seen)
    assert (few.draws, many.draws, seen.blocks) == (1500, 3200, [1, 2, 3])
    xr.testing.assert_identical(
        before.drop_attrs(), open_results(tmp_path / "grown").isel(draw=slice(1500)).drop_attrs()
    )
    run(toy.scenario(draws=3200), tmp_path / "at once", workers=1)
    assert bits(tmp_path / "grown") == bits(tmp_path / "at once")


def test_a_run_computes_the_draws_asked_for_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, computed = toy.Toy.run, []

    def counted(self: toy.Toy) -> dict[str, Series]:
        computed.append(self.size)
        return whole(self)

    monkeypatch.setattr(toy.Toy, "run", counted)
    run(toy.scenario(draws=200), tmp_path, workers=1, publish=BARE)
    assert computed == [200, 200]
    computed.clear()
    facts = run(toy.scenario(draws=2300), tmp_path, workers=1, publish=BARE)
    assert computed == [1000, 1000, 300, 600]
    assert (facts.draws, facts.status, facts.blocks_done) == (2300, "complete", (0, 1, 2))
    computed.clear()
    assert run(toy.scenario(draws=150), tmp_path, workers=1, publish=BARE).draws == 2300
    assert computed == []


def test_again_says_it_is_complete_and_changes_nothing(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1, publish=PUBLISH)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    seen = Seen()
    facts = run(toy.scenario(draws=10), tmp_path, workers=1, publish=PUBLISH, progress=seen)
    assert "is complete" in seen.said
    assert (facts.draws, seen.blocks) == (2500, [])
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()} == before


def test_another_language_only_writes_the_summary_again(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1, publish=PUBLISH)
    seen = Seen()
    facts = run(toy.scenario(), tmp_path, workers=1, publish=SummaryAndFigures("toy", "nl"), progress=seen)
    assert (seen.blocks, facts.language, facts.status) == ([], "nl", "complete")
    assert "Bezetting," in (tmp_path / "summary.csv").read_text()


def test_a_changed_explanation_is_taken_over_without_computing(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1, publish=BARE)
    seen = Seen()
    changed = toy.scenario(label=replace(toy.scenario().label, en="The better toy"))
    run(changed, tmp_path, workers=1, publish=BARE, progress=seen)
    assert seen.blocks == []
    assert "The better toy" in (tmp_path / "scenario.yaml").read_text()
    assert record.read(tmp_path).label.en == "The better toy"


def test_other_inputs_are_refused_with_the_difference_and_nothing_changes(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1, publish=BARE)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(Refused, match=r"toy\.instroom\.aanvragen, 2025-01-01, value: 100\.0 -> 120\.0"):
        run(toy.with_value(120.0), tmp_path, workers=1, publish=PUBLISH)
    with pytest.raises(Refused, match="seed: 7 -> 8"):
        run(toy.scenario(seed=8), tmp_path, workers=1, publish=PUBLISH)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_overwrite_replaces_the_old_run(tmp_path: Path, bits: toy.Bits) -> None:
    run(toy.scenario(draws=4000), tmp_path / "there", workers=1, publish=PUBLISH)
    (tmp_path / "there" / "result.txt").write_text("mine")
    facts = run(toy.scenario(seed=8), tmp_path / "there", workers=1, publish=PUBLISH, overwrite=True)
    run(toy.scenario(seed=8), tmp_path / "new", workers=1, publish=PUBLISH)
    assert (facts.seed, facts.draws, facts.status) == (8, 2500, "complete")
    assert bits(tmp_path / "there") == bits(tmp_path / "new")
    assert (tmp_path / "there" / "result.txt").read_text() == "mine"


def test_changed_code_is_refused(tmp_path: Path) -> None:
    run(toy.scenario(), tmp_path, workers=1)
    facts = record.read(tmp_path)
    record.write(tmp_path, facts.model_copy(update={"versions": facts.versions | {"code": "0"}}))
    with pytest.raises(Refused, match="the code of the engine or the model has changed"):
        run(toy.scenario(draws=5000), tmp_path, workers=1, publish=PUBLISH)


def test_the_record_tells_the_whole_run(tmp_path: Path) -> None:
    facts = run(toy.scenario(), tmp_path, workers=1, publish=PUBLISH, command=["simulate", "run", "toy.yaml"])
    assert facts == record.read(tmp_path)
    assert (facts.seed, facts.block, facts.draws, facts.months, facts.model) == (7, 1000, 2500, 24, "toy")
    assert facts.inputs == {"scenarios/toy.yaml": "0" * 64}
    assert facts.command == ("simulate", "run", "toy.yaml")
    assert facts.blocks_done == (0, 1, 2)
    libraries = {"numpy", "scipy", "simpy", "xarray", "zarr", "numcodecs", "pandas", "pydantic", "PyYAML"}
    assert libraries | {"python", "simulate", "code"} <= facts.versions.keys()
    assert "unknown" not in facts.versions.values()
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert facts.files.keys() == there - {"run.json"}
    assert {"scenario.yaml", "summary.csv", "figures/bezetting.svg", "figures/bezetting.png"} <= facts.files.keys()
