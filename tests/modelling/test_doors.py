"""The Python functions: scenarios made in code, tables, analyses and `ds.sim`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr
from proef import Project

import simulate
from simulate.errors import CannotAnswer, InputError
from simulate.inputs.resolve.scenario import resolve

AANVRAGEN = "proef.instroom.aanvragen"


def test_every_door_leads_to_a_function_also_where_a_module_has_its_name() -> None:
    for name in simulate.__all__:
        assert callable(getattr(simulate, name)), name
        assert not hasattr(getattr(simulate, name), "__path__")


def test_a_scenario_made_in_python_is_the_file_that_it_writes(project: Project) -> None:
    made = simulate.scenario(
        "basis.yaml",
        name="mijn",
        label="Mijn plan",
        parameters={
            AANVRAGEN: {date(2026, 1, 1): np.float64(5_000), "2027-01-01": 6_000},
            "proef.instroom.kosten": "+10 %",
        },
        measures={"beslisstop": {"from": date(2026, 2, 1)}},
        years=2,
        draws=5,
    )
    assert made.save() == Path("scenarios/mijn.yaml")
    again = resolve("mijn.yaml")
    assert again.parameters == made.resolved.parameters
    assert (again.measures[0].start, again.months, again.draws) == (date(2026, 2, 1), 24, 5)
    assert made.resolved.parameters[AANVRAGEN].values[-1].value == 6_000


def test_what_is_wrong_has_its_line(project: Project) -> None:
    with pytest.raises(InputError, match=r"mijn\.yaml:6:3: there is no parameter"):
        simulate.scenario("basis.yaml", name="mijn", parameters={"proef.instroom.aanvraag": 5})
    with pytest.raises(ValueError, match="cannot be the name of a scenario"):
        simulate.scenario("basis.yaml", name="Mijn plan")


def test_a_run_with_other_values_is_that_of_such_a_scenario(project: Project) -> None:
    made = simulate.scenario("basis.yaml", parameters={AANVRAGEN: 5_000}, measures=["beslisstop"], years=1)
    ds = simulate.run("basis.yaml", draws=5, parameters={AANVRAGEN: 5_000}, measures=["beslisstop"], years=1)
    assert isinstance(ds, xr.Dataset)
    assert ds.sizes["month"] == 12
    again = simulate.run(made, draws=5)
    xr.testing.assert_equal(again, ds)
    with pytest.raises(ValueError, match="to the file of a scenario"):
        simulate.run(made, years=1)
    assert not (project.path / "results").exists()


def test_tables_have_every_value_with_its_source(project: Project) -> None:
    table = simulate.parameters("proef").set_index(["name", "date", "entry"])
    row = table.loc[(AANVRAGEN, date(2024, 1, 1), "")]
    assert (row["value"], row["source"], row["dist"], row["low"], row["high"]) == (
        32_000, "vng-2024:1490-1493", "lognormal", 25_000, 40_000,
    )  # fmt: skip
    assert table.loc[("proef.instroom.kans", date(2014, 1, 1), "kansarm"), "low"] == 0.05
    effects = simulate.measures("proef")
    assert list(effects["operation"]) == ["set", "multiply"]
    assert set(effects["probability"]) == {0.7}
    assert simulate.measures("asiel").empty
    assert list(simulate.sources()["key"]) == ["cbs-2024", "vng-2024"]


@pytest.mark.usefixtures("toy_models")
def test_analyses_are_tables_of_folders(town_runs: list[Path], mill_runs: tuple[Path, Path]) -> None:
    compared = simulate.compare(*town_runs[:2])
    assert {"base_mean", "diff_p50", "prob_higher"} <= set(compared.columns)
    explained = simulate.explain(*mill_runs, draws=50)
    assert len(explained) > 0
    ranked = simulate.sensitivity(town_runs[0])
    assert (ranked["times"] > 1).any()


def test_an_analysis_runs_scenarios_and_keeps_nothing(project: Project) -> None:
    other = simulate.scenario("basis.yaml", parameters={AANVRAGEN: 5_000}, years=1)
    base = simulate.scenario("basis.yaml", name="een", years=1)
    table = simulate.compare(base, other, draws=5)
    assert set(table["scenario"]) == {"basis-eigen"}
    assert sorted(one.name for one in project.path.iterdir()) == ["parameters", "scenarios"]


@pytest.mark.usefixtures("toy_models")
def test_the_accessor(finished: Path, tmp_path: Path) -> None:
    ds = simulate.open_results(finished)
    assert isinstance(ds, xr.Dataset)
    years = ds.sim.yearly("bezetting")
    assert list(years["year"].values) == [2026]
    quantiles = ds.sim.quantiles("bezetting", [0.1, 0.9])
    assert quantiles.sizes["quantile"] == 2
    assert ds.sim.quantiles("bezetting", by="month").sizes["month"] == ds.sizes["month"]
    limit = float(years.sum(set(years.dims) - {"year", "draw"}).median())
    share = ds.sim.chance("bezetting", year=2026, above=-1)
    assert float(np.max(share)) == 1.0
    assert limit > 0
    drawn = ds.sim.fan("bezetting")
    assert drawn._repr_png_().startswith(b"\x89PNG")
    assert drawn.save(tmp_path / "a.svg").read_text().startswith("<?xml")
    with pytest.raises(CannotAnswer, match="did you mean 'bezetting'"):
        ds.sim.fan("bezeting")
    with pytest.raises(CannotAnswer, match="2031 is no whole calendar year"):
        ds.sim.chance("bezetting", year=2031, above=1)
    with pytest.raises(ValueError, match="one of above and below"):
        ds.sim.chance("bezetting", year=2026)


def test_a_name_by_itself_is_a_list_of_one(project: Project) -> None:
    one, many = (simulate.scenario("basis.yaml", measures=given) for given in ("beslisstop", ["beslisstop"]))
    assert one == many
    tables = [simulate.compare("basis.yaml", one, draws=5, outcomes=given) for given in ("open_zaken", ["open_zaken"])]
    assert tables[0].equals(tables[1])
    assert set(tables[0]["outcome"]) == {"open_zaken"}


@pytest.mark.parametrize("number", ["veel", 2.5, True, 0, float("nan")])
def test_numbers_that_are_none_are_refused_by_name(project: Project, number: Any) -> None:
    made = simulate.scenario("basis.yaml")
    with pytest.raises(InputError, match="a whole number from 1 to"):
        simulate.run("basis.yaml", draws=number)
    with pytest.raises(InputError, match="a whole number from 0 to"):
        simulate.run("basis.yaml", draws=5, seed=number if number != 0 else -1)
    with pytest.raises(ValueError, match="expected 1 to 10000000 draws"):
        simulate.run(made, draws=number)
    for name in ("draws", "workers"):
        with pytest.raises(ValueError, match=f"{name} is {number!r}: expected a whole number of 1 or more"):
            simulate.compare("basis.yaml", made, **{name: number})
    with pytest.raises(ValueError, match="workers is"):
        simulate.run(made, draws=5, workers=number)


def test_a_number_of_numpy_is_a_number(project: Project) -> None:
    ds = simulate.run(simulate.scenario("basis.yaml", years=1), draws=np.int64(5), seed=np.int32(3))
    xr.testing.assert_identical(ds, simulate.run(simulate.scenario("basis.yaml", years=1), draws=5, seed=3))


def test_parameters_are_given_by_name(project: Project) -> None:
    with pytest.raises(TypeError, match=r"given by name, as .* and not as a list"):
        simulate.scenario("basis.yaml", parameters=[AANVRAGEN])  # type: ignore[arg-type]
