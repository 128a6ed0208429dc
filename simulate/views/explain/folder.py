"""The output folder of an explanation: a table, a page and figures."""

from __future__ import annotations

from pathlib import Path

from simulate.explaining.explanation import Explanation
from simulate.files import short, write_whole
from simulate.inputs.paths import results
from simulate.output import OutputFolder
from simulate.render import markdown
from simulate.running.store.record import FIGURES, called
from simulate.views.explain import csv, waterfall
from simulate.views.explain.document import PAGE, page
from simulate.views.undrawn import undrawn
from simulate.vocabulary import Language

MADE = frozenset({PAGE, csv.NAME, FIGURES})


def output(base: Path, other: Path, out: Path | None) -> OutputFolder:
    """Choose the folder: `out`, or results/explain/A-vs-B of the project around, beside the results of runs."""
    name = short(f"{called(base)}-vs-{called(other)}")
    return OutputFolder(out or results() / "explain" / name, "an explanation", MADE, (base, other))


def write(explanation: Explanation, folder: OutputFolder, language: Language, *, figures: bool) -> str:
    """Write table, page and, where asked, figures; an earlier explanation is replaced. Returns what was not drawn."""
    with folder.replacing() as replacement:
        write_whole(replacement / csv.NAME, csv.file(explanation, language))
        drawn = waterfall.draw(explanation, replacement, language) if figures else {}
        write_whole(replacement / PAGE, markdown.render(page(explanation, language, drawn, FIGURES)))
    labels = {one.name: one.label_nl if language == "nl" else one.label for one in explanation.outcomes}
    return undrawn(labels, {name for name, *_ in drawn}, language) if figures else ""
