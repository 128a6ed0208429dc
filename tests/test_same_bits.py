"""What decides numbers takes its mathematics from `simulate.engine.maths`: the same bits on every processor.

NumPy, SciPy, BLAS and the C library take another path through exp, log, powers and sums of products on another
processor, and with it other last digits. Arithmetic, square roots, comparisons, and sums in an order that is written
down are the same everywhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "simulate"
WORDS = """
exp exp2 expm1 log log2 log10 log1p logaddexp logaddexp2 power float_power pow cbrt hypot
sin cos tan arcsin arccos arctan arctan2 asin acos atan atan2 sinc unwrap
sinh cosh tanh arcsinh arccosh arctanh asinh acosh atanh
erf erfc gamma lgamma i0 dist sumprod interp geomspace logspace
einsum einsum_path tensordot dot vdot vecdot inner matmul matvec vecmat convolve correlate corrcoef cov
polyfit polyval poly1d vander
"""
FUNCTIONS = frozenset(WORDS.split())
"""Functions of numpy and of math whose last digits, or the order of the sums in them, are those of a machine."""
PACKAGES = frozenset({"scipy", "random", "cmath", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.polynomial"})
"""Packages and modules that hold nothing but such functions, or generators whose streams may change."""


def files() -> Iterator[Path]:
    yield from sorted((PACKAGE / "engine").rglob("*.py"))
    yield from sorted((PACKAGE / "models").rglob("*.py"))
    yield from sorted((PACKAGE / "running" / "sampling").rglob("*.py"))
    yield from sorted((PACKAGE / "inputs" / "resolve").rglob("*.py"))
    yield PACKAGE / "inputs" / "calibration.py"
    yield from (PACKAGE / "running" / name for name in ("blocks.py", "replicate.py"))


def offences(source: str) -> list[str]:
    """What of a file is not the same everywhere, with the line on which it is."""
    tree = ast.parse(source)
    modules = _modules(tree)
    return [
        f"line {node.lineno}: {what}"
        for node in ast.walk(tree)
        if isinstance(node, (ast.stmt, ast.expr))
        for what in _of(node, modules)
    ]


def _modules(tree: ast.Module) -> dict[str, str]:
    """The names by which a file knows numpy, math and what is in them."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _of(node: ast.AST, modules: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names if _forbidden(alias.name))
        case ast.ImportFrom():
            yield from (whole for alias in node.names if _forbidden(whole := f"{node.module}.{alias.name}"))
        case ast.Attribute(attr="dot"):
            yield ".dot"
        case ast.Attribute():
            whole = _whole(node, modules)
            yield from [whole] if _forbidden(whole) else []
        case ast.Call(func=ast.Name(id="pow")):
            yield "pow"
        case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
            yield "@"
        case ast.BinOp(op=ast.Pow()) if not (_constant(node.left) and _constant(node.right)):
            yield "**"
        case ast.AugAssign(op=ast.Pow()):
            yield "**="


def _whole(node: ast.expr, modules: dict[str, str]) -> str:
    """`numpy.linalg.norm` of `np.linalg.norm`; nothing of what does not begin with an imported name."""
    if isinstance(node, ast.Name):
        return modules.get(node.id, "")
    before = _whole(node.value, modules) if isinstance(node, ast.Attribute) else ""
    return f"{before}.{node.attr}" if before and isinstance(node, ast.Attribute) else ""


def _forbidden(whole: str) -> bool:
    package, _, name = whole.rpartition(".")
    parts = whole.split(".")
    return (package in {"numpy", "math"} and name in FUNCTIONS) or any(
        ".".join(parts[:length]) in PACKAGES for length in range(1, len(parts) + 1)
    )


def _constant(node: ast.expr) -> bool:
    """Whether it is a number, or the name of one, that is written down: Python computes its powers exactly."""
    match node:
        case ast.UnaryOp():
            return _constant(node.operand)
        case ast.Constant():
            return True
        case ast.Name():
            return node.id.isupper()
    return False


@pytest.mark.parametrize("path", list(files()), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_decides_numbers_is_the_same_on_every_processor(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("y = np.exp(x)", "numpy.exp"),
        ("y = np.add.reduce(np.log1p(x))", "numpy.log1p"),
        ("f = np.tanh", "numpy.tanh"),
        ("y = np.linalg.norm(x)", "numpy.linalg.norm"),
        ("g = np.random.default_rng(1)", "numpy.random"),
        ("from numpy import interp", "numpy.interp"),
        ("import numpy.linalg as la", "numpy.linalg"),
        ("from scipy import special", "scipy.special"),
        ("from scipy.special import ndtr", "scipy.special.ndtr"),
        ("import scipy.special", "scipy.special"),
        ("import math\ny = math.exp(1)", "math.exp"),
        ("from math import log as ln", "math.log"),
        ("import random", "random"),
        ("y = np.einsum('ab,b->a', x, z)", "numpy.einsum"),
        ("y = x.dot(z)", ".dot"),
        ("y = x @ z", "@"),
        ("x @= z", "@"),
        ("y = x**z", "**"),
        ("y = x**0.5", "**"),
        ("y = x**2", "**"),
        ("y = 2.0**x", "**"),
        ("x **= 2", "**="),
        ("y = pow(x, 3)", "pow"),
    ],
)
def test_the_lint_finds_what_is_planted(line: str, found: str) -> None:
    """Also a square by `**`: of a lone number NumPy asks the C library for it, and only of an array is it a product."""
    assert any(found in offence for offence in offences(f"import numpy as np\n{line}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "y = np.square(x) + np.sqrt(x) / np.maximum(x, 1)",
        "y = np.cumsum(x, axis=0)[-1] + x.sum(axis=0)",
        "y = 1 - 2.0**-53 + 2**64 + 10 ** (-6) + 2.0**-_DEPTH",
        "from simulate.engine.maths import exp, log\ny = exp(log(x))",
        "import math\ny = math.ceil(x)",
        "self.log(f'{x}')",
    ],
)
def test_the_lint_leaves_the_rest_alone(line: str) -> None:
    assert offences(f"import numpy as np\n{line}\n") == []
