"""Provinces: their outlines, their inhabitants, and what is shown of them."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import yaml
from matplotlib.path import Path as Outline

from simulate import registry
from simulate.inputs.paths import packaged
from simulate.registry import own_names
from simulate.render.chart import save
from simulate.views.card import card
from simulate.views.charts.geography import EAST_WEST, LAYOUT, PROVINCES, area, centre, inhabitants, outlines
from simulate.views.charts.provinces import province_figures

pytestmark = pytest.mark.usefixtures("toy_models")

YEARS, DRAWS = 3, 50


def test_twelve_provinces_that_are_apart() -> None:
    drawn = outlines()
    assert tuple(drawn) == PROVINCES
    assert sorted(chain(*LAYOUT)) == sorted(PROVINCES)
    for one, other in combinations(PROVINCES, 2):
        middle = centre(drawn[one][0])
        assert not any(Outline(ring).contains_point(middle) for ring in drawn[other]), (one, other)
    assert sum(area(ring) for rings in drawn.values() for ring in rings) * 111.2**2 == pytest.approx(37_400, rel=0.05)


def test_they_are_where_they_should_be() -> None:
    east = {name: max(ring[:, 0].max() for ring in rings) / EAST_WEST for name, rings in outlines().items()}
    north = {name: max(ring[:, 1].max() for ring in rings) for name, rings in outlines().items()}
    assert max(east, key=lambda name: east[name]) == "groningen"
    assert max(north, key=lambda name: north[name]) == "groningen"
    assert min(north, key=lambda name: north[name]) in ("zeeland", "limburg")
    # Nothing overseas; the islands in the north are there.
    assert all(3.2 < place[0] / EAST_WEST < 7.3 for rings in outlines().values() for ring in rings for place in ring)
    assert len(outlines()["fryslan"]) == 5
    for city, name in (((5.47, 52.51), "flevoland"), ((4.9, 52.37), "noord_holland"), ((5.69, 50.85), "limburg")):
        place = (city[0] * EAST_WEST, city[1])
        assert any(Outline(ring).contains_point(place) for ring in outlines()[name]), name


def test_inhabitants_are_those_of_the_parameter() -> None:
    path = packaged().path / "parameters" / "asiel" / "huisvesting.yaml"
    (dated,) = yaml.safe_load(path.read_text(encoding="utf-8"))["verdeelsleutel"]["values"].values()
    total = sum(inhabitants().values())
    assert total == pytest.approx(17_947_684, rel=1e-3)
    for name, share in dated["value"].items():
        assert inhabitants()[name] / total == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize("model", own_names())
def test_what_a_model_shows_by_province_is_by_province_alone(model: str) -> None:
    outcomes = registry.model(model).outcomes()
    for name in chain(*card(model).by_province):
        assert outcomes[name].axes == ("provincie",)


def outcome(factor: np.ndarray) -> xr.Dataset:
    """A stock by province that is `factor` times its inhabitants, more or less."""
    people = np.array([inhabitants()[name] for name in PROVINCES]) * factor
    noise = np.random.default_rng(7).uniform(0.9, 1.1, (YEARS * 12, 1, DRAWS))
    attrs = {"long_name": "Stock", "long_name_nl": "Voorraad", "units": "woningen", "kind": "stock"}
    months = np.arange("2025-01", "2028-01", dtype="datetime64[M]").astype("datetime64[ns]")
    data = xr.DataArray(
        people[:, None] * noise, {"month": months, "provincie": list(PROVINCES)}, ("month", "provincie", "draw"),
        attrs=attrs,
    )  # fmt: skip
    told = {"title": "A run", "title_nl": "Een run", "scenario": "s", "seed": 1, "source": "x", "model": "provinces"}
    return xr.Dataset({"voorraad": data}, attrs=told)


SHOWN = (("voorraad",), ("nergens",))


def test_for_every_thousand_inhabitants_where_that_differs() -> None:
    factor = np.full(12, 0.005)
    factor[PROVINCES.index("zeeland")] = 0.02
    panels, chart = province_figures(outcome(factor), SHOWN, "nl")
    assert (panels.name, chart.name) == ("voorraad-provincies", "voorraad-kaart")
    ds = outcome(factor)
    last = ds["voorraad"].values.reshape(YEARS, 12, 12, DRAWS).mean(axis=1)[-1]
    written = [text.get_text() for text in chart.figure.axes[0].texts]
    expected = np.median(last, axis=-1) / [inhabitants()[name] / 1000 for name in PROVINCES]
    assert written == [f"{value:.{0 if value >= 9.95 else 1}f}".replace(".", ",") for value in expected]
    assert written[PROVINCES.index("zeeland")].startswith(("19", "20"))
    assert len(panels.figure.axes) == 12
    assert "per 1.000 inwoners" in panels.figure._supxlabel.get_text()  # type: ignore[attr-defined]
    assert panels.alt.count("(") == 12


def test_numbers_where_inhabitants_alone_decide() -> None:
    _, chart = province_figures(outcome(np.full(12, 0.005)), SHOWN, "en")
    assert "nearly the same everywhere" in chart.figure._supxlabel.get_text()  # type: ignore[attr-defined]
    written = [text.get_text() for text in chart.figure.axes[0].texts]
    # Some 1,940 homes, in two digits.
    assert written[PROVINCES.index("zeeland")] in ("1,900", "2,000")


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        for drawn in province_figures(outcome(np.linspace(0.001, 0.01, 12)), SHOWN, "nl"):
            save(drawn.figure, folder / drawn.name, "x")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
