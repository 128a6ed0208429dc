from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulate.exporting.export import ExportOptions, export
from simulate.results import chunks, summary
from simulate.results.opening import annual, open_results
from simulate.results.statistics import QUANTILES
from simulate.results.summary import FILES, By, write_summary
from simulate.views.export.labels import ExportLabels


@pytest.fixture(scope="module")
def table(finished: Path) -> pd.DataFrame:
    """The months and the years together."""
    files = [finished / name for name in ("summary-months.csv", "summary.csv")]
    return pd.concat(
        [pd.read_csv(file, dtype={"period": str}, keep_default_na=False, na_values=[""]) for file in files]
    )


def row(table: pd.DataFrame, outcome: str, entry: str, period: str) -> np.ndarray:
    found = table[(table.outcome == outcome) & (table.entry == entry) & (table.period == period)]
    assert len(found) == 1
    return found[["mean", *QUANTILES]].to_numpy()[0]


def expected(values: np.ndarray) -> np.ndarray:
    return np.array([np.nanmean(values), *np.nanquantile(values.astype(float), list(QUANTILES.values()))])


def test_the_table_is_tidy(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == summary.COLUMNS
    assert not table.duplicated(["outcome", "entry", "period"]).any()
    # 24 months and one whole calendar year; entries and totals of 0, 1 and 2 axes
    rows = table.groupby("outcome", sort=False).size()
    assert list(rows.items()) == [
        ("bezetting", 25 * 4),
        ("instroom", 25 * 4),
        ("verdeling", 25 * 4 * 3),
        ("kosten", 25),
        ("doorlooptijd", 25 * 3),
        ("bezettingsgraad", 25),
    ]
    assert set(table[table.outcome == "bezetting"].label) == {"Bezetting"}
    assert list(table[table.outcome == "bezetting"].entry_label.unique())[-1] == "totaal"


def test_years_and_months_are_in_files_of_their_own(finished: Path) -> None:
    assert set(pd.read_csv(finished / "summary.csv").period) == {2026}
    months = pd.to_datetime(pd.read_csv(finished / "summary-months.csv").period)
    assert set(months) == set(pd.date_range("2025-07-01", periods=24, freq="MS"))
    units = [pd.read_csv(finished / name).query("outcome == 'kosten'").unit_label for name in FILES.values()]
    assert [set(found) for found in units] == [{"euro per jaar"}, {"euro per maand"}]


@pytest.mark.parametrize("by", ["year", "month"])
def test_an_export_has_the_layout_and_the_rows_of_the_summary(finished: Path, tmp_path: Path, by: By) -> None:
    export(finished, ExportOptions("csv", summary=True, by=by), ExportLabels("nl"), tmp_path / "x.csv")
    exported, own = (pd.read_csv(path) for path in (tmp_path / "x.csv", finished / FILES[by]))
    assert tuple(exported.columns) == tuple(own.columns) == summary.COLUMNS
    pd.testing.assert_frame_equal(exported[list(summary.ABOUT)], own[list(summary.ABOUT)])
    pd.testing.assert_frame_equal(exported, own, rtol=1e-5)


def test_months_years_entries_and_totals(table: pd.DataFrame, finished: Path) -> None:
    ds = open_results(finished).load()
    years = annual(ds)
    cases = {
        ("bezetting", "overig", "2026-03-01"): ds["bezetting"].sel(groep="overig", month="2026-03-01"),
        ("bezetting", "totaal", "2026"): years["bezetting"].sum("groep")[0],
        ("instroom", "totaal", "2025-07-01"): ds["instroom"].sum("groep")[0],
        ("instroom", "kansrijk", "2026"): years["instroom"].sel(groep="kansrijk")[0],
        ("kosten", "totaal", "2026"): years["kosten"][0],
        ("verdeling", "kansarm · gezin", "2025-08-01"): ds["verdeling"].sel(groep="kansarm", huishouden="gezin")[1],
        ("verdeling", "totaal · gezin", "2025-08-01"): ds["verdeling"].sel(huishouden="gezin").sum("groep")[1],
        ("verdeling", "kansarm · totaal", "2025-08-01"): ds["verdeling"].sel(groep="kansarm").sum("huishouden")[1],
        ("doorlooptijd", "kansarm", "2026-12-01"): ds["doorlooptijd"].sel(groep="kansarm", month="2026-12-01"),
        ("doorlooptijd", "kansarm", "2026"): years["doorlooptijd"].sel(groep="kansarm")[0],
        ("bezettingsgraad", "totaal", "2027-06-01"): ds["bezettingsgraad"][-1],
    }
    for (outcome, entry, period), values in cases.items():
        np.testing.assert_allclose(row(table, outcome, entry, period), expected(values.values), rtol=1e-5)


def test_small_chunks_give_the_same_table(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 1)
    for path in summary.write_summary(open_results(finished), tmp_path, ExportLabels("nl")):
        assert path.read_text() == (finished / path.name).read_text()


class Lost(Executor):
    """Processes of which one is killed: the third job finds them gone, the first was not finished."""

    def __init__(self) -> None:
        self.begun = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.begun += 1
        if self.begun == 3:
            raise BrokenExecutor
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        future.set_exception(BrokenExecutor())
        return future


def test_what_killed_processes_did_not_summarise_is_done_here(finished: Path, tmp_path: Path) -> None:
    for path in write_summary(open_results(finished), tmp_path, ExportLabels("nl"), Lost(), "reading"):
        assert path.read_bytes() == (finished / path.name).read_bytes()
