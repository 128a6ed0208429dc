"""How a YAML file is read: under limits, without guessing.

The words of a file are not guessed at: `no`, `12:30`, `1e5x` and `2023-13-01` stay words until a form judges them. Only
true, false, null and numbers (`53_400`, `0.95`, `1e5`) mean something by themselves. Tags are refused. An anchor may
name a text or number that is used again, never a mapping or a list: those could double and double.

How deep a file goes is judged here, never by the parser, whose own limit and wording differ between releases. Events
come one by one, so a block that goes too deep is refused at its first value. Brackets are different: to find a key, a
parser reads ahead on a line before it gives the first event, so a line with many brackets is read by a parser that
counts them as it meets them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from simulate.errors import InputError, Problem
from simulate.inputs.written import in_doubt, plain_number
from simulate.inputs.yaml.document import Document, Mark, Steps

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_NODES = 200_000
MAX_ALIASES = 100


def read(
    path: Path,
    *,
    file: str | None = None,
    label: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_nodes: int = MAX_NODES,
) -> Document:
    """Read the document in `path`. Raises InputError when it is not readable as one YAML document of modest size."""
    text, shown = read_bytes(path, file=file, max_bytes=max_bytes)
    return parse(text, shown, label or path.name, max_nodes=max_nodes)


def read_bytes(path: Path, *, file: str | None = None, max_bytes: int = MAX_BYTES) -> tuple[bytes, str]:
    """Return what is in a file, and its name in messages. Raises InputError when it cannot be read or is too large."""
    shown = file or str(path)

    def refuse(message: str, expected: str | None = None) -> InputError:
        return InputError([Problem(shown, 1, 1, message, expected=expected)])

    try:
        if not path.is_file():
            raise refuse("is not a file" if path.exists() else "there is no such file")
        with path.open("rb") as stream:
            text = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise refuse(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(text) > max_bytes:
        raise refuse(f"is larger than {max_bytes / 1e6:g} MB", "a YAML file written by hand")
    return text, shown


def parse(raw: bytes, file: str, label: str, *, max_nodes: int = MAX_NODES) -> Document:
    """Parse the document in `raw`. Raises InputError when it is no text in UTF-8 or no YAML."""
    text = _decoded(raw, file)
    document = Document(file, label, text.splitlines(), hashlib.sha256(raw).hexdigest())
    _Reader(document, max_nodes).read(text)
    return document


def _decoded(raw: bytes, file: str) -> str:
    expected = "text in UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([Problem(file, 1, 1, "is written in UTF-16", expected=expected)])
    if b"\0" in raw:
        raise InputError([Problem(file, 1, 1, "is a binary file", expected=expected)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        shown = raw.decode("latin-1").split("\n")[line - 1]
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise InputError([Problem(file, line, column, message, shown, expected)]) from None


def plain_word(word: str) -> bool | int | float | str | None:
    """Parse an unquoted word: as a truth value, a number, nothing, or itself."""
    if word in ("true", "false"):
        return word == "true"
    if word in ("", "~", "null"):
        return None
    number = plain_number(word)
    return word if number is None else number


class _TooDeep(yaml.MarkedYAMLError):
    """A bracket opens more levels than a file may have."""


class _CountingLoader(yaml.SafeLoader):
    """A parser in Python that refuses the bracket that goes too deep before it reads on."""

    def fetch_flow_collection_start(self, token: Any) -> None:
        if len(self.indents) + self.flow_level > MAX_DEPTH:
            raise _TooDeep(problem_mark=self.get_mark())
        super().fetch_flow_collection_start(token)


def _loader(text: str) -> Any:
    """Return the fast parser, unless brackets on one line could go too deep before it gives its first event."""
    if any(line.count("[") + line.count("{") > MAX_DEPTH for line in text.splitlines()):
        return _CountingLoader
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """Builds the data of a document from the events of the parser, which does not recurse, under limits."""

    def __init__(self, document: Document, max_nodes: int) -> None:
        self.document = document
        self.max_nodes = max_nodes
        self.nodes = 0
        self.aliases = 0
        self.anchors: dict[str, Any] = {}

    def read(self, text: str) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_loader(text)))
        try:
            self._document()
        except _TooDeep as error:
            raise self._too_deep(_mark_of(error.problem_mark)) from None
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = (
                f"the character U+{ord(str(error.character)[0]):04X} cannot be in a YAML file"
                if isinstance(error.character, str)
                else "a character here cannot be in a YAML file"
            )
            raise self.document.refusal(mark, message, "text in UTF-8") from None
        except yaml.YAMLError as error:
            raise self.document.refusal(Mark(1, 1), f"is not YAML: {str(error).splitlines()[0]}") from None

    def _document(self) -> None:
        next(self.events)  # the stream begins
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise self.document.refusal(Mark(1, 1), "the file is empty", "at least one key")
        self.document.data = self._node(next(self.events), ())
        next(self.events)  # the document ends
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.document.refusal(_mark(event), "a second document begins here", "one document in a file")

    def _node(self, event: Any, steps: Steps) -> Any:
        self._allow(event, steps)
        self.document.values.setdefault(steps, _mark(event))
        if isinstance(event, yaml.AliasEvent):
            return self._again(event)
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event) if event.implicit[0] else event.value
            if event.anchor is not None:
                self.anchors[event.anchor] = value
            return value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(steps)
        return self._sequence(steps)

    def _mapping(self, steps: Steps) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._allow(event, steps)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.document.refusal(_mark(event), "a key must be a word", "`key: value`")
            key, mark = event.value, _mark(event)
            place = (*steps, key)
            if key in data:
                # The second one is still walked through, but under a way nobody asks for.
                first = self.document.keys[place]
                self.document.problems.append(
                    self.document.problem_at(mark, f"'{key}' is given twice", f"it once (first on line {first.line})")
                )
                self._node(next(self.events), (*place, "<again>", self.nodes))
                continue
            self.document.keys[place] = mark
            data[key] = self._node(next(self.events), place)
        return data

    def _sequence(self, steps: Steps) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._node(event, (*steps, len(data))))
        return data

    def _again(self, event: Any) -> Any:
        self.aliases += 1
        if event.anchor not in self.anchors:
            raise self.document.refusal(_mark(event), f"there is no anchor &{event.anchor} above", "the value itself")
        if self.aliases > MAX_ALIASES:
            raise self.document.refusal(_mark(event), f"more than {MAX_ALIASES} aliases", "the value itself")
        return self.anchors[event.anchor]

    def _scalar(self, event: Any) -> bool | int | float | str | None:
        value = plain_word(event.value)
        # What is no number is refused with a hint where a number should be.
        doubt = in_doubt(event.value) if isinstance(value, float) else None
        if doubt is not None:
            self.document.problems.append(self.document.problem_at(_mark(event), str(doubt), doubt.expected))
        return value

    def _allow(self, event: Any, steps: Steps) -> None:
        self.nodes += 1
        mark = _mark(event)
        if isinstance(event, yaml.CollectionStartEvent) and event.anchor is not None:
            raise self.document.refusal(
                mark, f"the anchor &{event.anchor} is not accepted here", "an anchor for a text or a number only"
            )
        if getattr(event, "tag", None) is not None:
            raise self.document.refusal(mark, f"the tag {event.tag} is not accepted", "a plain value")
        if len(steps) > MAX_DEPTH:
            raise self._too_deep(mark)
        if self.nodes > self.max_nodes:
            raise self.document.refusal(mark, f"more than {self.max_nodes} values in one file")

    def _too_deep(self, mark: Mark) -> InputError:
        return self.document.refusal(mark, f"more than {MAX_DEPTH} levels deep", "a flat file")

    def _unreadable(self, error: yaml.MarkedYAMLError) -> InputError:
        where = error.problem_mark or error.context_mark
        mark = _mark_of(where)
        line = self.document.lines[mark.line - 1] if mark.line <= len(self.document.lines) else ""
        if line[mark.column - 1 : mark.column] == "\t" or (line[: mark.column - 1].isspace() and "\t" in line):
            return self.document.refusal(mark, "a tab cannot indent YAML", "spaces")
        start, within = error.context_mark, error.context
        if start and start.line + 1 != mark.line:
            within = f"{within or 'in what'} (begun on line {start.line + 1})"
        message = (
            f"cannot be read as YAML {within}: {error.problem}"
            if within
            else f"cannot be read as YAML: {error.problem}"
        )
        return self.document.refusal(mark, message, hint=_hint(line))


def _hint(line: str) -> str | None:
    if re.search(r":\S", line) and ": " not in line and "//" not in line:
        return "a colon is followed by a space"
    if line.count("{") != line.count("}") or line.count("[") != line.count("]"):
        return "a bracket is not closed on this line"
    if line.count(": ") > 1 and not re.search(r"[{\[\"']", line):
        return "put quotes around a text that has a colon in it"
    return None


def _mark(event: Any) -> Mark:
    return _mark_of(event.start_mark)


def _mark_of(place: Any) -> Mark:
    """Return a place that the parser names, counted from 1; the first character when it names none."""
    return Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
