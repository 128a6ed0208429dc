"""The sentences of the program, read in its code: every text of two words or more, by its template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "simulate"
IN_TWO_LANGUAGES = {"Label", "_axis", "_units"}
"""Calls whose texts stand in both languages already."""
PROSE = re.compile(r"[A-Za-z]{2,}[,;:]? +[a-z({`'-]|\} +[a-z]{2,}|[a-z]{2,} +\{")
"""Two words, or a word beside what is filled in."""


def template(node: ast.AST) -> str | None:
    """The template of a text: `{}` for everything that is filled in; None when the node is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text with its line, without docstrings and what stands in two languages; also those inside f-strings."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and called(node) in IN_TWO_LANGUAGES:
            continue
        text = template(node)
        if text is not None:
            yield getattr(node, "lineno", 0), text
        inside = node.values if isinstance(node, ast.JoinedStr) else [node]
        for part in inside:
            if not isinstance(part, ast.Constant):
                yield from texts(part)


def expectations(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a problem expects, and its hint, however short."""
    for node in ast.walk(tree):
        given = [node.value] if isinstance(node, ast.keyword) and node.arg in ("expected", "hint") else []
        if isinstance(node, ast.Call) and called(node) in ("wrong", "_wrong"):
            given = node.args
        for one in given:
            text = template(one)
            if text is not None:
                yield one.lineno, text


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every file of the program, with its path inside the package."""
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
