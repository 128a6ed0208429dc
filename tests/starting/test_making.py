"""`simulate new`: everything in the folder is right, counts before what is shipped, and says so."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulate.commands.door import main
from simulate.errors import CannotAnswer
from simulate.inputs.resolve.scenario import resolve
from simulate.starting.making import make
from simulate.vocabulary import LANGUAGES

SHIPPED = "simulate:parameters/asiel/kosten.yaml:"


def simulate(*words: str) -> Result:
    done = CliRunner().invoke(main, words)
    assert not isinstance(done.exception, Exception), done.exception
    return done


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, as working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    done = simulate("new", "mijn-gemeente")
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path / "mijn-gemeente")
    return Path.cwd()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_in_one_language_and_can_be_read(language: str, tmp_path: Path) -> None:
    made = tmp_path / "mijn"
    for name in make(made, language):  # type: ignore[arg-type]
        text = (made / name).read_text(encoding="utf-8")
        assert not any(marker in text for marker in ("[nl]", "[en]", "{name}", "{language}", "{version}")), name
        if name.endswith((".yaml", ".yml")):
            assert yaml.safe_load(text)
        elif name.endswith(".json"):
            assert json.loads(text)
    assert tomllib.loads((made / "simulate.toml").read_text())["language"] == language
    assert (made / ".github" / "workflows" / "simulate.yml").is_file()


def test_the_editor_finds_nothing_to_say_of_it(own: Path) -> None:
    """Each YAML file names its schema, which is there and accepts it."""
    tied = json.loads((own / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    seen = 0
    for schema, pattern in tied.items():
        for path in own.glob(pattern):
            head = path.read_text().splitlines()[0]
            assert (path.parent / head.partition("$schema=")[2]).resolve() == (own / schema).resolve()
            # As an editor reads it: by YAML 1.2, in which a date is a word.
            data = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
            errors = Draft202012Validator(json.loads((own / schema).read_text())).iter_errors(data)
            assert not [one for one in errors if one.validator not in ("type", "anyOf")], path
            seen += 1
    assert seen == 5


def test_all_of_it_is_right_and_its_run_lands_there(own: Path) -> None:
    checked = simulate("check")
    assert (checked.exit_code, checked.stdout) == (0, "6 files checked, nothing wrong\n")
    place = "parameters/asiel/kosten.yaml:5"
    assert checked.stderr.startswith(f"asiel.kosten.gemeente_huisvesting ({place}) counts instead")
    assert checked.stderr.count("\n") == 1
    ran = simulate("run", "voorbeeld", "--draws", "10", "--workers", "1", "--no-figures")
    assert ran.exit_code == 0, ran.output
    assert (own / "results" / "voorbeeld" / "summary.csv").is_file()


def test_own_figures_count_in_a_shipped_scenario_as_in_ones_own(own: Path) -> None:
    """Else a comparison of the two would show a difference that nobody asked about."""
    for file in ("asiel", "asiel.yaml", "voorbeeld"):
        found = resolve(file).parameters["asiel.kosten.gemeente_huisvesting"].values[-1]
        assert (found.value, found.origin.source) == (3_400, "eigen-notitie")
    assert simulate("run", "asiel", "--draws", "2", "--workers", "1", "--no-figures").exit_code == 0
    assert "eigen-notitie" in (own / "results" / "asiel" / "scenario.yaml").read_text()


def test_own_things_win_and_show_says_so(own: Path) -> None:
    shown = simulate("show", "asiel.kosten.gemeente_huisvesting").stdout
    assert "3_400" in shown
    assert f"counts instead of what comes with simulate: {SHIPPED}" in " ".join(shown.split())
    assert "instead of" not in simulate("show", "asiel.kosten.inflatie").stdout
    assert "instead of" not in simulate("show", "meer_woningen").stdout
    # A scenario, a measure, a source and a series that have the name of one that is shipped.
    (own / "scenarios" / "asiel.yaml").write_text("extends: asiel-vng-2024.yaml\nlabel: {nl: Eigen, en: Own}\n")
    for name, place in (
        ("scenarios/maatregelen/eigen.yaml", "meer_woningen"),
        ("parameters/bronnen.yaml", "eigen-notitie"),
        ("data/series.yaml", "eigen_telling"),
    ):
        text = (own / name).read_text()
        new = {"meer_woningen": "tweestatusstelsel", "eigen-notitie": "coa-bezetting", "eigen_telling": "bezetting"}
        again = text[text.index(f"\n{place}:") :].replace(f"\n{place}:", f"\n{new[place]}:")
        (own / name).write_text(f"{text}{again}")
    for name in ("asiel", "tweestatusstelsel", "coa-bezetting", "bezetting"):
        assert "counts instead of what comes with simulate: simulate:" in " ".join(
            simulate("show", name).stdout.split()
        )
    assert "Invented" not in simulate("show", "taakstelling").stdout


def test_counts_of_ones_own_are_drawn_and_checked(own: Path) -> None:
    assert "6,350" in simulate("show", "eigen_telling").stdout
    assert "eigen_telling" in simulate("list", "series").stdout
    (own / "data" / "series.yaml").write_text((own / "data" / "series.yaml").read_text().replace("utrecht", "utrech"))
    refused = simulate("run", "voorbeeld", "--draws", "10", "--workers", "1")
    assert refused.exit_code == 2
    assert "did you mean 'utrecht'?" in refused.stderr
    assert not (own / "results").exists()


def test_what_is_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mijn").mkdir()
    with pytest.raises(CannotAnswer, match="mijn is there already"):
        make(Path("mijn"), "en")
    with pytest.raises(CannotAnswer, match="cannot be the name of a project"):
        make(Path("-mijn"), "en")
    assert [one.name for one in tmp_path.iterdir()] == ["mijn"]
