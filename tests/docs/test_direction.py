"""What ships is the product: the package imports neither the generators of pages nor the studies."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _imported(file: Path) -> set[str]:
    """The first part of every module that a file imports, inside functions as well."""
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found


def test_the_package_imports_neither_docs_nor_studies() -> None:
    files = list((ROOT / "simulate").rglob("*.py"))
    assert files
    assert [str(file) for file in files if _imported(file) & {"docs", "studies"}] == []


def test_generators_do_not_import_studies() -> None:
    assert [str(file) for file in (ROOT / "docs").rglob("*.py") if "studies" in _imported(file)] == []
