"""What CONTRIBUTING.md holds: the files that its recipes give, and the names of modules in its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
FILE = re.compile(r"^(New|Add to) `([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def recipe_files() -> dict[str, tuple[bool, str]]:
    """Of every file that a recipe gives, by path: whether it is a new file, and its text."""
    found = FILE.findall(CONTRIBUTING.read_text(encoding="utf-8"))
    return {path: (how == "New", text) for how, path, text in found}


def blocks(language: str) -> list[str]:
    """The code blocks in one language, in their order."""
    return [text for name, text in FENCE.findall(CONTRIBUTING.read_text(encoding="utf-8")) if name == language]


def imported(source: str) -> Iterator[tuple[str, str]]:
    """What a program imports, as module and name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
