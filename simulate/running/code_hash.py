"""One number for code that decides numbers: words in it (comments, docstrings, labels, layout) do not count.

A file is read as a syntax tree and written out again in a form of our own, since `ast.dump` and `ast.unparse` write
other text in other versions of Python. What is the same program in that form gives the same hash on all of them.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from typing import Any

DECLARATIONS = frozenset(
    {
        "Delay", "Flow", "Fund", "Junction", "Label", "Level", "Mean", "Outside", "Pool", "Queue", "Recorded", "Stock",
        "Total",
    }
)  # fmt: skip
"""What a model declares with a Dutch and an English label: the first two texts it is given."""
DECORATORS = frozenset({"closing", "process"})
"""The same where they decorate a function."""
LABELS = frozenset({"nl", "en"})
WORDS = frozenset({*LABELS, "label", "description"})
"""Named arguments of a declaration that are labels."""


def code_hash(files: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 digest of files, given as name and Python source, in the order in which they are given."""
    digest = hashlib.sha256()
    for name, source in files:
        digest.update(name.encode() + b"\0")
        digest.update(normal_form(source).encode() + b"\0")
    return digest.hexdigest()


def normal_form(source: str) -> str:
    """Return the program in `source` as text without docstrings and labels. SyntaxError when it is no Python."""
    text: list[str] = []
    _write(_WithoutWords().visit(ast.parse(source)), text)
    return "".join(text)


class _WithoutWords(ast.NodeTransformer):
    """Takes docstrings and labels out of a syntax tree; comments and layout are not in it."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        is_docstring = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_docstring else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if _called(node) in DECLARATIONS:
            _cut_labels(node)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and _called(decorator) in DECORATORS:
                _cut_labels(decorator)
        return self.generic_visit(node)


def _called(call: ast.Call) -> str:
    """Return the last name of what is called: `Level`, also of `recorder.Level`."""
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _cut_labels(call: ast.Call) -> None:
    """Remove the labels from a call: the first two texts, or as many as are not given by name."""
    count = 2 - sum(keyword.arg in LABELS for keyword in call.keywords)
    call.keywords = [keyword for keyword in call.keywords if keyword.arg not in WORDS]
    if not any(isinstance(argument, ast.Starred) for argument in call.args):
        labels = [argument for argument in call.args if _is_text(argument)][:count]
        call.args = [argument for argument in call.args if argument not in labels]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _write(value: Any, text: list[str]) -> None:
    """Serialise a node with its fields by name, a list in brackets, anything else as its `repr`.

    What is empty is left out, so that a field that a later Python adds changes nothing.
    """
    match value:
        case ast.Constant(value=constant):
            text.append(f"{type(constant).__name__}({constant!r})")
        case ast.JoinedStr(values=values):
            text.append("JoinedStr")
            _write(_joined(values), text)
        case ast.AST():
            text.append(f"{type(value).__name__}(")
            for name, inner in ast.iter_fields(value):
                if inner is not None and inner != []:
                    text.append(f"{name}=")
                    _write(inner, text)
                    text.append(",")
            text.append(")")
        case list():
            text.append("[")
            for inner in value:
                _write(inner, text)
                text.append(",")
            text.append("]")
        case _:
            text.append(repr(value))


def _joined(values: list[ast.expr]) -> list[ast.expr]:
    """Merge neighbouring texts among the parts of an f-string: versions of Python divide them differently."""
    parts: list[ast.expr] = []
    for value in values:
        last = parts[-1] if parts else None
        if isinstance(value, ast.Constant) and isinstance(last, ast.Constant):
            parts[-1] = ast.Constant(str(last.value) + str(value.value))
        elif not (isinstance(value, ast.Constant) and value.value == ""):
            parts.append(value)
    return parts
