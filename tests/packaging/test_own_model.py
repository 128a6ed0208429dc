"""The guide to a model of one's own holds the files of its example, word for word."""

from __future__ import annotations

import pytest

from tests.packaging.contributing import FILE, ROOT

GUIDE = (ROOT / "docs" / "eigen-model.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "jeugdzorg"
SUFFIXES = {".py", ".toml", ".yaml"}


def test_the_guide_has_every_file() -> None:
    there = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.suffix in SUFFIXES}
    assert {path for _, path, _ in FILE.findall(GUIDE)} == there


@pytest.mark.parametrize(("path", "text"), [(path, text) for _, path, text in FILE.findall(GUIDE)])
def test_a_file_is_as_the_guide_has_it(path: str, text: str) -> None:
    assert (EXAMPLE / path).read_text(encoding="utf-8") == text
