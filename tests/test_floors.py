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


DRAWN_OR_WORDED = {"click", "rich", "matplotlib", "jinja2", "docx"}
"""Libraries that show something to a person."""
FORBIDDEN = {
    "engine": DRAWN_OR_WORDED | {"yaml", "pydantic", "xarray", "zarr"},
    "models": DRAWN_OR_WORDED | {"yaml", "pydantic", "xarray", "zarr", "simpy"},
    "scenario": DRAWN_OR_WORDED | {"yaml", "numpy"},
    **dict.fromkeys(("inputs", "finding"), DRAWN_OR_WORDED | {"xarray", "zarr"}),
    **dict.fromkeys(
        ("running", "results", "exporting", "sensitivity", "comparing", "explaining", "differing"), DRAWN_OR_WORDED
    ),
    "dutch": DRAWN_OR_WORDED | {"yaml", "numpy"},
    **dict.fromkeys(("backtesting", "calibrating"), DRAWN_OR_WORDED),
}
"""What a floor may not import of other packages: numbers know no screen, models and engine know no files."""


def libraries(module: str) -> set[str]:
    """The packages of others that a file imports, wherever it does."""
    found = set[str]()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).partition(".")[0])
    return found


def package_of(module: str) -> str:
    return module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]


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


def test_no_package_imports_itself_through_others() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        mine = package_of(module)
        for other in {package_of(name) for name in imports(module)}:
            # A package and what is inside it are one floor.
            if not f"{other}.".startswith(f"{mine}.") and not f"{mine}.".startswith(f"{other}."):
                graph.setdefault(mine, set()).add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(f"a circle: {' -> '.join(error.args[1])}") from None


@pytest.mark.parametrize("module", [module for module in MODULES if floor_of(module) in FORBIDDEN])
def test_numbers_know_no_screen_and_models_no_files(module: str) -> None:
    assert libraries(module) & FORBIDDEN[floor_of(module)] == set()
