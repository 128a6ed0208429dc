"""The shares of spread.csv in words: how much of the spread is uncertainty about inputs, and how much is chance."""

from __future__ import annotations

import csv
import math
from io import StringIO
from itertools import groupby
from pathlib import Path

from simulate import registry
from simulate.render.numbers import entry_label, number
from simulate.results.totals import is_total
from simulate.running.store import record
from simulate.running.store.sealed import Sealed
from simulate.vocabulary import Label, Language

SPLIT = Label(
    "Van de spreiding in {year} komt zoveel uit onzekere parameters en maatregelen, en de rest uit toeval binnen het "
    "model: {shares}. ± is één standaardfout; {file} heeft elk jaar.",
    "Of the spread in {year} this much comes from uncertain parameters and measures, and the rest from chance within "
    "the model: {shares}. ± is one standard error; {file} has every year.",
)
MOST = 3
"""Outcomes shown: the first of the model with an estimate."""

Row = dict[str, str]


def split_of(folder: Path, model: str, language: Language) -> str:
    """Word the sources of spread in the middle year of a run of `model`; empty where they cannot be estimated."""
    sealed = Sealed(folder)
    if not sealed.has(record.SPREAD):
        return ""
    return words_of(sealed.made_anew(record.SPREAD), model, language)


def words_of(table: str, model: str, language: Language) -> str:
    """Word the text of a spread.csv; empty where it has no estimate."""
    rows = list(csv.DictReader(StringIO(table, newline="")))
    years = sorted({row["period"] for row in rows})
    estimated = [row for row in rows if row["period"] == years[(len(years) - 1) // 2] and row["share_parameters"]]
    chosen = [_main(list(group)) for _, group in groupby(estimated, lambda row: row["outcome"])][:MOST]
    if not chosen:
        return ""
    shares = "; ".join(_share(row, model, language) for row in chosen)
    return SPLIT.in_(language).format(year=chosen[0]["period"], shares=shares, file=record.SPREAD)


def _main(rows: list[Row]) -> Row:
    """Choose the total of an outcome, its first entry where there is none."""
    return next((row for row in rows if is_total(row["entry"])), rows[0])


def _share(row: Row, model: str, language: Language) -> str:
    declared = registry.model(model).outcomes().get(row["outcome"])
    # The labels in the file are in the language of the run.
    label = row["label"] if declared is None else declared.label.in_(language)
    named = label + entry_label(row["axis"], row["entry"], language)
    share, error = 100 * float(row["share_parameters"]), math.ceil(100 * float(row["standard_error"]))
    return f"{named} {number(share, language)} % (±{error})"
