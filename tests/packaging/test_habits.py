"""The pages for who joins the project say what is there: versions, links, commands, files and imports."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from simulate.version import VERSION
from tests.docs.commands import PAGES as DOCS
from tests.packaging.contributing import CONTRIBUTING, ROOT, blocks, imported, recipe_files

PAGES = [CONTRIBUTING, ROOT / "CHANGELOG.md", *DOCS]
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
LINK = re.compile(r"\]\(([^)\s]+)\)")
FOLDERS = "simulate|tests|docs|parameters|scenarios|calibration|data|studies|benchmarks|requirements|schemas"
PATH = re.compile(rf"(?:^|[\s`(])((?:{FOLDERS})/[\w./-]*\w/?)(?=[\s`),:#]|\.\s|$)", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page: in lower case, without punctuation, with dashes for spaces."""
    headings = re.findall(r"^#+ (.*)$", text_of(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_citation_has_the_version_of_the_code() -> None:
    citation = yaml.safe_load(text_of(ROOT / "CITATION.cff"))
    assert citation["version"] == VERSION
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "license"} <= set(citation)


def test_the_changelog_has_the_version_of_the_code_and_what_is_to_come() -> None:
    releases = re.findall(r"^## \[?([\w.]+)", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
    assert releases[:2] == ["Unreleased", VERSION]


def test_every_release_has_its_day_and_every_tag_its_release() -> None:
    text = text_of(ROOT / "CHANGELOG.md")
    dated = re.findall(r"^## (\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)$", text, flags=re.MULTILINE)
    assert len(dated) + 1 == len(re.findall(r"^## ", text, flags=re.MULTILINE))
    days = [date.fromisoformat(day) for _, day in dated]
    assert days == sorted(days, reverse=True)
    releases = [tuple(map(int, version.split("."))) for version, _ in dated]
    assert releases == sorted(set(releases), reverse=True)
    tags = subprocess.run(["git", "tag", "--list", "v*"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert {tag.removeprefix("v") for tag in tags.stdout.split()} <= {version for version, _ in dated}


@pytest.mark.parametrize("release", ["Unreleased", VERSION])
def test_every_release_says_which_figures_change(release: str) -> None:
    section = re.split(r"^## ", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
    (found,) = (text for text in section if re.match(rf"\[?{re.escape(release)}", text))
    assert "### Figures that change\n" in found


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(text_of(page)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_make_command_that_is_named_is_there() -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z -]*)", text_of(CONTRIBUTING), flags=re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    assert named
    assert {word for words in named for word in words.split()} <= targets


def test_every_file_that_is_named_is_there_or_made_by_a_recipe() -> None:
    named = set(PATH.findall(text_of(CONTRIBUTING)))
    made = {*recipe_files(), "tests/commands/test_titles.py"}
    missing = sorted(name for name in named - made if not (ROOT / name).exists())
    assert named >= {"simulate/commands/door.py", "parameters/bronnen.yaml", "studies/same_bits.py"}
    assert missing == []


def test_code_imports_what_there_is() -> None:
    sources = [text for text in blocks("python") if not text.startswith(" ")]
    names = [(module, name) for source in sources for module, name in imported(source) if "inburgering" not in module]
    missing = [(module, name) for module, name in names if not hasattr(import_module(module), name)]
    assert names
    assert missing == []


@pytest.mark.parametrize("name", ["bug", "figure", "measure"])
def test_an_issue_form_can_be_filled_in(name: str) -> None:
    form = yaml.safe_load(text_of(TEMPLATES / f"{name}.yml"))
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert form["name"]
    assert form["description"]
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)
