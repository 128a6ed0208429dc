"""sensitivity.csv: every uncertain quantity by outcome and entry, with its indices, intervals and the noise floor."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from simulate.running.record import write_whole
from simulate.sensitivity.ranking import Ranking
from simulate.vocabulary import Language

NAME = "sensitivity.csv"
COLUMNS = (
    "outcome", "label", "axis", "entry", "period", "draws", "rank", "parameter", "parameter_label",
    "rank_correlation", "rank_correlation_low", "rank_correlation_high", "rank_correlation_floor",
    "pawn", "pawn_low", "pawn_high", "pawn_floor", "times_floor",
)  # fmt: skip


def write_table(rankings: Iterable[Ranking], folder: Path, language: Language) -> Path:
    """Write the file, whole or not at all."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for ranking in rankings:
        writer.writerows(_rows(ranking, language))
    write_whole(folder / NAME, text.getvalue())
    return folder / NAME


def _rows(ranking: Ranking, language: Language) -> Iterator[list[str]]:
    begin = [ranking.outcome, ranking.label, ranking.axis, ranking.entry, str(ranking.year), str(ranking.draws)]
    for place, driver in enumerate(ranking.drivers, start=1):
        numbers = (
            *driver.correlation, ranking.correlation_floor, *driver.pawn, ranking.pawn_floor, driver.times,
        )  # fmt: skip
        yield [*begin, str(place), driver.name, driver.label.in_(language), *(f"{value:.4f}" for value in numbers)]
