"""A column of the design belongs to its name, has the quality of a Latin hypercube, and can be extended."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import pytest
from scipy import stats

from simulate.running.sampling.design import column

NAMES = [f"asiel.bestand.parameter_{i}" for i in range(12)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("first", "draws"), [(0, 1), (0, 16), (0, 1024), (1024, 1024), (6144, 2048)])
def test_every_stratum_is_hit_once(name: str, first: int, draws: int) -> None:
    """Of any aligned range of 2^k draws: exactly one in each of 2^k equal parts of (0, 1)."""
    u = column(2024, name, np.arange(first, first + draws))
    np.testing.assert_array_equal(np.sort((u * draws).astype(int)), np.arange(draws))


@pytest.mark.parametrize("draws", [500, 1000, 2000, 10_000])
def test_other_numbers_of_draws_are_even_too(draws: int) -> None:
    """Far nearer to uniform than random numbers, whose largest gap would be about 0.9 / sqrt(draws)."""
    for name in NAMES:
        u = column(7, name, np.arange(draws))
        assert stats.kstest(u, "uniform").statistic < 0.25 / np.sqrt(draws)
        assert abs(u.mean() - 0.5) < 0.05 / np.sqrt(draws)


def test_a_draw_stays_the_same_draw_in_any_range_and_order() -> None:
    u = column(2024, "x", np.arange(5000))
    np.testing.assert_array_equal(column(2024, "x", np.arange(3000, 4000)), u[3000:4000])
    np.testing.assert_array_equal(column(2024, "x", np.arange(500)), u[:500])
    shuffled = np.random.default_rng(1).permutation(5000)
    np.testing.assert_array_equal(column(2024, "x", shuffled), u[shuffled])
    np.testing.assert_array_equal(column(2024, "x", np.array([4999])), u[4999:])


def test_names_and_seeds_are_independent() -> None:
    """Without correlation but for chance: columns, their halves, and how far they are from the middle.

    The price of columns that can be extended: chance correlations are 1.25 times (halves: the root of 2) as large as
    between random columns, because a shuffle keeps neighbouring draws in different halves.
    """
    draws = 4000
    columns = np.array([column(seed, name, np.arange(draws)) for seed in (1, 2) for name in NAMES])
    for table in (columns, (columns - 0.5) ** 2, np.floor(columns * 2) % 2):
        chance = np.corrcoef(table)[np.triu_indices(len(table), 1)] * np.sqrt(draws)
        assert abs(chance.mean()) < 0.3
        assert 0.8 < chance.std() < 1.65
        assert np.abs(chance).max() < 6
    together = np.histogram2d(columns[0], columns[1], bins=16)[0]
    assert stats.chisquare(together.ravel()).pvalue > 1e-4


def test_neighbouring_draws_are_not_alike() -> None:
    """A block of draws is a fair sample: the order of the draws tells nothing."""
    for name in NAMES[:4]:
        u = column(3, name, np.arange(1000))
        halves = abs(u[:500].mean() - u[500:].mean())
        assert halves < 0.02


def test_nought_and_one_never_come() -> None:
    u = np.concatenate([column(1, name, np.arange(100_000)) for name in NAMES])
    assert u.min() > 0
    assert u.max() < 1
    last = column(1, "x", np.array([0, 2**32 - 1]))
    assert ((last > 0) & (last < 1)).all()


def plain(seed: int, name: str, draw: int) -> float:
    """The same in Python integers, a bit at a time."""
    digest = blake2b(f"{seed}/{name}".encode(), digest_size=16).digest()
    keys = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")
    full = 2**64 - 1

    def mix(x: int) -> int:
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & full
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & full
        return x ^ (x >> 31)

    def scramble(bits: str, key: int) -> str:
        out = ""
        for depth, bit in enumerate(bits):
            above = int(bits[:depth] or "0", 2)
            coin = mix((mix(above ^ key) + (depth + 1) * 0x9E3779B97F4A7C15) & full) >> 63
            out += str(int(bit) ^ coin)
        return out

    shuffled = scramble(f"{draw:032b}", keys[0])
    return (int(scramble(shuffled[::-1], keys[1]), 2) + 0.5) / 2**32


def test_the_numbers_are_those_of_the_definition() -> None:
    """Whole-number arithmetic only: the same on every machine and with every version of NumPy."""
    draws = [0, 1, 2, 999, 1000, 123_456, 2**32 - 1]
    assert column(2024, "asiel.x.y", np.array(draws)).tolist() == [plain(2024, "asiel.x.y", d) for d in draws]
