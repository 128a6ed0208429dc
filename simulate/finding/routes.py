"""The way from parameters to an outcome, read in the code of a model: through which outcomes and processes it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from simulate.finding.origins import Code, Maker, code_of


@dataclass(frozen=True)
class Route:
    """The shortest way on which parameters reach an outcome."""

    parameters: tuple[str, ...]
    """Those of them that are read at its begin."""
    together: tuple[str, ...]
    """Other parameters that are read in the same functions: what they are reckoned with."""
    makers: tuple[Maker, ...]
    """The processes that read them."""
    outcomes: tuple[str, ...]
    """From the first outcome that these processes make to the one that is asked for, both included."""
    beside: tuple[str, ...]
    """What else these processes make."""


def route(model: str, parameters: Collection[str], outcome: str) -> Route | None:
    """Find the shortest way from any of the parameters to an outcome; None where the code shows none."""
    code = code_of(model)
    readers = [name for name, reached in code.reached.items() if set(code.parameters_of(reached)) & {*parameters}]
    ways, seen = deque[tuple[str, ...]]([(outcome,)]), {outcome}
    while ways:
        way = ways.popleft()
        made = [name for name in readers if name in {maker.name for maker in code.origin(way[0]).makers}]
        fed = [name for name in readers if name in {maker.name for maker in code.origin(way[0]).feeders}]
        if chosen := made or fed:
            return _route(code, parameters, chosen, way)
        for before in _before(code, way[0]):
            if before not in seen:
                seen.add(before)
                ways.append((before, *way))
    return None


def _route(code: Code, parameters: Collection[str], names: list[str], way: tuple[str, ...]) -> Route:
    read = [found for name in names for found in code.parameters_of(code.reached[name]) if found in parameters]
    makers = tuple(code.makers[name] for name in names)
    beside = [one for one in code.outcomes if one not in way and {*code.origin(one).makers} & {*makers}]
    return Route(tuple(dict.fromkeys(read)), tuple(_together(code, names, set(read))), makers, way, tuple(beside))


def _together(code: Code, names: list[str], read: set[str]) -> dict[str, None]:
    """Find what stands beside some parameters in the functions that read them."""
    functions = [function for name in names for function in code.reached[name]]
    mine = ([*code.parameters_of([function])] for function in functions)
    return dict.fromkeys(one for found in mine if read & {*found} for one in found if one not in read)


def _before(code: Code, outcome: str) -> list[str]:
    """List the outcomes that an outcome comes from: its flows, the stock that a flow leaves, and what is read."""
    origin = code.origin(outcome)
    found = (*origin.inflows, *origin.outflows, *filter(None, (origin.source,)), *origin.read)
    return [one for one in dict.fromkeys(found) if one in code.outcomes]
