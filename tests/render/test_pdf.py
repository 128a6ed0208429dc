"""A report as PDF, where LibreOffice is installed; where it is not, that is said."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

import pytest

from simulate.render import pdf
from simulate.render.document import Document, Section, Text

SHORT = Document("nl", "Een titel", (Section("a", "Antwoord", (Text("Er zijn er 3."),)),))


@pytest.mark.skipif(
    shutil.which("soffice") is None and "WITH_PROGRAMS" not in os.environ, reason="LibreOffice is not here"
)
def test_it_is_a_pdf() -> None:
    made = pdf.render(SHORT)
    assert made.startswith(b"%PDF-")
    assert b"%%EOF" in made[-64:]


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(pdf.NotSet, match="not installed"):
        pdf.render(SHORT)


def test_when_it_makes_nothing_or_hangs_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "soffice")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: None)
    with pytest.raises(pdf.NotSet, match="made no PDF"):
        pdf.render(SHORT)

    def hang(*_: Any, **given: Any) -> None:
        raise subprocess.TimeoutExpired("soffice", given["timeout"])

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(pdf.NotSet, match="did not end"):
        pdf.render(SHORT)
