"""What is kept as typed and may mean less than was thought is said once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from simulate.commands.door import main
from simulate.inputs.paths import roots
from simulate.inputs.remarks import remarks
from simulate.inputs.resolve.scenario import resolve


@pytest.mark.parametrize("name", sorted(path.name for path in roots().packaged.files("scenarios/*.yaml")))
def test_nothing_is_said_of_what_ships(name: str) -> None:
    assert remarks(resolve(name)) == []


def test_a_duration_beyond_the_run_is_kept_and_said() -> None:
    scenario = resolve("asiel.yaml", {"asiel.beroep.duur": "500", "asiel.nareis.behandelduur": "800"})
    values = [scenario.parameters[name].values[-1].value for name in ("asiel.beroep.duur", "asiel.nareis.behandelduur")]
    assert values == [500, 800]
    beyond = "longer than the 120 months of the scenario, so what takes that long is not within the run"
    assert [remark.en for remark in remarks(scenario)] == [
        f"asiel.beroep.duur is 500 maanden: {beyond}",
        f"asiel.nareis.behandelduur is 800 weken: {beyond}",
    ]
    assert remarks(resolve("asiel.yaml", {"asiel.beroep.duur": "120"})) == []


@pytest.mark.parametrize(("switch", "said"), [({}, True), ({"zorg.eigen_risico.maximum_geldt": "1"}, False)])
def test_a_value_without_its_switch_is_said(switch: dict[str, str], said: bool) -> None:
    scenario = resolve("zorg.yaml", {"zorg.eigen_risico.maximum_per_behandeling": "150", **switch})
    assert bool(remarks(scenario)) is said


def test_a_value_that_a_measure_sets_anyway_is_said(tmp_path: Path) -> None:
    file = tmp_path / "jeugd.yaml"
    file.write_text("extends: gemeenten.yaml\nlabel: {nl: J, en: J}\nmeasures: [jeugd_besparing]\n")
    name = "gemeenten.jeugd.besparing"
    assert remarks(resolve(file)) == []
    (said,) = remarks(resolve(file, {name: "2_000_000_000"}))
    assert said.en.startswith(f"{name}: measure jeugd_besparing sets it from 2026-01-01")
    # What it multiplies or adds to still counts, and so does what holds until it begins.
    assert remarks(resolve("asiel-doorstroom.yaml", {"asiel.opvang.bezettingsnorm": "0.96"})) == []


def test_a_value_after_the_end_of_the_run_is_said() -> None:
    name = "asiel.instroom.eerste_aanvragen"
    (said,) = remarks(resolve("asiel.yaml", {name: "2036-01-01:20_000"}))
    assert said.en == (
        f"{name}: what the scenario says of it begins on 2036-01-01, after the end of the run in 2035-12, and so does "
        "not count"
    )
    assert remarks(resolve("asiel.yaml", {name: "2035-12-01:20_000,2036-12-01:10_000"})) == []


@pytest.mark.parametrize(
    ("asked", "said"), [("in: 2036", 1), ("in: 2035", 0), ("on: 2036-01-31", 1), ("on: 2035-12-31", 0)]
)
def test_a_question_about_another_time_is_said(tmp_path: Path, asked: str, said: int) -> None:
    file = tmp_path / "vraag.yaml"
    file.write_text(f"extends: asiel.yaml\nlabel: {{nl: V, en: V}}\nasks: {{outcome: bezetting, {asked}}}\n")
    found = [remark.en for remark in remarks(resolve(file))]
    assert found == ["the question about bezetting in 2036 gets no answer: the run goes from 2026-01 up to and with "
                     "2035-12".replace("in 2036", "in 2036-01" if "on" in asked else "in 2036")] * said  # fmt: skip


@pytest.mark.parametrize(("until", "said"), [("", 1), (", until: 2028-01-01", 0)])
def test_two_measures_that_set_one_parameter_are_said(tmp_path: Path, until: str, said: int) -> None:
    file = tmp_path / "beide.yaml"
    measures = f"[spreidingswet_intrekken: {{from: 2027-01-01{until}}}, spreidingswet_behouden: {{from: 2028-01-01}}]"
    file.write_text(f"extends: asiel.yaml\nlabel: {{nl: B, en: B}}\nmeasures: {measures}\n")
    found = [remark.en for remark in remarks(resolve(file))]
    assert len(found) == said
    assert all("spreidingswet_intrekken and spreidingswet_behouden both set" in one for one in found)


def test_check_says_it_and_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "lang.yaml"
    file.write_text("extends: asiel.yaml\nlabel: {nl: L, en: L}\nparameters: {asiel.beroep.duur: 500}\n")
    told = CliRunner().invoke(main, ["check", str(file)])
    assert told.exit_code == 0, told.output
    assert told.output.count("not within the run") == 1
