"""The output folder of a comparison: tables, a page and figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulate.comparing.comparison import Comparison
from simulate.files import short, write_whole
from simulate.inputs.paths import results
from simulate.output import OutputFolder
from simulate.render import markdown
from simulate.running.store.record import FIGURES, called
from simulate.views.compare import csv, difference_chart
from simulate.views.compare.document import PAGE, page
from simulate.views.undrawn import undrawn
from simulate.vocabulary import Language

MADE = frozenset({PAGE, FIGURES, csv.OUTCOMES, csv.INPUTS, csv.TARGETS, csv.REGRET})


def output(folders: Sequence[Path], out: Path | None) -> OutputFolder:
    """Choose the folder: `out`, or results/compare/A-vs-B of the project around, beside the results of runs."""
    names = short("-vs-".join(map(called, folders)))
    return OutputFolder(out or results() / "compare" / names, "a comparison", MADE, tuple(folders))


def write(comparison: Comparison, folder: OutputFolder, language: Language, *, figures: bool) -> str:
    """Write tables, page and, where asked, figures; an earlier comparison is replaced. Returns what was not drawn."""
    with folder.replacing() as replacement:
        for name, text in csv.files(comparison, language).items():
            write_whole(replacement / name, text)
        drawn = difference_chart.draw(comparison, replacement, language) if figures else set()
        write_whole(replacement / PAGE, markdown.render(page(comparison, language, drawn, FIGURES)))
    labels = {outcome.name: outcome.label_in(language) for outcome in comparison.outcomes}
    return undrawn(labels, drawn, language) if figures else ""
