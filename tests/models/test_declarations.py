"""What processes share is declared in the class body of the one that owns it, and models leave the recorder alone."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from simulate import models, registry
from simulate.engine.processes import Activity

FOLDERS = [Path(str(models.__file__)).parent / name for name in registry.own_names()]


def undeclared(folder: Path) -> list[str]:
    """The attributes that a file of a model sets on `self` and another file uses, and no class body annotates.

    Each as `attribute: files that set it -> files that use it`.
    """
    setting, using, declared = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set), set[str]()
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        declared |= set(_annotated(tree))
        for name, stored in _on_self(tree):
            using[name].add(path.stem)
            if stored:
                setting[name].add(path.stem)
    shared = [name for name in setting if len(using[name]) > 1 and name not in declared]
    return [f"{name}: {', '.join(sorted(setting[name]))} -> {', '.join(sorted(using[name]))}" for name in shared]


def _annotated(tree: ast.Module) -> Iterator[str]:
    for owner in ast.walk(tree):
        if isinstance(owner, ast.ClassDef):
            yield from (
                s.target.id for s in owner.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
            )


def _on_self(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Every `self.name`, and whether it is set there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            yield node.attr, isinstance(node.ctx, ast.Store)


@pytest.mark.parametrize("folder", FOLDERS, ids=registry.own_names())
def test_what_processes_share_is_declared(folder: Path) -> None:
    assert undeclared(folder) == []


@pytest.mark.parametrize(
    ("declaration", "found"), [("", ["stand: een, twee -> drie, een, twee"]), ("stand: Array", [])]
)
def test_what_is_not_declared_is_found(tmp_path: Path, declaration: str, found: list[str]) -> None:
    """However it is set; what only one file uses is its own affair."""
    one = f"""
        class Een(Kaart):
            {declaration or "pass"}
            def start(self):
                self.eigen = self.stand = 0
        """
    two = """
        class Twee(Een):
            def gaan(self):
                self.stand, over = 1, self.kaart
        """
    three = """
        class Drie(Een):
            def lezen(self):
                return self.stand + eigen
        """
    for name, text in (("een", one), ("twee", two), ("drie", three)):
        (tmp_path / f"{name}.py").write_text(dedent(text))
    assert undeclared(tmp_path) == found


@pytest.mark.parametrize("folder", FOLDERS, ids=registry.own_names())
def test_models_do_not_reach_into_the_recorder(folder: Path) -> None:
    """They only take the classes of recorded outcomes from it; what they record and ask for goes through `Model`."""
    lines = [
        (path.name, line) for path in folder.glob("*.py") for line in path.read_text(encoding="utf-8").splitlines()
    ]
    mentions = [(name, line) for name, line in lines if "recorder" in line]
    assert [m for m in mentions if not m[1].startswith("from simulate.engine.recorder import ")] == []


@pytest.mark.parametrize("name", registry.own_names())
def test_every_process_that_is_declared_is_run_once(name: str) -> None:
    cls = registry.model(name)
    listed = [*cls.processes, *cls.closings]
    declared = {a for base in cls.__mro__ for a in vars(base).values() if isinstance(a, Activity)}
    assert len(listed) == len(set(listed))
    assert set(listed) == declared
