"""Stocks and flows, declared once in the class body of a model.

People (or homes) are in a stock and move only along declared flows, by calling the flow: `self.besluit(count)`. A flow
moves whole people who are there, so nobody is lost or made, whatever the processes do.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulate.engine import kernels
from simulate.engine.arrays import Array, flat, rows
from simulate.vocabulary import AXES, Label

if TYPE_CHECKING:
    from simulate.engine.clock import Clock

Counts = TypeVar("Counts", NDArray[np.float64], NDArray[np.int64])


class Overdrawn(ValueError):
    """More people would leave a stock than there are, or less than nobody."""


class Declared:
    """Something in the class body of a model. Every running model has its own live copy."""

    name: str = ""
    module: str = ""
    label: Label = Label("", "")
    axes: tuple[str, ...] = ()
    unit: str = "personen"

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.module = name, owner.__module__

    def bind(self, clock: Clock, size: int) -> None:
        """Make the live state for `size` draws."""

    def shape(self, size: int) -> tuple[int, ...]:
        """Return the shape for `size` draws: (*axes, draws)."""
        return (*(len(AXES[a].entries) for a in self.axes), size)

    @property
    def recorded(self) -> tuple[str, ...]:
        """The axes that are kept in the recorded series; over the others it is summed."""
        return self.axes

    @cached_property
    def records_all(self) -> bool:
        """Whether every axis is kept in the recorded series."""
        return self.recorded == self.axes

    def recorded_shape(self, size: int) -> tuple[int, ...]:
        """Return the shape of the recorded series of a month: (*recorded axes, draws)."""
        return (*(len(AXES[a].entries) for a in self.recorded), size)

    def summed(self, values: Counts, kept: tuple[str, ...]) -> Counts:
        """Sum `values` (…, recorded axes, draws) over the recorded axes that are not `kept`."""
        return _over(values, self.recorded, kept)

    def as_recorded(self, values: Counts) -> Counts:
        """Sum `values` (axes, draws) to what is recorded of them: (recorded axes, draws)."""
        return values if self.records_all else _over(values, self.axes, self.recorded)


class Place(Declared):
    """Where a flow can begin or end."""

    most: ClassVar[str] = "there are"
    """How many people can leave at most, in words."""

    def leavable(self) -> Array:
        """Return who may leave now, (rows, draws): a flow takes people from it. None at all outside the system."""
        raise NotImplementedError

    def people(self) -> Array:
        """Return who is there, (rows, draws): a flow adds people to it. None at all outside the system."""
        raise NotImplementedError

    def arrived(self, flow: Flow, after: Array | float | None) -> None:
        """Note that the people of `flow.moved` have come; `after` so many months they may leave."""
        if after is not None:
            raise TypeError(f"{self.name} is no delay: people cannot be put in it with a time to stay")

    def left(self, flow: Flow) -> None:
        """Note that the people of `flow.moved` have left."""


class Outside(Place):
    """The world outside the system: people come from it and go to it without end, and are not counted there."""

    def __init__(self, nl: str = "Buiten het stelsel", en: str = "Outside the system") -> None:
        self.label = Label(nl, en)

    def bind(self, clock: Clock, size: int) -> None:
        self._nobody: Array = np.empty((0, size))

    def leavable(self) -> Array:
        return self._nobody

    def people(self) -> Array:
        return self._nobody

    def arrived(self, flow: Flow, after: Array | float | None) -> None:
        pass


class Stock(Place):
    """A number of people per draw, and per entry of its axes. `n` can be read; only flows change it.

    `record` names the axes that are kept in the results, where keeping all would take too much room.
    """

    def __init__(
        self,
        nl: str,
        en: str,
        axes: tuple[str, ...] | str = (),
        unit: str = "personen",
        record: tuple[str, ...] | str | None = None,
    ) -> None:
        self.label, self.unit = Label(nl, en), unit
        self.axes = (axes,) if isinstance(axes, str) else axes
        self._record = (record,) if isinstance(record, str) else record

    @property
    def recorded(self) -> tuple[str, ...]:
        return self.axes if self._record is None else self._record

    def bind(self, clock: Clock, size: int) -> None:
        self.clock, self.size = clock, size
        self._n: Array = np.zeros(self.shape(size))
        self._people = rows(self._n)
        self.n: Array = self._n.view()
        self.n.flags.writeable = False

    def open(self, count: Array | float) -> None:
        """Add the people at the start of the run: rounded to whole people, broadcast to the shape of the stock."""
        self._n += np.rint(count)

    def leavable(self) -> Array:
        return self._people

    def people(self) -> Array:
        return self._people

    def to_record(self) -> Array:
        """Return who is there now as it is recorded, (rows, draws)."""
        return self._people if self.records_all else rows(np.ascontiguousarray(self.as_recorded(self.n)))


class Junction(Stock):
    """People pass through it within a day: it has to be empty whenever the books are closed, and is no outcome."""


class Flow(Declared):
    """The only way to change a stock: `flow(count)` moves people from `source` to `target` and counts them.

    Its axes are those of the source and then those of the target; each end gets the sum over the axes it lacks.
    `fifo=True` takes people from a queue in the order in which they came; otherwise every cohort of the queue loses the
    same share.
    """

    def __init__(
        self, source: Place, target: Place, nl: str, en: str, *, fifo: bool = False, axes: tuple[str, ...] | str = ()
    ) -> None:
        self.source, self.target, self.label, self.fifo = source, target, Label(nl, en), fifo
        own = (axes,) if isinstance(axes, str) else axes
        self.axes = tuple(dict.fromkeys((*source.axes, *target.axes, *own)))
        self.unit = source.unit if isinstance(target, Outside) else target.unit

    @cached_property
    def recorded(self) -> tuple[str, ...]:
        kept = {axis for end in (self.source, self.target) for axis in end.recorded}
        lost = {axis for end in (self.source, self.target) for axis in end.axes}
        return tuple(axis for axis in self.axes if axis in kept or axis not in lost)

    def bind(self, clock: Clock, size: int) -> None:
        self.clock, self._shape = clock, self.shape(size)
        self.month_total: Array = np.zeros(self._shape)
        self.moved: Array = np.zeros(self._shape)
        """The people of the last call, (the flow's axes, draws)."""
        self._moved = rows(self.moved)
        self.counted: Array = rows(self.month_total)
        """What flowed this month, (rows, draws)."""
        self._origin, self._destination = self._rows_of(self.source.axes), self._rows_of(self.target.axes)
        self.recorded_rows: NDArray[np.int64] = self._rows_of(self.recorded)
        """The row of the recorded axes in which each row of the flow is counted, (rows,)."""
        self._leaving, self._coming = self.source.leavable(), self.target.people()
        self._meters: list[Array] = []

    def _rows_of(self, axes: tuple[str, ...]) -> NDArray[np.int64]:
        """Find the row over these of its axes that each row of the flow is in."""
        sizes = [len(AXES[axis].entries) for axis in self.axes]
        entry = dict(zip(self.axes, np.indices(sizes), strict=True))
        row = np.zeros(sizes, np.int64)
        for axis in axes:
            row = row * len(AXES[axis].entries) + entry[axis]
        return np.ascontiguousarray(row.reshape(-1))

    def __call__(self, count: Array | float, after: Array | float | None = None) -> None:
        """Move `count` (the flow's axes, draws) people; into a delay `after` says for how many months.

        Overdrawn when somebody would leave who is not there; ValueError when a count is not a whole number.
        """
        refused = kernels.move(
            *flat(count, self._shape),
            self._moved,
            self._leaving,
            self._origin,
            self._coming,
            self._destination,
            self.counted,
        )
        if refused:
            raise self._refusal(refused)
        self.source.left(self)
        self.target.arrived(self, after)
        for meter in self._meters:
            meter += self.moved

    def _refusal(self, why: int) -> ValueError:
        where = f"{self.name} on {self.clock.today}"
        if why == kernels.BROKEN:
            return ValueError(f"{where}: people move whole")
        if why == kernels.NEGATIVE:
            return Overdrawn(f"{where}: {self.moved.min():g} people cannot move")
        leaving = self.at(self.source, self.moved).reshape(-1, self._shape[-1])
        short = (leaving - self._leaving).max()
        most = f"more people leave {self.source.name} than {self.source.most}"
        return Overdrawn(f"{where}: {most} (short by {short:g} in the worst draw)")

    def at(self, end: Place, moved: Counts) -> Counts:
        """Sum `moved` (…, the flow's axes, draws) to what it is at this end: (…, the axes of the end, draws)."""
        return moved if isinstance(end, Outside) or end.axes == self.axes else _over(moved, self.axes, end.axes)

    def meter(self) -> Meter:
        """Return a meter for a process on another calendar: what flowed since it last looked (at first: this month).

        So a process that starts later on the first day than the flow misses nothing.
        """
        counter = self.month_total.copy()
        self._meters.append(counter)
        return Meter(counter)


class Meter:
    """Counts what a flow moves; reading it starts a new count."""

    def __init__(self, counter: Array) -> None:
        self._counter = counter

    def read(self) -> Array:
        """Return what has flowed since the last reading, shape of the flow."""
        count = self._counter.copy()
        self._counter[:] = 0
        return count


def _over(values: Counts, axes: tuple[str, ...], kept: tuple[str, ...]) -> Counts:
    """Sum (…, axes, draws) over the axes that are not kept; the kept ones come out in the order of `kept`."""
    lost = tuple(i - len(axes) - 1 for i, axis in enumerate(axes) if axis not in kept)
    values = values.sum(axis=lost) if lost else values
    left = [axis for axis in axes if axis in kept]
    if tuple(left) == kept:
        return values
    order = [kept.index(axis) - len(kept) - 1 for axis in left]
    return np.moveaxis(values, range(-len(left) - 1, -1), order)
