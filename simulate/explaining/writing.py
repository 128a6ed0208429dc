"""The folder of an explanation: made aside and renamed, so that it is there as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

from simulate.explaining import figures, page, sheet
from simulate.explaining.errors import CannotExplain
from simulate.explaining.explanation import Explanation
from simulate.inputs.places import results, shown
from simulate.running.aside import replacing, strangers
from simulate.running.errors import cannot_write
from simulate.running.record import FIGURES, write_whole
from simulate.vocabulary import Language

MADE = {page.PAGE, sheet.NAME, FIGURES}
"""What an explanation consists of; a folder with anything else in it is not replaced."""


def folder_of(base: Path, other: Path) -> Path:
    """results/explain/A-vs-B of the project around: beside the results that `simulate run` makes."""
    name = f"{base.resolve().name}-vs-{other.resolve().name}"
    return results() / "explain" / name


def refuse(folder: Path) -> None:
    """CannotExplain when `folder` holds something else than an earlier explanation, before any work is done."""
    if folder.exists() and not folder.is_dir():
        raise CannotExplain(f"{shown(folder)} is a file: choose another folder with --out")
    others = strangers(folder, MADE)
    if others:
        raise CannotExplain(
            f"{shown(folder)} is no folder of an explanation: it holds {', '.join(others[:3])}; "
            "choose another folder with --out"
        )


def write(explanation: Explanation, folder: Path, language: Language, *, drawn: bool = True) -> None:
    """Write table, page and, with `drawn`, figures; an earlier explanation in `folder` is replaced."""
    try:
        with replacing(folder) as aside:
            sheet.write_sheet(explanation, aside, language)
            named = figures.draw(explanation, aside, language) if drawn else {}
            write_whole(aside / page.PAGE, page.render(explanation, language, named))
    except OSError as error:
        raise CannotExplain(str(cannot_write(folder, error.errno, str(error))).partition(". ")[0]) from None
