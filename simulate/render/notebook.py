"""The progress of a run in a notebook: one line under the cell, written anew."""

from __future__ import annotations

import sys
from typing import Any

from simulate.running.execution.progress import Progress, Silent
from simulate.running.execution.task import BlockResult


def progress(title: str, wanted: bool | None) -> Progress:
    """Return what shows the progress: in a notebook, or where it is asked for; else nothing."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    in_notebook = shell is not None and hasattr(shell, "kernel")
    return Line(title, in_notebook) if wanted or (wanted is None and in_notebook) else Silent()


class Line:
    """One line of text: `asiel: 3 of 5 blocks`."""

    def __init__(self, title: str, in_notebook: bool) -> None:
        self.title, self.in_notebook = title, in_notebook
        self.done, self.blocks, self.handle = 0, 0, None

    def begin(self, draws: int, blocks: int, done: int) -> None:
        """Show the line."""
        self.done, self.blocks = done, blocks
        self._show(f"{self.title}: {draws:,} draws, {done} of {blocks} blocks")

    def advance(self, result: BlockResult) -> None:
        """Count a block."""
        self.done += 1
        self._show(f"{self.title}: {self.done} of {self.blocks} blocks")

    def say(self, text: str) -> None:
        """Show a sentence behind the title."""
        self._show(f"{self.title}: {text}")

    def end(self) -> None:
        """Say that it is done."""
        self._show(f"{self.title}: done")

    def _show(self, text: str) -> None:
        if not self.in_notebook:
            print(text, file=sys.stderr)
            return
        data: dict[str, Any] = {"text/plain": text}
        display = sys.modules["IPython"].display.display
        if self.handle is None:
            self.handle = display(data, raw=True, display_id=True)
        else:
            self.handle.update(data, raw=True)
