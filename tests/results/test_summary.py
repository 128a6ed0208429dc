from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulate.results import chunks, summary
from simulate.results.opening import annual, open_results
from simulate.results.statistics import QUANTILES


@pytest.fixture(scope="module")
def table(finished: Path) -> pd.DataFrame:
    return pd.read_csv(finished / "summary.csv", dtype={"period": str}, keep_default_na=False, na_values=[""])


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


def test_months_years_entries_and_totals(table: pd.DataFrame, finished: Path) -> None:
    ds = open_results(finished).load()
    years = annual(ds)
    cases = {
        ("bezetting", "overig", "2026-03"): ds["bezetting"].sel(groep="overig", month="2026-03-01"),
        ("bezetting", "totaal", "2026"): years["bezetting"].sum("groep")[0],
        ("instroom", "totaal", "2025-07"): ds["instroom"].sum("groep")[0],
        ("instroom", "kansrijk", "2026"): years["instroom"].sel(groep="kansrijk")[0],
        ("kosten", "totaal", "2026"): years["kosten"][0],
        ("verdeling", "kansarm · gezin", "2025-08"): ds["verdeling"].sel(groep="kansarm", huishouden="gezin")[1],
        ("verdeling", "totaal · gezin", "2025-08"): ds["verdeling"].sel(huishouden="gezin").sum("groep")[1],
        ("verdeling", "kansarm · totaal", "2025-08"): ds["verdeling"].sel(groep="kansarm").sum("huishouden")[1],
        ("doorlooptijd", "kansarm", "2026-12"): ds["doorlooptijd"].sel(groep="kansarm", month="2026-12-01"),
        ("doorlooptijd", "kansarm", "2026"): years["doorlooptijd"].sel(groep="kansarm")[0],
        ("bezettingsgraad", "totaal", "2027-06"): ds["bezettingsgraad"][-1],
    }
    for (outcome, entry, period), values in cases.items():
        np.testing.assert_allclose(row(table, outcome, entry, period), expected(values.values), rtol=1e-5)


def test_small_chunks_give_the_same_table(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 1)
    summary.write_summary(open_results(finished), tmp_path, "nl")
    assert (tmp_path / "summary.csv").read_text() == (finished / "summary.csv").read_text()
