"""Analyses from Python, as DataFrames: of result folders, or of scenarios that are run for it and not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from simulate.comparing.comparison import CompareOptions
from simulate.comparing.comparison import compare as compare_folders
from simulate.explaining.explanation import ExplainOptions, question
from simulate.explaining.explanation import explain as explain_folders
from simulate.modelling.given import Given, need_whole, scenario_of, several
from simulate.running.runner import run
from simulate.running.store import record
from simulate.sensitivity.ranking import rank
from simulate.views.card import headline
from simulate.views.compare import csv as compare_csv
from simulate.views.explain import csv as explain_csv
from simulate.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

Run = Given
"""A result folder; or a scenario, or the file of one, which is run for the analysis and not kept."""


def compare(
    base: Run,
    *others: Run,
    outcomes: str | Sequence[str] = (),
    years: Sequence[int] = (),
    draws: int | None = None,
    workers: int = 1,
    language: Language = "en",
) -> pd.DataFrame:
    """Compare runs with the first: a row for every outcome, entry and calendar year, as in compare.csv.

    Columns `base_…` and the run's own mean and quantiles, `diff_…` of the difference draw by draw, and in which share
    of the draws it is lower or higher. Without `outcomes` those of the headline. CannotAnswer when that cannot be.
    """
    with _folders((base, *others), draws, workers) as folders:
        options = CompareOptions(outcomes=several(outcomes), years=tuple(years), default=headline(*folders))
        tables = compare_csv.files(compare_folders(folders, options), language)
    return _read(tables[compare_csv.OUTCOMES])


def explain(
    base: Run,
    other: Run,
    *,
    outcomes: str | Sequence[str] = (),
    years: Sequence[int] = (),
    draws: int = 1000,
    workers: int = 1,
    language: Language = "en",
) -> pd.DataFrame:
    """Attribute the difference between two runs to each change between them, as in explain.csv.

    The model is run again with some of the changes. CannotAnswer when there is nothing to explain.
    """
    with _folders((base, other), draws, workers) as folders:
        options = ExplainOptions(several(outcomes), headline(*folders), years=tuple(years), draws=draws)
        found = explain_folders(question(folders[0], folders[1], options), workers, lambda: None)
        return _read(explain_csv.file(found, language))


def sensitivity(
    run: Run,
    *,
    outcomes: str | Sequence[str] = (),
    years: Sequence[int] = (),
    draws: int | None = None,
    workers: int = 1,
    language: Language = "en",
) -> pd.DataFrame:
    """Rank what drives the outcomes of a run, the strongest first: rank correlation and PAWN with 90 % intervals.

    `times` is the larger of both as a multiple of what chance gives: 1 or less may be accident. CannotAnswer below a
    hundred draws, or where nothing is uncertain.
    """
    import pandas as pd

    with _folders((run,), draws, workers) as folders:
        rankings = list(rank(folders[0], several(outcomes), years, default=headline(*folders)))
    rows = [
        {
            "outcome": one.outcome,
            "entry": one.entry,
            "year": one.year,
            "name": driver.name,
            "aspect": driver.quantity.aspect,
            "label": driver.quantity.label.in_(language),
            **dict(zip(("correlation", "correlation_low", "correlation_high"), driver.correlation, strict=True)),
            **dict(zip(("pawn", "pawn_low", "pawn_high"), driver.pawn, strict=True)),
            "times": driver.times,
        }
        for one in rankings
        for driver in one.drivers
    ]
    return pd.DataFrame(rows)


@contextmanager
def _folders(runs: Sequence[Run], draws: int | None, workers: int) -> Iterator[list[Path]]:
    """Yield a result folder of each run: the one that is meant, else one that is made for it and goes afterwards."""
    need_whole(draws=draws, workers=workers)
    with TemporaryDirectory(prefix="simulate-") as place:
        yield [_folder(one, Path(place) / str(number), draws, workers) for number, one in enumerate(runs)]


def _folder(one: Run, place: Path, draws: int | None, workers: int) -> Path:
    if isinstance(one, str | Path) and (Path(one) / record.NAME).is_file():
        return Path(one)
    scenario = scenario_of(one, draws)
    run(scenario, place / scenario.name, workers=workers)
    return place / scenario.name


def _read(text: str) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(StringIO(text))
