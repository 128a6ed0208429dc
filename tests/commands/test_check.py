"""The commands that read files: exit codes, where messages go, and terminals that are not like ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proef import Project

from simulate.commands.door import main
from simulate.inputs import paths as places

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_check(project: Project) -> None:
    sound = run("check", "plan.yaml")
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, "1 file checked, nothing wrong\n", "")
    assert run("check").stdout == "5 files checked, nothing wrong\n"
    project.change("scenarios/plan.yaml", "extends: basis.yaml", "extnds: basis.yaml")
    wrong = run("check", "plan.yaml")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("scenarios/plan.yaml:1:1: ")
    assert "    extnds: basis.yaml\n    ^\n" in wrong.stderr
    assert "did you mean 'extends'?" in wrong.stderr


def test_outside_a_project_the_files_of_a_package_are_checked_too(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is told of the file of the package, and not of one of simulate that is not there."""
    monkeypatch.setattr(places, "folders", lambda: {"pakket": project.path})
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("check").exit_code == 0, run("check").stderr
    project.change("parameters/proef/instroom.yaml", "stop:\n", "stp:\n")
    for words in (["check"], ["check", "plan.yaml"]):
        wrong = run(*words)
        assert wrong.exit_code == 2
        assert "'stop' is missing: the model reads proef.instroom.stop" in wrong.stderr
        assert f"{project.path / 'parameters' / 'proef' / 'instroom.yaml'}:1:1: 'stop'" in wrong.stderr


def test_list(project: Project) -> None:
    shown = run("list").stdout
    assert "How many?" in shown
    assert "proef" in shown
    assert "2025-07-01 announced 2024-09-13" in " ".join(run("list", "measures").stdout.split())
    assert "Hoeveel?" in run("list", "--language", "nl").stdout


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "proef.instroom.aanvragen",
            [
                "32_000",
                "lognormal",
                "Ledenbrief (VNG, 2024-09), lines 1490-1493",
                "Read by instroom",
                "Changed by beslisstop",
                "Set in plan",
                "instroom.yaml:7",
            ],
        ),
        ("beslisstop", ["announced, 2024-09-13", "multiply 0.9", "open_zaken > 30000", "In scenarios plan", "70 %"]),
        ("plan", ["beslisstop", "2025-09-01", "basis.yaml", "2025-01-01, 120 months"]),
        ("basis.yaml", ["How many?", "Baseline"]),
        ("open_zaken", ["Open cases", "cases", "Condition of beslisstop"]),
    ],
)
def test_show(project: Project, monkeypatch: pytest.MonkeyPatch, name: str, wanted: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    shown = run("show", name)
    assert shown.exit_code == 0
    for text in wanted:
        assert text in " ".join(shown.stdout.split())


def test_show_an_unknown_name(project: Project) -> None:
    shown = run("show", "open_zakn")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "did you mean 'open_zaken'?" in shown.stderr


def test_show_and_list_survive_a_broken_project(project: Project) -> None:
    project.write("parameters/proef/instroom.yaml", "aanvragen: 3\nkans: {unit: kns}\n")
    project.write("scenarios/maatregelen/proef.yaml", "beslisstop: {effects: [3], while: [3, {outcome: x}]}")
    project.write("scenarios/plan.yaml", "[1, 2]")
    assert run("list").exit_code == 0
    for name in ("beslisstop", "proef.instroom.kans", "basis", "plan", "proef.instroom.aanvragen", "open_zaken"):
        assert not isinstance(run("show", name).exception, AttributeError | TypeError | KeyError), name


def test_schema(project: Project) -> None:
    assert run("schema").exit_code == 0
    assert (project.path / "schemas" / "parameters.schema.json").is_file()
    project.write("dicht", "a file, not a folder")
    assert run("schema", "--out", "dicht").exit_code == 2


def command(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    code = "from simulate.commands.door import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_terminal_without_utf8() -> None:
    process = command("show", "asiel.instroom.nooit_van_gehoord", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    _, stderr = process.communicate()
    assert process.returncode == 2
    assert b"Traceback" not in stderr
    process = command("list", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    stdout, stderr = process.communicate()
    assert (process.returncode, stderr) == (0, b"")
    assert b"asiel" in stdout


def test_a_reader_that_goes_away() -> None:
    process = command("list")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.wait()


def test_help_is_quick() -> None:
    fastest = min(_seconds("--help") for _ in range(3))
    assert fastest < 0.5


def _seconds(*arguments: str) -> float:
    """Return the processor time of a command: other work on the machine does not make it longer."""
    before = os.times()
    command(*arguments).communicate()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
