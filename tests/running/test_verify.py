from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import toy
import zarr

from simulate.errors import RunError
from simulate.running import replicate
from simulate.running.runner import run
from simulate.running.store import record
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete result folder; tests copy it."""
    folder = tmp_path_factory.mktemp("finished") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(), folder, workers=1, publish=SummaryAndFigures("toy"))
    return folder


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(finished, tmp_path / "toy")


def failures(folder: Path, blocks: int | None = 0) -> str:
    return "\n".join(finding.text for finding in verify(folder, blocks) if finding.holds is False)


def test_an_untouched_folder_holds_and_every_block_can_be_recomputed(folder: Path) -> None:
    findings = list(verify(folder, None))
    assert all(finding.holds for finding in findings)
    assert sum("the same in every bit of 6 outcomes" in finding.text for finding in findings) == 3


def test_a_changed_byte_in_any_file_is_found(folder: Path) -> None:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        place = len(data) // 2
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        try:
            said = failures(folder)
        except RunError as error:
            said = str(error)
        assert file.relative_to(folder).as_posix() in said, file
        file.write_bytes(data)
    assert not failures(folder)


def test_a_changed_space_in_the_record_is_found(folder: Path) -> None:
    text = (folder / "run.json").read_text()
    (folder / "run.json").write_text(text.replace('"seed": 7', '"seed":  7'))
    assert "run.json is changed" in failures(folder)


def test_missing_and_added_files_are_found_but_notes_of_the_reader_are_not_his_fault(folder: Path) -> None:
    (folder / "summary.csv").unlink()
    (folder / "outcomes.zarr" / "kosten" / "c" / "0" / "9").write_bytes(b"?")
    (folder / "note.txt").write_text("mine")
    assert failures(folder).splitlines() == [
        "1 file is missing: summary.csv",
        "1 file is added: outcomes.zarr/kosten/c/0/9",
    ]


def test_a_changed_number_is_found_by_recomputing_when_all_hashes_are_forged(folder: Path) -> None:
    array = zarr.open_group(folder / "outcomes.zarr", mode="r+", use_consolidated=False)["kosten"]
    array[3, 1500] = 1.0  # type: ignore[index, call-overload]
    facts = record.read(folder)
    record.write(folder, facts.model_copy(update={"files": record.hashes(folder)}))
    assert failures(folder, 0) == ""
    assert failures(folder, None) == (
        "block 1 (draws 1,000 to 1,999), recomputed, differs in 1 outcome: kosten (1 of 24,000 numbers)"
    )


def test_another_scenario_is_found_when_all_hashes_are_forged(folder: Path) -> None:
    text = (folder / "scenario.yaml").read_text()
    (folder / "scenario.yaml").write_text(text.replace("seed: 7", "seed: 8"))
    facts = record.read(folder)
    record.write(folder, facts.model_copy(update={"files": record.hashes(folder)}))
    said = failures(folder, 1)
    assert "scenario.yaml is not the scenario of the record" in said
    assert "differs in 6 outcomes" in said


def forge(folder: Path) -> None:
    """Let the record say that the files are as they should be."""
    record.write(folder, record.read(folder).model_copy(update={"files": record.hashes(folder)}))


def test_outcomes_that_are_gone_are_said(folder: Path) -> None:
    shutil.rmtree(folder / "outcomes.zarr")
    forge(folder)
    said = failures(folder, None)
    assert "outcomes.zarr cannot be read" in said
    assert said.count("recomputed, differs in 6 outcomes") == 3
    assert "kosten (cannot be read)" in said


def test_a_damaged_chunk_is_said_with_its_block(folder: Path) -> None:
    chunk = folder / "outcomes.zarr" / "kosten" / "c" / "0" / "1"
    data = chunk.read_bytes()
    chunk.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    forge(folder)
    chunks, block = failures(folder, None).splitlines()
    assert chunks.startswith("1 of 18 chunks cannot be read: kosten, block 1")
    assert block == "block 1 (draws 1,000 to 1,999), recomputed, differs in 1 outcome: kosten (cannot be read)"


def test_a_block_that_fails_today_is_said_with_its_error(folder: Path, events: Path) -> None:
    (events / "1").write_text("fail")
    (said,) = failures(folder, None).splitlines()
    assert said.startswith("block 1 (draws 1,000 to 1,999) cannot be recomputed: ")


def test_a_twin_that_is_damaged_or_changed_is_said(folder: Path) -> None:
    stored = replicate.read(folder)
    assert stored
    name, values = next(iter(stored.items()))
    replicate.write(folder, stored | {name: values + 1})
    forge(folder)
    assert f"the replicate, recomputed, differs in 1 outcome: {name}" in failures(folder, 1)
    replicate.write(folder, stored | {name: values[..., :9]})
    forge(folder)
    assert f"{name} (shape {values.shape}, stored {values[..., :9].shape})" in failures(folder, 1)
    (folder / record.REPLICATE).write_bytes(b"no replicate")
    forge(folder)
    assert failures(folder, 1) == "twin.npz cannot be read"


def test_an_unfinished_run_does_not_hold(tmp_path: Path, events: Path) -> None:
    (events / "1").write_text("fail")
    run(toy.scenario(), tmp_path / "r", workers=1)
    assert failures(tmp_path / "r") == "the run is incomplete: 2 of 3 blocks are there"


def test_another_program_is_said(folder: Path) -> None:
    facts = record.read(folder)
    record.write(folder, facts.model_copy(update={"versions": facts.versions | {"numpy": "1.0"}}))
    assert all(f.holds for f in verify(folder, 0))
    record.write(folder, facts.model_copy(update={"versions": facts.versions | {"code": "0"}}))
    assert any(f.holds is None and "the code of the engine" in f.text for f in verify(folder, 0))


def test_a_folder_of_something_else_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"is not a result folder: there is no run\.json"):
        list(verify(tmp_path))


def test_the_record_is_readable_json(folder: Path) -> None:
    facts = json.loads((folder / "run.json").read_text())
    assert facts["status"] == "complete"
    assert len(facts["sha256"]) == 64
