"""Words as people type them: without accents, inflection or spelling, so that near ones are found."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_SMALL = "de het een en van in op te voor met bij naar aan der den om of the a an and on to for with by at or"
SMALL = frozenset(_SMALL.split(" "))
"""Words that say nothing about what is sought."""
SHORTEST_PART = 4
"""Letters of a part of a compound, such as `huur` in `huurwoning`."""
ENDINGS = ("en", "es", "e", "s")
SAME, INFLECTED, COMPOUND, PART, SPELLED = 1.0, 0.95, 0.8, 0.5, 0.6
"""How near a word is: the same, inflected, inside a longer one, holding a shorter one, spelled otherwise."""
ALIKE = 0.8
"""The least likeness of a word that is spelled otherwise."""


def fold(text: str) -> str:
    """Return a text in small letters without accents: `Oekraïne` is `oekraine`."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def split(text: str) -> list[str]:
    """List the words of a text or of a name, folded."""
    return re.findall(r"[a-z0-9]+", fold(text))


def sought(text: str) -> list[str]:
    """List the words of a question, without those that say nothing where there are others."""
    words = split(text)
    return [word for word in words if word not in SMALL] or words


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what a word has in common with its plural: `huren` and `huur` are `hur`, `huizen` and `huis` `huis`."""
    if word.isdigit():
        return word
    kept = word.removesuffix("s") if word.endswith("ies") else word
    if kept.endswith("ie") and len(kept) > SHORTEST_PART:
        return _single(kept[:-2] + "y")
    for ending in ENDINGS:
        if len(word) > SHORTEST_PART and word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART - 1:
            kept = word.removesuffix(ending)
            break
    return _single(kept)


def _single(word: str) -> str:
    once = re.sub(r"(.)\1", r"\1", word)
    return once[:-1] + {"z": "s", "v": "f"}.get(once[-1], once[-1]) if once else once


def nearness(asked: str, word: str) -> float:
    """Return how near a word is to the one that was asked for, from 0 to 1, spelling aside."""
    if asked == word:
        return SAME
    a, b = stem(asked), stem(word)
    if a == b:
        return INFLECTED
    if len(a) >= SHORTEST_PART and a in b:
        # The end of a Dutch compound says what it is.
        return COMPOUND if b.endswith(a) or b.startswith(a) else COMPOUND - 0.1
    # In the middle of a word it is accident: `straat` in `administratietijd`.
    if len(b) > SHORTEST_PART and (a.startswith(b) or a.endswith(b)):
        return PART * len(b) / len(a) + 0.1
    return 0.0


def likeness(asked: str, word: str) -> float:
    """Return how near a word is that is spelled otherwise; 0 for one that is not alike."""
    if abs(len(asked) - len(word)) > 3 or min(len(asked), len(word)) < SHORTEST_PART:
        return 0.0
    matcher = SequenceMatcher(None, asked, word, autojunk=False)
    if matcher.quick_ratio() < ALIKE or (ratio := matcher.ratio()) < ALIKE:
        return 0.0
    return SPELLED * ratio
