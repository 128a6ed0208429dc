"""The kernels of demand under a deductible: interpreted they give the bits that they give compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

SCRIPT = """
import hashlib
import numpy as np
from simulate.engine import kernels

rng = np.random.default_rng(7)
# Two curves of two cells each, four points, two states of health, three of luck, three kinds of care, nine draws.
curves, alike, points, states, lucks, kinds, draws = 2, 2, 4, 2, 3, 3, 9
cells = curves * alike
at = np.array([-1.5, -0.2, 0.4, 2.0])
values = np.sort(rng.normal(-0.5, 1.5, (curves, points, draws)), axis=1).reshape(-1, draws)
values[1] = values[2]
health, luck = np.array([-0.8, 1.2]), np.array([-1.0, 0.1, 1.9])
health_share, luck_share = np.array([0.6, 0.4]), np.array([0.5, 0.3, 0.2])
known = np.linspace(0, 1 - 1e-9, draws)
score = (np.sqrt(known) * health[:, None, None] + np.sqrt(1 - known) * luck[:, None]).reshape(-1, draws)
need = rng.lognormal(6, 1, (cells * kinds, draws))
beta, sector = rng.uniform(0, 2, (cells, draws)), rng.uniform(0.3, 1.5, (kinds, draws))
response = np.stack([np.linspace(0, 1, draws), np.full(draws, 300.0), rng.uniform(0.3, 1, draws)])
maximum = np.where(np.arange(draws) % 3 == 0, np.inf, rng.uniform(20, 90, draws))
price = np.stack([rng.uniform(0, 900, draws), maximum])
other = np.stack([np.full(draws, 385.0), maximum[::-1]])
share = rng.uniform(0, 1, (states, draws)) * health_share[:, None]

mean = np.empty((curves, draws))
weight = np.exp(-np.square(np.arange(-4, 4.01, 0.1)) / 2)
kernels.curve_means(at, values, -4.0, 0.1, weight, mean)
relative = np.empty((curves * states * lucks, draws))
kernels.curve_costs(at, values, score, relative)
whole, treated, rest = (np.empty((cells, draws)) for _ in range(3))
kernels.mix(need, beta, sector, whole, treated, rest)
chance = np.empty((cells * states, draws))
kernels.unfilled(at, values, known, health, whole, treated, beta * sector[0], rest, response, price, chance)
factor, filled, paid, paid_at, parts = (np.zeros((n, draws)) for n in (cells * kinds, cells, cells, cells, 4))
kernels.demand(
    relative, health_share, luck_share, share, whole, treated, beta, rest, sector, response, price, other, chance,
    factor, filled, paid, paid_at, parts,
)
found = dict(
    mean=mean, relative=relative, whole=whole, treated=treated, rest=rest, chance=chance,
    factor=factor, filled=filled, paid=paid, paid_at=paid_at, parts=parts,
)
digests = {name: hashlib.sha256(table.tobytes()).hexdigest() for name, table in found.items()}
finite = {name: bool(np.isfinite(table).all() and (table != 0).any()) for name, table in found.items()}
"""
"""Draws differ in everything: some have a maximum per treatment, one no deductible to speak of, one nothing to know."""


def test_interpreted_and_compiled_the_bits_are_the_same() -> None:
    compiled: dict[str, Any] = {}
    exec(SCRIPT, compiled)
    assert all(compiled["finite"].values()), compiled["finite"]
    script = SCRIPT + "print(kernels.INTERPRETED, digests)"
    interpreted = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
    )  # fmt: skip
    assert interpreted.stdout.strip() == f"True {compiled['digests']}"
