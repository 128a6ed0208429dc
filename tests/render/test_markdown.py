"""The Markdown says the same as the page."""

from __future__ import annotations

from simulate.render.document import Document, Picture, Section, Table, Text
from simulate.render.markdown import render


def test_it_holds_every_table_and_figure(two: Document) -> None:
    text = render(two).decode()
    assert text.count("](data:image/png;base64,") == sum(isinstance(block, Picture) for block in two.blocks())
    assert text.count("\n| --- |") == sum(isinstance(block, Table) for block in two.blocks())
    assert text.startswith(f"# {two.title}\n")


def test_no_cell_breaks_its_table(two: Document) -> None:
    lines = [line for line in render(two).decode().splitlines() if line.startswith("|")]
    assert lines
    assert all(line.endswith("|") for line in lines)


def test_a_label_cannot_become_an_element_or_break_a_heading() -> None:
    bad = "A <script>x</script>\nB | [c]"
    picture = Picture("p", bad, bad, b"", b"")
    blocks = (Text(bad, lead=bad), picture, Table(bad, (bad,), ((bad,),)))
    text = render(Document("nl", bad, (Section("s", bad, blocks),))).decode()
    assert "<" not in text
    assert "# A &lt;script>x&lt;/script> B" in text
    assert len([line for line in text.splitlines() if line.startswith("|")]) == 3
