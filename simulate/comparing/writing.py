"""The folder of a comparison: made aside and renamed, so that it is there as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulate.comparing import figures, page, sheets
from simulate.comparing.comparison import Comparison
from simulate.comparing.errors import CannotCompare
from simulate.comparing.terminal import PAGE
from simulate.inputs.places import results, shown
from simulate.running.aside import replacing, strangers
from simulate.running.errors import cannot_write
from simulate.running.record import FIGURES, write_whole
from simulate.vocabulary import Language

MADE = {PAGE, FIGURES, sheets.OUTCOMES, sheets.INPUTS, sheets.TARGETS, sheets.REGRET}
"""What a comparison consists of; a folder with anything else in it is not replaced."""


def folder_of(folders: Sequence[Path]) -> Path:
    """results/compare/A-vs-B of the project around: beside the results that `simulate run` makes."""
    names = "-vs-".join(folder.resolve().name for folder in folders)
    return results() / "compare" / names


def refuse(folder: Path) -> None:
    """CannotCompare when `folder` holds something else than an earlier comparison, before any work is done."""
    if folder.exists() and not folder.is_dir():
        raise CannotCompare(f"{shown(folder)} is a file: choose another folder with --out")
    others = strangers(folder, MADE)
    if others:
        raise CannotCompare(
            f"{shown(folder)} is no folder of a comparison: it holds {', '.join(others[:3])}; "
            "choose another folder with --out"
        )


def write(comparison: Comparison, folder: Path, language: Language, *, drawn: bool = True) -> None:
    """Write tables, page and, with `drawn`, figures; an earlier comparison in `folder` is replaced."""
    try:
        with replacing(folder) as aside:
            sheets.write_sheets(comparison, aside, language)
            named = figures.draw(comparison, aside, language) if drawn else set()
            write_whole(aside / PAGE, page.render(comparison, language, named))
    except OSError as error:
        raise CannotCompare(str(cannot_write(folder, error.errno, str(error))).partition(". ")[0]) from None
