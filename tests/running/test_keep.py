"""Runs that keep statistics instead of draws."""

from __future__ import annotations

import csv
import shutil
from collections import namedtuple
from pathlib import Path

import numpy as np
import pytest
import toy

from simulate.errors import CannotAnswer, Interrupted, Refused, RunError
from simulate.results.opening import open_results
from simulate.results.statistics import QUANTILES
from simulate.results.summary import read_summary
from simulate.running import disk
from simulate.running.runner import run
from simulate.running.statistics import store
from simulate.running.store import record
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

BARE, DRAWN = SummaryAndFigures("toy", figures=False), SummaryAndFigures("toy")
DRAWS = 10_500
KEPT = ("summary.csv", "spread.csv", "first.npz", "twin.npz")


def kept(folder: Path) -> dict[str, bytes]:
    """Every byte that a run of statistics leaves, but those of its record and of the metadata."""
    files = [*(folder / name for name in KEPT), *sorted((folder / "statistics").rglob("*.npz"))]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of 10,500 draws on one worker; nobody writes in it."""
    folder = tmp_path_factory.mktemp("kept") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(draws=DRAWS), folder, workers=1, publish=BARE, keep="statistics")
    return folder


def test_no_draws_are_kept_and_few_files(whole: Path) -> None:
    assert not list((whole / "outcomes.zarr").glob("bezetting/c/**/*"))
    names = sorted(file.name for file in (whole / "statistics").rglob("*.npz"))
    assert names == ["000010.npz", "edges.npz", "merged.npz"]
    assert record.read(whole).keep == "statistics"


def test_the_summary_is_nearly_that_of_all_draws(whole: Path, tmp_path: Path) -> None:
    """What is given as p5 lies between p4.8 and p5.2 of the draws, or is less than a step of the outcome off."""
    run(toy.scenario(draws=DRAWS), tmp_path, workers=1, publish=BARE)
    ds = open_results(tmp_path)
    exact, found = read_summary(tmp_path), read_summary(whole)
    assert {name: list(rows) for name, rows in exact.rows.items()} == {n: list(rows) for n, rows in found.rows.items()}
    steps = {"bezetting": ("overig", 0), "kosten": ("totaal", 2533.25), "bezettingsgraad": ("totaal", 0)}
    for name, (entry, step) in steps.items():
        outcome = ds[name].sel(groep=entry) if entry != "totaal" else ds[name]
        for row, draws in zip(found.months(name, entry), outcome.values, strict=True):
            ordered = np.sort(draws)
            for quantile, probability in QUANTILES.items():
                low, high = np.quantile(ordered, [probability - 0.002, probability + 0.002])
                slack = 1e-5 * abs(float(row[quantile])) + step
                assert low - slack <= float(row[quantile]) <= high + slack
            np.testing.assert_allclose(float(row["mean"]), draws.mean(dtype=float), rtol=1e-5)
    assert (tmp_path / "spread.csv").read_bytes() == (whole / "spread.csv").read_bytes()


def test_one_and_two_workers_give_the_same_bits(whole: Path, tmp_path: Path) -> None:
    run(toy.scenario(draws=DRAWS), tmp_path, workers=2, publish=BARE, keep="statistics")
    assert kept(tmp_path) == kept(whole)


def test_more_draws_later_give_the_bits_of_all_at_once(whole: Path, tmp_path: Path) -> None:
    for draws in (700, 2500, 3000, DRAWS):
        run(toy.scenario(draws=draws), tmp_path, workers=1, publish=BARE, keep="statistics")
    assert kept(tmp_path) == kept(whole)


@pytest.mark.long
@pytest.mark.parametrize("event", ["kill once", "fail once"])
@pytest.mark.parametrize("block", [0, 6])
def test_a_block_that_goes_wrong_is_computed_again(
    event: str, block: int, whole: Path, tmp_path: Path, events: Path
) -> None:
    (events / str(block)).write_text(event)
    for _ in range(2):
        facts = run(toy.scenario(draws=DRAWS), tmp_path / "r", workers=2, publish=BARE, keep="statistics")
    assert facts.status == "complete"
    assert kept(tmp_path / "r") == kept(whole)


def test_a_run_that_is_stopped_goes_on_where_it_was(whole: Path, tmp_path: Path, events: Path) -> None:
    (events / "9").write_text("interrupt once")
    with pytest.raises(Interrupted):
        run(toy.scenario(draws=DRAWS), tmp_path / "r", workers=1, publish=BARE, keep="statistics")
    assert len(store.merged_digests(tmp_path / "r" / "statistics")) == 9
    run(toy.scenario(draws=DRAWS), tmp_path / "r", workers=1, publish=BARE, keep="statistics")
    assert kept(tmp_path / "r") == kept(whole)


def test_a_folder_keeps_what_it_kept(whole: Path, tmp_path: Path) -> None:
    run(toy.scenario(draws=30), tmp_path, workers=1)
    with pytest.raises(Refused, match=r"what is kept \(--keep\): draws -> statistics"):
        run(toy.scenario(draws=30), tmp_path, workers=1, keep="statistics")
    run(toy.scenario(draws=30), tmp_path, workers=1, keep="statistics", overwrite=True)
    with pytest.raises(Refused, match=r"what is kept \(--keep\): statistics -> draws"):
        run(toy.scenario(draws=30), tmp_path, workers=1)
    run(toy.scenario(draws=30), tmp_path, workers=1, overwrite=True)
    assert not (tmp_path / "statistics").exists()


def test_figures_are_drawn_from_statistics(tmp_path: Path) -> None:
    facts = run(toy.scenario(draws=40), tmp_path, workers=1, publish=DRAWN, keep="statistics")
    assert {"figures/bezetting.svg", "figures/kosten.png"} <= set(facts.files)
    again = run(toy.scenario(draws=40), tmp_path, workers=1, publish=DRAWN, keep="statistics")
    assert again == facts


def test_draws_that_are_not_there_are_not_given(whole: Path) -> None:
    with pytest.raises(CannotAnswer, match="keeps statistics and no draws"):
        open_results(whole)


def findings(folder: Path, blocks: int | None = None) -> tuple[list[str], list[str]]:
    found = list(verify(folder, blocks))
    return [one.text for one in found if one.holds], [one.text for one in found if one.holds is False]


def test_every_block_is_verified_against_its_statistics(whole: Path) -> None:
    holds, wrong = findings(whole)
    assert not wrong
    assert sum("gives the statistics that are kept" in text for text in holds) == 11
    assert "all blocks together, recomputed, give the statistics that are kept" in holds


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("blocks/000010.npz", "gives other statistics than those that are kept"),
        ("merged.npz", "all blocks together have other statistics in 1 outcome: kosten"),
    ],
)
def test_a_tampered_statistic_is_found(file: str, said: str, whole: Path, tmp_path: Path) -> None:
    """Also where the record is made to agree with the files."""
    folder = shutil.copytree(whole, tmp_path / "toy")
    path = folder / "statistics" / file
    with np.load(path) as stored:
        arrays = dict(stored)
    arrays["kosten/counts"][0, 3] += 1
    with path.open("wb") as new:
        store.write_arrays(new, arrays.items())
    assert any(f"1 file is changed: statistics/{file}" in text for text in findings(folder, 0)[1])
    record.write(folder, record.read(folder).model_copy(update={"files": record.hashes(folder)}))
    assert any(said in text for text in findings(folder)[1])


def test_statistics_that_are_gone_or_damaged_are_found(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "toy")
    merged = folder / "statistics" / "merged.npz"
    merged.write_bytes(merged.read_bytes()[:-500])
    assert any("statistics cannot be read" in text for text in findings(folder, 1)[1])
    merged.unlink()
    assert any("not those of 10,500 draws" in text for text in findings(folder, 0)[1])


Usage = namedtuple("Usage", "total used free")


def test_a_run_that_would_not_fit_is_refused_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: Usage(10**12, 0, 50_000_000))
    message = r"1,000,000 draws need about \d+\.\d GB .*50.0 MB is free: keep only statistics with --keep statistics"
    with pytest.raises(RunError, match=message):
        run(toy.scenario(draws=1_000_000), tmp_path, workers=1)
    assert not (tmp_path / "run.json").exists()
    run(toy.scenario(draws=1500), tmp_path, workers=1)


def test_what_is_thrown_away_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(toy.scenario(draws=2000), tmp_path, workers=1)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: Usage(10**12, 0, 100_000))
    with pytest.raises(RunError, match="ask for fewer draws"):
        run(toy.scenario(draws=4000), tmp_path, workers=1)
    run(toy.scenario(draws=2000, seed=8), tmp_path, workers=1, overwrite=True)


def test_the_size_of_draws_is_about_what_they_take(tmp_path: Path) -> None:
    run(toy.scenario(draws=3000), tmp_path, workers=1)
    real = sum(file.stat().st_size for file in (tmp_path / "outcomes.zarr").rglob("*") if file.is_file())
    assert 0.5 * real < disk.bytes_of_draws(toy.scenario(), 3000) < 2 * real


def test_the_record_of_a_run_of_draws_is_that_of_before(tmp_path: Path) -> None:
    run(toy.scenario(draws=30), tmp_path, workers=1)
    text = (tmp_path / "run.json").read_text()
    assert '"keep"' not in text
    assert record.sealed(text)


def test_a_summary_row_of_a_kept_run_has_all_statistics(whole: Path) -> None:
    with (whole / "summary.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["mean"] and row["p50"] for row in csv.DictReader(file))
