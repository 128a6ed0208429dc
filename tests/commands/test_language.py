"""The command line speaks the language that is asked: in help, usage errors, errors of files and lines of progress."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result
from proef import Project

from simulate.commands.door import COMMANDS, main
from simulate.commands.language import asked

ENGLISH = ("Usage", "Options", "Show this", "Error", "did you mean", "expected", "default:", "is not", "there is")


def simulate(*typed: str, **environment: str) -> Result:
    return CliRunner(env={"SIMULATE_LANGUAGE": None, **environment}).invoke(main, typed)


@pytest.mark.parametrize(
    ("typed", "environment", "language"),
    [
        ((), {}, "en"),
        ((), {"LANG": "nl_NL.UTF-8"}, "nl"),
        ((), {"LANG": "C", "LC_MESSAGES": "nl_BE"}, "nl"),
        ((), {"LC_ALL": "C", "LANG": "nl_NL"}, "en"),
        ((), {"SIMULATE_LANGUAGE": "en", "LANG": "nl_NL"}, "en"),
        (("run", "--language", "nl"), {"SIMULATE_LANGUAGE": "en"}, "nl"),
        (("run", "--language=en"), {"LANG": "nl_NL"}, "en"),
        (("show", "--", "--language", "nl"), {}, "en"),
        (("--language",), {"LANG": "nl"}, "nl"),
    ],
)
def test_what_is_nearest_says_the_language(typed: tuple[str, ...], environment: dict[str, str], language: str) -> None:
    assert asked(typed, environment) == language


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_in_dutch_throughout(words: list[str]) -> None:
    done = simulate(*words, LANG="nl_NL.UTF-8")
    assert done.exit_code == 0
    assert done.stdout.startswith("Gebruik: ")
    assert not [word for word in ENGLISH if word in done.stdout]
    assert simulate(*words).stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("rn",), "de opdracht 'rn' bestaat niet; bedoelde u 'run'?"),
        (("stroopwafel",), "De opdracht 'stroopwafel' bestaat niet."),
        (("run",), "Er ontbreekt iets: 'BESTAND...'."),
        (("run", "asiel", "--draws", "x"), "Ongeldige waarde voor '--draws': 'x' is geen geheel getal; verwacht: een"),
        (("run", "asiel", "--draws", "0"), "0 kan niet: kies 1 t/m 10000000."),
        (("run", "asiel", "--sed", "2"), "De optie '--sed' bestaat niet."),
        (("run", "asiel", "--for", "x"), "--for noemt de uitkomst van --until, en die optie ontbreekt"),
        (("show", "a", "b"), "Er staat een woord te veel: b"),
        (("export", "map"), "De optie '--to' ontbreekt."),
        (("backtest", "asiel", "--as-of", "2024"), "'2024' is geen datum; verwacht: een datum, zoals 2025-01-01"),
        (("verify", "nergens"), "nergens is geen resultaatmap: die map is er niet"),
    ],
)
def test_a_command_that_is_wrong_is_told_in_dutch(typed: tuple[str, ...], said: str) -> None:
    done = simulate(*typed, LANG="nl_NL.UTF-8")
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert not [word for word in ENGLISH if word in done.stderr]


def test_the_option_may_stand_before_the_command() -> None:
    done = simulate("--language", "nl", "verify", "nergens")
    assert "is geen resultaatmap" in done.stderr


def test_a_language_that_is_not_there_is_refused() -> None:
    done = simulate("list", SIMULATE_LANGUAGE="fr")
    assert done.exit_code == 2
    assert "SIMULATE_LANGUAGE is 'fr': choose nl or en" in done.stderr


def test_errors_in_files_keep_their_places(project: Project) -> None:
    project.write("scenarios/plan.yaml", "extends: basis.yaml\nlabl: {nl: Plan}\ndraws: veel\n")
    done = simulate("check", LANG="nl_NL.UTF-8")
    assert done.exit_code == 2
    assert "scenarios/plan.yaml:2:1: onbekende sleutel 'labl' in een scenario" in done.stderr
    assert "scenarios/plan.yaml:3:8: 'veel' is geen geheel getal" in done.stderr
    assert "bedoelde u 'label'?" in done.stderr
    assert not [word for word in ENGLISH if word in done.stderr]


def test_help_in_dutch_is_quick() -> None:
    script = (
        "import atexit, sys; from simulate.commands.door import main;"
        "atexit.register(lambda: print(sorted({'numpy', 'numba', 'yaml', 'pydantic'} & set(sys.modules))));"
        "main(['run', '--help', '--language', 'nl'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "Gebruik: " in done.stdout
    assert done.stdout.rstrip().endswith("[]")


def test_every_command_takes_the_language() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert "language" in {parameter.name for parameter in command.params}


def test_a_command_that_is_broken_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("check")
    def command() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulate.commands.check.command", command)
    done = simulate("check", LANG="nl_NL.UTF-8")
    assert (done.exit_code, done.stderr) == (130, "gestopt\n")
    assert simulate("check").stderr == "stopped\n"
