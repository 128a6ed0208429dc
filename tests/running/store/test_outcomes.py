from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy
import xarray as xr
import zarr

from simulate.engine.outcome import Outcome
from simulate.running.store import outcomes as store
from simulate.running.store import seals
from simulate.vocabulary import Label

BLOCK, MONTHS = 10, 3
KINDS = {
    outcome.name: outcome
    for outcome in (
        Outcome("aantal", Label("Aantal", "Number"), "personen", "stock", "int32", ("groep",)),
        Outcome("bedrag", Label("Bedrag", "Amount"), "EUR", "total", "float64"),
        Outcome("tijd", Label("Tijd", "Time"), "maanden", "mean", "float32"),
    )
}


def block(number: int, width: int = BLOCK) -> dict[str, np.ndarray[Any, Any]]:
    whole = np.arange(MONTHS * 3 * BLOCK, dtype=np.int64).reshape(MONTHS, 3, BLOCK)[..., :width] + 1000 * number
    return {"aantal": whole, "bedrag": whole[:, 0] * 1e9, "tijd": np.full((MONTHS, width), np.nan)}


def longer(path: Path, draws: int) -> None:
    """Make room for so many draws in a store, or make one, as a run does."""
    store.create(aside := path.with_name("new"), KINDS, date(2025, 11, 1), MONTHS, draws, BLOCK, {"title": "a store"})
    store.renew(path, aside)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "outcomes.zarr"
    longer(path, 0)
    return path


def fill(path: Path, draws: int, blocks: list[int]) -> None:
    longer(path, draws)
    writer = store.Writer(path)
    for number in blocks:
        writer.write(number, block(number, min(BLOCK, draws - number * BLOCK)))
    store.finish(path, draws, {"status": "complete"})


def test_plain_xarray_shows_the_draws_asked_for_without_a_warning(path: Path) -> None:
    fill(path, 25, [2, 0, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ds = xr.open_zarr(path).load()
    assert ds["aantal"].dims == ("month", "groep", "draw")
    assert ds["aantal"].shape == (MONTHS, 3, 25)
    assert [ds[name].dtype for name in KINDS] == [np.int32, np.float64, np.float32]
    assert ds["draw"].values.tolist() == list(range(25))
    assert ds["month"].values.astype("datetime64[D]").astype(str).tolist() == ["2025-11-01", "2025-12-01", "2026-01-01"]
    assert [str(entry) for entry in ds["groep"].values] == ["kansarm", "overig", "kansrijk"]
    assert ds["aantal"].sel(groep="overig", draw=24).values.tolist() == [2014, 2044, 2074]
    assert ds["aantal"].attrs["cell_methods"] == "month: point"
    assert ds["bedrag"].attrs["units"] == "EUR"
    assert np.isnan(ds["tijd"].values).all()


def test_growing_leaves_the_chunks_as_they_are(path: Path) -> None:
    fill(path, 13, [0, 1])
    chunks = {
        file: (file.stat().st_mtime_ns, file.read_bytes()) for file in path.glob("[abt]*/c/**/*") if file.is_file()
    }
    assert len(chunks) == 6
    longer(path, 28)
    assert seals.widths(path, 28, BLOCK).tolist() == [10, 3, 0]
    assert seals.whole_blocks(path, 28, BLOCK) == [0]
    assert seals.whole_blocks(path, 13, BLOCK) == [0, 1]
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in chunks} == chunks


def test_a_block_that_had_few_draws_is_written_anew(path: Path) -> None:
    fill(path, 13, [0, 1])
    fill(path, 28, [2, 1])
    assert seals.widths(path, 28, BLOCK).tolist() == [10, 10, 8]
    np.testing.assert_array_equal(
        xr.open_zarr(path)["aantal"].values,
        np.concatenate([block(number)["aantal"] for number in range(3)], -1)[..., :28],
    )


def test_a_block_that_is_written_anew_does_not_count_in_the_meantime(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, 13, [0, 1])
    longer(path, 20)
    writer, seen = store.Writer(path), []
    array = writer.arrays["tijd"]

    class Watched:
        shape, dtype = array.shape, array.dtype

        def __setitem__(self, *_: object) -> None:
            seen.append(seals.widths(path, 20, BLOCK).tolist())
            raise OSError("the disk is full")

    writer.arrays["tijd"] = Watched()  # type: ignore[assignment]
    with pytest.raises(OSError, match="full"):
        writer.write(1, block(1))
    assert seen == [[10, 0]]
    assert seals.widths(path, 20, BLOCK).tolist() == [10, 0]
    # What is torn is not read before it is written.
    (path / "bedrag" / "c" / "0" / "1").write_bytes(b"half a chunk")
    store.Writer(path).write(1, block(1))
    assert seals.widths(path, 20, BLOCK).tolist() == [10, 10]


def test_a_block_that_is_not_there_reads_as_impossible_numbers(path: Path) -> None:
    longer(path, 30)
    store.Writer(path).write(2, block(2))
    torn = path / "aantal" / "c" / "0" / "0" / "1"
    torn.parent.mkdir(parents=True, exist_ok=True)
    torn.write_bytes(b"half a chunk")
    (path / "aantal" / "c" / "0" / "0" / "1.0a.partial").write_bytes(b"")
    store.finish(path, 30, {})
    ds = xr.open_zarr(path)
    assert (ds["aantal"].values[..., :20] == np.iinfo(np.int32).min).all()
    assert np.isnan(ds["bedrag"].values[:, :20]).all()
    assert ds.attrs["missing_blocks"] == [0, 1]
    assert not list(path.rglob("*.partial"))


def test_what_an_outcome_means_is_written_with_it(tmp_path: Path) -> None:
    described = replace(KINDS["tijd"], description=Label("Van vraag tot besluit", "From question to decision"))
    store.create(tmp_path / "x.zarr", {"tijd": described}, date(2025, 11, 1), MONTHS, 0, BLOCK, {})
    attributes = zarr.open_group(tmp_path / "x.zarr", mode="r")["tijd"].attrs
    assert attributes["description"] == "From question to decision"
    assert attributes["description_nl"] == "Van vraag tot besluit"


def test_a_flipped_byte_is_noticed_by_reading(path: Path) -> None:
    fill(path, 10, [0])
    chunk = path / "aantal" / "c" / "0" / "0" / "0"
    data = bytearray(chunk.read_bytes())
    data[len(data) // 2] ^= 1
    chunk.write_bytes(data)
    with pytest.raises(ValueError, match="checksum"):
        zarr.open_group(path, mode="r")["aantal"][:]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "value", "match"),
    [
        ("aantal", np.full((MONTHS, 3, BLOCK), 3_000_000_000), "does not fit int32"),
        ("aantal", np.full((MONTHS, 3, BLOCK), np.iinfo(np.int32).min), "does not fit int32"),
        ("aantal", np.full((MONTHS, 3, BLOCK), 1.5), "does not fit int32"),
        ("tijd", np.full((MONTHS, BLOCK), 1e300), "does not fit float32"),
        ("bedrag", np.zeros((MONTHS, BLOCK - 1)), "has shape"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    path: Path, name: str, value: np.ndarray[Any, Any], match: str
) -> None:
    longer(path, 10)
    with pytest.raises(store.DoesNotFit, match=match):
        store.Writer(path).write(0, block(0) | {name: value})
    assert not seals.widths(path, 10, BLOCK).any()


def test_other_outcomes_than_declared_are_refused(path: Path) -> None:
    longer(path, 10)
    given = block(0)
    del given["tijd"]
    with pytest.raises(store.DoesNotFit, match="tijd"):
        store.Writer(path).write(0, given)


def test_the_toy_has_every_kind_of_outcome() -> None:
    assert {outcome.kind for outcome in toy.Toy.outcomes().values()} == set(store.CELL_METHODS)
