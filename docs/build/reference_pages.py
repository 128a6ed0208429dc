"""The reference pages of the documentation, written from the declarations of the models and the YAML files alone.

`python -m docs.build reference` writes them. Nothing runs; the same files give the same pages.
"""

from __future__ import annotations

from pathlib import Path

from docs.build.chain_page import chain_page
from docs.build.couplings_page import coupling_pages
from docs.build.coverage_page import coverage_page
from docs.build.diagram import chain_svg
from docs.build.glossary import glossary_page
from docs.build.measure_page import measure_page
from docs.build.outcome_page import outcome_page
from docs.build.parameter_page import parameter_page
from docs.build.reference import Reference
from docs.build.yaml_page import yaml_page
from simulate.files import write_whole
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged, roots
from simulate.registry import own_names


def pages() -> dict[str, str]:
    """Write out every page, by its path inside docs/. InputError when something is wrong in the YAML."""
    references = [Reference(name) for name in own_names()]
    found = {
        "woordenlijst.md": glossary_page(references),
        "yaml.md": yaml_page(),
        "dekking.md": coverage_page(Catalogue(roots(packaged().path / "scenarios"))),
    }
    for reference in references:
        found |= model_pages(reference)
    return found


def model_pages(reference: Reference) -> dict[str, str]:
    """Write out the pages of one model, by their path inside docs/."""
    name, figure = reference.name, f"figures/{reference.name}.svg"
    return {
        figure: chain_svg(reference.model),
        f"{name}-keten.md": chain_page(reference.model, figure),
        f"{name}-uitkomsten.md": outcome_page(reference),
        f"{name}-parameters.md": parameter_page(reference),
        f"{name}-maatregelen.md": measure_page(reference),
        **coupling_pages(reference),
    }


def write(folder: Path) -> list[Path]:
    """Write all pages into `folder`, which is made when it is not there."""
    paths = []
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
        paths.append(path)
    return paths
