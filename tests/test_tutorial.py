"""The tutorial works as it stands there: its files, its commands, and every line of output that it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"```(yaml|console)\n(.*?)```", re.DOTALL)
WIDTH = "100"
"""Characters of the terminal that the output was copied from."""


def steps() -> Iterator[tuple[str, str]]:
    """A file with its text, or a command with the output that is shown."""
    for kind, body in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "yaml":
            yield body.splitlines()[0].removeprefix("# "), body
            continue
        for part in body.split("$ ")[1:]:
            command, _, shown = part.partition("\n")
            yield f"$ {command}", shown


def plain(text: str) -> str:
    """Without the white space that a narrower or wider terminal would change."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    programs = str(Path(sys.executable).parent)
    return os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "COLUMNS": WIDTH, "LANG": "C.UTF-8"}


@pytest.mark.long
def test_every_step_works_and_says_what_the_tutorial_shows(tmp_path: Path, environment: dict[str, str]) -> None:
    here, commands = tmp_path, 0
    for step, shown in steps():
        if not step.startswith("$ "):
            (here / step).write_text(shown, encoding="utf-8")
            continue
        command = step.removeprefix("$ ")
        if command.startswith("cd "):
            here = here / command.removeprefix("cd ")
            continue
        done = subprocess.run(command, shell=True, cwd=here, env=environment, capture_output=True, text=True)
        said = plain(done.stdout + done.stderr)
        assert done.returncode == (2 if "tikfout.yaml" in command and "check" in command else 0), (command, said)
        for line in shown.splitlines():
            assert plain(line) in said, (command, line, said)
        commands += command.startswith("simulate ")
    assert commands >= 12
    document = Document(here / "antwoord.docx")
    assert len(document.inline_shapes) > 10
    assert "Zonder Spreidingswet" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kans dat een doel wordt gehaald" in (here / "antwoord.html").read_text(encoding="utf-8")
