"""Words of Dutch policy that no declaration holds, from `policy_words.csv`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).with_suffix(".csv")


class PolicyWord(NamedTuple):
    """A Dutch word, its English, and what it is in a sentence."""

    dutch: str
    english: str
    meaning: str


def policy_words() -> list[PolicyWord]:
    """Read the words in the order of the file."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return [PolicyWord(**row) for row in csv.DictReader(file)]
