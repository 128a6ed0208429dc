"""Whatever is changed in a result folder, who opens it is told which file it is and what to do, and gets no figure."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import toy

from simulate.errors import CannotAnswer, OlderFormat, RunError
from simulate.results.opening import open_results
from simulate.results.summary import read_summary
from simulate.running import identity
from simulate.running.runner import run
from simulate.running.store import ours, outcomes, record, seals
from simulate.running.store.sealed import Sealed
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

PUBLISH = SummaryAndFigures("toy", figures=False)
FORMAT_1 = Path(__file__).parent / "format1"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 draws; tests copy it."""
    folder = tmp_path_factory.mktemp("whole") / "toy"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(toy.scenario(draws=40), folder, workers=1, publish=PUBLISH)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path, toy_models: None) -> Path:
    return shutil.copytree(whole, tmp_path / "toy")


def read_all(folder: Path) -> None:
    """What any command reads."""
    sealed = Sealed(folder)
    sealed.scenario()
    open_results(folder).load()
    read_summary(folder)


def refusal(folder: Path) -> str:
    """What is said of a folder; nothing when all of it can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", OlderFormat)
            read_all(folder)
    except CannotAnswer as error:
        return str(error)
    return ""


def test_every_file_that_is_read_is_checked(folder: Path) -> None:
    """A bit is turned in each file in turn; the files that nobody reads are those of no number.

    What the arrays and the entries of axes are is in the metadata of the whole.
    """
    unread = set()
    for name in [*record.read(folder).files, record.NAME]:
        file = folder / name
        data = file.read_bytes()
        file.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
        said = refusal(folder)
        if said:
            assert name in said
            assert "--overwrite" in said or "--out" in said
        else:
            unread.add(name)
        file.write_bytes(data)
    for name in unread:
        assert name.endswith(("zarr.json", "twin.npz", "spread.csv")) or name.split("/")[1] in (
            "groep",
            "huishouden",
            "blocks",
        )
    assert "outcomes.zarr/zarr.json" not in unread
    read_all(folder)


def test_chunks_of_other_outcomes_and_of_other_runs_are_refused(folder: Path, tmp_path: Path) -> None:
    """They have valid checksums of their own."""
    one, other = (folder / "outcomes.zarr" / name / "c" / "0" / "0" / "0" for name in ("bezetting", "instroom"))
    mine = one.read_bytes()
    one.write_bytes(other.read_bytes())
    with pytest.raises(CannotAnswer, match=r"outcomes\.zarr/bezetting/c/0/0/0 was changed after the run"):
        open_results(folder)["bezetting"].load()
    assert open_results(folder)["kosten"].load().shape == (24, 40)
    run(toy.scenario(draws=40, seed=8), tmp_path / "other", workers=1)
    one.write_bytes((tmp_path / "other" / one.relative_to(folder)).read_bytes())
    with pytest.raises(CannotAnswer, match="changed after the run"):
        open_results(folder)["bezetting"].load()
    one.write_bytes(mine)
    read_all(folder)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: (file.unlink(), file.symlink_to("/etc/hostname")), "is a link"),
        (lambda file: (file.unlink(), os.mkfifo(file)), "no plain file"),
        (lambda file: (file.unlink(), file.mkdir()), "is a folder"),
        (lambda file: os.truncate(file, 1 << 40), "larger than a run writes"),
    ],
)
@pytest.mark.parametrize("name", ["summary.csv", "outcomes.zarr/kosten/c/0/0", "outcomes.zarr/month/c/0"])
def test_what_is_no_file_of_a_run_is_told(folder: Path, name: str, damage: Callable[[Path], object], said: str) -> None:
    damage(folder / name)
    if (name, said) == ("summary.csv", "is missing"):
        # It can be made again from the outcomes.
        said = "run the same command again, which writes it"
    with pytest.raises(CannotAnswer, match=f"{name}.*{said}"):
        read_all(folder)


def test_a_link_above_a_file_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "outcomes.zarr", tmp_path / "elsewhere.zarr")
    (folder / "outcomes.zarr").symlink_to(tmp_path / "elsewhere.zarr")
    with pytest.raises(CannotAnswer, match="is a link"):
        read_all(folder)


def edited(folder: Path, change: Callable[[dict[str, object]], None], sealed: bool) -> None:
    """Change the record, and seal it as a run would, or not."""
    found = json.loads((folder / record.NAME).read_text())
    change(found)
    if sealed:
        found.pop("sha256")
        found["sha256"] = record._seal(found)
    (folder / record.NAME).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        {"block": 0}, {"draws": 10**12}, {"months": 999_999_999}, {"draws": -1}, {"blocks_done": [7]}, {"files": []},
        {"files": {"../../etc/passwd": "0" * 64}}, {"files": {"summary.csv": "x"}}, {"format": 3}, {"status": "done"},
    ],
)  # fmt: skip
def test_a_record_that_no_run_writes_is_told_before_anything_is_allocated(
    folder: Path, change: dict[str, object], sealed: bool
) -> None:
    edited(folder, lambda found: found.update(change), sealed)
    with pytest.raises(CannotAnswer, match=r"is damaged: run\.json is not the record of a run"):
        read_all(folder)
    with pytest.raises(CannotAnswer):
        list(verify(folder, None))
    with pytest.raises(CannotAnswer):
        run(toy.scenario(draws=40), folder, workers=1, publish=PUBLISH)


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", "{}", "null", '"a"', "{", "\x00", '{"sha256": 1}'])
def test_text_that_is_no_record_is_told(folder: Path, text: str) -> None:
    (folder / record.NAME).write_text(text)
    with pytest.raises(CannotAnswer, match=r"run\.json is not the record of a run"):
        read_all(folder)


def test_a_status_that_was_edited_is_told(folder: Path) -> None:
    edited(folder, lambda found: found.update(status="incomplete"), False)
    with pytest.raises(CannotAnswer, match=r"run\.json was changed after the run"):
        read_all(folder)


@pytest.mark.parametrize("change", [{"draws": 41}, {"months": 23}, {"outcomes": ["bezetting", "niets"]}])
def test_a_sealed_record_that_does_not_fit_its_outcomes_is_told(folder: Path, change: dict[str, object]) -> None:
    edited(folder, lambda found: found.update(change), True)
    with pytest.raises(CannotAnswer, match="is damaged"):
        open_results(folder)


def test_attributes_change_no_number(folder: Path) -> None:
    """Also where all seals are made to agree."""
    before = open_results(folder)["kosten"].values
    for file in folder.glob("outcomes.zarr/**/zarr.json"):
        found = json.loads(file.read_text())
        for attributes in (found["attributes"], *_consolidated(found)):
            attributes |= {"scale_factor": 10.0, "add_offset": 5.0, "_FillValue": 0}
        file.write_text(json.dumps(found))
    with pytest.raises(CannotAnswer, match=r"zarr\.json was changed after the run"):
        open_results(folder)
    record.write(folder, record.read(folder).model_copy(update={"files": record.hashes(folder)}))
    assert (open_results(folder)["kosten"].values == before).all()


def _consolidated(found: dict[str, dict[str, dict[str, dict[str, dict[str, object]]]]]) -> list[dict[str, object]]:
    return [one["attributes"] for one in found.get("consolidated_metadata", {}).get("metadata", {}).values()]


def test_a_run_that_goes_on_does_not_take_what_was_changed(folder: Path) -> None:
    chunk = folder / "outcomes.zarr" / "kosten" / "c" / "0" / "0"
    data = chunk.read_bytes()
    for block in (folder / "outcomes.zarr" / seals.FOLDER).glob("0*.json"):
        text = block.read_text()
        block.write_text(text.replace("40", "39"))
        with pytest.raises(CannotAnswer, match=r"seals/000000\.json was changed"):
            run(toy.scenario(draws=1040), folder, workers=1, publish=PUBLISH)
        block.write_text(text)
    chunk.unlink()
    with pytest.raises(CannotAnswer, match="kosten/c/0/0 is missing"):
        run(toy.scenario(draws=1040), folder, workers=1, publish=PUBLISH)
    chunk.write_bytes(data)
    assert run(toy.scenario(draws=1040), folder, workers=1, publish=PUBLISH).status == "complete"
    assert all(finding.holds for finding in verify(folder, None))


def test_a_block_that_changed_while_the_run_was_stopped_is_told(tmp_path: Path, toy_models: None) -> None:
    """Nothing sealed the run as a whole: it was killed. Its blocks are sealed one by one."""
    run(toy.scenario(draws=2000), tmp_path / "r", workers=1)
    facts = record.read(tmp_path / "r")
    record.write(tmp_path / "r", facts.model_copy(update={"status": "running", "files": {}, "blocks_done": ()}))
    seals.take_back(tmp_path / "r" / "outcomes.zarr", 1)
    with pytest.raises(CannotAnswer, match="has no seal yet"):
        open_results(tmp_path / "r")
    kosten = tmp_path / "r" / "outcomes.zarr" / "kosten"
    shutil.copy(kosten / "c" / "0" / "1", kosten / "c" / "0" / "0")
    metadata = kosten / "zarr.json"
    metadata.write_text(metadata.read_text().replace('"float64"', '"int64"'))
    with pytest.raises(RunError, match="kosten/c/0/0 changed after it was computed"):
        run(toy.scenario(draws=2000), tmp_path / "r", workers=1)


def test_a_folder_in_the_place_of_the_numbers_of_draws_is_told(tmp_path: Path, toy_models: None) -> None:
    run(toy.scenario(draws=40), tmp_path / "r", workers=1)
    metadata = tmp_path / "r" / record.OUTCOMES / "draw" / "zarr.json"
    metadata.unlink()
    metadata.mkdir()
    with pytest.raises(CannotAnswer, match=r"outcomes\.zarr/draw is no array"):
        outcomes.finish(tmp_path / "r" / record.OUTCOMES, 40, {})


def test_only_files_of_a_run_are_removed(folder: Path) -> None:
    """Not by going on, not by other words, not by --overwrite."""
    mine = ["figures/notes.md", "figures/mijn.png", "outcomes.zarr/notes.md", "outcomes.zarr/kosten/notes", "notes.txt"]
    for name in mine:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    for more in ({"draws": 50}, {"draws": 1100}, {"draws": 1100, "seed": 8}):
        run(toy.scenario(**more), folder, workers=1, publish=PUBLISH, overwrite="seed" in more)
        assert all((folder / name).read_text() == "mine" for name in mine)
        found = list(verify(folder, 0))
        assert not [finding for finding in found if finding.holds is False]
        assert any("4 files are not of a run" in finding.text for finding in found)
        assert not set(mine) & record.read(folder).files.keys()


@pytest.mark.parametrize(
    ("name", "mine"),
    [
        ("summary.csv", True),
        (".summary.csv.0123456789ab.new", True),
        ("outcomes.zarr/kosten/c/0/1", True),
        ("outcomes.zarr/kosten/c/0/1.0a1b.partial", True),
        ("outcomes.zarr/zarr.json", True),
        ("outcomes.zarr/blocks/seals/000001.json", True),
        ("outcomes.zarr/andere/zarr.json", False),
        ("outcomes.zarr/kosten/notes.md", False),
        ("statistics/blocks/000001.npz", True),
        ("statistics/blocks/.000001.npz.0123456789ab.new", True),
        ("statistics/notes.npz", False),
        ("figures/kosten.svg", True),
        ("figures/kosten-kaart.png", True),
        ("figures/mijn.png", False),
        ("figures/kosten.md", False),
        ("run.json.bak", False),
        ("sensitivity/ranking.csv", False),
    ],
)
def test_what_a_run_makes_is_known_by_its_name(name: str, mine: bool) -> None:
    assert ours.is_ours(name, ("kosten",)) is mine


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x", "figures/../../x", "notes", "", "figures\\x", "figures//x", "a\0"]
)
def test_names_that_lead_out_of_the_folder_are_not_safe(name: str) -> None:
    assert not ours.safe(name)


def test_a_folder_of_an_older_format_opens_and_says_so(tmp_path: Path, toy_models: None) -> None:
    folder = shutil.copytree(FORMAT_1, tmp_path / "toy")
    with pytest.warns(OlderFormat, match="sealed less completely by an older version"):
        assert open_results(folder).load().sizes["draw"] == 40
    chunk = folder / "outcomes.zarr" / "kosten" / "c" / "0" / "0"
    chunk.write_bytes(b"?" + chunk.read_bytes()[1:])
    assert "kosten/c/0/0 was changed" in refusal(folder)


def test_an_unfinished_folder_of_an_older_format_is_refused_with_what_to_do(tmp_path: Path, toy_models: None) -> None:
    folder = shutil.copytree(FORMAT_1, tmp_path / "toy")
    record.write(folder, record.read(folder).model_copy(update={"status": "incomplete", "blocks_done": ()}))
    assert "run the same command again" in refusal(folder)


def test_a_folder_of_an_older_format_goes_on_with_what_it_has(tmp_path: Path, toy_models: None, bits: toy.Bits) -> None:
    folder = shutil.copytree(FORMAT_1, tmp_path / "toy")
    facts = record.read(folder)
    # Of the program of today, as far as the code goes.
    record.write(folder, facts.model_copy(update={"versions": identity.versions("toy")}))
    # Its summary is of another layout, and is made anew.
    assert run(toy.scenario(draws=40), folder, workers=1, publish=PUBLISH).block_seconds == facts.block_seconds
    again = run(toy.scenario(draws=1040), folder, workers=1, publish=PUBLISH)
    assert (again.format, again.status) == (2, "complete")
    assert all(finding.holds for finding in verify(folder, None))
    run(toy.scenario(draws=1040), tmp_path / "at once", workers=1, publish=PUBLISH)
    assert bits(folder) == bits(tmp_path / "at once")
    assert {name for name in again.files if "committed" in name} == set()
