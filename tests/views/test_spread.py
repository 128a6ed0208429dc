from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from simulate.results.opening import annual, open_results
from simulate.results.shares import shares
from simulate.results.spread import COLUMNS
from simulate.running import replicate
from simulate.views.spread import words_of

pytestmark = pytest.mark.usefixtures("toy_models")


def test_the_table_has_every_entry_and_total_of_the_headline_outcomes(finished: Path) -> None:
    table = pd.read_csv(finished / "spread.csv", dtype={"period": str})
    assert tuple(table.columns) == COLUMNS
    assert list(zip(table.outcome, table.entry, table.period, strict=True)) == [
        *(("bezetting", entry, "2026") for entry in ("kansarm", "overig", "kansrijk", "totaal")),
        ("kosten", "totaal", "2026"),
        *(("doorlooptijd", entry, "2026") for entry in ("kansarm", "overig", "kansrijk")),
    ]
    assert set(table[table.outcome == "bezetting"].label) == {"Bezetting"}


def test_its_numbers_are_those_of_the_calendar_years_of_both(finished: Path) -> None:
    table = pd.read_csv(finished / "spread.csv", dtype={"period": str})
    ds = open_results(finished)[["bezetting"]].isel(draw=slice(replicate.SIZE)).load()
    values = replicate.read(finished)
    assert values is not None
    other = ds.assign(bezetting=ds["bezetting"].copy(data=values["bezetting"]))
    mine, twins = (annual(each)["bezetting"].sum("groep").values for each in (ds, other))
    share, error = shares(mine, twins)
    row = table[(table.outcome == "bezetting") & (table.entry == "totaal")].iloc[0]
    assert (row.share_parameters, row.standard_error) == (round(share[0], 4), round(error[0], 4))
    # The level differs by 20 % between draws, chance by one in √(100 · 3 · 12).
    assert 0.97 < row.share_parameters < 1


HEADER = ",".join(COLUMNS) + "\n"
ROWS = """bezetting,Bezetting,groep,kansrijk,2028,0.1,0.9,0.01
bezetting,Bezetting,groep,kansrijk,2029,0.2,0.8,0.01
bezetting,Bezetting,groep,kansrijk,2030,0.3,0.7,0.01
bezetting,Bezetting,groep,kansrijk,2031,0.3,0.7,0.01
bezetting,Bezetting,groep,totaal,2028,0.5,0.5,0.03
bezetting,Bezetting,groep,totaal,2029,0.8599,0.1401,0.0321
zeldzaam,Zeldzaam,,totaal,2029,,,
beslistijd,Beslistijd,groep,kansarm,2029,,,
beslistijd,Beslistijd,groep,overig,2029,1.0000,0.0000,0.0000
kosten,Kosten,,totaal,2029,0.4,0.6,0.05
instroom,Instroom,,totaal,2029,0.4,0.6,0.05
"""


def test_the_sentence_tells_of_the_first_outcomes_halfway() -> None:
    assert words_of(HEADER + ROWS, "asiel", "nl") == (
        "Van de spreiding in 2029 komt zoveel uit onzekere parameters en maatregelen, en de rest uit toeval binnen het "
        "model: Bezetting van de opvang 86 % (±4); Gemiddelde beslistijd, overig 100 % (±0); Kosten 40 % (±5). "
        "± is één standaardfout; spread.csv heeft elk jaar."
    )
    assert words_of(HEADER + ROWS, "asiel", "en").startswith(
        "Of the spread in 2029 this much comes from uncertain parameters"
    )
    assert "the model: Reception occupancy 86 %" in words_of(HEADER + ROWS, "asiel", "en")


@pytest.mark.parametrize("text", [HEADER, HEADER + "bezetting,Bezetting,,totaal,2029,,,\n"])
def test_where_nothing_can_be_told_there_is_no_sentence(text: str) -> None:
    assert words_of(text, "asiel", "en") == ""
