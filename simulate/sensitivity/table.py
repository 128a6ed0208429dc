"""sensitivity.csv: every uncertain quantity by outcome and entry, with its indices, intervals and the noise floor.

sobol.csv: the groups of a design of its own, with what each does alone (S1) and with others (ST), and 90 % intervals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from simulate.files import write_whole
from simulate.sensitivity.ranking import Ranking
from simulate.sensitivity.sobol import Sobol
from simulate.vocabulary import Language

NAME = "sensitivity.csv"
FOLDER = "sensitivity"
"""The folder in a result folder that holds what drives it; no run looks at it."""
COLUMNS = (
    "outcome", "label", "axis", "entry", "period", "draws", "rank", "parameter", "parameter_label",
    "rank_correlation", "rank_correlation_low", "rank_correlation_high", "rank_correlation_floor",
    "pawn", "pawn_low", "pawn_high", "pawn_floor", "times_floor",
)  # fmt: skip
SOBOL = "sobol.csv"
SOBOL_COLUMNS = (
    "outcome", "label", "axis", "entry", "period", "draws", "rank", "group", "group_label",
    "S1", "S1_low", "S1_high", "ST", "ST_low", "ST_high",
)  # fmt: skip


def write_table(rankings: Iterable[Ranking], folder: Path, language: Language) -> Path:
    """Write the file, whole or not at all."""
    return _write(folder / NAME, COLUMNS, (row for ranking in rankings for row in _rows(ranking, language)))


def write_sobol(found: Iterable[Sobol], folder: Path, language: Language) -> Path:
    """Write the file, whole or not at all."""
    return _write(folder / SOBOL, SOBOL_COLUMNS, (row for one in found for row in _shares(one, language)))


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[list[str]]) -> Path:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    write_whole(path, text.getvalue())
    return path


def _rows(ranking: Ranking, language: Language) -> Iterator[list[str]]:
    begin = [ranking.outcome, ranking.label, ranking.axis, ranking.entry, str(ranking.year), str(ranking.draws)]
    for place, driver in enumerate(ranking.drivers, start=1):
        numbers = (
            *driver.correlation, ranking.correlation_floor, *driver.pawn, ranking.pawn_floor, driver.times,
        )  # fmt: skip
        yield [*begin, str(place), driver.name, driver.label.in_(language), *(f"{value:.4f}" for value in numbers)]


def _shares(found: Sobol, language: Language) -> Iterator[list[str]]:
    begin = [found.outcome, found.label, found.axis, found.entry, str(found.year), str(found.draws)]
    for place, share in enumerate(found.shares, start=1):
        numbers = (f"{value:.4f}" for value in (*share.first, *share.total))
        yield [*begin, str(place), share.name, share.label.in_(language), *numbers]
