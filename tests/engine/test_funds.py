"""Money is granted, paid by the piece, and runs out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import draws

from simulate.engine.funds import Fund
from simulate.engine.model import Model


class Schatkist(Model):
    """A treasury."""

    name = "schatkist"

    pot = Fund("Pot", "Pot")


def test_whole_claims_are_paid_until_the_money_is_gone() -> None:
    pot = Schatkist(draws(size=2)).pot
    pot.grant(np.array([1000.0, 250.0]))
    paid = pot.pay(np.array([[3.0, 3.0], [1.0, 1.0]]), 100.0)
    np.testing.assert_array_equal(paid.sum(axis=0), [4, 2])
    np.testing.assert_array_equal(pot.balance, [600, 50])


def test_a_price_of_nought_pays_nothing() -> None:
    pot = Schatkist(draws(size=2)).pot
    pot.grant(1000.0)
    assert not pot.pay(np.full((3, 2), 5.0), np.zeros(2)).any()


def test_less_than_nothing_cannot_be_granted() -> None:
    with pytest.raises(ValueError, match="pot"):
        Schatkist(draws(size=2)).pot.grant(-1.0)


def test_the_balance_is_recorded_at_each_month_end() -> None:
    model = Schatkist(draws(months=3, size=2))
    model.pot.grant(12.0)
    assert (model.run()["pot"] == 12).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1e4), st.floats(0, 400)), max_size=12))
def test_what_is_granted_is_paid_or_left(course: list[tuple[int, float, float]]) -> None:
    pot = Schatkist(draws(size=1)).pot
    for claims, grant, each in course:
        pot.grant(grant)
        paid = pot.pay(np.full((2, 1), float(claims)), each)
        assert (paid <= claims).all()
        assert (pot.balance >= 0).all()
    np.testing.assert_allclose(pot.granted, pot.paid + pot.balance, atol=1e-6)
