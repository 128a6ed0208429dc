"""What was counted, beside a fan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from simulate.results.opening import open_results
from simulate.series import Count, Form, Series
from simulate.views.charts import observations as history
from simulate.views.charts.fan import fan_of
from simulate.views.charts.observations import history_caption, history_of
from simulate.views.charts.outcome import alt_text, figure_of

pytestmark = pytest.mark.usefixtures("toy_models")


def series(counts: list[tuple[date, date, float]], **form: object) -> Series:
    told = {
        "model": "toy", "outcome": "bezetting", "file": "a.csv", "per": "day", "kind": "stock", "unit": "personen",
        "credit": {"nl": "Iemand", "en": "Somebody"},
    }  # fmt: skip
    rows = tuple(Count(begin, end, value, "a", 2) for begin, end, value in counts)
    return Series("s", Form.model_validate(told | form), rows)


@pytest.fixture
def ds(finished: Path) -> xr.Dataset:
    return open_results(finished)


def counted(monkeypatch: pytest.MonkeyPatch, *some: Series) -> None:
    monkeypatch.setattr(history, "series_of", lambda model, outcome: [s for s in some if s.form.outcome == outcome])


def test_a_stock_is_a_dot_on_its_day_within_a_few_years_of_the_run(
    ds: xr.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2021, 12, 31), date(2024, 12, 31), date(2025, 12, 31), date(2027, 12, 31)]
    counted(monkeypatch, series([(when, date.fromordinal(when.toordinal() + 1), 9e3) for when in days]))
    (drawn,) = history_of(ds, fan_of(ds, "bezetting"))
    assert drawn.begins.tolist() == days[1:3]
    assert drawn.values.tolist() == [9e3, 9e3]
    assert history_caption([drawn], "nl") == ["Stippen: waargenomen (Iemand)."]


def test_a_flow_of_a_year_is_spread_over_its_months(ds: xr.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    year = (date(2024, 1, 1), date(2025, 1, 1), 1200.0)
    counted(monkeypatch, series([year], outcome="instroom", kind="flow", per="year", unit="personen/maand"))
    (drawn,) = history_of(ds, fan_of(ds, "instroom"))
    assert (drawn.values.tolist(), drawn.spread) == ([100.0], True)
    assert (drawn.begins[0].item(), drawn.ends[0].item()) == year[:2]
    assert "gelijk over de maanden" in history_caption([drawn], "nl")[0]


def test_by_year_only_years_that_were_counted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    quarters = [(date(2023, 1 + 3 * q, 1), date(2023 + (q == 3), (4 + 3 * q) % 12, 1), 10.0) for q in range(4)]
    rows = [*quarters, (date(2024, 1, 1), date(2024, 4, 1), 10.0)]
    counts = series(rows, kind="flow", per="quarter").counts
    assert history._whole_years(counts) == {2023: 40.0}


def test_another_unit_or_entry_is_not_drawn(ds: xr.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    row = [(date(2024, 12, 31), date(2025, 1, 1), 1.0)]
    counted(monkeypatch, series(row, unit="zaken"), series(row, entry="kansrijk"))
    assert history_of(ds, fan_of(ds, "bezetting")) == []
    entry = series(row, entry="kansrijk", outcome="doorlooptijd", unit="maanden", kind="mean")
    counted(monkeypatch, entry)
    (drawn,) = history_of(ds, fan_of(ds, "doorlooptijd"))
    assert fan_of(ds, "doorlooptijd").entries[drawn.panel] == "kansrijk"


def test_a_line_does_not_cross_a_gap() -> None:
    days = np.array(["2014-12-31", "2015-12-31", "2019-12-31"], "datetime64[D]")
    assert history._segments(days) == [slice(0, 2), slice(2, 3)]


def test_the_figure_has_the_dots_and_says_who_counted(ds: xr.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(date(2025, m, 28), date(2025, m, 28), 5e4 + m) for m in (1, 6)]
    counted(monkeypatch, series([(a, date.fromordinal(b.toordinal() + 1), v) for a, b, v in rows]))
    figure = figure_of(ds, "bezetting", "en")
    (dots,) = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert np.asarray(dots.get_ydata()).tolist() == [50001, 50006]
    assert figure._supxlabel is not None  # type: ignore[attr-defined]
    assert "observed (Somebody)" in figure._supxlabel.get_text()  # type: ignore[attr-defined]


def test_a_stock_is_drawn_at_the_end_of_its_month(ds: xr.Dataset) -> None:
    assert str(fan_of(ds, "bezetting").positions[0]) == "2025-08-01"
    assert str(fan_of(ds, "instroom").positions[0]) == "2025-07-16"


def test_the_text_has_first_and_last_median_with_their_interval(ds: xr.Dataset) -> None:
    total = ds["bezetting"].values.sum(axis=1)
    low, middle, high = np.quantile(total[-1], (0.05, 0.5, 0.95))
    told = alt_text(ds, "bezetting", "en")
    # In two digits: the median of draws is seldom known better.
    low, middle, high = (round(one, 2 - len(f"{one:.0f}")) for one in (low, middle, high))
    assert f"to {middle:,.0f} ({low:,.0f} to {high:,.0f}) in 2027-06." in told
    assert told.count(". ") == 1
    assert "2,500 draws" in told
    assert "goed vooruitzicht" not in alt_text(ds, "doorlooptijd", "nl")
    assert "kansrijk: van" in alt_text(ds, "doorlooptijd", "nl")
