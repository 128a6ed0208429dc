"""The catalogues of sentences, in the format of gettext, which programs for translators read and write.

`nl.po` has what this program says and `libraries.po` what it lets a library say. They are read as text, since gettext
needs a compiled copy, and knows no sentence in which names are filled in already.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

OWN, LIBRARIES = (Path(__file__).with_name(name) for name in ("nl.po", "libraries.po"))
PAIR = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)
"""A sentence in both languages; long ones may go on in quotes on the lines below."""


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every template of a catalogue with its Dutch, in the order of the file."""
    for found in PAIR.finditer(path.read_text(encoding="utf-8")):
        english, dutch = (ast.literal_eval(f"({quoted})") for quoted in found.groups())
        yield english, dutch


@cache
def dutch() -> Mapping[str, str]:
    """Return the Dutch of every English template."""
    return {english: said for path in (LIBRARIES, OWN) for english, said in pairs(path)}
