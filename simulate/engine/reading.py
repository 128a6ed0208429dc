"""Which parameters a model reads, found in its code: so that "who uses this?" cannot go out of date."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator


def parameters_read(cls: type, model: str) -> dict[str, tuple[str, ...]]:
    """Find `self.p.<file>.<parameter>` in the modules of a class and its bases.

    The result is {model.file.parameter: (process, …)}, both sorted. A process is the last part of the name of a module;
    modules of the engine do not count.
    """
    found: dict[str, set[str]] = {}
    engine = __name__.rpartition(".")[0]
    for module in {base.__module__ for base in cls.__mro__ if not base.__module__.startswith((engine, "builtins"))}:
        process = module.rpartition(".")[2]
        for function in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(function, ast.FunctionDef):
                for name in _read_in(function):
                    found.setdefault(f"{model}.{name}", set()).add(process)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _read_in(function: ast.FunctionDef) -> Iterator[str]:
    """Find `file.parameter` of `self.p.file.parameter`, also through a local name: `begin = self.p.beginstand`."""
    local: dict[str, str] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            local |= dict(_names(node.targets[0], node.value))
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            file = local.get(node.value.id) if isinstance(node.value, ast.Name) else _file(node.value)
            if file is not None:
                yield f"{file}.{node.attr}"


def _names(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    """Find the local names of a file of parameters, in `a = self.p.x` and `a, b = self.p.x, self.p.y`."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _names(one, its)
    elif isinstance(target, ast.Name) and (file := _file(value)) is not None:
        yield target.id, file


def _file(node: ast.expr) -> str | None:
    """Return `file` of an expression `self.p.file`, None of any other."""
    match node:
        case ast.Attribute(attr=file, value=ast.Attribute(attr="p", value=ast.Name(id="self"))):
            return file
    return None
