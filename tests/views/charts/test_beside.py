"""A part of an outcome in several runs: what a figure of the whole says is of the whole, and when it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from simulate.inputs.parts import Part
from simulate.results.opening import open_results
from simulate.views.charts.beside import fan_of_part, in_words
from simulate.views.charts.fan import Fan


@pytest.fixture
def ds(finished: Path) -> xr.Dataset:
    return open_results(finished)


def test_entries_without_a_total_are_never_drawn_as_a_whole(ds: xr.Dataset) -> None:
    with pytest.raises(ValueError, match="doorlooptijd has no total"):
        fan_of_part(ds, Part("doorlooptijd"))
    (one,) = fan_of_part(ds, Part("doorlooptijd", "kansrijk")).bands
    assert one.shape == (5, ds.sizes["month"])
    assert len(fan_of_part(ds, Part("bezetting")).bands) == 1


def test_the_words_say_when_and_no_more_than_two_digits(ds: xr.Dataset) -> None:
    fan: Fan = fan_of_part(ds, Part("bezetting"))
    last = float(np.median(ds["bezetting"].values.sum(axis=1)[-1]))
    told = in_words([("a", fan)], "en")
    assert told == f"a: {round(last, 2 - len(str(int(last)))):,.0f} persons (2027-06)"
