"""What a shell completes: names of everything that can be shown, scenarios, models and sources."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete
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


def test_own_names_are_completed_and_a_broken_project_is_no_traceback(project: Project) -> None:
    assert "plan" in completed("run", "pl")
    assert "beslisstop" in completed("show", "besl")
    project.write("parameters/proef/instroom.yaml", "aanvragen: [")
    project.write("scenarios/plan.yaml", "[1, 2")
    assert isinstance(completed("show", ""), list)
