"""What `make site` is made of, without Sphinx: which pages it has, and what is changed in them."""

from __future__ import annotations

import posixpath
import re

from docs import conf
from docs.build.yaml_page import yaml_page
from simulate.inputs.schema.forms import ScenarioForm
from tests.docs.commands import DOCS, PAGES

NAMES = {page.relative_to(DOCS).with_suffix("").as_posix() for page in PAGES if DOCS in page.parents}


def read(name: str) -> str:
    """A page as the site has it."""
    source = [(DOCS / f"{name}.md").read_text(encoding="utf-8")]
    conf._read(None, name, source)
    return source[0]


def below(name: str) -> set[str]:
    """The pages that hang below a page."""
    parts = re.findall(r"```\{toctree\}\n(?::.*\n)*\n([^`]*)```", read(name))
    folder = posixpath.dirname(name)
    return {posixpath.normpath(posixpath.join(folder, one)) for part in parts for one in part.split()}


def test_every_page_has_its_place_on_the_site() -> None:
    assert set().union(*map(below, NAMES)) == NAMES - {"index"}


def test_the_pages_of_a_model_hang_below_its_own() -> None:
    assert below("wonen") == {f"wonen-{page}" for page in ("keten", "uitkomsten", "parameters", "maatregelen")}
    assert below("tutorial") == set()


def test_nothing_on_the_site_is_drawn_by_what_the_network_has() -> None:
    assert "```mermaid" in (DOCS / "wonen-keten.md").read_text(encoding="utf-8")
    assert "mermaid" not in read("wonen-keten")


def test_the_page_of_the_yaml_files_has_every_key_of_a_scenario() -> None:
    section = yaml_page().split("\n## ")[1]
    keys = {field.alias or name for name, field in ScenarioForm.model_fields.items()}
    assert set(re.findall(r"^\| \**`(\w+)`\** \|", section, re.MULTILINE)) == keys
    assert "| **`label`** | [label](#label) |  |" in section
    assert "| `draws` | whole number | from 1 to 10000000 |" in section
