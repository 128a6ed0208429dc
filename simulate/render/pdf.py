"""Documents as PDF: the Word file, set by LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from simulate.render import docx
from simulate.render.document import Document

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 180
"""Seconds that LibreOffice may take."""


class NotSet(RuntimeError):
    """LibreOffice is not there, or made no PDF; the text says which."""


def render(report: Document, template: Path | None = None) -> bytes:
    """Render the document, with a `template` as `docx.render` does. NotSet says why there is no PDF."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NotSet("a PDF is set by LibreOffice, which is not installed: install it, or use --to docx")
    with TemporaryDirectory(prefix="simulate-") as folder:
        place = Path(folder)
        (place / "report.docx").write_bytes(docx.render(report, template))
        # A profile of its own: a LibreOffice that the user has open would take the file and end at once.
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(place / "report.docx")]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=LONGEST, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            raise NotSet(f"LibreOffice did not end within {LONGEST} seconds: use --to docx") from None
        made = place / "report.pdf"
        if not made.is_file():
            raise NotSet("LibreOffice made no PDF of the report: use --to docx")
        return made.read_bytes()
