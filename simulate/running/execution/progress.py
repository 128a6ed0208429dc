"""Who watches a run."""

from __future__ import annotations

from typing import Protocol

from simulate.running.execution.task import BlockResult


class Progress(Protocol):
    """Who wants to see a run go on."""

    def begin(self, draws: int, blocks: int, done: int) -> None:
        """Begin with `done` of the `blocks` blocks of `draws` draws computed; the others are going to be computed."""

    def advance(self, result: BlockResult) -> None:
        """Count a block that is finished or has failed."""

    def say(self, text: str) -> None:
        """Show a line of text to the person who waits."""

    def end(self) -> None:
        """End the progress report: no more blocks come."""


class Silent:
    """Shows nothing."""

    def begin(self, draws: int, blocks: int, done: int) -> None: ...
    def advance(self, result: BlockResult) -> None: ...
    def say(self, text: str) -> None: ...
    def end(self) -> None: ...
