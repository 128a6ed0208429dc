"""Progress of a run on a terminal. Without a terminal only the important lines are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from simulate.dutch.translating import translate
from simulate.plain_text import printable
from simulate.running.execution.task import BlockResult
from simulate.vocabulary import Language


class TerminalProgress:
    """A bar with the completed draws and the time left; failed blocks as lines above it."""

    def __init__(self, console: Console, title: str, language: Language = "en") -> None:
        self.console, self.title, self.block, self.language = console, title, 1, language
        self.bar = self._new_bar()
        self.task: TaskID | None = None
        self.draws = 0

    def begin(self, draws: int, blocks: int, done: int) -> None:
        """Show the bar."""
        from simulate.engine.streams import BLOCK

        if self.task is not None:
            # A run that adds draws begins again: its bar is a new one.
            self.bar = self._new_bar()
        self.draws, self.block = draws, BLOCK
        already = f", {min(draws, done * BLOCK):,} are there" if done else ""
        of_draws = "1 draw" if draws == 1 else f"{draws:,} draws"
        of_blocks = "1 block" if blocks == 1 else f"{blocks:,} blocks"
        self.say(f"{self.title}: {of_draws} in {of_blocks}{already}")
        self.task = self.bar.add_task(self.title, total=blocks, completed=done, draws=self._text(done))
        self.bar.start()

    def advance(self, result: BlockResult) -> None:
        """Count a block, or report its failure."""
        if result.error is not None:
            self.say(f"block {result.block} failed: {result.error.splitlines()[0]}")
        if self.task is not None:
            self.bar.advance(self.task)
            self.bar.update(self.task, draws=self._text(int(self.bar.tasks[0].completed)))

    def say(self, text: str) -> None:
        """Print a line, in the language."""
        _say(self.bar.console, translate(text, self.language))

    def end(self) -> None:
        """Stop updating the bar; it stays on the screen."""
        self.bar.stop()

    def _new_bar(self) -> Progress:
        return _bar(self.console, "{task.fields[draws]}", self.language)

    def _text(self, blocks: int) -> str:
        return translate(f"{min(self.draws, blocks * self.block):,}/{self.draws:,} draws", self.language)


@contextmanager
def counting(title: str, line: str, total: int, unit: str, language: Language = "en") -> Iterator[Callable[[], None]]:
    """Print a line on stderr and show a bar of `total` units; yields the function to call after each unit."""
    console = Console(stderr=True)
    _say(console, translate(line, language))
    with _bar(console, f"{{task.completed}}/{{task.total}} {translate(unit, language)}", language) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)


def _bar(console: Console, done: str, language: Language) -> Progress:
    """Build a bar with the work done, formatted with the task fields of rich, and the time left."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn(done, markup=False),
        TimeElapsedColumn(),
        TextColumn(translate("left", language)),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def _say(console: Console, text: str) -> None:
    console.print(printable(text), highlight=False, markup=False, soft_wrap=True)
