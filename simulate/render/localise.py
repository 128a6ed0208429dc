"""Localise the canonical text of a change: translate its words, group its digits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulate.render.numbers import number
from simulate.vocabulary import Language

DUTCH: Mapping[str, str] = {
    "at least": "minstens",
    "at most": "hoogstens",
    "months before": "maanden eerder",
    "by": "uiterlijk in",
    "set": "wordt",
    "add": "plus",
    "multiply": "maal",
    "uniform": "overal even waarschijnlijk",
    "triangular": "driehoek",
    "normal": "normaal",
    "lognormal": "lognormaal",
    "logitnormal": "logitnormaal",
    "min": "laagste",
    "max": "hoogste",
    "mode": "meest waarschijnlijk",
    "none": "geen",
    "true": "ja",
    "false": "nee",
}
# Whole words only: `set` in the name of a parameter or a measure is not a word of ours.
WORDS = re.compile(rf"(?<![\w.-])(?:{'|'.join(DUTCH)})(?![\w-])")
NUMBERS = re.compile(r"(?<![\w.,-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])")


YEARS = (1900, 2100)


def localise(text: str, language: Language) -> str:
    """Translate to `maal 0,9 (overal even waarschijnlijk: laagste 0,7, hoogste 1)`; names and dates stay."""
    if language == "nl":
        text = WORDS.sub(lambda found: DUTCH[found[0]], text)
    return NUMBERS.sub(lambda found: grouped(found[0], language), text)


def grouped(text: str, language: Language) -> str:
    """Group the thousands of a number; return other texts unchanged."""
    try:
        value = float(text)
    except ValueError:
        return text
    shown = len(text.partition(".")[2]) if "e" not in text else 0
    # A year is a number of four digits too.
    large = abs(value) >= 1_000 and not YEARS[0] <= value <= YEARS[1]
    return number(value, language, shown) if large or shown or value < 0 else text
