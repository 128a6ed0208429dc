"""Every command of every page works as it stands there, at few draws; those that cannot run here are in one list."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from simulate.commands.door import main
from tests.docs.commands import CANNOT, DOCS, PAGES, ROOT, TUTORIALS, environment, plain, steps, typed

FEW, ENOUGH = 29, 100
"""Draws of a run here: so few that it needs no replicate; and where a page asks what drives an outcome."""
DRIVEN = ("simulate sensitivity", "simulate sources results")
TYPED = [page for page in PAGES if typed(page)]
PACKAGE = DOCS / "eigen-model.md"
"""Its files are those of a package, which tests/packaging compares, installs and runs."""
RUN = [page for page in TYPED if page not in (*TUTORIALS, PACKAGE)]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def few(page: Path) -> int:
    return ENOUGH if any(text.startswith(DRIVEN) for text in typed(page)) else FEW


def made_short(command: str, draws: int) -> str:
    """Take fewer draws, and no figures, which take longer than the draws."""
    fewer = re.sub(r"(--draws |draws=)(\d+)", lambda found: f"{found[1]}{min(int(found[2]), draws)}", command)
    return re.sub(r"simulate (run|explain)\b", r"simulate \1 --no-figures", fewer)


def test_what_cannot_run_is_on_a_page_and_has_a_reason() -> None:
    assert set(CANNOT) - {text for page in PAGES for text in typed(page)} == set()
    assert all(len(reason.split()) > 5 for reason in CANNOT.values())


@pytest.mark.parametrize("page", TYPED, ids=name)
def test_a_command_of_a_page_is_one_that_there_is(page: Path) -> None:
    """Its options and arguments are read, and nothing runs."""
    context = click.Context(main, obj="en")
    for command in typed(page):
        if not command.removeprefix(".venv/bin/").startswith("simulate "):
            continue
        words = shlex.split(command)
        found = main.get_command(context, words[1])
        assert found is not None, command
        found.make_context(words[1], words[2:], parent=context)


@pytest.mark.long
@pytest.mark.parametrize("page", RUN, ids=name)
def test_every_command_of_a_page_works(page: Path, tmp_path: Path) -> None:
    here = tmp_path
    for folder in ("scenarios", "parameters"):
        (here / folder).mkdir()
    (here / "simulate.toml").write_text(f"draws = {few(page)}\nworkers = 1\n", encoding="utf-8")
    for kind, text, shown in steps(page):
        if kind == "file":
            (here / text).write_text(shown, encoding="utf-8")
        elif text.startswith("cd "):
            here = here / text.removeprefix("cd ")
        elif text.partition("\n")[0] not in CANNOT:
            program = [sys.executable, "-c"] if kind == "python" else ["bash", "-c"]
            asked = made_short(text, few(page)).replace(".venv/bin/", "")
            done = subprocess.run([*program, asked], cwd=here, env=environment(page), capture_output=True, text=True)
            said = plain(done.stdout + done.stderr)
            assert done.returncode == 0, (text, said)
            assert [line for line in shown.splitlines() if plain(line) not in said] == [], (text, said)
