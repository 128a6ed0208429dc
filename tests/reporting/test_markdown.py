"""The Markdown says the same as the page."""

from __future__ import annotations

from simulate.reporting.blocks import Picture, Report, Table
from simulate.reporting.markdown import render


def test_it_holds_every_table_and_figure(two: Report) -> None:
    text = render(two).decode()
    assert text.count("](data:image/png;base64,") == sum(isinstance(block, Picture) for block in two.blocks())
    assert text.count("\n| --- |") == sum(isinstance(block, Table) for block in two.blocks())
    assert text.startswith(f"# {two.title}\n")


def test_no_cell_breaks_its_table(two: Report) -> None:
    lines = [line for line in render(two).decode().splitlines() if line.startswith("|")]
    assert lines
    assert all(line.endswith("|") for line in lines)
