"""One open project: what is read of it, its runs and its jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from starlette.requests import Request

from simulate.page import catalogue
from simulate.page.jobs import Jobs
from simulate.page.plan import NAMES, Desk, Plan
from simulate.page.runs import Runs
from simulate.page.wish import Wish
from simulate.page.workers import Workers
from simulate.registry import names as model_names

asking: ContextVar[Request | None] = ContextVar("asking", default=None)
"""The request that is being answered."""


class Gone(Exception):
    """Who asked for something has closed the connection."""


class Page:
    """One open project: what is read of it, its runs and its jobs."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.desk = desk or Desk()
        self.workers = Workers(tuple(model_names()))
        self.runs = Runs(self.workers)
        self.jobs = Jobs()
        self.streams: dict[str, set[asyncio.Task[Any]]] = {}
        self._reading = asyncio.Lock()
        self._found: catalogue.Found | None = None

    async def read(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call what reads the files of the project, one at a time: the library is read once, for all.

        Gone when who asked did not wait until it was their turn.
        """
        async with self._reading:
            asked = asking.get()
            if asked is not None and await asked.is_disconnected():
                raise Gone
            return await asyncio.to_thread(function, *arguments)

    def found(self) -> catalogue.Found:
        """Return the search over the project as it is now."""
        fresh = self.desk.fresh()
        if self._found is None or self._found.catalogue is not fresh:
            self._found = catalogue.Found(fresh)
        return self._found

    async def plan(self, wish: Wish) -> Plan:
        """Make the scenarios of a wish. InputError where they cannot be."""
        plan: Plan = await self.read(self.desk.plan, wish)
        return plan

    async def plans(self, wish: Wish, compare: bool) -> tuple[Plan, list[tuple[str, Plan]]]:
        """Make the base, and what is held against it by name: the variants, or what is changed now."""
        now = await self.plan(wish)
        others = []
        if compare:
            for place, changes in enumerate(wish.variants):
                name = NAMES[place].upper()
                made = await self.read(self.desk.plan, wish, changes, f"variant-{NAMES[place]}")
                others.append((name, made))
        elif wish.changes:
            others.append(("variant", now))
        return now, others
