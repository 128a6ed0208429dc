"""Who watches a run."""

from __future__ import annotations

from typing import Protocol

from simulate.running.execution.task import BlockResult


class Progress(Protocol):
    """Who wants to see a run go on."""

    def begin(self, draws: int, blocks: int, done: int) -> None:
        """`done` of the `blocks` blocks of `draws` draws are there; the others are going to be computed."""

    def advance(self, result: BlockResult) -> None:
        """A block is finished or has failed."""

    def say(self, text: str) -> None:
        """A line for the person who waits."""

    def end(self) -> None:
        """No more blocks."""


class Silent:
    """Shows nothing."""

    def begin(self, draws: int, blocks: int, done: int) -> None: ...
    def advance(self, result: BlockResult) -> None: ...
    def say(self, text: str) -> None: ...
    def end(self) -> None: ...
