"""Contributions in games of which the answer is known."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from simulate.explaining.shapley import MOST, Orders, Plan, Subsets, plan

DRAWS = 300
Game = Callable[[NDArray[Any]], NDArray[Any]]
"""The value (draws,) of the changes that are made, (changes, draws)."""


def contributions(of: Plan, changes: int, game: Game, block: int = 0) -> NDArray[np.float64]:
    masks = [np.broadcast_to(mask[:, :DRAWS], (changes, DRAWS)) for mask in of.masks(block)]
    values = np.stack([game(mask) for mask in masks])[:, None]
    return of.contributions(block, values)[:, 0]


def any_game(changes: int, seed: int = 1) -> Game:
    """Every combination has a value of its own in each draw."""
    table = np.random.default_rng(seed).normal(size=(1 << changes, DRAWS))
    return lambda made: table[(made * (1 << np.arange(changes))[:, None]).sum(axis=0), np.arange(DRAWS)]


def both(changes: int) -> list[Plan]:
    return [Subsets(changes), Orders(changes, 2, 7)]


@pytest.mark.parametrize("of", both(4))
def test_what_adds_up_contributes_its_own_effect(of: Plan) -> None:
    own = np.random.default_rng(2).normal(size=(4, DRAWS))
    found = contributions(of, 4, lambda made: (own * made).sum(axis=0) + 3)
    np.testing.assert_allclose(found, own, atol=1e-12)


@pytest.mark.parametrize("of", [*both(4), Orders(9, 3, 1)])
def test_contributions_add_up_to_the_difference_in_every_draw(of: Any) -> None:
    game = any_game(of.changes)
    nothing, everything = (np.full((of.changes, DRAWS), made) for made in (False, True))
    found = contributions(of, of.changes, game)
    np.testing.assert_allclose(found.sum(axis=0), game(everything) - game(nothing), atol=1e-12)


@pytest.mark.parametrize("of", both(3))
def test_a_change_that_does_nothing_contributes_nothing(of: Plan) -> None:
    assert not contributions(of, 3, lambda made: made[0] * 5.0 * made[2] + made[2])[1].any()


def test_two_that_do_the_same_contribute_the_same() -> None:
    found = contributions(Subsets(3), 3, lambda made: np.maximum(made[0], made[1]) * 4.0 + made[2])
    np.testing.assert_allclose(found, [[2.0] * DRAWS, [2.0] * DRAWS, [1.0] * DRAWS])


def test_the_gloves_of_shapley() -> None:
    """Who has the only left glove gets two thirds of a pair, those with the right gloves a sixth each."""
    found = contributions(Subsets(3), 3, lambda made: made[0] * np.maximum(made[1], made[2]) * 1.0)
    np.testing.assert_allclose(found[:, 0], [2 / 3, 1 / 6, 1 / 6])


def test_random_orders_are_right_on_average() -> None:
    game = any_game(5)
    exact = contributions(Subsets(5), 5, game)
    sampled = contributions(Orders(5, 3, 11), 5, game)
    off = sampled - exact
    assert (np.abs(off.mean(axis=1)) < 4 * off.std(axis=1) / np.sqrt(DRAWS)).all()


def test_an_order_makes_one_change_after_another_and_its_reverse_the_other_way() -> None:
    of = Orders(5, 2, 3)
    masks = of.masks(0)
    assert len(masks) == of.runs == 2 + 4 * 4
    assert not masks[0].any()
    assert masks[-1].all()
    for begin in (1, 5, 9, 13):
        order = masks[begin : begin + 4]
        assert all((mask.sum(axis=0) == made).all() for made, mask in enumerate(order, start=1))
        assert all((after >= before).all() for before, after in pairwise(order))
    # The first of the one are the last of the other.
    assert all((masks[1 + made] == ~masks[5 + 3 - made]).all() for made in range(4))
    # Every draw has orders of its own, the same for any number of draws, and others in another block.
    assert 1 < len(np.unique(masks[1], axis=1).T) <= 5
    assert not np.array_equal(masks[1], of.masks(1)[1])


def test_few_changes_are_exact_and_many_are_sampled() -> None:
    assert [plan(MOST, 2, 1).runs, plan(MOST + 1, 2, 1).runs] == [64, 26]
