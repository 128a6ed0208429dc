"""How many random numbers a model asks for, and how long a part of the care model takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import prod
from time import process_time
from typing import Any
from unittest.mock import patch

from simulate.engine.streams import Site
from simulate.models.zorg import gedrag
from simulate.running.blocks import run_block
from simulate.scenario import Scenario

_ASKED = ("uniform", "normal", "poisson", "binomial", "split")


@contextmanager
def counting() -> Iterator[Callable[[], int]]:
    """Within it all places draw as ever; what it gives tells how many random numbers they drew since."""
    sizes: list[int] = []
    busy = False

    def counted(name: str) -> Callable[..., Any]:
        original = getattr(Site, name)

        def draw(site: Site, *arguments: Any) -> Any:
            nonlocal busy
            # One way of drawing may use another: its numbers count once.
            outermost, busy = not busy, True
            found = original(site, *arguments)
            if outermost:
                busy = False
                # A division over K entries takes a number less for each draw.
                sizes.append(prod((found.shape[0] - (name == "split"), *found.shape[1:])))
            return found

        return draw

    with ExitStack() as stack:
        for name in _ASKED:
            stack.enter_context(patch.object(Site, name, counted(name)))
        yield lambda: sum(sizes)


def numbers_of(scenario: Scenario) -> int:
    """Random numbers in the first block. Other blocks ask for as many: the calendar is the same."""
    with counting() as count:
        run_block(scenario, 0)
        return count()


@contextmanager
def demanding() -> Iterator[Callable[[], float]]:
    """Within it the population asks for care as ever; what it gives tells how much processor time that took since.

    Once a year the care model works out the demand of the whole population, which takes time and no random numbers.
    """
    times: list[float] = []

    def timed(call: Callable[..., Any]) -> Callable[..., Any]:
        def within(*arguments: Any) -> Any:
            start = process_time()
            found = call(*arguments)
            times.append(process_time() - start)
            return found

        return within

    place = "simulate.models.zorg.zorgvraag"
    with patch(f"{place}.ask", timed(gedrag.ask)):
        yield lambda: sum(times)
