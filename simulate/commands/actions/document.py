"""A document as a file: where it goes, in which form, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from simulate.commands.options import FORMS
from simulate.errors import CannotAnswer
from simulate.files import write_whole, writing
from simulate.inputs.paths import shown
from simulate.inputs.settings import settings
from simulate.render.document import Document
from simulate.render.numbers import number

SET_BY_WORD = ("docx", "pdf")
"""What a Word file can be a template for."""


@dataclass(frozen=True)
class Destination:
    """The file of a document."""

    path: Path
    form: str
    template: Path | None = None
    """A Word file whose styles, page and header are taken; that of the project without."""

    def refuse(self, overwrite: bool) -> None:
        """Raise CannotAnswer where it cannot be written there, before any work is done."""
        if self.path.is_dir():
            raise CannotAnswer(f"{shown(self.path)} is a folder: name a file with --out")
        if self.path.exists() and not self.path.is_file():
            raise CannotAnswer(f"{shown(self.path)} is no file that can be replaced: name another with --out")
        if self.path.exists() and not overwrite:
            raise CannotAnswer(
                f"{shown(self.path)} is there already: choose another file with --out, or add --overwrite"
            )
        if self.template is not None and self.form not in SET_BY_WORD:
            raise CannotAnswer("--template is for Word and PDF: add --to docx or --to pdf")

    def write(self, document: Document) -> str:
        """Write the document, and of Markdown its figures beside it; return what was written. See `refuse`."""
        figures = dict[str, bytes]()
        beside = self.path.with_name(f"{self.path.stem}-figures")
        if self.form == "md":
            from simulate.render.markdown import with_figures_beside

            document, figures = with_figures_beside(document, beside.name)
        made = self._rendered(document)
        with writing(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for name, figure in figures.items():
                beside.mkdir(exist_ok=True)
                write_whole(beside / name, figure)
            write_whole(self.path, made)
        size = f"{number(len(made) / 1e6, document.language, 1)} MB"
        return f"{shown(self.path)}: {size}, figures in {shown(beside)}" if figures else f"{shown(self.path)}: {size}"

    def _rendered(self, document: Document) -> bytes:
        renderer = import_module(FORMS[self.form]).render
        if self.form not in SET_BY_WORD:
            made: bytes = renderer(document)
            return made
        from simulate.render.docx import NoTemplate
        from simulate.render.pdf import NotSet

        template = self.template or settings().template
        try:
            set_by_word: bytes = renderer(document, template)
        except NoTemplate as error:
            raise CannotAnswer(f"{shown(template or Path())} cannot be used as a template: {error}") from None
        except NotSet as error:
            raise CannotAnswer(str(error)) from None
        return set_by_word
