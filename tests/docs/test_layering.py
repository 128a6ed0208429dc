"""The layered layout: arrows go down, nothing overlaps, no needless crossing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from docs.build.layering import layout

GAP = 10.0
edges_between_twelve = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25, unique=True)


@settings(max_examples=25, deadline=None)
@given(edges_between_twelve)
def test_every_edge_goes_down_and_nothing_overlaps(pairs: list[tuple[int, int]]) -> None:
    nodes = [f"n{number}" for number in range(12)]
    edges = [
        (f"n{min(pair)}", f"n{max(pair)}") for pair in sorted({tuple(sorted(p)) for p in pairs}) if len(set(pair)) > 1
    ]
    widths = {node: 20.0 + 5 * number for number, node in enumerate(nodes)}
    plan = layout(nodes, edges, widths, GAP)
    for edge, route in plan.routes.items():
        assert (route[0], route[-1]) == edge
        assert all(plan.layer[below] == plan.layer[above] + 1 for above, below in pairwise(route))
    for depth in set(plan.layer.values()):
        row = sorted((n for n in nodes if plan.layer[n] == depth), key=plan.x.__getitem__)
        for left, right in pairwise(row):
            assert plan.x[right] - plan.x[left] >= (widths[left] + widths[right]) / 2 + GAP - 1e-6


def test_a_chain_is_straight() -> None:
    plan = layout(["a", "b", "c"], [("a", "b"), ("b", "c")], dict.fromkeys("abc", 30.0), GAP)
    assert [plan.layer[node] for node in "abc"] == [0, 1, 2]
    assert max(plan.x.values()) - min(plan.x.values()) < 1e-6


def test_two_edges_that_need_not_cross_do_not() -> None:
    plan = layout(["a", "b", "c", "d"], [("a", "d"), ("b", "c")], dict.fromkeys("abcd", 30.0), GAP)
    assert (plan.x["a"] < plan.x["b"]) == (plan.x["d"] < plan.x["c"])
