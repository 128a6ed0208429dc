"""The commands `run` and `verify`, with the toy model of `tests/toys`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from simulate.commands.actions import run as run_scenarios
from simulate.commands.door import main
from simulate.errors import InputError
from simulate.running.store import record
from simulate.scenario import Scenario
from simulate.vocabulary import Language


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch, toy_models: None) -> None:
    """Scenario files `toy.yaml` and `other.yaml`, without any file."""
    import toy

    def resolve(file: str, overrides: dict[str, str], draws: int | None, seed: int | None) -> Scenario:
        changed = {"draws": draws, "seed": seed, "name": file.removesuffix(".yaml")}
        return toy.scenario(**{name: value for name, value in changed.items() if value is not None})

    monkeypatch.setattr(run_scenarios, "resolve", resolve)


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_one_scenario_goes_into_the_folder_itself(tmp_path: Path) -> None:
    done = simulate("run", "toy.yaml", "--draws", 20, "--workers", 1, "--out", tmp_path / "r")
    assert done.exit_code == 0, done.output
    assert "Occupancy" in done.output
    assert done.stdout.splitlines()[-1] == f"The result is in {tmp_path / 'r'}"
    assert (tmp_path / "r" / "run.json").is_file()
    again = simulate("run", "toy.yaml", "--draws", 20, "--workers", 1, "--out", tmp_path / "r")
    assert again.exit_code == 0
    assert "is complete" in again.output


def test_several_scenarios_go_into_folders_of_their_names(tmp_path: Path) -> None:
    done = simulate("run", "toy.yaml", "other.yaml", "--workers", 1, "--no-figures", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "toy"]
    assert not (tmp_path / "toy" / "figures").exists()


def test_the_default_is_results_of_the_project_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scenarios", "parameters", "deep/er"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    done = simulate("run", "toy.yaml", "--draws", 5, "--workers", 1, "--no-figures", "--language", "nl")
    assert done.exit_code == 0, done.output
    assert "Het speelgoed" in done.output
    assert (tmp_path / "results" / "toy" / "run.json").is_file()


def test_a_refused_run_says_what_differs_and_the_next_scenario_still_runs(tmp_path: Path) -> None:
    options = ("--workers", 1, "--no-figures", "--out", tmp_path)
    assert simulate("run", "toy.yaml", "other.yaml", *options).exit_code == 0
    refused = simulate("run", "toy.yaml", "third.yaml", "--seed", 99, *options)
    assert refused.exit_code == 1
    assert "seed: 7 -> 99" in refused.stderr
    assert (tmp_path / "third" / "summary.csv").is_file()


def test_a_failing_block_is_said_and_makes_the_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1").write_text("fail")
    monkeypatch.setenv("TOY_EVENTS", str(tmp_path))
    done = simulate("run", "toy.yaml", "--workers", 1, "--out", tmp_path / "r")
    assert done.exit_code == 1
    assert "more people left than there were" in done.stderr
    assert "1 of 3 blocks failed" in done.stderr
    assert "The result is in" not in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--draws", "0"), "0 is not in the range"),
        (("--draws", "-5"), "-5 is not in the range"),
        (("--draws", "many"), "'many' is not a whole number"),
        (("--workers", "0"), "0 is not in the range"),
        (("--seed", "-1"), "-1 is not in the range"),
        (("--set", "asiel.x"), "there is no '=' in it"),
        (("toy.yaml",), "two scenarios of this name"),
    ],
)
def test_nonsense_is_refused_before_anything_runs(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = simulate("run", "toy.yaml", *words, "--out", tmp_path / "r")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "r").exists()


def test_values_typed_twice_are_put_together() -> None:
    assert run_scenarios.overrides(["a.b=3", "c.d=2026-01-01:4", "c.d=2027-01-01:5"]) == {
        "a.b": "3",
        "c.d": "2026-01-01:4,2027-01-01:5",
    }
    with pytest.raises(InputError):
        run_scenarios.overrides(["a.b"])


def test_verify_says_what_holds_and_what_does_not(tmp_path: Path) -> None:
    simulate("run", "toy.yaml", "--workers", 1, "--no-figures", "--out", tmp_path / "r")
    good = simulate("verify", tmp_path / "r", "--blocks", "all")
    assert good.exit_code == 0, good.output
    assert "everything holds" in good.output
    (tmp_path / "r" / "summary.csv").write_text("mine")
    bad = simulate("verify", tmp_path / "r", "--blocks", 0)
    assert bad.exit_code == 1
    assert "FAILS  1 file is changed: summary.csv" in bad.output
    assert "1 of these do not hold" in bad.output
    assert simulate("verify", tmp_path).exit_code == 2
    assert simulate("verify", tmp_path / "r", "--blocks", "some").exit_code == 2


def test_until_says_how_many_draws_were_enough(tmp_path: Path) -> None:
    options = ("--workers", 1, "--no-figures", "--out", tmp_path / "r")
    done = simulate("run", "toy.yaml", "--until", "0.5%", *options)
    assert done.exit_code == 0, done.output
    assert re.search(
        r"[23],000 draws were enough\. Occupancy, 2026: [\d.,]+ ± [\d.]+ persons \(0\.\d\d %\)", done.output
    )
    assert "Monte Carlo error, one standard error of what is told above of 2026: Occupancy 0." in " ".join(
        done.output.split()
    )
    other = simulate("run", "toy.yaml", "--until", "500 persons", "--for", "instroom", *options)
    assert "draws were enough. Inflow, 2026" in other.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "soon"), "'soon' is not a precision"),
        (("--until", "5"), "expected 5% for a share"),
        (("--until", "5 homes"), "bezetting is not counted in 'homes'"),
        (("--until", "1%", "--for", "bezeting"), "did you mean 'bezetting'?"),
        (("--for", "bezetting"), "--for names the outcome of --until"),
    ],
)
def test_a_precision_that_means_nothing_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = simulate("run", "toy.yaml", *words, "--out", tmp_path / "r")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "r").exists()


@pytest.mark.long
def test_until_gives_all_scenarios_the_draws_of_the_one_that_needs_most(tmp_path: Path) -> None:
    options = ("--workers", 1, "--no-figures")
    simulate("run", "toy.yaml", "--draws", 2300, *options, "--out", tmp_path / "toy")
    for files in (("toy.yaml", "other.yaml"), ("more.yaml", "toy.yaml")):
        done = simulate("run", *files, "--until", "30%", *options, "--out", tmp_path)
        assert done.exit_code == 0, done.output
        assert done.output.count("2,300 draws were enough") == 2
    assert [record.read(tmp_path / name).draws for name in ("toy", "other", "more")] == [2300] * 3


def test_not_precise_enough_with_the_most_draws_is_said(tmp_path: Path) -> None:
    done = simulate("run", "toy.yaml", "--until", "0.001%", "--draws", 1200, "--no-figures", "--out", tmp_path / "r")
    assert done.exit_code == 1
    assert "1,200 draws are not enough, and no more were allowed" in done.stderr
    assert "The result is in" in done.stdout


@pytest.mark.parametrize(("language", "said"), [("en", "no whole calendar year"), ("nl", "geen heel kalenderjaar")])
def test_a_run_without_a_whole_calendar_year_says_why_there_is_no_answer(
    tmp_path: Path, language: Language, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import toy

    short = toy.scenario(draws=20, months=5)
    code = run_scenarios.run_all(
        [short], tmp_path, workers=1, scheduler=None, overwrite=False, figures=False, language=language
    )
    assert code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert said in shown
    assert "summary-months.csv" in shown


def test_a_summary_that_was_edited_is_not_shown_by_the_same_run(tmp_path: Path) -> None:
    words = ("run", "toy.yaml", "--draws", 20, "--workers", 1, "--no-figures", "--out", tmp_path)
    assert simulate(*words).exit_code == 0
    summary = tmp_path / "summary.csv"
    summary.write_text(re.sub(r"\d{5,}", "77777", summary.read_text()))
    done = simulate(*words)
    assert done.exit_code == 2
    assert "77,777" not in done.stdout
    assert "summary.csv was changed after the run" in done.stderr
    summary.unlink()
    assert simulate(*words).exit_code == 0
    assert summary.exists()
