"""The provinces: outlines, inhabitants, and positions in a grid that resembles the map."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from functools import cache

import numpy as np

from simulate.engine.arrays import Array
from simulate.inputs.paths import packaged
from simulate.vocabulary import AXES

PROVINCES = AXES["provincie"].entries
LAYOUT = (
    ("noord_holland", "fryslan", "groningen"),
    ("flevoland", "overijssel", "drenthe"),
    ("utrecht", "gelderland", "limburg"),
    ("zuid_holland", "noord_brabant", "zeeland"),
)
"""Four rows of three from north to south."""
THOUSAND = 1000.0
EAST_WEST = math.cos(math.radians(52.2))
"""A degree of longitude against one of latitude, so that the country has its own shape."""


@cache
def outlines() -> Mapping[str, tuple[Array, ...]]:
    """Read the rings of every province, the largest first: (points, 2), in degrees of latitude."""
    data = json.loads((packaged().path / "data" / "provincies.geojson").read_text(encoding="utf-8"))
    found = {}
    for feature in data["features"]:
        rings = [np.array(polygon[0]) * (EAST_WEST, 1.0) for polygon in feature["geometry"]["coordinates"]]
        found[feature["properties"]["provincie"]] = tuple(sorted(rings, key=area, reverse=True))
    return {name: found[name] for name in PROVINCES}


@cache
def inhabitants() -> Mapping[str, float]:
    """Return the inhabitants of every province on 1 January 2024."""
    with (packaged().path / "data" / "provincies.csv").open(encoding="utf-8", newline="") as file:
        found = {row["provincie"]: float(row["inwoners"]) for row in csv.DictReader(file)}
    return {name: found[name] for name in PROVINCES}


def area(ring: Array) -> float:
    """Compute the area of a closed ring (points, 2)."""
    x, y = ring.T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


def centre(ring: Array) -> tuple[float, float]:
    """Compute the centroid of a closed ring (points, 2)."""
    x, y = (ring - ring[0]).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    weight = 3 * float(np.sum(cross))
    east, north = (float(np.sum((c[:-1] + c[1:]) * cross)) / weight for c in (x, y))
    return east + float(ring[0, 0]), north + float(ring[0, 1])
