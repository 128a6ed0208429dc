"""The reference pages of the documentation, written from the declarations of the models and the YAML files alone.

`python -m simulate.presenting.pages docs` writes them into docs/. Nothing runs; the same files give the same pages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from simulate.presenting.diagram import chain_svg
from simulate.presenting.glossary import glossary_page
from simulate.presenting.measure_page import measure_page
from simulate.presenting.mermaid import chain_page
from simulate.presenting.outcome_page import outcome_page
from simulate.presenting.parameter_page import parameter_page
from simulate.presenting.reference import Reference
from simulate.registry import own_names


def pages() -> dict[str, str]:
    """The text of every page by its path inside docs/. InputError when something is wrong in the YAML."""
    references = [Reference(name) for name in own_names()]
    found = {"woordenlijst.md": glossary_page(references)}
    for reference in references:
        name = reference.name
        figure = f"figures/{name}.svg"
        found |= {
            figure: chain_svg(reference.model),
            f"{name}-keten.md": chain_page(reference.model, figure),
            f"{name}-uitkomsten.md": outcome_page(reference),
            f"{name}-parameters.md": parameter_page(reference),
            f"{name}-maatregelen.md": measure_page(reference),
        }
    return found


def write(folder: Path) -> list[Path]:
    """Write all pages into `folder`, which is made when it is not there."""
    paths = []
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        print(written)
