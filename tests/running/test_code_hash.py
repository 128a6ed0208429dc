"""The hash of the code: another number, operator, name or order changes it; words and layout do not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import simulate
import simulate.engine
from simulate.engine.stocks import Declared, Place
from simulate.running.code_hash import DECLARATIONS, code_hash, normal_form

SOURCE = '''
"""What it is about."""
from simulate.engine.recorder import Level


class Bak(Model):
    """A tank."""

    water = Level("Water", "Water in it", "personen", ("groep",))
    """What is in it."""
    stroom = Flow(buiten, water, "Stroom", "Flow", fifo=True)

    @process("Vullen", "Fill", after=1)
    def vullen(self, rate=1.5):
        # Every month.
        if self.water.n > 10:
            self.stroom(rate * self.p.bak.kans, 2)
            self.rest()
        yield f"{self.name}: {rate:.1f}"
'''
SAME = {
    "the docstring of the module": ('"""What it is about."""', '"""Another story."""'),
    "the docstring of a class": ('    """A tank."""\n', ""),
    "the docstring of an attribute": ('"""What is in it."""', '"""Rain."""'),
    "a comment": ("        # Every month.\n", ""),
    "a label in Dutch": ('"Water", "Water in it"', '"Vocht", "Water in it"'),
    "a label of a flow": ('"Stroom", "Flow"', '"Stroming", "Current"'),
    "a label of a process": ('"Vullen", "Fill"', '"Bijvullen", "Top up"'),
    "a description": ('("groep",))', '("groep",), description=Label("Regen", "Rain"))'),
    "a blank line": ("        if self", "\n\n        if self"),
    "a call over more lines": (
        "self.p.bak.kans, 2)",
        "\n                self.p.bak.kans,\n                2,\n            )",
    ),
    "brackets that mean nothing": ("rate * self.p.bak.kans", "(rate * self.p.bak.kans)"),
    "how a number is written": ("> 10:", "> 1_0:"),
    "other quotes": ('f"{self.name}: {rate:.1f}"', "f'{self.name}: {rate:.1f}'"),
    "an f-string in two parts": ('f"{self.name}: {rate:.1f}"', 'f"{self.name}" ": " f"{rate:.1f}"'),
}
OTHER = {
    "a number": ("> 10:", "> 11:"),
    "a whole number that is no longer one": ("> 10:", "> 10.0:"),
    "an operator": ("rate * self", "rate + self"),
    "a comparison": ("> 10", ">= 10"),
    "a default": ("rate=1.5", "rate=1.6"),
    "the name of a parameter": ("p.bak.kans", "p.bak.deel"),
    "the name of an outcome": ("    water = Level", "    vocht = Level"),
    "a unit": ('"personen"', '"woningen"'),
    "an axis": ('("groep",)', '("segment",)'),
    "an axis more": ('("groep",)', '("groep", "segment")'),
    "a setting of a flow": ("fifo=True", "fifo=False"),
    "the place of a process": ("after=1", "after=2"),
    "an indentation": ("            self.rest()", "        self.rest()"),
    "a statement less": ("            self.rest()\n", ""),
    "the order of statements": (
        "            self.stroom(rate * self.p.bak.kans, 2)\n            self.rest()\n",
        "            self.rest()\n            self.stroom(rate * self.p.bak.kans, 2)\n",
    ),
    "what a text says": (": {rate:.1f}", "; {rate:.1f}"),
    "the form of a number in a text": (":.1f}", ":.2f}"),
    "a base class": ("Bak(Model)", "Bak(Anders)"),
}


def changed(what: tuple[str, str]) -> str:
    assert SOURCE.count(what[0]) == 1
    return SOURCE.replace(*what)


@pytest.mark.parametrize("name", SAME)
def test_words_and_layout_do_not_count(name: str) -> None:
    text = changed(SAME[name])
    assert text != SOURCE
    assert normal_form(text) == normal_form(SOURCE)


@pytest.mark.parametrize("name", OTHER)
def test_what_decides_numbers_does(name: str) -> None:
    assert normal_form(changed(OTHER[name])) != normal_form(SOURCE)


def test_a_name_and_the_order_of_files_count() -> None:
    files = [("a.py", "x = 1"), ("b.py", "y = 2")]
    hashes = {code_hash(files), code_hash(files[::-1]), code_hash([("c.py", "x = 1"), files[1]]), code_hash(files[:1])}
    assert len(hashes) == 4


def every(kind: type) -> list[type]:
    """A class and all below it."""
    return [kind, *(one for below in kind.__subclasses__() for one in every(below))]


def test_labels_that_are_given_by_name_do_not_count() -> None:
    one, other = (f'Level(nl="{nl}", en="Water", unit="personen")' for nl in ("Water", "Vocht"))
    assert normal_form(one) == normal_form(other)
    assert normal_form('Level("personen", nl="Water", en="Water")') != normal_form('Level("woningen", nl="a", en="b")')


def test_every_declaration_of_the_engine_has_labels_that_do_not_count() -> None:
    for module in iter_modules(simulate.engine.__path__):
        import_module(f"simulate.engine.{module.name}")
    names = {kind.__name__ for kind in every(Declared) if kind.__module__.startswith("simulate.engine.")}
    assert names | {"Label"} == DECLARATIONS | {Declared.__name__, Place.__name__}


def _others() -> list[str]:
    found = [shutil.which(f"python3.{minor}") for minor in (11, 12, 13, 14)]
    return [path for path in found if path is not None]


def test_it_is_the_same_on_every_python_that_is_here() -> None:
    script = (
        "import sys; from pathlib import Path; from simulate.running.code_hash import code_hash; "
        "files = sorted(Path(sys.argv[1]).rglob('*.py')); "
        "print(code_hash((file.name, file.read_text('utf-8')) for file in files))"
    )
    package = Path(simulate.__file__).parent
    hashes = set()
    for python in [sys.executable, *_others()]:
        where = os.environ | {"PYTHONPATH": str(package.parent)}
        done = subprocess.run([python, "-c", script, str(package)], capture_output=True, text=True, env=where)
        if done.returncode == 0:
            hashes.add(done.stdout)
    assert len(hashes) == 1


ASK = """
import simulate
from simulate.running.identity import versions
print(simulate.__file__, versions("asiel")["code"])
"""
UNCHANGED = {
    "a label": ("models/asiel/kaart.py", 'Stock("', 'Stock("Heel '),
    "a leaflet": ("views/cards/asiel/bijsluiter.py", "Gebruik het", "Gebruik dit"),
    "an answer": ("views/cards/asiel/antwoord.py", "Over {jaar}", "In {jaar}"),
    "a headline": ("views/cards/asiel/__init__.py", '"bezetting"', '"niemand"'),
    "a unit in words": ("vocabulary.py", '"personen per maand"', '"mensen per maand"'),
    "an entry in words": ("vocabulary.py", '"kansrijk", "good prospect"', '"kansrijk", "good"'),
}
CHANGED = (
    ("models/asiel/instroom.py", "12", "13"),
    ("vocabulary.py", '"share (0-1)", 0, 1', '"share (0-1)", 0, 2'),
    ("engine/kernels.py", "0x9E3779B97F4A7C15", "0x9E3779B97F4A7C17"),
)


def asked(folder: Path) -> str:
    """The hash that a copy of the package has, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, env=environment, cwd=folder)
    assert done.returncode == 0, done.stderr
    file, digest = done.stdout.split()
    assert Path(file).is_relative_to(folder)
    return digest


def test_a_card_or_a_label_leaves_the_hash_of_the_program_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(Path(simulate.__file__).parent, tmp_path / "simulate", ignore=shutil.ignore_patterns("__pycache__"))
    hashes = {asked(tmp_path)}
    for file, old, new in UNCHANGED.values():
        _change(tmp_path / "simulate" / file, old, new)
    assert hashes == {asked(tmp_path)}
    for count, (file, old, new) in enumerate(CHANGED, 2):
        _change(tmp_path / "simulate" / file, old, new)
        hashes.add(asked(tmp_path))
        assert len(hashes) == count, file


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
