"""What the README shows is what comes out. Its commands are typed by tests/docs/test_commands.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulate.commands.door import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(
    r"!\[[^]]*\]\(docs/figures/(\w+\.png)\)\n\n[^`]*`simulate (run (\S+)\.yaml --draws 2000)`[^>]*((?:> .*\n)+)", README
)
"""A figure, the command that made it, its scenario, and the answer in words."""


def test_figures_have_their_command_and_answer() -> None:
    assert len(SHOWN) == 2


@pytest.mark.long
@pytest.mark.parametrize(("figure", "command", "scenario", "answer"), SHOWN)
def test_a_figure_and_its_answer_are_what_the_command_makes(
    figure: str, command: str, scenario: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pixel for pixel, with the pinned versions; where it fails, make it anew with the same command."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "parameters").mkdir()
    done = CliRunner().invoke(main, [*command.split(), "--workers", "1"])
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    for sentence in re.split(r"(?<=\.) (?=[A-Z])", " ".join(answer.replace("> ", "").split())):
        assert sentence in said
    made = tmp_path / "results" / scenario / "figures" / figure
    assert made.read_bytes() == (ROOT / "docs" / "figures" / figure).read_bytes()


def test_what_it_points_to_exists() -> None:
    missing = [
        link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link and not (ROOT / link).exists()
    ]
    assert not missing
