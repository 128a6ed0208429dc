"""simulate.toml: what it sets, who goes before it, and what is said of what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proef import Project

from simulate.commands.door import main
from simulate.errors import InputError
from simulate.inputs.settings import Settings, settings


def simulate(*words: str) -> Result:
    return CliRunner(env={"SIMULATE_LANGUAGE": None}).invoke(main, words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_set_outside_a_project(folder: Path) -> None:
    assert settings() == Settings()


def test_all_of_them_also_from_a_folder_below(folder: Path) -> None:
    text = 'language = "nl"\ndraws = 50\nworkers = 1\nauthor = "Wij"\ntemplate = "stijl/huis.docx"\n'
    (folder / "simulate.toml").write_text(text)
    (folder / "a" / "b").mkdir(parents=True)
    assert settings(folder / "a" / "b") == Settings("nl", 50, 1, "Wij", folder / "stijl" / "huis.docx")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drawz = 5\n", "simulate.toml:1:1: there is no setting 'drawz'"),
        ("drawz = 5\n", "did you mean 'draws'?"),
        ("# a\ndraws = 0\n", "simulate.toml:2:1: 0 is not possible here"),
        ("workers = true\n", "True is not possible here"),
        ('language = "fr"\n', "'fr' is no language"),
        ("author = 5\n", "5 is not a text"),
        ("draws = \n", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, said: str) -> None:
    (folder / "simulate.toml").write_text(text)
    with pytest.raises(InputError) as error:
        settings()
    assert said in str(error.value)
    refused = simulate("list", "models")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "simulate.toml:" in refused.stderr


def test_the_language_of_a_project_goes_before_that_of_the_system(folder: Path) -> None:
    (folder / "simulate.toml").write_text('language = "nl"\n')
    assert "Gebruik" in simulate("--help").stdout
    assert "Usage" in simulate("list", "--language", "en", "--help").stdout
    assert "Usage" in CliRunner(env={"SIMULATE_LANGUAGE": "en"}).invoke(main, ["--help"]).stdout


def test_the_draws_of_a_project_go_before_those_of_a_scenario(project: Project) -> None:
    project.write("simulate.toml", "draws = 7\nworkers = 1\n")
    project.write("scenarios/klein.yaml", "extends: basis.yaml\nlabel: {nl: a, en: a}\nmonths: 2\n")
    for words, draws in (((), 7), (("--draws", "9"), 9)):
        done = simulate("run", "klein", "--no-figures", "--overwrite", *words)
        assert f"klein: {draws} draws" in done.stderr, done.output
