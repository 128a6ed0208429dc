"""Citations of programme documents: where they stand, the words behind them, and the hashes that say whose words.

`data/programme/citaten.yaml` has for every range of lines that is cited one whole line of it, or a few, and
`data/programme/<document>.sha` one hash for every line of the document. So words and line numbers are checked also
where the documents themselves are not at hand.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from simulate.finding.references import references
from simulate.inputs import paths
from simulate.inputs.schema.forms import Form
from simulate.inputs.yaml.reading import read

REGISTER = "citaten.yaml"
EMPTY = "-"
"""What stands in an index for a line without words."""
_DIGITS = 16
_RANGE = r"\d+(?:-\d+)?"


def folder() -> Path:
    """Return the folder of the words, the indices and the announced measures."""
    return paths.packaged().path / "data" / "programme"


def quotes() -> Mapping[str, Mapping[int, str]]:
    """Load the words behind every citation: by citation, `vng-2024:1490-1493`, the lines that are quoted."""
    return _quotes(folder() / REGISTER)


@cache
def _quotes(register: Path) -> Mapping[str, Mapping[int, str]]:
    data = read(register).data if register.is_file() else {}
    return {
        f"{document}:{lines}": {int(line): words for line, words in quoted.items()}
        for document, cited in data.items()
        for lines, quoted in cited.items()
    }


def quote(reference: str | None) -> str | None:
    """Return the words behind a citation, in one line; None where it cites no lines."""
    quoted = quotes().get(reference or "")
    return " … ".join(quoted.values()) if quoted else None


def normal(line: str) -> str:
    """Write a line in the one form of which the hash is taken: spaces, ligatures and lost characters do not count."""
    return " ".join(unicodedata.normalize("NFKC", line).replace("\ufffd", "").split())


def digest(line: str) -> str:
    """Compute the hash of a line of a document, as an index has it."""
    words = normal(line)
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS] if words else EMPTY


def mentions(text: str, own: str | None, documents: Collection[str]) -> Iterator[str]:
    """Yield the citations in a text: `vng-2024, lines 1-2 and 5`, `vng-2024:7`, and `line 3` of the document `own`."""
    keys = "|".join(map(re.escape, sorted(documents)))
    named = rf"(?:(?P<key>{keys}), )?\blines? (?!\d+,\d{{3}})(?P<lines>{_RANGE}(?:(?:, | and |, and ){_RANGE})*)"
    for found in re.finditer(rf"{named}|(?P<direct>(?:{keys}):{_RANGE})", " ".join(text.split())):
        if found["direct"]:
            yield found["direct"]
        else:
            yield from (f"{found['key'] or own}:{lines}" for lines in re.findall(_RANGE, found["lines"]))


def citations(data: object, documents: Collection[str], own: str | None = None) -> Iterator[str]:
    """Yield every citation of a document in a form, at any depth: as a source, and in its texts.

    Lines without a key are those of the source of the nearest form around them.
    """
    match data:
        case Form():
            source = getattr(data, "source", None)
            near = source.partition(":")[0] if isinstance(source, str) else None
            yield from _own(data, documents)
            for _, part in data:
                yield from citations(part, documents, near if near in documents else own)
        case dict():
            for part in data.values():
                yield from citations(part, documents, own)
        case list():
            for part in data:
                yield from citations(part, documents, own)
        case str() if not re.fullmatch(rf"[a-z0-9._-]+:{_RANGE}", data):
            yield from mentions(data, own, documents)


def _own(form: Form, documents: Collection[str]) -> Iterator[str]:
    """Yield the citations that a form and all in it give as a source, or as the ground of a date."""
    yield from (one for one in references(form) if one.partition(":")[0] in documents and ":" in one)
