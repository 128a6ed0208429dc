"""Which parameters a model reads is found in its code: all of them, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from simulate.engine.model import Model

Written = Callable[..., type[Model]]

BASE = """
from simulate.engine.model import Model

class Kaart(Model):
    name = "keten"

    def start(self):
        self.n = self.p.beginstand.voorraad
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """A model written in files: a base, and a process of which only the body of a method is given."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(body: str) -> type[Model]:
        (tmp_path / "gelezen_kaart.py").write_text(BASE)
        lines = "\n".join(f"        {line}" for line in dedent(body).strip().splitlines())
        code = f"from gelezen_kaart import Kaart\n\nclass Proces(Kaart):\n    def gaan(self):\n{lines}\n"
        (tmp_path / "gelezen_proces.py").write_text(code)
        for module in ("gelezen_kaart", "gelezen_proces"):
            monkeypatch.delitem(sys.modules, module, raising=False)
        from gelezen_proces import Proces  # type: ignore[import-not-found]

        return Proces  # type: ignore[no-any-return]

    return write


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("a = self.p.nareis.reistijd", {"nareis.reistijd"}),
        ("a = np.exp(-self.p.nareis.reistijd.max() / self.p.instroom.x)", {"nareis.reistijd", "instroom.x"}),
        ("n = self.p.nareis\nreturn n.reistijd + n.kans.max()", {"nareis.reistijd", "nareis.kans"}),
        ("n, i = self.p.nareis, self.p.instroom\nreturn n.a * i.b", {"nareis.a", "instroom.b"}),
        ("n, (i, j) = self.p.nareis, (self.p.x, 3)\nreturn n.a * i.b + j.c", {"nareis.a", "x.b"}),
        ("a, *rest = self.n, 1, 2\nreturn rest", set()),
        ("x = self.p.nareis.reistijd\nreturn x.max() + x.shape[0]", {"nareis.reistijd"}),
        ("def inner():\n    return self.p.nareis.kans\nreturn inner", {"nareis.kans"}),
        ("return self.clock.month + self.q.nareis.kans + other.p.nareis.kans", set()),
        ("'self.p.nareis.kans'  # self.p.nareis.kans", set()),
    ],
)
def test_what_is_read_is_found(written: Written, body: str, names: set[str]) -> None:
    found = written(body).parameters()
    assert found.pop("keten.beginstand.voorraad") == ("gelezen_kaart",)
    assert found == {f"keten.{name}": ("gelezen_proces",) for name in names}


def test_who_reads_it_is_told(written: Written) -> None:
    found = written("return self.p.beginstand.voorraad + self.p.beginstand.ander").parameters()
    assert found == {
        "keten.beginstand.ander": ("gelezen_proces",),
        "keten.beginstand.voorraad": ("gelezen_kaart", "gelezen_proces"),
    }
    assert list(found) == sorted(found)
