"""What the README tells a newcomer to type works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulate.commands.door import main

ROOT = Path(__file__).parent.parent
FEW = "29"
"""Draws of a run here: so few that it needs no replicate."""
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _commands() -> list[list[str]]:
    lines = [line for block in _blocks("sh") for line in block.splitlines() if line.startswith(".venv/bin/simulate")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the scenario of the README in it."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "parameters").mkdir()
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "wat-als.yaml").write_text(_blocks("yaml")[0], encoding="utf-8")
    return folder


def test_there_is_something_to_type() -> None:
    assert len(_commands()) >= 6
    assert len(_blocks("yaml")) == 1
    assert len(_blocks("python")) == 1


@pytest.mark.long
def test_every_command_and_the_python_example_work(newcomer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(newcomer)
    runner = CliRunner()
    first = ["run", "asiel.yaml", "--draws", "100", "--workers", "1", "--no-figures"]
    assert runner.invoke(main, first).exit_code == 0
    for command in _commands():
        if command[0] == "explain":
            command = [*command, "--draws", "100", "--workers", "1", "--no-figures"]
        if command[0] == "run":
            out = [str(newcomer / "elsewhere") if part.startswith("/tmp/") else part for part in command]
            command = [*out, "--workers", "1", "--no-figures"]
            if "--draws" not in command and "--until" not in command:
                command += ["--draws", FEW]
            elif "--draws" in command:
                command[command.index("--draws") + 1] = FEW
        result = runner.invoke(main, command)
        assert result.exit_code == 0, (command, result.output)
    exec(compile(_blocks("python")[0], "README.md", "exec"), {})


def test_what_it_points_to_exists() -> None:
    missing = [
        link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link and not (ROOT / link).exists()
    ]
    assert not missing
