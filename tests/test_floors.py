"""The floors of `docs/architecture.md`: a file imports only from its own package and from those that stand below it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "simulate"
ROW = re.compile(r"^\| `simulate/([\w.]+?)(?:\.py|/)?` \|", re.MULTILINE)


def floors() -> list[str]:
    """The packages and modules right below `simulate`, as the page lists them from top to bottom."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return ROW.findall(text)


def name_of(path: Path) -> str:
    """`simulate.engine.clock` of a file; of a package its own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(module: str) -> Iterator[str]:
    """Every module of the package that a file imports: at its head, inside functions, and for the type checker only."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found = whole if whole in MODULES else node.module or ""
                if found in MODULES:
                    yield found
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and arg.value in MODULES)


def floor_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def test_every_package_has_a_floor() -> None:
    there = {floor_of(module) for module in MODULES}
    assert sorted(floors()) == sorted(there)


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_upwards(module: str) -> None:
    order = floors()
    mine = order.index(floor_of(module))
    upwards = [name for name in imports(module) if order.index(floor_of(name)) < mine]
    assert upwards == [], f"{module} imports from a floor above its own"


def test_no_file_imports_itself_through_others() -> None:
    graph = {module: {name for name in imports(module) if name != module} for module in MODULES}
    # That a file is in a package says nothing: importing `simulate.engine` is importing an empty file.
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(f"a circle: {' -> '.join(error.args[1])}") from None
