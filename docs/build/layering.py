"""A layered layout of a directed graph: who stands in which layer, in which order, and how far to the right.

The usual four steps (turn cycles, layers by longest path, fewer crossings by barycentres, positions by least squares),
small, and from fixed starts, so that the same graph always gives the same drawing.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

Edge = tuple[str, str]
STARTS = 12
"""Orders to begin with; the sweeps end in a different place from each."""
SWEEPS = 24
ROUNDS = 240
STRAIGHT = 8.0
"""How much more a straight long edge weighs than a node above the middle of its neighbours."""


@dataclass(frozen=True)
class Layout:
    """Layer and x of every node; `routes` has the points that an edge passes, its ends included."""

    layer: dict[str, int]
    x: dict[str, float]
    routes: dict[Edge, list[str]]


def layout(nodes: Sequence[str], edges: Sequence[Edge], widths: Mapping[str, float], gap: float) -> Layout:
    """Lay out a graph without cycles. `widths` are of the nodes, `gap` is the least distance between two."""
    layer = _layers(nodes, edges)
    chains = {edge: _chain(edge, layer) for edge in edges}
    for chain in chains.values():
        for step, point in enumerate(chain):
            layer.setdefault(point, layer[chain[0]] + step)
    links = [pair for chain in chains.values() for pair in itertools.pairwise(chain)]
    rows = _ordered(layer, links)
    width = {point: widths.get(point, gap / 2) for point in layer}
    return Layout(layer, _positions(rows, links, width, gap), chains)


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Assign layers by longest path from the top; a node with nothing above then stands right above what follows it."""
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for tail, head in edges:
            layer[head] = max(layer[head], layer[tail] + 1)
    heads = {head for _, head in edges}
    for node in nodes:
        below = [layer[head] for tail, head in edges if tail == node]
        if node not in heads and below:
            layer[node] = min(below) - 1
    top = min(layer.values())
    return {node: depth - top for node, depth in layer.items()}


def _chain(edge: Edge, layer: Mapping[str, int]) -> list[str]:
    """Route the edge by a point in every layer that it crosses."""
    tail, head = edge
    return [tail, *(f"{tail}>{head}@{depth}" for depth in range(layer[tail] + 1, layer[head])), head]


def _ordered(layer: Mapping[str, int], links: Sequence[Edge]) -> list[list[str]]:
    """Order the points of every layer from left to right: the order with the fewest crossings that is met."""
    above: dict[str, list[str]] = {point: [] for point in layer}
    below: dict[str, list[str]] = {point: [] for point in layer}
    for tail, head in links:
        below[tail].append(head)
        above[head].append(tail)
    best: list[list[str]] = []
    for start in range(STARTS):
        rows: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
        for point in Random(start).sample(list(layer), len(layer)):
            rows[layer[point]].append(point)
        for sweep in range(SWEEPS):
            _sweep(rows, above, below, down=sweep % 2 == 0)
            if not best or _crossings(rows, below) < _crossings(best, below):
                best = [list(row) for row in rows]
    return best


def _sweep(
    rows: list[list[str]], above: Mapping[str, list[str]], below: Mapping[str, list[str]], *, down: bool
) -> None:
    for depth in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
        fixed = {point: place for place, point in enumerate(rows[depth - 1 if down else depth + 1])}
        rows[depth] = _by_barycentre(rows[depth], fixed, above if down else below)
    _swap(rows, below)


def _by_barycentre(row: list[str], fixed: Mapping[str, int], neighbours: Mapping[str, list[str]]) -> list[str]:
    middles = {
        point: sum(fixed[n] for n in neighbours[point]) / len(neighbours[point]) if neighbours[point] else float(place)
        for place, point in enumerate(row)
    }
    return sorted(row, key=middles.__getitem__)


def _swap(rows: list[list[str]], below: Mapping[str, list[str]]) -> None:
    """Swap neighbours wherever that takes away a crossing."""
    for depth, row in enumerate(rows):
        around = range(max(depth - 1, 0), min(depth + 2, len(rows)))
        for place in range(len(row) - 1):
            before = _crossings([rows[i] for i in around], below)
            row[place], row[place + 1] = row[place + 1], row[place]
            if _crossings([rows[i] for i in around], below) >= before:
                row[place], row[place + 1] = row[place + 1], row[place]


def _crossings(rows: list[list[str]], below: Mapping[str, list[str]]) -> int:
    count = 0
    for upper, lower in itertools.pairwise(rows):
        place = {point: number for number, point in enumerate(lower)}
        ends = [place[head] for tail in upper for head in sorted(below[tail], key=place.__getitem__)]
        count += sum(a > b for i, a in enumerate(ends) for b in ends[i + 1 :])
    return count


def _positions(
    rows: list[list[str]], links: Sequence[Edge], width: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Place every point as near to the mean of its neighbours as the order and the widths allow."""
    near: dict[str, list[str]] = {point: [] for row in rows for point in row}
    for tail, head in links:
        near[tail].append(head)
        near[head].append(tail)
    x: dict[str, float] = {}
    for row in rows:
        edge = 0.0
        for point in row:
            x[point] = edge + width[point] / 2
            edge += width[point] + gap
    for turn in range(ROUNDS):
        for row in rows if turn % 2 == 0 else reversed(rows):
            wanted = [_middle(point, near[point], x) for point in row]
            apart = [(width[a] + width[b]) / 2 + gap for a, b in itertools.pairwise(row)]
            weights = [STRAIGHT if ">" in point else 1.0 for point in row]
            x |= dict(zip(row, _nearest(wanted, weights, apart), strict=True))
    left = min(x[point] - width[point] / 2 for point in x)
    return {point: place - left for point, place in x.items()}


def _middle(point: str, near: Sequence[str], x: Mapping[str, float]) -> float:
    """Compute the mean of the neighbours; a point inside a long edge keeps in line with its other points."""
    weights = [STRAIGHT if ">" in point and ">" in other else 1.0 for other in near]
    return sum(w * x[other] for w, other in zip(weights, near, strict=True)) / sum(weights) if near else x[point]


def _nearest(wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Find the places nearest to `wanted` (least squares), in order and at least `apart`, by pooling neighbours."""
    shift = [0.0]
    for distance in apart:
        shift.append(shift[-1] + distance)
    pools: list[tuple[float, float, int]] = []
    for want, weight, moved in zip(wanted, weights, shift, strict=True):
        mean, heavy, size = want - moved, weight, 1
        while pools and pools[-1][0] > mean:
            before, other, count = pools.pop()
            mean, heavy, size = (before * other + mean * heavy) / (other + heavy), other + heavy, count + size
        pools.append((mean, heavy, size))
    flat = [mean for mean, _, size in pools for _ in range(size)]
    return [place + moved for place, moved in zip(flat, shift, strict=True)]
