"""Numbers and dates as they are typed: the one reader of YAML files, of the command line and of CSV files.

A number is written with a point for decimals, underscores for thousands and perhaps an exponent: 53_400, 0.95, 1e5. A
date is written 2027-01-01. Whatever can be read in two ways, or only looks like one of these, is refused with what to
write instead.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date

FIRST_YEAR, LAST_YEAR = 1945, 2150
"""The years that a date may have."""
NUMBER = "a number, such as 53_400 or 0.95"
WHOLE = "a whole number, such as 5_000"
DAY = "a date, such as 2025-01-01"
YEAR = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
_LONGEST = 40
_DIGITS = r"(?!0[0-9_])[0-9]+(?:_[0-9]+)*"
_WHOLE = re.compile(rf"[-+]?{_DIGITS}")
_DECIMAL = re.compile(rf"[-+]?{_DIGITS}(?:\.[0-9]+(?:_[0-9]+)*)?(?:[eE][-+]?[0-9]+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


class Miswritten(ValueError):
    """A word is not the number or date that it should be. Its text says so; `expected` and `hint` say what to write."""

    def __init__(self, message: str, expected: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.expected, self.hint = expected, hint


def plain_number(word: str) -> int | float | None:
    """Parse a word that is written as a number is; None for any other word. Too large a one is infinite."""
    if len(word) > _LONGEST:
        return None
    if _WHOLE.fullmatch(word):
        return int(word.replace("_", ""))
    if _DECIMAL.fullmatch(word):
        return float(word.replace("_", ""))
    return None


def two_ways(word: str, *, whole: bool = False) -> tuple[str, str] | None:
    """Return a number of thousands or of three decimals in both ways to write it; None when it can mean one thing.

    1.234 is no doubt a decimal unless it counts what is `whole`; 12.500 is always in doubt: nobody writes the noughts.
    """
    if not _THOUSANDS.fullmatch(word) or not (whole or word.endswith("0") or word.count(".") > 1):
        return None
    digits = word.replace(".", "_")
    return digits, f"{float(word):g}" if word.count(".") == 1 else digits


def in_doubt(word: str, *, whole: bool = False) -> Miswritten | None:
    """Return what to say of a number that can be read in two ways; None when it can mean one thing."""
    ways = two_ways(word, whole=whole)
    if ways is None:
        return None
    thousands, decimal = ways
    if thousands == decimal:
        return Miswritten(f"'{word}' is not a number", NUMBER, f"write thousands with underscores: {thousands}")
    exact = decimal if decimal != word else f"{float(word):.2f}"
    return Miswritten(f"'{word}' can be read as {decimal} or as {thousands}", f"{thousands} for thousands, or {exact}")


def number(word: str, *, whole: bool = False) -> float:
    """Parse a typed number. Miswritten says what is wrong and what to write; `whole` as of `two_ways`."""
    text = word.strip()
    doubt = in_doubt(text, whole=whole)
    if doubt is not None:
        raise doubt
    found = plain_number(text)
    if found is None:
        raise not_a_number(text)
    if not math.isfinite(found):
        raise Miswritten(f"'{text}' is too large", "a finite number")
    return float(found)


def not_a_number(word: str) -> Miswritten:
    """Say of a word that it is not a number, and how to write what was probably meant."""
    return Miswritten(f"'{_short(word)}' is not a number", NUMBER, _how(word))


def _how(word: str, *, whole: bool = False) -> str | None:
    """Return how to write what was probably meant; of a `whole` number nothing about decimals and shares."""
    plain = unicodedata.normalize("NFKC", word).replace("\N{MINUS SIGN}", "-")
    if plain != word and plain_number(plain) is not None:
        return f"write it with plain digits: {plain}"
    if re.fullmatch(r"[-+]?(\.?inf|\.?nan|infinity)", word, re.IGNORECASE):
        return "a value that is unknown or has no end cannot be computed with"
    if not whole and re.fullmatch(r"[-+]?[0-9][0-9_.]*,[0-9]+", word):
        return f"write decimals with a point: {word.replace('.', '_').replace(',', '.')}"
    if re.fullmatch(r"[-+]?[0-9]{1,3}([ '’.,][0-9]{3})+", plain):
        return f"write thousands with underscores: {re.sub(r'[^-+0-9]', '_', plain)}"
    if re.fullmatch(r"[-+]?[0-9]+_[0-9_]*", word):
        return f"write one underscore at a time: {re.sub('_+', '_', word).strip('_')}"
    if not whole and word.endswith("%"):
        return "write a share between 0 and 1: 0.95"
    return None


def whole(word: str) -> int:
    """Parse a typed whole number: 5000, 5_000, 5e3. Miswritten says what is wrong."""
    text = word.strip()
    if plain_number(text) is None and in_doubt(text, whole=True) is None:
        raise Miswritten(f"'{_short(text)}' is not a whole number", WHOLE, _how(text, whole=True))
    found = number(text, whole=True)
    if found != int(found):
        raise Miswritten(f"'{_short(text)}' is not a whole number", WHOLE)
    return int(text.replace("_", "")) if _WHOLE.fullmatch(text) else int(found)


def day(word: str) -> date:
    """Parse a typed date. Miswritten says what is wrong and what to write."""
    text = word.strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise Miswritten(f"'{_short(text)}' is not a date", DAY, _which_day(text))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Miswritten(f"{text} does not exist in the calendar", DAY) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Miswritten(f"the year {found.year} is not possible here", YEAR)
    return found


def _which_day(word: str) -> str | None:
    plain = unicodedata.normalize("NFKC", word)
    first = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", plain)
    last = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", plain)
    parts = first.groups() if first else last.groups()[::-1] if last else None
    try:
        return None if parts is None else f"write it as {date(*map(int, parts)).isoformat()}"
    except ValueError:
        return None


def year(word: str) -> int:
    """Parse a typed year. Miswritten says what is wrong."""
    text = word.strip()
    if not re.fullmatch(r"[0-9]{4}", text, re.ASCII):
        raise Miswritten(f"'{_short(text)}' is not a year", "a year, such as 2029")
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Miswritten(f"the year {text} is not possible here", YEAR)
    return int(text)


def _short(text: str) -> str:
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 60 else f"{text[:57]}…"
