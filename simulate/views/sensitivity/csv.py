"""sensitivity.csv: every uncertain quantity by outcome and entry, with its indices, intervals and the noise floor.

sobol.csv: the groups of a design of its own, with what each does alone (S1) and with others (ST), and 90 % intervals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulate.csv_text import fixed, render
from simulate.sensitivity.ranking import Ranking
from simulate.sensitivity.sobol import Sobol
from simulate.views.sensitivity import text
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
NUMBER = fixed(4)


def rankings_file(rankings: Iterable[Ranking], language: Language) -> str:
    """Write the text of sensitivity.csv."""
    return render(COLUMNS, (row for ranking in rankings for row in _rows(ranking, language)), NUMBER)


def sobol_file(found: Iterable[Sobol], language: Language) -> str:
    """Write the text of sobol.csv."""
    return render(SOBOL_COLUMNS, (row for one in found for row in _shares(one, language)), NUMBER)


def _rows(ranking: Ranking, language: Language) -> Iterator[tuple[object, ...]]:
    for rank, driver in enumerate(ranking.drivers, start=1):
        yield (
            *_begin(ranking, language), rank, driver.name, text.quantity(driver.quantity, language),
            *driver.correlation, ranking.correlation_floor, *driver.pawn, ranking.pawn_floor, driver.times,
        )  # fmt: skip


def _shares(found: Sobol, language: Language) -> Iterator[tuple[object, ...]]:
    for rank, share in enumerate(found.shares, start=1):
        label = text.group(share.group, language)
        yield (*_begin(found, language), rank, share.name, label, *share.first, *share.total)


def _begin(one: Ranking | Sobol, language: Language) -> tuple[object, ...]:
    return one.outcome, text.outcome(one, language), one.axis, one.entry, one.year, one.draws
