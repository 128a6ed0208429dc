"""What a shell completes: names of everything that can be shown, scenarios, models and sources."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from proef import Project

from simulate.commands.door import main


def completed(*arguments: str) -> list[str]:
    *typed, incomplete = arguments
    return [
        item.value
        for item in ShellComplete(main, {}, "simulate", "_SIMULATE_COMPLETE").get_completions(typed, incomplete)
    ]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("show", "beze"), "bezetting"),
        (("show", "asiel.nareis.reis"), "asiel.nareis.reistijd"),
        (("show", "opvangplekken[nood"), "opvangplekken[noodopvang]"),
        (("show", "d66-"), "d66-cda-2025"),
        (("run", "zorg-460"), "zorg-460-150"),
        (("check", "wonen-ind"), "wonen-industrieel"),
        (("list", "mea"), "measures"),
        (("list", "--model", "wo"), "wonen"),
        (("list", "--document", "vng"), "vng-2024"),
        (("run", "asiel", "--set", "asiel.nareis.reis"), "asiel.nareis.reistijd="),
        (("run", "asiel", "--for", "beze"), "bezetting"),
        (("compare", "a", "b", "--outcome", "opvangplekken[nood"), "opvangplekken[noodopvang]"),
        (("report", "a", "--question", "beze"), "bezetting@"),
        (("explain", "a", "b", "--outcome", "bezett"), "bezetting"),
        (("export", "a", "--outcome", "bezett"), "bezetting"),
        (("sensitivity", "a", "--outcome", "bezett"), "bezetting"),
        (("backtest", "wo"), "wonen"),
        (("backtest", "asiel", "--against", "beze"), "bezetting"),
        (("calibrate", "as"), "asiel"),
        (("diff", "--python", "a", "--python", "b", "as"), "asiel"),
    ],
)
def test_names_are_completed(typed: tuple[str, ...], offered: str) -> None:
    found = completed(*typed)
    assert offered in found
    assert all(name.startswith(typed[-1]) for name in found)


SHELLS = {
    "bash": ("{0} {1} {2}", "2"),
    "zsh": ("{0} {1} {2}", "2"),
    "fish": ("{0} {1} {2}", "{2}"),
}
"""What each shell hands over: all words, and the place of the one that is typed, or that word itself."""


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("command", "typed", "offered"),
    [
        ("run", "pla", "plan"),
        ("show", "besl", "beslisstop"),
        ("show", "proef.instroom.aanv", "proef.instroom.aanvragen"),
    ],
)
def test_every_shell_gets_names_of_a_project(
    project: Project, shell: str, command: str, typed: str, offered: str
) -> None:
    """A scenario, a measure and a parameter, as the script that the shell was given asks for them."""
    words, place = (part.format("simulate", command, typed) for part in SHELLS[shell])
    asked = {"_SIMULATE_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": place}
    done = CliRunner().invoke(main, [], prog_name="simulate", env=asked)
    assert done.exit_code == 0, done.output
    # bash and fish: plain,plan · zsh: a line for the kind, the name, and what is said of it
    found = done.stdout.split("\n") if shell == "zsh" else [line.partition(",")[2] for line in done.stdout.splitlines()]
    assert offered in [one.partition("\t")[0] for one in found]
    source = CliRunner().invoke(main, [], prog_name="simulate", env={"_SIMULATE_COMPLETE": f"{shell}_source"})
    assert f"_SIMULATE_COMPLETE={shell}_complete" in source.stdout


def test_own_names_are_completed_and_a_broken_project_is_no_traceback(project: Project) -> None:
    assert "plan" in completed("run", "pl")
    assert "beslisstop" in completed("show", "besl")
    project.write("parameters/proef/instroom.yaml", "aanvragen: [")
    project.write("scenarios/plan.yaml", "[1, 2")
    assert isinstance(completed("show", ""), list)
