"""The tutorial works as it stands there, in both languages: its files, commands, and every line of output it shows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document

from tests.docs.commands import TUTORIALS, environment, plain, steps


@pytest.mark.long
@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_every_step_works_and_says_what_the_tutorial_shows(tutorial: Path, tmp_path: Path) -> None:
    here, commands = tmp_path, 0
    for kind, command, shown in steps(tutorial):
        if kind == "file":
            (here / command).write_text(shown, encoding="utf-8")
            continue
        if command.startswith("cd "):
            here = here / command.removeprefix("cd ")
            continue
        done = subprocess.run(command, shell=True, cwd=here, env=environment(tutorial), capture_output=True, text=True)
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
