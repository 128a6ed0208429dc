"""The door: it knows every command, is quick, and answers each failure once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from simulate.commands import door
from simulate.errors import CannotAnswer, Interrupted, SimulateError

HEAVY = (
    "numpy",
    "scipy",
    "numba",
    "llvmlite",
    "pydantic",
    "xarray",
    "zarr",
    "matplotlib",
    "rich",
    "yaml",
    "simpy",
    "pandas",
    "docx",
)
LOADED = "import sys, json; from click.testing import CliRunner; from simulate.commands.door import main; "
FOLDER = Path(door.__file__).parent


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in door.COMMANDS)], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    script = LOADED + f"print(CliRunner().invoke(main, {words!r}).exit_code, json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, _, modules = done.stdout.partition(" ")
    assert code == "0"
    assert not set(HEAVY) & set(json.loads(modules))


def test_every_command_is_a_file_of_that_name() -> None:
    beside = {"__init__", "door", "options", "language", "surroundings"}
    assert {path.stem for path in FOLDER.glob("*.py")} - beside == set(door.COMMANDS)
    context = click.Context(door.main)
    for name in door.COMMANDS:
        command = door.main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help


def test_a_command_that_does_not_exist_is_refused() -> None:
    done = CliRunner().invoke(door.main, ["stroopwafel"])
    assert done.exit_code == 2
    assert "No such command 'stroopwafel'" in done.stderr


@pytest.mark.parametrize("failure", [SimulateError("so"), CannotAnswer("so"), Interrupted("so")])
def test_a_failure_is_its_sentence_and_its_code(monkeypatch: pytest.MonkeyPatch, failure: SimulateError) -> None:
    @click.command("check")
    def command() -> None:
        raise failure

    monkeypatch.setattr("simulate.commands.check.command", command)
    done = CliRunner().invoke(door.main, ["check"])
    assert (done.exit_code, done.stdout, done.stderr) == (failure.exit_code, "", "so\n")


def test_a_mistyped_command_names_the_nearest() -> None:
    result = CliRunner().invoke(door.main, ["runn"])
    assert result.exit_code == 2
    assert "there is no command 'runn'; did you mean 'run'?" in result.stderr
