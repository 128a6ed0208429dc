"""How Sphinx makes the site of these pages: `make site`. The pages are those of the repository, read as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simulate.version import VERSION

project = "simulate"
author = "simulate"
copyright = "EUPL-1.2"
version = release = VERSION
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
exclude_patterns = ["build"]
html_theme = "furo"
html_title = f"simulate {VERSION}"
html_show_copyright = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["site.css"]

myst_heading_anchors = 6
# In docstrings `a name` is code.
default_role = "literal"
autodoc_member_order = "bysource"
add_module_names = False
python_use_unqualified_type_names = True
# A parameter a line, where there are several.
maximum_signature_line_length = 60

FRONTS = {"index", "nl/index"}
"""Pages of which the links are the navigation: below each heading a part of it, in that order."""
MERMAID = re.compile(r"^```mermaid\n.*?^```\n", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\.md\)")


def setup(app: Any) -> None:
    """Have every page changed for the site when it is read."""
    app.connect("source-read", _read)


def _read(_app: Any, page: str, source: list[str]) -> None:
    # A chain is drawn whole in a figure, and its flows are in tables: what draws its parts comes from the network.
    text = MERMAID.sub("", source[0])
    source[0] = text + "".join(_fronted(text) if page in FRONTS else _own(page, text))


def _fronted(text: str) -> Iterator[str]:
    """Write a toctree for every heading below which there are links to other pages."""
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        yield _toctree(LINK.findall(body), f":caption: {heading}")


def _own(page: str, text: str) -> Iterator[str]:
    """Write a toctree of the pages that belong to this one, as `asiel-keten` does to `asiel`."""
    yield _toctree([name for name in LINK.findall(text) if name.startswith(f"{page}-")])


def _toctree(names: list[str], *options: str) -> str:
    """Write a toctree that is not shown where it stands; nothing when it has no pages."""
    if not names:
        return ""
    return "\n".join(["", "", "```{toctree}", ":hidden:", *options, "", *dict.fromkeys(names), "```", ""])
