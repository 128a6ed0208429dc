"""Text that every medium can hold: without characters that steer a terminal, or that no XML file may have."""

from __future__ import annotations

import re

STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""Control characters but for the line break and the tab, what turns the direction of a text around, the mark of a byte
order, halves of pairs, and what Unicode keeps from being a character."""
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Replace the characters that not every medium can hold by one that says so."""
    return STRANGE.sub(INSTEAD, text)


def one_line(text: str) -> str:
    """Put a text on one line, with single spaces."""
    return " ".join(printable(text).split())


def shortened(text: str, most: int) -> str:
    """Cut a text that has more than `most` characters; it ends in … then."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
