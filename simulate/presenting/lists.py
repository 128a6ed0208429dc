"""`simulate list`: the models, scenarios and measures there are."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from simulate.presenting.catalogue import Catalogue
from simulate.registry import failures
from simulate.vocabulary import Language

WIDE = 160
"""Columns for a reader that is not a terminal, such as a file."""


def show_all(language: Language) -> None:
    """Prints the models, scenarios and measures there are."""
    catalogue = Catalogue(language)
    screen = console()
    for table in (_models(catalogue), _scenarios(catalogue), _measures(catalogue)):
        screen.print(table)
        screen.print()
    for error in failures().values():
        screen.print(str(error), markup=False)


def console() -> Console:
    """The terminal, or a wide page when there is none."""
    terminal = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if terminal else WIDE)


def table_of(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def facts_of(rows: list[tuple[str, str | None]]) -> Table:
    """What is known, one line each: the word for it and the text. Nothing where there is no text."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        if text:
            table.add_row(name, escape(text))
    return table


def title_of(name: str, label: str) -> Text:
    """The first line of a card."""
    return Text.assemble((name, "bold"), "  ", label)


def _models(catalogue: Catalogue) -> Table:
    word = catalogue.word
    table = table_of(word("models"), word("name"), word("label"), word("parameters"), word("outcomes"))
    for name, model in catalogue.models().items():
        table.add_row(name, model.title.in_(catalogue.language), str(len(model.parameters)), str(len(model.outcomes)))
    return table


def _scenarios(catalogue: Catalogue) -> Table:
    word = catalogue.word
    table = table_of(word("scenarios"), word("name"), word("label"), word("question"))
    for name, chain in catalogue.chains.items():
        form = chain.links[-1].form if chain.links else None
        broken = "simulate check" if chain.problems else ""
        table.add_row(
            name, escape(catalogue.say(form and form.label)), escape(catalogue.say(form and form.question) or broken)
        )
    return table


def _measures(catalogue: Catalogue) -> Table:
    word = catalogue.word
    table = table_of(word("measures"), word("name"), word("label"), word("status"), word("from"), word("source"))
    for name, item in catalogue.library.measures.items.items():
        form = item.form
        if form is None or item.problems:
            table.add_row(name, f"simulate check {escape(item.document.file)}", "", "", "")
            continue
        status = f"{form.legal_status.status} {form.legal_status.date}"
        table.add_row(name, escape(catalogue.say(form.label)), status, str(form.start), escape(form.source))
    return table
