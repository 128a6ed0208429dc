"""The replicate: other chance, the same parameters; and what a run makes of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import linear
import numpy as np
import pytest
import toy

from simulate.engine.streams import Stream
from simulate.errors import Interrupted
from simulate.running import replicate
from simulate.running.closing import seal_computed, with_published
from simulate.running.runner import run
from simulate.running.sampling.draws import sample
from simulate.running.store import record
from simulate.running.store.record import Record
from simulate.running.verify import verify
from simulate.scenario import Scenario
from simulate.views.publish import SummaryAndFigures

FILES = ("twin.npz", "spread.csv")


def told(scenario: Scenario, folder: Path, workers: int = 1, **more: Any) -> Record:
    return run(scenario, folder, workers=workers, publish=SummaryAndFigures(scenario.model, figures=False), **more)


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "spread.csv").open(encoding="utf-8", newline="") as file:
        return {row["outcome"]: row for row in csv.DictReader(file)}


def split_files(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in FILES]


def test_a_run_finds_the_known_shares(tmp_path: Path) -> None:
    told(linear.scenario(), tmp_path)
    found = rows(tmp_path)
    for name, truth in linear.TRUTHS.items():
        share, chance, error = (
            float(found[name][column]) for column in ("share_parameters", "share_chance", "standard_error")
        )
        assert abs(share - truth) <= 4 * error + 1e-9, name
        assert error == pytest.approx((1 - truth**2) / np.sqrt(replicate.SIZE), abs=0.01), name
        assert share + chance == pytest.approx(1)
    # Of two normals with correlation one half, the correlation of their signs is a third.
    assert float(found["kans_op_meer"]["share_parameters"]) == pytest.approx(1 / 3, abs=0.15)
    assert found["vast"]["share_parameters"] == found["vast"]["standard_error"] == ""


def test_a_replicate_that_comes_while_its_run_is_sealed_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, hashes = told(toy.scenario(draws=100), tmp_path), record.hashes
    late = [tmp_path / name for name in ("twin.npz", "outcomes.zarr/blocks/seals/twin.json")]
    for file in late:
        file.rename(tmp_path.with_name(file.name))

    def and_meanwhile(*given: Any) -> dict[str, str]:
        found = hashes(*given)
        for file in late:
            if (aside := tmp_path.with_name(file.name)).exists():
                aside.rename(file)
        return found

    monkeypatch.setattr(record, "hashes", and_meanwhile)
    sealed = seal_computed(facts.model_copy(update={"files": {}}), tmp_path)
    assert "twin.npz" not in sealed.files
    assert with_published(sealed, tmp_path).files == facts.files


def test_without_uncertain_parameters_all_is_chance_and_no_twin_is_needed(tmp_path: Path) -> None:
    told(linear.scenario(uncertainty=False), tmp_path)
    found = rows(tmp_path)
    assert not (tmp_path / "twin.npz").exists()
    assert [found[n]["share_chance"] for n in ("mengsel", "helft", "toeval")] == ["1.0000"] * 3
    assert [found[n]["share_chance"] for n in ("zeker", "vast")] == ["", ""]


def test_of_few_draws_nothing_is_told(tmp_path: Path) -> None:
    told(linear.scenario(draws=replicate.FEWEST - 1), tmp_path / "few")
    assert not (tmp_path / "few" / "twin.npz").exists()
    assert {row["share_parameters"] for row in rows(tmp_path / "few").values()} == {""}
    told(linear.scenario(draws=replicate.FEWEST), tmp_path / "few")
    assert rows(tmp_path / "few")["mengsel"]["share_parameters"] != ""


def test_a_run_without_a_whole_calendar_year_has_no_twin(tmp_path: Path) -> None:
    told(toy.scenario(months=17), tmp_path)
    assert not (tmp_path / "twin.npz").exists()
    assert len((tmp_path / "spread.csv").read_text().splitlines()) == 1
    assert replicate.wanted(toy.scenario(months=18), toy.CARD.headline)


def test_the_twin_has_the_parameters_and_the_measures_of_the_first_draws() -> None:
    first, block = sample(linear.scenario(), 0, replicate.SIZE), sample(linear.scenario(), 0, 1000)
    mine, whole = (draws.paths["lineair.stand.hoogte"].values[0] for draws in (first, block))
    np.testing.assert_array_equal(mine, whole[: replicate.SIZE])
    again = replicate.run_replicate(linear.scenario(), linear.CARD.headline)
    np.testing.assert_array_equal(again["zeker"][0], mine - 10)


def test_its_chance_is_independent() -> None:
    other = replicate.other_chance(3)
    assert len({replicate.other_chance(seed) for seed in range(1000)} | set(range(1000))) == 2000
    pair = [Stream(seed, "lineair.toeval", 0, 20_000).uniform(1) for seed in (3, other)]
    assert abs(np.corrcoef(pair)[0, 1]) < 4 / np.sqrt(20_000)


@pytest.mark.long
@pytest.mark.parametrize("scenario", [toy.scenario(), linear.scenario()], ids=["toy", "linear"])
def test_one_and_two_workers_give_the_same_split(tmp_path: Path, scenario: Scenario) -> None:
    for workers in (1, 2):
        told(scenario, tmp_path / str(workers), workers)
    assert split_files(tmp_path / "1") == split_files(tmp_path / "2")


def widths(folder: Path) -> set[int]:
    return {values.shape[-1] for values in (replicate.read(folder) or {}).values()}


def test_the_twin_has_the_draws_of_the_run_up_to_600(tmp_path: Path) -> None:
    told(toy.scenario(draws=200), tmp_path / "grown")
    assert widths(tmp_path / "grown") == {200}
    assert all(finding.holds for finding in verify(tmp_path / "grown", None))
    told(toy.scenario(draws=1000), tmp_path / "grown")
    assert widths(tmp_path / "grown") == {600}
    assert all(finding.holds for finding in verify(tmp_path / "grown", None))
    told(toy.scenario(draws=1000), tmp_path / "at once")
    assert split_files(tmp_path / "grown") == split_files(tmp_path / "at once")


def test_more_draws_without_a_summary_leave_no_twin_of_fewer(tmp_path: Path) -> None:
    told(toy.scenario(draws=200), tmp_path)
    run(toy.scenario(draws=1000), tmp_path, workers=1)
    assert not (tmp_path / "twin.npz").exists()
    assert all(finding.holds for finding in verify(tmp_path, None))


def test_more_draws_keep_the_twin_and_tell_what_a_run_at_once_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(toy.scenario(draws=700), tmp_path / "grown")
    few = (tmp_path / "grown" / "spread.csv").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(replicate, "run_replicates", lambda *_: pytest.fail("computed again"))
        told(toy.scenario(), tmp_path / "grown")
    told(toy.scenario(), tmp_path / "at once")
    assert split_files(tmp_path / "grown") == split_files(tmp_path / "at once")
    assert few == (tmp_path / "grown" / "spread.csv").read_bytes()


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_a_twin_that_is_missing_or_torn_is_computed_again(tmp_path: Path, bits: toy.Bits, damage: str) -> None:
    told(toy.scenario(), tmp_path)
    before, outcomes = split_files(tmp_path), bits(tmp_path)
    file = tmp_path / "twin.npz"
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:5000])
    facts = told(toy.scenario(), tmp_path)
    assert split_files(tmp_path) == before
    assert bits(tmp_path) == outcomes
    assert facts.status == "complete"
    assert all(finding.holds for finding in verify(tmp_path, None))


def test_a_run_stopped_in_its_twin_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(replicate, "run_replicates", stop)
        with pytest.raises(Interrupted, match="3 of 3 blocks are kept"):
            told(toy.scenario(), tmp_path / "r")
    assert record.read(tmp_path / "r").status == "incomplete"
    assert not any((tmp_path / "r" / name).exists() for name in FILES)
    assert told(toy.scenario(), tmp_path / "r").status == "complete"
    told(toy.scenario(), tmp_path / "undisturbed")
    assert split_files(tmp_path / "r") == split_files(tmp_path / "undisturbed")


def test_a_failing_twin_leaves_the_outcomes_whole_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("more people left than there were")

    with monkeypatch.context() as patch:
        patch.setattr(replicate, "run_replicates", fail)
        assert told(toy.scenario(), tmp_path).status == "complete"
    assert (tmp_path / "summary.csv").exists()
    assert not any((tmp_path / name).exists() for name in FILES)
    told(toy.scenario(), tmp_path)
    assert all((tmp_path / name).exists() for name in FILES)


def test_overwriting_leaves_no_twin_of_the_old_run(tmp_path: Path) -> None:
    told(toy.scenario(), tmp_path / "there")
    run(toy.scenario(seed=8), tmp_path / "there", workers=1, overwrite=True)
    assert not any((tmp_path / "there" / name).exists() for name in FILES)
    told(toy.scenario(seed=8), tmp_path / "there")
    told(toy.scenario(seed=8), tmp_path / "new")
    assert split_files(tmp_path / "there") == split_files(tmp_path / "new")


def test_a_forged_twin_is_found_by_recomputing(tmp_path: Path) -> None:
    facts = told(toy.scenario(), tmp_path)
    assert set(FILES) <= facts.files.keys()
    values = replicate.read(tmp_path)
    assert values is not None
    values["kosten"][3, 5] = 1.0
    replicate.write(tmp_path, values)
    record.write(tmp_path, facts.model_copy(update={"files": record.hashes(tmp_path)}))
    assert all(finding.holds for finding in verify(tmp_path, 0))
    assert [finding.text for finding in verify(tmp_path, 1) if not finding.holds] == [
        "the replicate, recomputed, differs in 1 outcome: kosten (1 of 14,400 numbers)"
    ]
