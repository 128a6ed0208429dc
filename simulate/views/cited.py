"""A source as a reader knows it: by the title of the publication and the lines, not by its key in the files."""

from __future__ import annotations

from functools import cache

from simulate.inputs.library import Library
from simulate.inputs.paths import Roots, roots
from simulate.inputs.schema.forms import SourceForm
from simulate.render.document import Cell, Link
from simulate.vocabulary import Label, Language

CITED = Label("{title}, regels {lines}", "{title}, lines {lines}")
WEB = ("https://", "http://")
ONE_LINE = Label("{title}, regel {lines}", "{title}, line {lines}")


def cited(reference: str, language: Language) -> str:
    """Write `vng-2024:1507-1513` as `Ledenbrief Rijksbegroting 2025, regels 1507-1513`; an unknown key as it is."""
    key, _, lines = reference.partition(":")
    form = source_form(key)
    title = key if form is None else form.title
    return (CITED if "-" in lines else ONE_LINE).in_(language).format(title=title, lines=lines) if lines else title


def cited_cell(reference: str, language: Language) -> Cell:
    """Write a source as `cited` does; it leads to the address of the publication where that has one."""
    form = source_form(reference.partition(":")[0])
    text = cited(reference, language)
    return Link(text, form.url) if form is not None and form.url and form.url.startswith(WEB) else text


def source_form(key: str) -> SourceForm | None:
    """Look up a publication by its key; None where no list of sources has it."""
    item = _library(roots()).sources.items.get(key)
    return None if item is None else item.form


@cache
def _library(found: Roots) -> Library:
    return Library(found)
