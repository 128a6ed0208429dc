"""Random numbers are a pure function of (seed, name, block, step), and good ones."""

from __future__ import annotations

from hashlib import blake2b
from itertools import count

import numpy as np
import pytest
from scipy import stats

from simulate.engine import kernels
from simulate.engine.streams import AddressUsedTwice, Site, Stream

MASK = 2**64 - 1


def philox(key: tuple[int, int], counter: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Philox 4x64 in ten rounds, as published (Salmon, Moraes, Dror and Shaw, 2011)."""
    a, b, c, d = counter
    k, m = key
    for _ in range(10):
        one, two = 0xD2E7470EE14C6C93 * a, 0xCA5A826395121157 * c
        a, b, c, d = (two >> 64) ^ b ^ k, two & MASK, (one >> 64) ^ d ^ m, one & MASK
        k, m = (k + 0x9E3779B97F4A7C15) & MASK, (m + 0xBB67AE8584CAA73B) & MASK
    return a, b, c, d


def test_the_numbers_are_those_of_the_published_generator() -> None:
    """So they are the same with every version of NumPy, and on every machine."""
    seed, name, block, step, size = 2024, "asiel.instroom", 3, 739_252, 10
    digest = blake2b(f"{seed}/{name}".encode(), digest_size=16).digest()
    key = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")
    words = [word for i in (1, 2, 3) for word in philox(key, (i, step, block, 0))]
    expected = [((word >> 12) + 0.5) * 2.0**-52 for word in words[:size]]
    assert Stream(seed, name, block, size).uniform(step).tolist() == expected


def test_golden_values() -> None:
    """The address is part of the record of a run: it may never change."""
    expected = [0.4789462616614907, 0.17946726748655328, 0.1884894899937376, 0.3161903971039871]
    assert Stream(2024, "asiel.instroom", 0, 4).uniform(739_252).tolist() == expected


def test_history_and_order_do_not_matter() -> None:
    fresh = {step: Stream(7, "x", 2, 100).uniform(step, 3) for step in (5, 9, 700)}
    stream = Stream(7, "x", 2, 100)
    for step in (9, 700, 5, 5, 9):
        stream.uniform(step + 1, 17)
        np.testing.assert_array_equal(stream.uniform(step, 3), fresh[step])


def test_more_rows_leave_the_first_alone() -> None:
    stream = Stream(7, "x", 2, 100)
    np.testing.assert_array_equal(stream.uniform(4, 5)[:2], stream.uniform(4, 2))
    np.testing.assert_array_equal(stream.uniform(4, 2, 3).reshape(6, 100), stream.uniform(4, 6))
    assert stream.uniform(4, 0).shape == (0, 100)


def test_every_part_of_the_address_counts() -> None:
    addresses = [(1, "a", 0, 0), (2, "a", 0, 0), (1, "b", 0, 0), (1, "a", 1, 0), (1, "a", 0, 1), (1, "ab", 0, 0)]
    rows = np.array([Stream(seed, name, block, 4000).uniform(step) for seed, name, block, step in addresses])
    apart = np.abs(np.corrcoef(rows) - np.eye(len(rows)))
    assert apart.max() < 5 / np.sqrt(4000)


def test_uniforms_are_uniform_and_strictly_inside() -> None:
    u = Stream(11, "uniform", 0, 1000).uniform(0, 400)
    assert u.min() > 0
    assert u.max() < 1
    assert stats.kstest(u.ravel(), "uniform").pvalue > 1e-4
    tail = np.bincount((u.ravel() * 1000).astype(int), minlength=1000)
    assert stats.chisquare(tail).pvalue > 1e-4


def test_the_outermost_words_stay_inside() -> None:
    assert kernels._unit(np.uint64(0)) == 2.0**-53
    assert kernels._unit(np.uint64(2**64 - 1)) == 1 - 2.0**-53


def test_neighbouring_blocks_steps_and_draws_are_independent() -> None:
    table = np.array([Stream(5, "serial", block, 500).uniform(step) for block in range(10) for step in range(40)])
    for lag in (1, 2, 39, 40):
        pairs = np.corrcoef(table[:-lag].ravel(), table[lag:].ravel())[0, 1]
        assert abs(pairs) < 5 / np.sqrt(table.size)
    assert abs(np.corrcoef(table[:, :-1].ravel(), table[:, 1:].ravel())[0, 1]) < 5 / np.sqrt(table.size)


def test_normals_are_normal() -> None:
    days = count()
    site = Site(Stream(5, "normal", 0, 1000), lambda: next(days))
    z = np.concatenate([site.normal() for _ in range(100)])
    assert stats.kstest(z, "norm").pvalue > 1e-4


def test_an_address_can_be_used_once() -> None:
    site = Site(Stream(1, "eens", 0, 8), lambda: 41)
    site.uniform()
    with pytest.raises(AddressUsedTwice, match="'eens' at step 41"):
        site.poisson(3.0)


def test_sites_give_the_laws_they_name() -> None:
    days = count()
    site = Site(Stream(5, "wetten", 0, 1000), lambda: next(days))
    counted = np.concatenate([site.poisson(np.full((2, 1), 6.5)) for _ in range(50)])
    assert counted.shape == (100, 1000)
    assert abs(counted.mean() - 6.5) < 5 * np.sqrt(6.5 / counted.size)
    assert site.binomial(np.full((3, 1000), 9.0), 0.3).shape == (3, 1000)
    assert site.split(np.full(1000, 9.0), np.ones(12)).shape == (12, 1000)
    assert site.split(np.full(1000, 9.0), np.ones(1)).shape == (1, 1000)
