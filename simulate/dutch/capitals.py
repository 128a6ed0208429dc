"""Dutch for the words in capitals that stand, in a command, for what is to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

METAVARS: Mapping[str, str] = {
    "OPTIONS": "OPTIES",
    "COMMAND": "OPDRACHT",
    "ARGS": "WOORDEN",
    "FILE": "BESTAND",
    "FILES": "BESTANDEN",
    "FOLDER": "MAP",
    "FOLDERS": "MAPPEN",
    "BASE": "BASIS",
    "OTHER": "ANDERE",
    "NAME": "NAAM",
    "NAMES": "NAMEN",
    "VALUE": "WAARDE",
    "WORDS": "WOORDEN",
    "KIND": "SOORT",
    "KEY": "SLEUTEL",
    "DATE": "DATUM",
    "NUMBER": "GETAL",
    "WHOLE NUMBER": "GEHEEL GETAL",
    "INTEGER": "GEHEEL GETAL",
    "PATH": "PAD",
    "TEXT": "TEKST",
    "OUTCOME": "UITKOMST",
    "ENTRY": "ONDERDEEL",
    "YEAR": "JAAR",
    "PRECISION": "PRECISIE",
    "ADDRESS": "ADRES",
    "SERIES": "REEKS",
    "WHAT": "WAT",
    "WHEN": "WANNEER",
    "SOURCE": "BRON",
    "LIMIT": "GRENS",
}
CAPITALS = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(METAVARS, key=len, reverse=True))})(?![\w-])")


def in_capitals(text: str) -> str:
    """Translate to `results/NAAM` what is `results/NAME`; words in small letters stay."""
    return CAPITALS.sub(lambda found: METAVARS[found[0]], text)
